export type LogStatus = 'open' | 'in-progress' | 'complete' | 'not-pursued'

const complete = 'complete|completed|done|closed|blue|yes|y|true|finished|achieved|discharged|signed off'
const notPursued = 'withdrawn|cancelled|not pursued|not progressed|superseded|no longer required|not required'
const inProgress =
  'in progress|ongoing|on going|started|under way|underway|partial|partially complete|part complete'

/** What may stand beside a word without changing it: a day, and the words that join them. */
const beside = String.raw`\d+(?:st|nd|rd|th)?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|on|at|in|and|the|now|fully|action|status|meeting|board`

const whole = (words: string): RegExp =>
  new RegExp(`^(?:(?:${beside}) )*(?:${words})(?: (?:${words}|${beside}))*$`)

const readings: [RegExp, LogStatus][] = [
  [whole(notPursued), 'not-pursued'],
  [whole(complete), 'complete'],
  [whole(inProgress), 'in-progress'],
]

/**
 * What the status says, in the words logs use. Nothing is closed by a guess: 'Complete by March' and 'Done in part'
 * are open, as is every word that is not known.
 */
export function readLogStatus(text: string): LogStatus {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .slice(0, 100)
  return readings.find(([pattern]) => pattern.test(words))?.[1] ?? 'open'
}
