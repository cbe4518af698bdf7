import { expect } from 'chai'
import fc from 'fast-check'
import { chasingHours } from '../../src/chasing/chase-rules.ts'
import type { Arrangements } from '../../src/partnership/arrangements.ts'
import { addDays, dayOf, instantOf } from '../../src/partnership/day.ts'
import { localRules } from '../../src/partnership/local-rules.ts'
import { alarmsRaised, alarmsStanding, nextLook } from '../../src/reviews/alarm-rules.ts'
import type { Review } from '../../src/reviews/review.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { inLondon, worksOn } from '../support/simulated-days.ts'

const { people: _, ...file } = birminghamToWorkWith()
const agencies = file.agencies.map(one => (one.id === 'bcc' ? { ...one, localAuthority: true } : one))
const arrangements: Arrangements = { ...file, agencies, deputies: { 'vice-chair': 'ad-early-help' } }
const team = ['business-manager']

const closing = (extraClosures: string[]): Arrangements => ({
  ...arrangements,
  partnership: { ...arrangements.partnership, extraClosures },
})

const aReview = (
  events: Review['events'],
  { returns = [], ...more }: Partial<Omit<Review, 'returns'>> & { returns?: string[] } = {},
): Review => ({
  schema: 1,
  ref: 'RR-18-001',
  version: 1,
  openedBy: 'business-manager',
  events,
  returns: returns.map(agency => ({ agency, state: 'requested' })),
  corrections: [],
  history: [],
  ...more,
})

type Looked = { at: string; kinds: string; to: Set<string> }

/** The mornings on which a review raises something up to a day, as the wake loop meets them. */
function lived(
  review: Review,
  until: string,
  { within = arrangements, from = review.events.aware, down = [] as readonly string[] } = {},
): Looked[] {
  const found: Looked[] = []
  let looked: Review = review
  let at = nextLook(within, looked, instantOf(from, '08:00'))
  while (at && dayOf(at) <= until) {
    const today = dayOf(at)
    const hours = chasingHours(at, within.partnership)
    if (down.includes(today) || 'opensAt' in hours) {
      at = 'opensAt' in hours ? hours.opensAt : instantOf(addDays(today, 1), '09:00')
      continue
    }
    const raised = alarmsRaised(within, looked, { today, team })
    const kinds = [...new Set(raised.map(({ kind }) => kind))].join(' ')
    if (kinds) found.push({ at, kinds, to: new Set(raised.flatMap(({ to }) => to)) })
    looked = { ...looked, alarmedOn: today }
    at = nextLook(within, looked, at)
  }
  return found
}

const days = (looked: readonly Looked[], kind: string): string[] =>
  looked.filter(({ kinds }) => kinds.split(' ').includes(kind)).map(({ at }) => dayOf(at))

