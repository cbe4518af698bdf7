import type { Day } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'
import type { ActionVerb } from './action-transitions.ts'
import { whensIn } from './sentence-dates.ts'
import { isSureEvidence, isUnsure } from './sentence-doubts.ts'
import { tidy } from './sentence-words.ts'

/** One step as it is typed after a ref: its own words, then what it names if anything, then words. */
export type TypedStep = {
  verb: ActionVerb
  usage: string
  means: string
  says: string
  /** Of use to chairs and the business team only. */
  ofChairs?: true
  names?: 'date' | 'agency' | 'person' | 'group'
}

/** What was typed: which step, what it names in the typist's words, and the note with it. */
export type Typed = { step: TypedStep; thing: string; note: string; isPlain: boolean }

export const typedSteps: readonly TypedStep[] = [
  { verb: 'update', usage: 'update …', means: 'say how it stands', says: 'update' },
  {
    verb: 'done',
    usage: 'done …',
    means: 'say that it is done, and what shows it',
    says: 'done',
  },
  {
    verb: 'extend',
    usage: 'extend to 12 Jan because …',
    means: 'ask for another date (chairs: give it)',
    says: 'extend (?:to|until)',
    names: 'date',
  },
  {
    verb: 'block',
    usage: 'blocked by police: …',
    means: 'say which agency must act first',
    says: 'block(?:ed)? by',
    names: 'agency',
  },
  {
    verb: 'resume',
    usage: 'no longer blocked',
    means: 'it can go on',
    says: '(?:no longer blocked|unblock(?:ed)?)',
  },
  {
    verb: 'reassign',
    usage: 'hand over to Named Nurse because …',
    means: 'hand it over, and why (chairs, business team, agency lead)',
    says: '(?:hand over|reassign) to',
    names: 'person',
  },
  {
    verb: 'agree-date',
    ofChairs: true,
    usage: 'agree the date',
    means: 'agree the new date asked for (chairs)',
    says: 'agree (?:the )?(?:new )?date',
  },
  {
    verb: 'refuse-date',
    ofChairs: true,
    usage: 'keep the date: …',
    means: 'keep the date, with the reason (chairs)',
    says: 'keep (?:the )?date',
  },
  {
    verb: 'agree',
    ofChairs: true,
    usage: 'agree',
    means: 'agree that it is complete (chairs)',
    says: 'agreed?',
  },
  {
    verb: 'return',
    ofChairs: true,
    usage: 'return: …',
    means: 'return it with a reason (chairs)',
    says: 'return(?:ed)?',
  },
  {
    verb: 'not-pursue',
    ofChairs: true,
    usage: 'not pursued: …',
    means: 'close it with a reason (chairs)',
    says: 'not[ -]pursued?',
  },
  {
    verb: 'to-agenda',
    ofChairs: true,
    usage: 'to the agenda: …',
    means: 'take it to the next meeting, with what it is to decide (chairs, business team)',
    says: 'to (?:the )?agenda',
  },
  {
    verb: 'raise',
    ofChairs: true,
    usage: 'raise: …',
    means: 'raise it to the Executive and into the challenge log (chairs)',
    says: 'raise(?: to (?:the )?executive)?',
  },
  {
    verb: 'transfer',
    ofChairs: true,
    usage: 'transfer to SCR: …',
    means: 'move it to another group’s log (chairs, business team)',
    says: 'transfer to',
    names: 'group',
  },
  {
    verb: 'reopen',
    ofChairs: true,
    usage: 'reopen: …',
    means: 'open it again (chairs, business team)',
    says: 'reopen',
  },
]

/** How a step begins, after the ref. */
export const beginningOf = ({ says, names }: TypedStep): string =>
  `${says.replaceAll(' ', '\\s+')}${names ? '(?=\\s)' : '(?![a-z])'}`

/** What follows a ref, read as a step in the form of its command. */
export function readTyped(after: string, today: Day): Typed | undefined {
  for (const step of typedSteps) {
    const beginning = new RegExp(`^${beginningOf(step)}`, 'i').exec(after)
    if (!beginning) continue
    const rest = after.slice(beginning[0].length)
    const [lead = '', mark = ''] = /^(\s*[,:]|\s+because(?:\s+of)?\b)?/i.exec(rest) ?? []
    const words = rest.slice(lead.length).trim()
    const isAlone = /^[.!]*$/.test(words)
    const [thing, note] = step.names ? thingAndNote(words, step.names, today) : ['', isAlone ? '' : words]
    return { step, thing, note, isPlain: isAlone || isPlain(step, { after, mark, words, thing }, today) }
  }
  return undefined
}

/** A date may have a comma in it: the longest beginning that is one. Else what stands before the first mark, a colon before all. */
function thingAndNote(words: string, names: NonNullable<TypedStep['names']>, today: Day): [string, string] {
  const marks = [...words.matchAll(/[:,;](?!\/\/)|\bbecause(?:\s+of)?\b/gi)]
  const cuts = marks.map(({ index, 0: mark }): [string, string] => [
    words.slice(0, index).trim(),
    words.slice(index + mark.length).trim(),
  ])
  const whole: [string, string] = [words.trim(), '']
  if (names === 'date')
    return [...cuts, whole].findLast(([date]) => readDate(date, today) !== undefined) ?? cuts[0] ?? whole
  return cuts[marks.findIndex(([mark]) => mark.includes(':'))] ?? cuts[0] ?? whole
}

/** 'extend to weds as Tom is off' has a day, but only a reader of free words finds it. */
const hidesDay = (words: string, thing: string, today: Day): boolean =>
  readDate(thing, today) === undefined &&
  whensIn(tidy(words).words, today, today).some(({ day }) => day !== undefined)

/** What ends the asking about something a child may need, or cannot be taken back. */
const grave: readonly ActionVerb[] = ['done', 'agree', 'return', 'not-pursue', 'raise']

/** Whose words may be a question: to its owner, why it comes back; to a meeting, what it is to decide. */
const mayAsk: readonly ActionVerb[] = ['return', 'to-agenda']

/**
 * Whether it may be taken at once: it is typed as it is documented, and nothing in it asks, denies or doubts. What is grave
 * needs more than its verb: sure evidence, or a colon and the reason.
 */
function isPlain(
  { verb, names }: TypedStep,
  { after, mark, words, thing }: { after: string; mark: string; words: string; thing: string },
  today: Day,
): boolean {
  if (verb === 'update') return true
  if (names) return !isUnsure(after) && !(names === 'date' && hidesDay(words, thing, today))
  if (verb === 'done') return isSureEvidence(words, today)
  const isReason =
    /\p{Letter}{2}/u.test(words) &&
    (grave.includes(verb) ? /(?::|because(?:\s+of)?)$/i : /(?:[:,]|because(?:\s+of)?)$/i).test(mark)
  return verb !== 'agree' && isReason && (mayAsk.includes(verb) || !isUnsure(words))
}
