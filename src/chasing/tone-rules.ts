import { type Action, chasedFrom } from '../actions/index.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import type { Escalated } from '../partnership/local-rules.ts'
import { addWorkingDays, workingDayFrom } from '../partnership/working-days.ts'
import { type Around, type Level, stepsOf } from './chase-rules.ts'

/** How an owner is spoken to, by how late it is. */
export const tones = ['being-decided', 'others-know', 'little-late', 'due-today', 'coming-up'] as const
export type Tone = (typeof tones)[number]

type Words = { by: string; told: string; deciding: string }

/**
 * What an owner is asked, and by when: plainer as it grows later, and kind throughout. `title` heads their rows and `asks`
 * stands on each. `before` is the level before which an answer is asked for: after it, others are asked as well.
 */
export const toneTable: Readonly<
  Record<Tone, { title: string; before: 'date' | Level; asks(words: Words): string }>
> = {
  'coming-up': {
    title: 'With you, and coming up',
    before: 'date',
    asks: ({ by }) => `Nothing is late. By ${by}, a word on how it stands, or that it is done.`,
  },
  'due-today': {
    title: 'With you, and due today: is it done?',
    before: 'date',
    asks: () => 'Today: that it is done, or what it still needs.',
  },
  'little-late': {
    title: 'With you, and a little late: what is in the way?',
    before: 2,
    asks: ({ by, told }) => `By ${by}: how it stands, or a date you can keep. After that ${told} will know.`,
  },
  'others-know': {
    title: 'With you, and late: what would help?',
    before: 3,
    asks: ({ by, told, deciding }) =>
      `Now ${told} know of it. By ${by}: what is in the way, or ask for another date. After that ${deciding} are asked to decide.`,
  },
  'being-decided': {
    title: 'With you, and others are asked to decide',
    before: 4,
    asks: ({ deciding }) =>
      `Now ${deciding} are asked to decide on it. Today: how it stands, so that they can decide well.`,
  },
}

/** How an owner is spoken to about an action that stands at a level. */
export function toneOf(action: Action, level: Level | undefined, today: Day): Tone {
  if (level !== undefined && level >= 3) return 'being-decided'
  if (level === 2) return 'others-know'
  if (today < action.dueOn) return 'coming-up'
  return today === action.dueOn ? 'due-today' : 'little-late'
}

/** What is asked of an owner, in a line. */
export function toneWords(action: Action, tone: Tone, around: Around, today: Day): string {
  const { asks, before } = toneTable[tone]
  const { rules } = around
  const by = before === 'date' ? dueDay(action, around) : lastDayBefore(action, before, around, today)
  return asks({
    by: sayDay(by < today ? today : by, today),
    told: sayWhom(rules.tellWhom),
    deciding: sayWhom(rules.decisionOf),
  })
}

const dueDay = (action: Action, { calendar }: Around): Day => workingDayFrom(chasedFrom(action), calendar)

/** The last working day before the ladder reaches a level: sooner where a meeting comes first, later for an agenda. */
function lastDayBefore(action: Action, level: Level, around: Around, today: Day): Day {
  for (const step of stepsOf(action, around))
    if (step.level >= level && step.day > today) return addWorkingDays(step.day, -1, around.calendar)
  return today
}

/** Whom what is late goes to, as it is said to its owner. */
const whomWords: Readonly<Record<Escalated, string>> = {
  'agency-lead': 'your agency’s lead',
  chairs: 'the chairs',
  'business-manager': 'the business manager',
  executive: 'the Executive',
  partners: 'the partners',
}

function sayWhom(whom: readonly Escalated[]): string {
  const words = whom.map(one => whomWords[one])
  return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