describe('the mornings of a review’s alarms', () => {
  type Row = [what: string, kind: string, review: Review, until: string, on: string[], closures?: string[]]
  const table: Row[] = [
    [
      'the notification: with one working day left, on the due day, then every working day',
      'notification',
      aReview({ aware: '2018-09-28' }),
      '2018-10-09',
      ['2018-10-04', '2018-10-05', '2018-10-08', '2018-10-09'],
    ],
    [
      'the notification over Easter',
      'notification',
      aReview({ aware: '2019-04-17' }),
      '2019-04-29',
      ['2019-04-25', '2019-04-26', '2019-04-29'],
    ],
    [
      'the notification over Christmas: nothing on 28 December, a substitute day, nor at New Year',
      'notification',
      aReview({ aware: '2026-12-21' }),
      '2027-01-04',
      ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-04'],
    ],
    [
      'the notification, aware on a Saturday',
      'notification',
      aReview({ aware: '2026-11-21' }),
      '2026-11-29',
      ['2026-11-26', '2026-11-27'],
    ],
    [
      'the notification around a day on which the partnership is closed: its due day moves, and so no due day is no working day',
      'notification',
      aReview({ aware: '2018-09-28' }),
      '2018-10-08',
      ['2018-10-05', '2018-10-08'],
      ['2018-10-04'],
    ],
    [
      'the rapid review: with one working day left, on the due day, then every working day',
      'rapid-review',
      aReview({ aware: '2018-09-24', notified: '2018-09-28' }),
      '2018-10-23',
      ['2018-10-18', '2018-10-19', '2018-10-22', '2018-10-23'],
    ],
    [
      'the rapid review over Easter',
      'rapid-review',
      aReview({ aware: '2023-04-03', notified: '2023-04-03' }),
      '2023-04-27',
      ['2023-04-25', '2023-04-26', '2023-04-27'],
    ],
    [
      'the rapid review over Christmas',
      'rapid-review',
      aReview({ aware: '2026-12-18', notified: '2026-12-21' }),
      '2027-01-15',
      ['2027-01-13', '2027-01-14', '2027-01-15'],
    ],
    [
      'an agency’s return: chased on days 5 and 7, and again with the chair',
      'own-return',
      aReview({ aware: '2018-09-28', notified: '2018-09-28' }, { returns: ['wmp'] }),
      '2018-10-24',
      ['2018-10-05', '2018-10-09', '2018-10-17', '2018-10-24'],
    ],
    [
      'returns that are late: to the chair on day 8, and again every five working days',
      'returns',
      aReview({ aware: '2018-09-28', notified: '2018-09-28' }, { returns: ['wmp'] }),
      '2018-10-24',
      ['2018-10-10', '2018-10-17', '2018-10-24'],
    ],
    [
      'a return asked for on day 9, since the notification was recorded late: not chased on the day it is asked for',
      'own-return',
      aReview(
        { aware: '2018-09-28', notified: '2018-09-28' },
        { returns: ['wmp'], requestedOn: '2018-10-11' },
      ),
      '2018-10-17',
      ['2018-10-17'],
    ],
    [
      'nothing of returns when none is to come',
      'own-return',
      aReview({ aware: '2018-09-28', notified: '2018-09-28' }),
      '2018-10-24',
      [],
    ],
    [
      'nothing of the notification once it is sent',
      'notification',
      aReview({ aware: '2018-09-28', notified: '2018-10-03' }),
      '2018-10-24',
      [],
    ],
    [
      'nothing at all once the report is sent, whatever returns are missing',
      'own-return',
      aReview({ aware: '2018-09-28', notified: '2018-09-28', reported: '2018-10-04' }, { returns: ['wmp'] }),
      '2018-10-24',
      [],
    ],
  ]
  for (const [what, kind, review, until, on, closures = []] of table) {
    it(what, () => expect(days(lived(review, until, { within: closing(closures) }), kind)).to.deep.equal(on))
  }

  it('are at nine o’clock in London, before and after the clocks change', () => {
    const autumn = lived(aReview({ aware: '2018-10-19' }), '2018-10-29').map(({ at }) => at)
    expect(autumn).to.deep.equal([
      '2018-10-25T08:00:00.000Z',
      '2018-10-26T08:00:00.000Z',
      '2018-10-29T09:00:00.000Z',
    ])
    const spring = lived(aReview({ aware: '2019-03-22' }), '2019-04-01').map(({ at }) => at)
    expect(spring).to.deep.equal([
      '2019-03-28T09:00:00.000Z',
      '2019-03-29T09:00:00.000Z',
      '2019-04-01T08:00:00.000Z',
    ])
  })

  it('have come on the day itself where a review is opened late', () => {
    const [first] = lived(aReview({ aware: '2018-09-28' }), '2018-10-05', { from: '2018-10-05' })
    expect(first?.at).to.equal('2018-10-05T08:00:00.000Z')
  })

  it('are caught up in one when nothing ran for days', () => {
    const review = aReview({ aware: '2018-09-28', notified: '2018-09-28' }, { returns: ['wmp'] })
    const down = ['2018-10-05', '2018-10-08', '2018-10-09']
    const [first, second] = lived(review, '2018-10-17', { down })
    expect(first).to.deep.include({ at: '2018-10-10T08:00:00.000Z', kinds: 'returns own-return' })
    expect(second?.at).to.equal('2018-10-17T08:00:00.000Z')
  })

  it('follow the partnership’s own numbers', () => {
    const chasing = { chaseReturns: [3], escalateReturns: 6, again: 10, returnsDue: 5 }
    const within = { ...arrangements, local: localRules.parse({ chasing }) }
    const review = aReview({ aware: '2018-09-28', notified: '2018-09-28' }, { returns: ['wmp'] })
    expect(
      lived(review, '2018-10-12', { within }).map(({ at, kinds }) => `${dayOf(at)} ${kinds}`),
    ).to.deep.equal(['2018-10-03 own-return', '2018-10-08 returns'])
  })
})

