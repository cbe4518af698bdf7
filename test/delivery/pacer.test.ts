import { expect } from 'chai'
import type { Outcome, Trouble } from '../../src/delivery/outcome.ts'
import { type Asked, type Blocked, createPacer, type Pacer, type Turn } from '../../src/delivery/pacer.ts'
import type { Timer } from '../../src/ports/clock.ts'
import { leapingTimer } from '../support/leaping-timer.ts'

const sent: Outcome = { outcome: 'sent', activityId: 'm1' }
const trouble = (kind: Exclude<Trouble, 'unclear'>, retryAfterSeconds?: number): Outcome => ({
  outcome: 'not-now',
  reason: `Because of ${kind}.`,
  trouble: kind,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
})
const unclear: Outcome = { outcome: 'unknown', reason: 'No clear answer.' }

describe('the pacer', () => {
  let timer: Timer
  let pacer: Pacer
  beforeEach(() => {
    timer = leapingTimer()
    pacer = createPacer(timer)
  })

  const ask = (conversation: string, tenant = 'lea', urgent = false) =>
    pacer.turn({ tenant, conversation, urgent })
  const granted = (answer: Turn | Blocked): Turn => {
    if (!('left' in answer)) throw new Error(`Blocked for ${answer.blockedForSeconds} s.`)
    return answer
  }
  /** Makes one request with this outcome; the moment at which it left, or for how long it is blocked. */
  const request = async (asked: Partial<Asked>, outcome: Outcome = sent, again?: number) => {
    const answer = await pacer.turn({ tenant: 'lea', urgent: false, ...asked })
    if (!('left' in answer)) return answer
    const at = timer.now()
    answer.left()
    answer.ended(outcome, again)
    return { at }
  }
  const all = (count: number, asked: (i: number) => Partial<Asked>) =>
    Promise.all(Array.from({ length: count }, (_, i) => request(asked(i))))
  const moments = (answers: readonly object[]) =>
    answers.map(one => ('at' in one ? Number(one.at) : Number.NaN))

  it('lets 50 a second leave to a tenant, and as many to each other one', async () => {
    const answers = await all(400, i => ({ tenant: i % 2 ? 'lea' : 'police', conversation: `c${i}` }))
    const lea = moments(answers.filter((_, i) => i % 2))
    for (const start of lea)
      expect(lea.filter(at => at >= start && at < start + 1000).length).to.be.at.most(50)
    expect(Math.max(...lea)).to.be.lessThan(4300)
  })

  it('lets 7 leave to one conversation in a second, and the others meanwhile', async () => {
    const answers = await all(20, i => ({ conversation: i < 10 ? 'busy' : `c${i}` }))
    const busy = moments(answers.slice(0, 10))
    expect(busy.filter(at => at < 1000)).to.have.length(7)
    expect(busy.filter(at => at < 2000)).to.have.length(8)
    expect(Math.max(...moments(answers.slice(10)))).to.be.lessThan(1000)
  })

  it('counts a request that may leave from the moment it has left, however long it dawdled', async () => {
    const slow = await Promise.all(Array.from({ length: 5 }, (_, i) => ask(`slow${i}`)))
    const rest = all(60, i => ({ conversation: `c${i}` }))
    timer.after(3000, () => {
      for (const one of slow.map(granted)) one.left()
    })
    const after = moments(await rest).filter(at => at >= 3000 && at < 4000)
    expect(after.length + 5).to.be.at.most(50)
  })

  it('lets what is not many go first', async () => {
    const order: string[] = []
    const note = (name: string) => (answer: Turn | Blocked) => {
      order.push(name)
      granted(answer).left()
      granted(answer).ended(sent)
    }
    const bulk = Array.from({ length: 100 }, (_, i) => ask(`c${i}`).then(note('bulletin')))
    const chaser = ask('chaser', 'lea', true).then(note('chaser'))
    await Promise.all([...bulk, chaser])
    expect(order.indexOf('chaser')).to.be.lessThan(30)
  })

  it('has no more than 25 of a tenant under way, so that silence leaves few in doubt', async () => {
    let count = 0
    for (let i = 0; i < 60; i += 1)
      void ask(`c${i}`).then(answer => {
        count += 1
        granted(answer).left()
      })
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(count).to.equal(25)
  })

  describe('in trouble', () => {
    it('holds up only the conversation that was throttled, for as long as Teams says', async () => {
      await request({ conversation: 'busy' }, trouble('throttled', 30), 30)
      expect(await request({ conversation: 'other' })).to.have.property('at')
      expect(await request({ conversation: 'busy' })).to.deep.include({ reason: 'Because of throttled.' })
      const wait = (await request({ conversation: 'busy' })) as Blocked
      expect(wait.blockedForSeconds).to.be.within(29, 30)
    })

    it('holds up the tenant when six of its conversations are throttled, not five, and no other tenant', async () => {
      const throttle = (conversation: string) => request({ conversation }, trouble('throttled', 10), 10)
      for (const conversation of ['a', 'b', 'c', 'd', 'e']) await throttle(conversation)
      expect(await throttle('f'), 'a hiccup on the way is no reason to stop').to.have.property('at')
      expect(await request({ conversation: 'g' })).to.have.property('blockedForSeconds')
      expect(await request({ conversation: 'g', tenant: 'police' })).to.have.property('at')
    })

    it('stops a tenant at once when credentials fail, each time for longer, and tries with one', async () => {
      const waits: number[] = []
      for (let time = 0; time < 8; time += 1) {
        await request({ conversation: 'a' }, trouble('credentials'))
        const { blockedForSeconds } = (await request({ conversation: 'b' })) as Blocked
        waits.push(Math.round(blockedForSeconds))
        await new Promise<void>(resolve => void timer.after(blockedForSeconds * 1000, resolve))
      }
      expect(waits).to.deep.equal([30, 60, 120, 240, 480, 900, 900, 900])
      const first = granted(await ask('probe'))
      let second = false
      void ask('behind').then(() => {
        second = true
      })
      await new Promise(resolve => setTimeout(resolve, 20))
      expect(second, 'one goes ahead').to.equal(false)
      first.left()
      first.ended(sent)
      await new Promise(resolve => setTimeout(resolve, 20))
      expect(second, 'the trouble is over').to.equal(true)
    })

    it('turns away those who wait when trouble comes, so that none of them is an attempt', async () => {
      const first = granted(await ask('a'))
      const waiting = Array.from({ length: 200 }, (_, i) => ask(`c${i}`))
      first.left()
      first.ended(trouble('credentials'))
      const answers = await Promise.all(waiting)
      expect(answers.filter(one => 'blockedForSeconds' in one).length).to.be.greaterThan(150)
    })

    it('stops after three answers in a row that say nothing: what is sent then could be neither lost nor found', async () => {
      for (const conversation of ['a', 'b', 'c']) await request({ conversation }, unclear)
      expect(await request({ conversation: 'd' })).to.have.property('blockedForSeconds')
    })

    it('does not stop when answers between them are clear', async () => {
      for (const conversation of ['a', 'b', 'c', 'd', 'e', 'f']) {
        await request({ conversation }, unclear)
        await request({ conversation: 'g' }, sent)
      }
      expect(await request({ conversation: 'h' })).to.have.property('at')
    })
  })

  it('counts what waits for nobody, such as answers to turns: others give way to it', async () => {
    for (let i = 0; i < 30; i += 1) pacer.note({ tenant: 'LEA', conversation: `c${i % 6}` })
    const start = timer.now()
    const moments = (await all(50, i => ({ conversation: `d${i}` }))).map(one => ('at' in one ? one.at : 0))
    expect(moments.filter(at => at < start + 1000).length, 'of 50 a second').to.be.at.most(20)
    for (let i = 0; i < 7; i += 1) pacer.note({ tenant: 'lea', conversation: 'chatty' })
    const noted = timer.now()
    const next = await request({ conversation: 'chatty' })
    expect('at' in next && next.at - noted, 'of 7 a second').to.be.at.least(1000)
  })

  it('counts what it learns has left from elsewhere: of one conversation, and of each other one', async () => {
    const now = timer.now()
    const far = Array<number>(59).fill(now - 10_000)
    pacer.learn({ to: new Map([['busy', far]]), toOthers: far.slice(0, 52) })
    const busy = moments(await all(2, () => ({ conversation: 'busy' })))
    expect(busy[1], '60 in half a minute, of which 59 were ten seconds ago').to.be.at.least(now + 20_000)
    const others = moments(await all(9, () => ({ conversation: 'other' })))
    expect(Math.max(...others.slice(0, 8)) - Math.min(...others)).to.be.lessThan(3000)
    pacer.learn({ to: new Map(), toOthers: [] })
    const [at = 0] = moments(await all(1, () => ({ conversation: 'busy' })))
    expect(at - timer.now()).to.equal(0)
  })

  it('says which conversations are busy, until they are so no more', async () => {
    for (let i = 0; i < 9; i += 1) pacer.note({ tenant: 'LEA', conversation: i < 8 ? 'chat' : 'other' })
    expect(pacer.busy()).to.deep.equal([])
    pacer.note({ tenant: 'LEA', conversation: 'chat' })
    expect(pacer.busy().map(({ tenant, conversation }) => [tenant, conversation])).to.deep.equal([
      ['lea', 'chat'],
    ])
    await new Promise<void>(resolve => void timer.after(31_000, resolve))
    expect(pacer.busy()).to.deep.equal([])
  })

  it('stopped, lets nobody wait', async () => {
    const waiting = Array.from({ length: 100 }, (_, i) => ask(`c${i}`))
    pacer.stop()
    const answers = await Promise.all(waiting)
    expect(answers.filter(one => 'blockedForSeconds' in one).length).to.be.greaterThan(70)
    expect(await ask('late')).to.deep.equal({ blockedForSeconds: 0 })
  })
})
