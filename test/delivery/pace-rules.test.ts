import { expect } from 'chai'
import fc from 'fast-check'
import {
  conversationWindows,
  isTooMuchUnknown,
  mayLeaveAt,
  stillCounting,
  tenantWindows,
  unknownTimes,
  type Window,
  windowsToKeep,
} from '../../src/delivery/pace-rules.ts'

/** Whether any stretch of time, wherever it begins, holds more requests than its window allows. Counted one by one. */
function holds(times: readonly number[], windows: readonly Window[]): boolean {
  return windows.every(({ requests, milliseconds }) =>
    times.every(
      start => times.filter(time => time >= start && time < start + milliseconds).length <= requests,
    ),
  )
}

/** When requests leave that are wanted after these pauses, each as early as the rule lets it. */
function leave(pauses: readonly number[], windows: readonly Window[]): number[] {
  const times: number[] = []
  let now = 0
  let counting: number[] = []
  for (const pause of pauses) {
    now += pause
    counting = stillCounting(counting, windows, now)
    now = mayLeaveAt(counting, windows, now)
    counting.push(now)
    times.push(now)
  }
  return times
}

const window = fc.record({
  requests: fc.integer({ min: 1, max: 8 }),
  milliseconds: fc.integer({ min: 1, max: 500 }),
})
const windows = fc.array(window, { minLength: 1, maxLength: 4 })
const pauses = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 120 })

describe('the pace', () => {
  it('never lets more leave in any stretch of time than its windows allow', () => {
    fc.assert(fc.property(windows, pauses, (limits, wanted) => holds(leave(wanted, limits), limits)))
  })

  it('makes nobody wait longer than that needs: a millisecond earlier would break a window', () => {
    fc.assert(
      fc.property(windows, pauses, (limits, wanted) => {
        const times = leave(wanted, limits)
        let now = 0
        for (const [i, time] of times.entries()) {
          now += wanted[i] ?? 0
          const waited = time > now
          if (waited) expect(holds([...times.slice(0, i), time - 1], limits)).to.equal(false)
          now = time
        }
      }),
    )
  })

  for (const [name, limits] of [
    ['a tenant', tenantWindows],
    ['a conversation', conversationWindows],
  ] as const) {
    it(`keeps Teams’ limits of ${name}, whatever comes when`, () => {
      const bursts = fc.array(fc.oneof(fc.constant(0), fc.integer({ max: 2500, min: 0 })), { maxLength: 200 })
      fc.assert(
        fc.property(bursts, wanted => holds(leave(wanted, windowsToKeep(limits)), limits)),
        { numRuns: 60 },
      )
    })
  }

  it('holds where requests arrive, though on their way some come 20 milliseconds closer together', () => {
    const jitter = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 300, maxLength: 300 })
    fc.assert(
      fc.property(jitter, late => {
        const left = leave(Array<number>(300).fill(0), windowsToKeep(tenantWindows))
        const arrived = left.map((time, i) => time + (late[i] ?? 0)).sort((a, b) => a - b)
        return holds(arrived, tenantWindows)
      }),
      { numRuns: 30 },
    )
  })

  it('uses what Teams allows: 49 a second and more, for as long as there is something to send', () => {
    const times = leave(Array<number>(5000).fill(0), windowsToKeep(tenantWindows))
    expect(4999 / ((times.at(-1) ?? 0) / 1000)).to.be.greaterThan(49)
  })

  it('takes what may remain unknown to have left as late as it can have', () => {
    const last = 5_000_000
    const times = unknownTimes(last)
    expect(times).to.deep.equal([...times].sort((a, b) => a - b))
    expect(times).to.have.length(60)
    expect(times.filter(time => time > last - 30_000)).to.deep.equal(Array(8).fill(last))
    expect(isTooMuchUnknown(times, 0, last)).to.equal(false)
    expect(isTooMuchUnknown(times, 1, last)).to.equal(true)
  })

  it('forgets what no longer counts, so that an hour of messages costs no more than a minute', () => {
    const times = Array.from({ length: 5000 }, (_, i) => i * 1000)
    expect(stillCounting(times, conversationWindows, 5_000_000)).to.have.length(1800)
    expect(stillCounting(times, tenantWindows, 5_000_000)).to.have.length(0)
  })
})