describe('an alarm of a review goes to', () => {
  const on = (review: Review, today: string, within = arrangements) =>
    Object.fromEntries(alarmsStanding(within, review, { today, team }).map(({ kind, to }) => [kind, to]))
  const notification = aReview({ aware: '2018-09-28' })
  const returns = aReview({ aware: '2018-09-28', notified: '2018-09-28' }, { returns: ['wmp'] })

  it('the team, the Executive’s chair and the local authority, for the notification', () => {
    expect(on(notification, '2018-10-04')).to.deep.equal({
      notification: ['business-manager', 'independent-chair', 'ad-cyp'],
    })
  })

  it('all partners, where no agency is named as the local authority', () => {
    const within = { ...arrangements, agencies: file.agencies }
    expect(on(notification, '2018-10-04', within)['notification']).to.include.members([
      'ad-cyp',
      'vice-chair',
    ])
  })

  it('the team, the chair and the partners’ leads, for the rapid review', () => {
    const answered = aReview({ aware: '2018-09-28', notified: '2018-09-28' })
    expect(on(answered, '2018-10-18')['rapid-review']).to.have.members([
      'business-manager',
      'independent-chair',
      'ad-cyp',
      'vice-chair',
    ])
  })

  it('whoever answers for the agency, then the team and the chair too', () => {
    expect(on(returns, '2018-10-05')).to.deep.equal({ 'own-return': ['vice-chair'] })
    expect(on(returns, '2018-10-10')).to.deep.equal({
      returns: ['business-manager', 'independent-chair'],
      'own-return': ['vice-chair'],
    })
  })

  it('the deputy while the lead is away, and the team when nobody answers for the agency', () => {
    const away = { 'vice-chair': [{ from: '2018-10-01', until: '2018-10-31' }] }
    const within = { ...arrangements, local: localRules.parse({ away }) }
    expect(on(returns, '2018-10-05', within)).to.deep.equal({ 'own-return': ['ad-early-help'] })
    const alone = { ...within, deputies: {} }
    expect(on(returns, '2018-10-05', alone)).to.deep.equal({ 'own-return': team })
  })
})

describe('alarms of any review', () => {
  const day = fc.integer({ min: 0, max: 250 }).map(count => addDays('2026-01-05', count))
  const span = fc.integer({ min: 0, max: 25 })
  const anything = fc.record({
    aware: day,
    notified: fc.option(span),
    reported: fc.option(span),
    closures: fc.array(day, { maxLength: 3 }),
    down: fc.array(day, { maxLength: 30 }),
  })

  it('come on working mornings only, none of what is recorded, and none twice in a day', () => {
    fc.assert(
      fc.property(anything, ({ aware, notified, reported, closures, down }) => {
        const sent = notified === null ? undefined : addDays(aware, notified)
        const events = {
          aware,
          ...(sent ? { notified: sent } : {}),
          ...(sent && reported !== null ? { reported: addDays(sent, reported) } : {}),
        }
        const review = aReview(events, { returns: ['wmp', 'bct'] })
        const looked = lived(review, addDays(aware, 60), { within: closing(closures), down })
        const on = looked.map(({ at }) => inLondon(at))
        for (const [today, time] of on) {
          expect(worksOn(today, closures), today).to.equal(true)
          expect(down).not.to.include(today)
          expect(time).to.equal('09:00')
        }
        expect(new Set(on.map(([today]) => today)).size).to.equal(on.length)
        if (events.reported) expect(looked).to.deep.equal([])
        if (sent) expect(days(looked, 'notification')).to.deep.equal([])
        else expect(days(looked, 'rapid-review')).to.deep.equal([])
      }),
    )
  })
})
