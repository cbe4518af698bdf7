import { actionStatuses } from './action.ts'

/** Every status that a row of a log can have: what was transferred is in another group's. */
export const logStatuses = actionStatuses.filter(status => status !== 'transferred')
export type LogStatus = (typeof logStatuses)[number]

const complete = 'complete|completed|done|closed|blue|yes|y|true|finished|achieved|discharged|signed off'
const notPursued = 'withdrawn|cancelled|not pursued|not progressed|superseded|no longer required|not required'
const inProgress =
  'in progress|ongoing|on going|started|under way|underway|partial|partially complete|part complete'
/** Words of what is still open: they need no mention, as others do. */
const open =
  'open|open again|reopened|re opened|new|live|active|outstanding|not started|not yet started|to do|todo|pending|on hold|overdue|late|on track|off track|at risk|red|amber|green|r|a|g|no|n|false|incomplete|not complete|not completed|not done|not yet done|carried forward'

/** What may stand beside a word without changing it: a day, and the words that join them. */
const beside = String.raw`\d+(?:st|nd|rd|th)?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|on|at|in|and|the|now|fully|action|status|meeting|board`

const whole = (words: string): RegExp =>
  new RegExp(`^(?:(?:${beside}) )*(?:${words})(?: (?:${words}|${beside}))*$`)

const readings: [RegExp, LogStatus][] = [
  [whole(open), 'open'],
  [whole('blocked|blocked by another agency'), 'blocked'],
  [whole('done awaiting agreement|awaiting agreement'), 'awaiting-agreement'],
  [whole('returned'), 'returned'],
  [whole(notPursued), 'not-pursued'],
  [whole(complete), 'complete'],
  [whole(inProgress), 'in-progress'],
]

/**
 * What the status says, in the words logs use, and whether they are known. Nothing is closed by a guess: 'Complete by
 * March', 'C' and 'Done?' are open, as is every word that is not known.
 */
export function readLogStatus(text: string): { status: LogStatus; known: boolean } {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}?]+/gu, ' ')
    .trim()
    .slice(0, 100)
  if (text.trim() === '') return { status: 'open', known: true }
  const status = readings.find(([pattern]) => pattern.test(words))?.[1]
  return { status: status ?? 'open', known: status !== undefined }
}

const sayings: Record<LogStatus, string> = {
  open: 'open',
  'in-progress': 'in progress',
  blocked: 'blocked',
  'awaiting-agreement': 'done, awaiting agreement',
  returned: 'returned',
  complete: 'complete',
  'not-pursued': 'not pursued',
}
const mostWords = 12

type Read = { statusText: string; status: LogStatus; statusKnown: boolean }

/** How each word for a status was read, and which are not known: whoever keeps the log sees what would become of it. */
export function sayStatuses(rows: readonly Read[]): string {
  const told = rows.filter(row => row.statusText !== '')
  const read = Object.entries(sayings).flatMap(([status, saying]) => {
    const words = wordsOf(told.filter(row => row.statusKnown && row.status === status))
    return words === '' ? [] : `${words} will be ${saying}`
  })
  const unknown = wordsOf(told.filter(row => !row.statusKnown))
  const said = read.length > 0 ? `How it stands: ${read.join('; ')}.` : ''
  return unknown === ''
    ? said
    : `${said} Left open, since the word is not one that closes: ${unknown}. Where an action is over, write Complete.`.trim()
}

function wordsOf(rows: readonly Read[]): string {
  const words = [...new Set(rows.map(row => `“${row.statusText.replaceAll(/\s+/g, ' ').slice(0, 40)}”`))]
  const more = words.length - mostWords
  return words.slice(0, mostWords).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
