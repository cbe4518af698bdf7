import { expect } from 'chai'
import { lineOf } from '../../src/bulletins/figures.ts'
import { sayProgress } from '../../src/bulletins/progress-words.ts'
import type { Counts } from '../../src/delivery/tally.ts'

const now = '2019-02-11T09:32:00.000Z'

type Case = {
  status?: string
  counts: Counts
  perSecond?: number
  shown?: number
  trouble?: { reason: string; waiting: number }
}
const say = ({ status = 'sending', counts, perSecond = 0, shown = 5, trouble }: Case) =>
  sayProgress(
    { status, progress: { shown, at: now, nextAt: now, done: 0, perSecond } } as never,
    { all: lineOf(counts), trouble } as never,
    now,
  )

describe('how far sending is, in words', () => {
  const reason = 'Teams asked us to slow down.'
  const slow = { reason, waiting: 1 }
  const cases: [string, Case, string][] = [
    [
      'what became of how many, so that nobody takes the unreachable for sent',
      { counts: { sent: 4, unreachable: 10 } },
      '4 sent, 10 cannot be reached, of 14.',
    ],
    [
      'the rate and the time left at that rate',
      { counts: { sent: 4000, queued: 6000 }, perSecond: 49.3 },
      '4,000 sent, of 10,000. 49 a second; at that rate about 3 minutes more. As of 09:32.',
    ],
    [
      'a slow rate by the minute',
      { counts: { sent: 10, queued: 3 }, perSecond: 0.1 },
      '10 sent, of 13. 6 a minute; at that rate less than a minute more. As of 09:32.',
    ],
    [
      'hours where it takes hours',
      { counts: { queued: 90_000, sent: 10_000 }, perSecond: 4 },
      '10,000 sent, of 100,000. 4 a second; at that rate about 7 hours more. As of 09:32.',
    ],
    [
      'no waiting while it goes on, though one message waits',
      { counts: { sent: 4000, queued: 6000 }, perSecond: 49, trouble: slow },
      '4,000 sent, of 10,000. 49 a second; at that rate about 3 minutes more. As of 09:32.',
    ],
    [
      'why it waits, where nothing has moved since the last look',
      { counts: { sent: 4, queued: 6 }, trouble: slow },
      `4 sent, of 10. It waits: ${reason} As of 09:32.`,
    ],
    [
      'that the rest waits, where all that is left does, and promises no minute',
      { counts: { sent: 53, queued: 1 }, perSecond: 18, trouble: slow },
      `53 sent, of 54. The rest waits: ${reason} As of 09:32.`,
    ],
    [
      'no waiting on the first look, which knows no rate yet',
      { counts: { queued: 6 }, shown: 1, trouble: slow },
      'None sent yet, of 6. How long it takes is not known yet. As of 09:32.',
    ],
    [
      'why it waits on the first look already, where many do: no credentials, nothing leaves',
      { counts: { queued: 600 }, shown: 1, trouble: { reason, waiting: 50 } },
      `None sent yet, of 600. It waits: ${reason} As of 09:32.`,
    ],
    [
      'what waits while it is paused',
      { status: 'paused', counts: { sent: 3, unconfirmed: 1, held: 1 } },
      '3 sent, 1 in doubt, of 5. 1 waits.',
    ],
    ['nothing when it is not under way', { status: 'sent', counts: { sent: 3 } }, ''],
  ]
  for (const [what, given, words] of cases) {
    it(`says ${what}`, () => {
      expect(say(given)).to.equal(words)
    })
  }
})
