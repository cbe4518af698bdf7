import { expect } from 'chai'
import { readClock, returnsDue } from '../../src/reviews/clock-rules.ts'
import type { EventDates } from '../../src/reviews/review.ts'
import { correctionRefusals, eventRefusals, isDoubtful, saysYear } from '../../src/reviews/review-rules.ts'

const calendar = { extraClosures: [] }

describe('the clocks of a serious incident', () => {
  const read = (name: 'notification' | 'rapid-review', events: EventDates, today: string) =>
    readClock(name, events, calendar, today)

  it('show the sum: which day it is, from what, what was not counted, when it is due', () => {
    const clock = read('rapid-review', { aware: '2019-12-20', notified: '2019-12-24' }, '2020-01-06')
    expect(clock.state).to.equal('Day 6 of 15')
    expect(clock.sum).to.equal(
      'Notified Tue 24 Dec 2019; Wed 25 Dec 2019, Thu 26 Dec 2019 and Wed 1 Jan not counted; due Fri 17 Jan.',
    )
  })

  const table: [string, 'notification' | 'rapid-review', EventDates, string, string][] = [
    ['starts at day 0', 'notification', { aware: '2026-11-23' }, '2026-11-23', 'Day 0 of 5'],
    ['is in time on the due day itself', 'notification', { aware: '2026-11-23' }, '2026-11-30', 'Day 5 of 5'],
    [
      'is overdue the day after',
      'notification',
      { aware: '2026-11-23' },
      '2026-12-01',
      'Overdue: day 6 of 5',
    ],
    [
      'ends when the notification is sent',
      'notification',
      { aware: '2026-11-23', notified: '2026-11-25' },
      '2026-12-24',
      'In time: done Wed 25 Nov, day 2 of 5',
    ],
    [
      'says when it was sent late',
      'notification',
      { aware: '2026-11-23', notified: '2026-12-01' },
      '2026-12-24',
      'Late: done Tue 1 Dec, day 6 of 5',
    ],
    [
      'does not start without a notification',
      'rapid-review',
      { aware: '2026-11-23' },
      '2026-12-24',
      'Not started',
    ],
    [
      'ends when the report is sent',
      'rapid-review',
      { aware: '2026-11-20', notified: '2026-11-23', reported: '2026-12-14' },
      '2027-02-01',
      'In time: done Mon 14 Dec 2026, day 15 of 15',
    ],
    [
      'aware on a Saturday counts from Monday',
      'notification',
      { aware: '2026-11-21' },
      '2026-11-23',
      'Day 1 of 5',
    ],
  ]
  for (const [what, name, events, today, state] of table) {
    it(`${name}: ${what}`, () => expect(read(name, events, today).state).to.equal(state))
  }

  it('are labelled with what they rest on, and guidance is not called law', () => {
    expect(read('rapid-review', { aware: '2026-11-23' }, '2026-11-23').basis).to.equal('guidance')
    expect(read('notification', { aware: '2026-11-23' }, '2026-11-23').basis).to.contain(
      's.16C Children Act 2004',
    )
  })

  it('ask for returns by day 7', () => expect(returnsDue('2018-12-18', calendar, 7)).to.equal('2018-12-31'))
})

describe('an event of a review', () => {
  const table: [string, EventDates, 'notified' | 'reported', string | undefined, RegExp | undefined][] = [
    ['is taken on its day', { aware: '2026-11-20' }, 'notified', '2026-11-22', undefined],
    [
      'is refused when it is still to come',
      { aware: '2026-11-20' },
      'notified',
      '2026-11-23',
      /still to come/,
    ],
    [
      'is refused before the step it follows',
      { aware: '2026-11-20' },
      'notified',
      '2026-11-19',
      /before the step it follows/,
    ],
    [
      'is refused when it is recorded already',
      { aware: '2026-11-18', notified: '2026-11-20' },
      'notified',
      '2026-11-20',
      /recorded already/,
    ],
    [
      'is refused without a date that can be read',
      { aware: '2026-11-20' },
      'notified',
      undefined,
      /could not be read/,
    ],
    [
      'is refused out of order: no rapid review without a notification',
      { aware: '2026-11-20' },
      'reported',
      '2026-11-22',
      /No rapid review without a notification/,
    ],
  ]
  for (const [what, events, event, on, reason] of table) {
    it(what, () => {
      const found = eventRefusals(events, event, on, '2026-11-22')
      if (reason) expect(found.join(' ')).to.match(reason)
      else expect(found).to.deep.equal([])
    })
  }
})

describe('the correction of an event’s date', () => {
  const events: EventDates = { aware: '2026-11-16', notified: '2026-11-18', reported: '2026-11-20' }
  const table: [
    string,
    EventDates,
    'aware' | 'notified' | 'reported',
    string | undefined,
    RegExp | undefined,
  ][] = [
    ['is taken between the steps before and after it', events, 'notified', '2026-11-17', undefined],
    ['is taken on the day of the step after it', events, 'aware', '2026-11-18', undefined],
    ['is refused after the step that follows', events, 'aware', '2026-11-19', /after the step that follows/],
    ['is refused before the step it follows', events, 'reported', '2026-11-17', /before the step it follows/],
    ['is refused when it is still to come', events, 'reported', '2026-11-23', /still to come/],
    ['is refused for the day it has', events, 'notified', '2026-11-18', /recorded for .* already/],
    [
      'is refused of what has not happened',
      { aware: '2026-11-16' },
      'notified',
      '2026-11-17',
      /not recorded yet/,
    ],
    ['is refused without a date that can be read', events, 'aware', undefined, /could not be read/],
  ]
  for (const [what, recorded, event, on, why] of table) {
    it(what, () => {
      const found = correctionRefusals(recorded, { event, reason: 'a slip' }, on, '2026-11-22')
      if (why) expect(found.join(' ')).to.match(why)
      else expect(found).to.deep.equal([])
    })
  }

  it('is refused for one reason where it is before several steps: the nearest says it', () => {
    const found = correctionRefusals(
      events,
      { event: 'reported', reason: 'a slip' },
      '2026-11-12',
      '2026-11-22',
    )
    expect(found).to.deep.equal(['The date is before the step it follows (Wed 18 Nov 2026).'])
  })

  it('is refused without a reason, since somebody will ask for it', () => {
    const found = correctionRefusals(events, { event: 'notified', reason: '' }, '2026-11-17', '2026-11-22')
    expect(found.join(' ')).to.contain('Say why')
  })
})

describe('a date of long ago', () => {
  it('is doubted until it is said to be meant, since a slip of a day is read as last year', () => {
    expect(isDoubtful('2025-11-24', '2026-11-23', undefined)).to.equal(true)
    expect(isDoubtful('2025-11-24', '2026-11-23', '2025-11-25'), 'another was shown').to.equal(true)
    expect(isDoubtful('2025-11-24', '2026-11-23', '2025-11-24')).to.equal(false)
    expect(isDoubtful('2025-11-24', '2026-11-23', true)).to.equal(false)
    expect(isDoubtful('2026-09-24', '2026-11-23', undefined), 'sixty days ago').to.equal(false)
  })

  it('is meant when it is written with its year', () => {
    for (const text of ['24 Nov 2025', '2025-11-24', '24/11/25']) expect(saysYear(text), text).to.equal(true)
    for (const text of ['24 Nov', '24/11', 'Tue 24 Nov']) expect(saysYear(text), text).to.equal(false)
  })
})
