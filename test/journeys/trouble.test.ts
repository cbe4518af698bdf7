import { expect } from 'chai'
import type { LogFields } from '../../src/ports/log.ts'
import {
  AlreadyExists,
  CommitUnconfirmed,
  type Store,
  StoreUnavailable,
  type Write,
} from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('in trouble', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member
  let broken: ((writes: readonly Write[]) => Error | undefined) | undefined
  const logged: [string, LogFields | undefined][] = []

  let blind = false
  let lost = 0

  /** The store, except that a commit or its answer, or the reading of actions, fails when the test says so. */
  const breakable = (store: Store): Store => ({
    ...store,
    get: async (partition, id) => {
      if (blind && id.startsWith('action:')) throw new StoreUnavailable('cannot be read')
      return store.get(partition, id)
    },
    commit: async (partition, writes) => {
      const error = broken?.(writes)
      if (error) throw error
      const etags = await store.commit(partition, writes)
      lost -= 1
      if (lost >= 0) throw new CommitUnconfirmed('the answer was lost')
      return etags
    },
  })

  beforeEach(async () => {
    broken = undefined
    blind = false
    lost = 0
    logged.length = 0
    const keep = (event: string, fields?: LogFields) => void logged.push([event, fields])
    const log = { info: keep, warn: keep, error: keep }
    app = await runApp({
      store: breakable(temporaryStore()),
      file: birminghamToWorkWith(),
      now: '2018-10-01T08:00:00.000Z',
      log,
    })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    await manager.type('hello')
    await owner.type('hello')
  })
  afterEach(() => app.stop())

  const record = (what = 'Publish the toolkit') =>
    manager.type(`new action QIO: ${what}; owner: yos-performance; due: 12 Oct`)
  const toldOwner = () =>
    app.connector.in(owner.personal).filter(post => wordsOn(post.card).includes('A new action is with you'))

  const inState = async (state: string) => {
    const found = await app.store.find({
      partnership: 'bscb',
      type: 'delivery',
      tags: [`state:${state}`],
      limit: 10,
    })
    return found.docs
  }

  describe('Teams repeats an activity that was not answered in time', () => {
    it('the action is recorded once, and the answer is the same', async () => {
      const activity = { id: 'same-activity' }
      const first = await manager.type('new action QIO: Once; owner: ad-cyp; due: 1 Nov', activity)
      const again = await manager.type('new action QIO: Once; owner: ad-cyp; due: 1 Nov', activity)
      expect(wordsOn(again.card)).to.equal(wordsOn(first.card))
      expect(wordsOn((await manager.type('log QIO')).card)).not.to.contain('QIO-18-002')
    })

    it('a press that arrives ten times at once is applied once', async () => {
      await record()
      await app.app.sweep()
      const press = owner.pressing(owner.latest()?.card, 'Save update', { 'note-QIO-18-001': 'said once' })
      const answers = await Promise.all(Array.from({ length: 10 }, () => owner.invoke(press)))
      expect(new Set(answers.map(answer => answer.status))).to.deep.equal(new Set([200]))
      for (const answer of answers) expect(wordsOn(answer.card)).to.contain('QIO-18-001: you updated it')
      expect(wordsOn((await owner.type('QIO-18-001')).card).match(/said once/g)).to.have.length(1)
    })

    it('a review is opened once', async () => {
      const form = await manager.type('new review')
      const press = manager.pressing(form.card, 'Open the review', {
        aware: '2018-09-28',
        notified: '2018-10-01',
        agencies: 'wmp',
      })
      const [first, again] = [await manager.invoke(press), await manager.invoke(press)]
      expect(wordsOn(again.card)).to.equal(wordsOn(first.card)).and.to.contain('RR-18-001 is open')
      expect((await manager.type('RR-18-002')).text).to.contain('no review with that ref')
    })
  })

  describe('the connector', () => {
    it('answers 504 though it delivered: one request was made, and the repeat says that it may be one', async () => {
      await record()
      app.connector.trouble({ status: 504, delivered: true })
      await app.app.sweep()
      expect(toldOwner(), 'one call is one request').to.have.length(1)
      await app.goTo('2018-10-01T08:01:00.000Z')
      expect(toldOwner()).to.have.length(2)
      expect(wordsOn(toldOwner()[1]?.card)).to.contain('You may have had this already')
    })

    it('answers 429: nothing is sent before Retry-After is over, then once, and not called a repeat', async () => {
      await record()
      app.connector.trouble({ status: 429, retryAfter: 30 })
      await app.app.sweep()
      await app.goTo('2018-10-01T08:00:29.000Z')
      expect(toldOwner()).to.have.length(0)
      await app.goTo('2018-10-01T08:00:31.000Z')
      expect(toldOwner()).to.have.length(1)
      expect(wordsOn(toldOwner()[0]?.card)).not.to.contain('You may have had this already')
    })

    it('drops the connection: the outcome is unknown, and the notice is sent again', async () => {
      await record()
      app.connector.trouble({ status: 'drop' })
      await app.app.sweep()
      await app.goTo('2018-10-01T08:01:00.000Z')
      expect(toldOwner()).to.have.length(1)
    })

    it('answers 403: the person is unreachable, with the reason in plain words, and nothing is tried again', async () => {
      await record()
      app.connector.trouble({ status: 403 })
      await app.app.sweep()
      const toOwner = () => app.connector.requests.filter(request => request.includes(owner.personal)).length
      const before = toOwner()
      await app.goTo('2018-10-01T08:30:00.000Z')
      expect(toOwner()).to.equal(before)
      const docs = await inState('unreachable')
      expect(docs.map(doc => (doc.body as { reason: string }).reason)).to.deep.equal([
        'They have blocked Convenor, or it is not installed for them.',
      ])
    })

    it('gives no clear answer again and again: in the end the notice is unconfirmed, not sent for ever', async () => {
      await record()
      app.connector.trouble(...Array.from({ length: 20 }, () => ({ status: 503 as const })))
      for (let hour = 8; hour < 20; hour += 1)
        await app.goTo(`2018-10-01T${String(hour).padStart(2, '0')}:59:00.000Z`)
      expect(await inState('unconfirmed')).to.have.length(1)
    })

    it('throttles for two hours: what waited is sent when it is over', async () => {
      await record()
      app.connector.trouble(...Array.from({ length: 9 }, () => ({ status: 429 as const, retryAfter: 800 })))
      for (let minute = 1; minute <= 120; minute += 1)
        await app.goTo(new Date(Date.parse('2018-10-01T08:00:00Z') + minute * 60_000).toISOString())
      expect(await inState('failed')).to.have.length(0)
      await app.goTo('2018-10-01T11:00:00.000Z')
      expect(toldOwner()).to.have.length(1)
    })

    it('could not reach somebody: what they missed comes when they are met again', async () => {
      await record()
      app.connector.trouble({ status: 403 })
      await app.app.sweep()
      expect(await inState('unreachable')).to.have.length(1)
      await owner.install()
      await app.app.sweep()
      expect(toldOwner()).to.have.length(1)
    })
  })

  describe('the store', () => {
    it('is lost between “sending” and “sent”: after two minutes the notice is sent again, marked', async () => {
      await record()
      const outcome = (write: Write) => 'replace' in write && write.replace.tags.includes('state:sent')
      broken = writes => (writes.some(outcome) ? new StoreUnavailable('lost') : undefined)
      await app.app.sweep().catch(() => undefined)
      expect(toldOwner()).to.have.length(1)
      broken = undefined
      await app.goTo('2018-10-01T08:01:00.000Z')
      expect(toldOwner(), 'it may still be under way').to.have.length(1)
      await app.goTo('2018-10-01T08:05:00.000Z')
      await app.goTo('2018-10-01T08:10:00.000Z')
      expect(toldOwner()).to.have.length(2)
      expect(wordsOn(toldOwner()[1]?.card)).to.contain('You may have had this already')
    })

    it('cannot be written to: the reader is told that nothing was changed, and nothing was', async () => {
      broken = () => new StoreUnavailable('gone')
      expect((await record()).text).to.contain('The records cannot be reached just now. Nothing was changed.')
      broken = undefined
      expect(wordsOn((await manager.type('log QIO')).card)).to.contain('No action is open')
    })

    it('fails once the change is in, while its card is read: the reader is told what was done', async () => {
      blind = true
      expect((await record()).text).to.contain('QIO-18-001 is recorded.')
      blind = false
      expect(wordsOn((await manager.type('log QIO')).card)).to.contain('QIO-18-001')
    })

    it('loses its answer to a commit that was carried out: the reader is told so, and it is done once', async () => {
      lost = 1
      expect(wordsOn((await record()).card)).to.contain('QIO-18-001 is recorded.')
      expect(wordsOn((await manager.type('log QIO')).card)).not.to.contain('QIO-18-002')
    })

    it('loses its answers again and again: nobody is told that nothing was changed', async () => {
      broken = () => new CommitUnconfirmed('no answer')
      expect((await record()).text).to.contain('not certain')
    })

    it('is written to by forty at once: all are recorded, each under a ref of its own', async () => {
      await Promise.all(Array.from({ length: 40 }, (_, i) => record(`Number ${i}`)))
      const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 50 })
      expect(docs).to.have.length(40)
    })

    it('loses every race: after many tries the reader is told so, kindly, and that nothing was saved', async () => {
      broken = () => new AlreadyExists('counter:QIO-18')
      expect((await record()).text)
        .to.contain('Several people changed this at the same moment')
        .and.to.contain('nothing of yours was saved')
    })
  })

  describe('input', () => {
    it('that is misspelt gets the closest command', async () => {
      const near = await manager.type('my actons')
      expect(wordsOn(near.card)).to.contain('Did you mean “my actions”?')
      expect(wordsOn((await manager.press(near.card, 'my actions')).card)).to.contain(
        'You have no open actions',
      )
      expect(wordsOn((await manager.type('agend')).card)).to.contain('Did you mean “agenda QIO”?')
      expect(wordsOn((await manager.type('zzzzzzzz')).card))
        .to.contain('That was not understood')
        .and.to.contain('my actions')
    })

    it('of more than 4,000 characters is refused in a sentence', async () => {
      expect((await manager.type(`QIO-18-001 update ${'x'.repeat(4000)}`)).text).to.contain(
        'more than 4000 characters',
      )
    })

    const frames: [string, object][] = [
      ['nobody in it', { from: undefined }],
      ['no conversation', { conversation: undefined }],
      ['a number for a text', { text: 5 }],
      ['an address of another scheme', { serviceUrl: 'file:///etc/passwd' }],
      ['a verb that does not exist', { value: { verb: 'action.delete-all' }, text: undefined }],
      [
        'values of the wrong kind',
        { value: { verb: 'action.update', ref: { $gt: '' }, version: 'one' }, text: undefined },
      ],
      ['a ref that is a path', { text: '../../partnership' }],
    ]
    for (const [what, change] of frames) {
      it(`with ${what} changes nothing and stops nothing`, async () => {
        const { status } = await manager.post(manager.frame({ type: 'message', text: 'log QIO', ...change }))
        expect(status).to.be.lessThan(600)
        expect(wordsOn((await manager.type('log QIO')).card)).to.contain('No action is open')
      })
    }

    it('from somebody who is not a member gets a polite refusal that gives nothing away', async () => {
      const stranger = app.member('nobody')
      const answers = await Promise.all(
        ['help', 'log QIO', 'QIO-18-001', 'new review'].map(text => stranger.type(text)),
      )
      for (const { text, card } of answers) {
        expect(card).to.equal(undefined)
        expect(text).to.contain('your account is not on its list').and.not.to.contain('Birmingham')
      }
    })

    it('never reaches the log: not what was typed, not a name', async () => {
      await manager.type('QIO-18-999 update Secret words about somebody')
      broken = () => new Error('Secret words in an error')
      await record('Secret words')
      await manager.post(manager.frame({ type: 'message', text: 'Secret words', from: undefined }))
      expect(logged.length).to.be.greaterThan(0)
      expect(JSON.stringify(logged)).not.to.match(/Secret|business-manager|Business/)
    })
  })
})
