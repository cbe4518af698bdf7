import { expect } from 'chai'
import fc from 'fast-check'
import { takingTurns } from '../support/taking-turns.ts'
import { teamsWindows } from '../support/teams-windows.ts'

/** How many left at most in any stretch of time as long as this. */
function most(times: readonly number[] = [], milliseconds: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  let first = 0
  return sorted.reduce((found, time, i) => {
    while ((sorted[first] as number) <= time - milliseconds) first += 1
    return Math.max(found, i - first + 1)
  }, 0)
}

const broken = (times: readonly number[] | undefined) =>
  teamsWindows.conversation.filter(([requests, milliseconds]) => most(times, milliseconds) > requests)

describe('the pace of a conversation, when another instance takes over', () => {
  for (const [end, leaseSeconds] of [
    ['gives its lease up', 30],
    ['is killed', 30],
    ['is killed', 5],
  ] as const) {
    const by = `one that ${end} (a lease of ${leaseSeconds} seconds)`
    const handOver = async (turns: ReturnType<typeof takingTurns>, first: number, second: number) => {
      const [a, b] = [turns.instance(), turns.instance()]
      await a.lead()
      for (let i = 0; i < first; i += 1) await a.send('channel')
      if (end === 'is killed') a.kill()
      else await a.release()
      await b.lead()
      for (let i = 0; i < second; i += 1) await b.send('channel')
    }

    it(`has no more than 60 in half a minute, after 55 by ${by}`, async () => {
      const turns = takingTurns({ leaseSeconds })
      await handOver(turns, 55, 60)
      expect(turns.left.get('channel')).to.have.length(115)
      expect(broken(turns.left.get('channel'))).to.deep.equal([])
    })

    it(`has no more than 1,800 in an hour, after 1,700 by ${by}`, async () => {
      const turns = takingTurns({ leaseSeconds })
      await handOver(turns, 1700, 200)
      expect(turns.left.get('channel')).to.have.length(1900)
      expect(broken(turns.left.get('channel'))).to.deep.equal([])
    })
  }

  it('is not held up by it where little has left: the next goes on at once', async () => {
    const turns = takingTurns()
    const [a, b] = [turns.instance(), turns.instance()]
    await a.lead()
    for (let i = 0; i < 20; i += 1) await a.send(`chat ${i}`)
    await a.release()
    await b.lead()
    const from = turns.now()
    for (let i = 0; i < 20; i += 1) await b.send(`chat ${i}`)
    expect(turns.now() - from).to.be.lessThan(5000)
  })

  it('counts nothing twice, whoever told it how often: of 1,800, 700 may follow 1,000', async () => {
    const turns = takingTurns()
    const [a, b] = [turns.instance(), turns.instance()]
    for (const lease of ['p', 'q']) await a.lead(lease)
    for (let i = 0; i < 500; i += 1) await a.send('channel')
    await a.release()
    for (const lease of ['p', 'q']) await b.lead(lease)
    for (let i = 0; i < 500; i += 1) await b.send('channel')
    await b.release()
    for (const lease of ['p', 'q']) await a.lead(lease)
    const from = turns.now()
    for (let i = 0; i < 600; i += 1) await a.send('channel')
    // 60 in half a minute.
    expect(turns.now() - from).to.be.lessThan(6 * 60_000)
    expect(broken(turns.left.get('channel'))).to.deep.equal([])
  })

  it('is known to who comes after the next, too: what the first has sent counts for its hour', async () => {
    const turns = takingTurns()
    for (let tenure = 0; tenure < 4; tenure += 1) {
      const one = turns.instance()
      await one.lead()
      for (let i = 0; i < 500; i += 1) await one.send('channel')
      await one.release()
    }
    expect(broken(turns.left.get('channel'))).to.deep.equal([])
  })

  it('goes on after any number of kills in a row', async () => {
    const turns = takingTurns({ leaseSeconds: 5 })
    for (let tenure = 0; tenure < 40; tenure += 1) {
      const one = turns.instance()
      await one.lead()
      const from = turns.now()
      await one.send('chat')
      expect(turns.now() - from).to.be.lessThan(3000)
      one.kill()
    }
  })

  it('costs no write while no conversation is busy, and leaves the lease as it was', async () => {
    const turns = takingTurns()
    const a = turns.instance()
    await a.lead()
    for (let minute = 0; minute < 60; minute += 1) {
      for (const chat of ['one', 'two']) await a.send(chat)
      await turns.wait(60_000)
      await a.hold()
    }
    expect(turns.commits()).to.be.at.most(61)
    expect(turns.docs.get('lease:p')?.body).to.have.keys('schema', 'holder', 'until')
  })

  it('is told in few writes: of a conversation at full pace, one for every eight of its messages', async () => {
    const turns = takingTurns()
    const a = turns.instance()
    await a.lead()
    for (let i = 0; i < 60; i += 1) await a.send('channel')
    expect(turns.commits()).to.be.at.most(9)
  })

  for (const [what, told] of [
    ['of an earlier version, which told nothing', undefined],
    ['of a version to come, whose words are not known', { schema: 7 }],
  ] as const)
    it(`is taken over from a lease ${what}`, async () => {
      const turns = takingTurns()
      const body = { schema: 1, holder: 'before', until: '2026-11-26T09:00:05.000Z', told }
      await turns.store.commit({ partnership: 'p', scope: 'leases' }, [
        { create: { id: 'lease:p', type: 'lease', body, tags: [], sort: '' } },
      ])
      const a = turns.instance()
      await a.lead()
      await a.send('channel')
      expect(turns.left.get('channel')).to.have.length(1)
    })

  it('is told before more leaves than may remain unknown: what may leave counts before it does', async () => {
    const turns = takingTurns()
    const { pacer, carried, send, lead } = turns.instance()
    const led = { partnership: 'p', isTheirs: () => true }
    await lead()
    for (let i = 0; i < 8; i += 1) await send('channel')
    expect(carried.pressing(led)).to.equal(false)
    await pacer.turn({ tenant: 'lea', conversation: 'channel', urgent: false })
    expect(carried.pressing(led)).to.equal(true)
  })

  it('is told of the tenants of each partnership only: nothing of one is kept with another', async () => {
    const turns = takingTurns()
    const { pacer, carried } = turns.instance()
    for (const tenant of ['lea', 'police'])
      for (let i = 0; i < 20; i += 1) pacer.note({ tenant, conversation: `channel of ${tenant}` })
    const ofLea = { partnership: 'p', isTheirs: (tenant: string) => tenant === 'lea' }
    expect(carried.pressing(ofLea)).to.equal(true)
    const told = JSON.stringify(carried.tell(ofLea))
    expect(told).to.include('channel of lea').and.not.to.include('channel of police')
    expect(carried.pressing(ofLea)).to.equal(false)
    expect(carried.pressing({ ...ofLea, partnership: 'q' }), 'each lease for itself').to.equal(true)
  })

  it('is told of two hundred conversations at most, so that the lease stays small', () => {
    const { pacer, carried } = takingTurns().instance()
    for (let chat = 0; chat < 300; chat += 1)
      for (let i = 0; i < 9 + (chat % 2); i += 1) pacer.note({ tenant: 'lea', conversation: `chat ${chat}` })
    const told = carried.tell({ partnership: 'p', isTheirs: () => true }) as { sent: { requests: unknown }[] }
    expect(told.sent).to.have.length(200)
    expect(told.sent.slice(0, 150).map(one => one.requests)).to.deep.equal(Array(150).fill([[0, 10]]))
  })

  it('keeps Teams’ windows whatever is sent when, and however often another takes over', async () => {
    const step = fc.record({
      to: fc.constantFrom('one', 'two'),
      count: fc.integer({ min: 0, max: 40 }),
      dawdle: fc.constantFrom(0, 0, 500, 3000),
      pause: fc.constantFrom(0, 0, 1000, 20_000),
      end: fc.constantFrom('go on', 'go on', 'release', 'kill'),
    })
    const plan = fc.record({
      steps: fc.array(step, { minLength: 3, maxLength: 12 }),
      leaseSeconds: fc.constantFrom(10, 30),
      storeMilliseconds: fc.constantFrom(0, 50, 700),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ steps, ...options }) => {
        const turns = takingTurns(options)
        let one = turns.instance()
        for (const { to, count, dawdle, pause, end } of steps) {
          await one.lead()
          const sending = Array.from({ length: count }, () => one.send(to, dawdle))
          await turns.wait(pause)
          if (end === 'kill') one.kill()
          await Promise.all(sending)
          if (end === 'release') await one.release()
          if (end !== 'go on') one = turns.instance()
        }
        for (const times of turns.left.values()) expect(broken(times)).to.deep.equal([])
      }),
      { numRuns: 60 },
    )
  })
})
