import { expect } from 'chai'
import type { Delivery } from '../../src/delivery/delivery.ts'
import type { Outcome } from '../../src/delivery/outcome.ts'
import { judge, mostAttempts, waitAfter } from '../../src/delivery/outcome-rules.ts'

const now = '2026-11-23T09:00:00.000Z'
const after = (attempts: number): Delivery => ({
  schema: 1,
  kind: 'x',
  to: { person: 'dcs' },
  about: { scope: 's', id: 'i' },
  state: 'sending',
  createdAt: now,
  attempts: Array.from({ length: attempts }, () => ({ at: now, outcome: 'unknown' })),
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
      { outcome: 'unreachable', reason: 'blocked' },
      'repeat',
      1,
      'unreachable',
      undefined,
    ],
    ['a fault of ours has failed', { outcome: 'refused', reason: '400' }, 'repeat', 1, 'failed', undefined],
    ['after the last attempt it has failed', unknown, 'repeat', mostAttempts, 'failed', undefined],
  ]
  for (const [what, outcome, ifUnknown, attempts, state, wakeAt] of table) {
    it(what, () => {
      const verdict = judge(outcome, after(attempts), { ifUnknown }, now)
      expect(verdict.state).to.equal(state)
      expect(verdict.wakeAt).to.equal(wakeAt)
    })
  }

  it('is waited for longer each time, an hour at most', () => {
    expect([1, 2, 3, 20].map(waitAfter)).to.deep.equal([5, 10, 20, 3600])
  })
})
