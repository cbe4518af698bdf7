import { expect } from 'chai'
import { attempted, type Delivery } from '../../src/delivery/delivery.ts'
import type { Outcome } from '../../src/delivery/outcome.ts'
import { givenUpAfterHours, judge, mostUnknown, waitAfter } from '../../src/delivery/outcome-rules.ts'
import { secondsAfter } from '../../src/partnership/day.ts'

const now = '2026-11-23T09:00:00.000Z'
const delivered = (times: number, outcome = 'unknown'): Delivery => ({
  schema: 1,
  kind: 'x',
  to: { person: 'dcs' },
  about: { scope: 's', id: 'i' },
  state: 'sending',
  createdAt: '2026-11-01T09:00:00.000Z',
  queuedAt: now,
  attempts: [{ at: now, outcome, times }],
})

describe('the outcome of a delivery', () => {
  const unknown: Outcome = { outcome: 'unknown', reason: 'no clear answer' }
  const table: [string, Outcome, 'leave' | 'repeat', number, string, string | undefined][] = [
    ['sent is the end', { outcome: 'sent', activityId: 'm1' }, 'repeat', 1, 'sent', undefined],
    [
      '429 is tried again after Retry-After',
      { outcome: 'not-now', reason: '', retryAfterSeconds: 30 },
      'leave',
      1,
      'queued',
      '2026-11-23T09:00:30.000Z',
    ],
    [
      'no connection is tried again, even for a once-only kind: nothing left',
      { outcome: 'not-now', reason: '' },
      'leave',
      2,
      'queued',
      '2026-11-23T09:00:10.000Z',
    ],
    [
      'an unknown outcome of a once-only kind is never sent again',
      unknown,
      'leave',
      1,
      'unconfirmed',
      undefined,
    ],
    [
      'an unknown outcome of an alert is sent again',
      unknown,
      'repeat',
      1,
      'queued',
      '2026-11-23T09:00:05.000Z',
    ],
    [
      'blocked is unreachable, and left alone',
      { outcome: 'unreachable', why: 'blocked', reason: 'blocked' },
      'repeat',
      1,
      'unreachable',
      undefined,
    ],
    ['a fault of ours has failed', { outcome: 'refused', reason: '400' }, 'repeat', 1, 'failed', undefined],
    [
      'an alert whose outcome stays unknown is left as unconfirmed in the end',
      unknown,
      'repeat',
      mostUnknown,
      'unconfirmed',
      undefined,
    ],
  ]
  for (const [what, outcome, ifUnknown, attempts, state, wakeAt] of table) {
    it(what, () => {
      const verdict = judge(outcome, delivered(attempts, outcome.outcome), { ifUnknown }, now)
      expect(verdict.state).to.equal(state)
      expect(verdict.wakeAt).to.equal(wakeAt)
    })
  }

  it('is waited for longer each time, a quarter of an hour at most', () => {
    expect([1, 2, 3, 20].map(waitAfter)).to.deep.equal([5, 10, 20, 900])
  })

  const minutes = (count: number) => secondsAfter(now, count * 60)
  const throttled: Outcome = { outcome: 'not-now', reason: '429', trouble: 'throttled' }
  /** How it stands after attempts at these minutes, all with this outcome. */
  const triedAt = (outcome: Outcome, tries: readonly number[], begun = delivered(1, 'started')) => {
    let one: Delivery = { ...begun, attempts: [] }
    for (const minute of tries) one = attempted(one, minutes(minute), outcome.outcome)
    return judge(outcome, one, { ifUnknown: 'leave' }, minutes(tries.at(-1) ?? 0)).state
  }
  const every = (step: number, until: number) =>
    Array.from({ length: Math.floor(until / step) + 1 }, (_, i) => i * step)

  it('is tried again for a day when it was certainly not delivered, however often: an outage loses nothing', () => {
    const day = givenUpAfterHours * 60
    const after = [0, 480, day - 10, day].map(end => triedAt(throttled, every(10, end)))
    expect(after).to.deep.equal(['queued', 'queued', 'queued', 'failed'])
  })

  it('counts the time of trying, not of waiting: a week in which nobody tried is no reason to give up', () => {
    expect(triedAt(throttled, [7 * 1440]), 'the first attempt, a week after it was put in line').to.equal(
      'queued',
    )
    expect(triedAt(throttled, [0, 10, 7 * 1440]), 'down in between').to.equal('queued')
  })

  it('begins a new day when it is put in line again', () => {
    const again = { ...delivered(1), queuedAt: minutes(3000) }
    expect(triedAt(throttled, [...every(10, 2000), 3001], again)).to.equal('queued')
  })

  for (const trouble of ['credentials', 'no-connection'] as const)
    it(`waits on for as long as the trouble lasts: ${trouble}`, () =>
      expect(triedAt({ outcome: 'not-now', reason: '', trouble }, every(10, 20_000))).to.equal('queued'))
})
