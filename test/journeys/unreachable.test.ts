import { expect } from 'chai'
import { challengesFeature } from '../../src/challenges/index.ts'
import { chasingFeature, chasingHours } from '../../src/chasing/index.ts'
import { queueMany } from '../../src/delivery/queue-many.ts'
import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { reviewsFeature } from '../../src/reviews/index.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const channel = '19:qio@thread.tacv2'

describe('somebody who cannot be reached', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  const start = async (file: PartnershipFile = birminghamToWorkWith()) => {
    app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    await manager.type('hello')
  }
  beforeEach(() => start())
  afterEach(() => app.stop())

  const blocked = (times = 1000) => app.connector.trouble({ status: 403, in: owner.personal, times })
  const record = (due = '12 Oct', what = 'Publish the toolkit') =>
    manager.type(`new action QIO: ${what}; owner: yos-performance; due: ${due}`)
  const news = () =>
    manager.inbox().filter(post => /(person|people|groups?) cannot be reached/.test(wordsOn(post.card)))

  it('is listed for the business team: since when, why, what helps, and how much waits for them', async () => {
    blocked()
    await record()
    await record('19 Oct', 'Print it')
    await app.app.sweep()
    const words = wordsOn((await manager.type('unreachable')).card)
    expect(words).to.contain('One person cannot be reached')
    expect(words).to.contain('They have blocked Convenor, or it is not installed for them.')
    expect(words).to.contain(
      'Ask them to open Convenor in Teams, unblock it if it is blocked, and say hello.',
    )
    expect(words).to.match(/Since\nMon 1 Oct/)
    expect(words).to.match(/Waiting\n2 messages/)
  })

  it('is shown to nobody else', async () => {
    blocked()
    await record()
    await app.app.sweep()
    const reader = app.member('ad-cyp')
    expect((await reader.type('unreachable')).text).to.contain('business team only')
  })

  it('makes one card for each of the business team, on that working day, and none on the next', async () => {
    await manager.typeIn('19:scr@thread.tacv2', 'link SCR')
    blocked()
    await record()
    await app.app.sweep()
    await app.goTo('2018-10-01T08:10:00.000Z')
    expect(news(), 'what is found within a quarter of an hour is told together').to.have.length(0)
    await app.goTo('2018-10-01T08:20:00.000Z')
    expect(news()).to.have.length(1)
    await record('19 Oct')
    await app.mornings('2018-10-05')
    expect(news(), 'nobody new').to.have.length(1)
  })

  it('after today’s card, is told of on the next working morning', async () => {
    blocked()
    await record()
    await app.app.sweep()
    await app.goTo('2018-10-01T08:20:00.000Z')
    const second = app.member('ad-cyp')
    app.connector.trouble({ status: 404, in: second.personal, times: 1000 })
    await manager.type('new action QIO: Another; owner: ad-cyp; due: 12 Oct')
    await app.goTo('2018-10-01T12:00:00.000Z')
    expect(news()).to.have.length(1)
    await app.goTo('2018-10-02T08:00:00.000Z')
    expect(news()).to.have.length(2)
    expect(wordsOn(news()[1]?.card)).to.contain('2 people cannot be reached')
  })

  it('found out on a Friday evening is told of on Monday morning', async () => {
    await app.goTo('2018-10-05T19:00:00.000Z')
    blocked()
    await record('26 Oct')
    await app.app.sweep()
    await app.goTo('2018-10-07T12:00:00.000Z')
    expect(news()).to.have.length(0)
    await app.goTo('2018-10-08T08:00:00.000Z')
    expect(news()).to.have.length(1)
  })

  it('gets what waited when they speak again, and is no longer listed', async () => {
    await owner.type('hello')
    blocked()
    await record()
    await app.app.sweep()
    app.connector.calm()
    await owner.type('my actions')
    await app.app.sweep()
    expect(owner.inbox().some(post => wordsOn(post.card).includes('A new action is with you'))).to.equal(true)
    expect((await manager.type('unreachable')).text).to.equal(
      'Everybody who was written to could be reached.',
    )
  })

  it('is listed on several pages when they are many, and each page comes by button and by word', async () => {
    const person = (i: number) => app.store && `nobody-${String(i).padStart(2, '0')}`
    const at = { partnership: 'bscb', scope: 'bulletin:1' }
    const letters = Array.from({ length: 20 }, (_, i) => ({
      id: `b:${i}`,
      kind: 'chaser',
      to: { person: person(i) },
      about: { scope: 'people', id: 'person:x' },
      now: app.clock.now(),
      state: 'unreachable' as const,
      reason: 'No account is known for this person.',
      tally: { id: 'tally:1', line: 'x' },
    }))
    await queueMany(app.store, at, letters)
    const first = (await manager.type('unreachable')).card
    expect(wordsOn(first)).to.contain('20 people cannot be reached (page 1 of 3)').and.to.contain('nobody 07')
    expect(buttonsOf(first)).to.deep.equal(['Next'])
    const second = (await manager.press(first, 'Next')).card
    expect(wordsOn(second)).to.contain('page 2 of 3').and.to.contain('nobody 08')
    expect(wordsOn((await manager.type('unreachable 3')).card)).to.contain('nobody 19')
    expect(wordsOn((await manager.type('unreachable 999')).card)).to.contain('page 3 of 3')
  })

  describe('whose chaser cannot be delivered', () => {
    const mentions = () => app.connector.in(channel).filter(post => post.card?.['msteams'])

    it('is mentioned where their group talks, with no word on what waits, at most once a week', async () => {
      await manager.typeIn(channel, 'link QIO')
      blocked()
      await record()
      await app.mornings('2018-10-11')
      expect(mentions()).to.have.length(1)
      const [mention] = mentions()
      const card = mention?.card as { body: { text: string }[]; msteams: { entities: object[] } }
      expect(card.msteams.entities).to.deep.equal([
        {
          type: 'mention',
          text: '<at>Performance and Development Manager</at>',
          mentioned: { id: 'entra-yos-performance', name: 'Performance and Development Manager' },
        },
      ])
      expect(card.body[0]?.text).to.match(
        /^<at>Performance and Development Manager<\/at> Convenor has something/,
      )
      expect(JSON.stringify(mention)).not.to.match(/QIO-18|toolkit/)
      const words = wordsOn((await manager.type('unreachable')).card)
      expect(words).to.match(/Mentioned\nin .+, Fri 5 Oct/)
      const { docs } = await app.store.find({
        partnership: 'bscb',
        type: 'delivery',
        tags: ['to:person:yos-performance', 'state:unreachable'],
        limit: 50,
      })
      const reasons = docs.map(doc => (doc.body as { reason: string }).reason)
      expect(reasons.some(reason => /They were mentioned in /.test(reason))).to.equal(true)
      await app.mornings('2018-10-18')
      expect(mentions(), 'and again in the next week').to.have.length(2)
    })

    it('is mentioned for whatever else is asked of them or told: a decision on a challenge, here', async () => {
      await manager.typeIn(channel, 'link QIO')
      await manager.type('new challenge QIO to yos: no returns')
      await app.app.sweep()
      blocked()
      expect(mentions()).to.have.length(0)
      await app.member('independent-chair').type('CL-18-001 decision: they join the group')
      await app.app.sweep()
      expect(mentions()).to.have.length(1)
      expect(JSON.stringify(mentions()), 'with no word on it').not.to.match(/CL-18|returns|join/)
    })

    it('is mentioned by every kind of message that asks or alerts a person', () => {
      const ports = { store: app.store } as never
      const { challenge } = challengesFeature(ports).deliveries ?? {}
      const { chaser, vacancy, leaver } = chasingFeature(app.store).deliveries ?? {}
      const review = reviewsFeature({ store: app.store, ask: async () => {}, hours: chasingHours })
        .deliveries?.['return-request']
      for (const kind of [challenge, chaser, vacancy, leaver, review])
        expect(kind?.fallback).to.equal('mention')
    })

    it('is mentioned in another group’s place where the first fails, and only what arrived is called mentioned', async () => {
      const file = birminghamToWorkWith()
      const groups = file.groups.map(group =>
        group.id === 'ld' ? { ...group, members: ['ad-cyp', 'yos-performance'] } : group,
      )
      await app.stop()
      await start({ ...file, groups })
      const other = '19:ld@thread.tacv2'
      await manager.typeIn(channel, 'link QIO')
      await manager.typeIn(other, 'link LD')
      for (const place of [channel, other]) app.connector.trouble({ status: 404, in: place, times: 1000 })
      blocked()
      await record()
      await app.mornings('2018-10-08')
      expect(wordsOn((await manager.type('unreachable')).card)).not.to.contain('Mentioned')
      app.connector.calm()
      blocked()
      await manager.typeIn(other, 'link LD')
      await app.app.sweep()
      const found = app.connector.in(other).filter(post => post.card?.['msteams'])
      expect(found).to.have.length(1)
      expect(wordsOn((await manager.type('unreachable')).card)).to.match(/Mentioned\nin .*, Mon 8 Oct/)
      await manager.typeIn(channel, 'link QIO')
      await app.app.sweep()
      expect(mentions(), 'once in a week').to.deep.equal([])
    })

    it('is not mentioned where no group of theirs has a channel', async () => {
      blocked()
      await record()
      await app.mornings('2018-10-12')
      expect(app.connector.posted.filter(post => post.card?.['msteams'])).to.deep.equal([])
    })
  })
})

describe('a tenant from which nobody has spoken yet', () => {
  it('is known from the first word in a channel too: what could not be sent to its people goes out', async () => {
    const file = birminghamToWorkWith()
    const app = await runApp({ store: temporaryStore(), file, now: '2018-12-20T08:00:00.000Z' })
    await app.mornings('2019-01-09')
    expect(app.connector.posted, 'nobody can be written to').to.deep.equal([])
    await app.member('business-manager').typeIn(channel, 'link SCR')
    await app.app.sweep()
    expect(app.member('business-manager').inbox()).not.to.deep.equal([])
    await app.stop()
  })
})
