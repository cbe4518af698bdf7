import { type Action, chasedFrom } from '../actions/index.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { addWorkingDays, workingDayFrom } from '../partnership/working-days.ts'
import type { Around } from './answer-rules.ts'
import { type Level, levelOn, type Step, stepsOf } from './chase-rules.ts'
import type { People } from './recipients.ts'
import { sayDeciders, sayWhom } from './say-whom.ts'

/** How an owner is spoken to, by how late it is. */
export const tones = ['being-decided', 'others-know', 'little-late', 'due-today', 'coming-up'] as const
export type Tone = (typeof tones)[number]

/** Who is told, and of whom a decision is asked, by what they are; empty where there is nobody. */
type Words = { by: string; told: string; deciding: string }

/**
 * What an owner is asked, and by when: plainer as it grows later, and kind throughout. `title` heads their rows and `asks`
 * stands on each. `before` is the level before which an answer is asked for: after it, others are asked as well.
 */
export const toneTable: Readonly<
  Record<Tone, { title: string; before?: 'date' | Level; asks(words: Words): string }>
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
    asks: ({ by, told }) =>
      `By ${by}: how it stands, or a date you can keep.${told && ` After that ${told} will know.`}`,
  },
  'others-know': {
    title: 'With you, and late: what would help?',
    before: 3,
    asks: ({ by, told, deciding }) =>
      `${told && `It is known to ${told} now. `}By ${by}: what is in the way, or ask for another date.${deciding && ` After that a decision is asked of ${deciding}.`}`,
  },
  'being-decided': {
    title: 'With you, and others are asked to decide',
    asks: ({ deciding }) =>
      `A decision on it is asked${deciding && ` of ${deciding}`} now. Today: how it stands, so that it can be decided well.`,
  },
}

/** How an owner is spoken to about an action that stands at a level. */
export function toneOf(action: Action, level: Level | undefined, today: Day): Tone {
  if (level !== undefined && level >= 3) return 'being-decided'
  if (level === 2) return 'others-know'
  if (today < action.dueOn) return 'coming-up'
  return today === action.dueOn ? 'due-today' : 'little-late'
}

/** To whom it is said, and who stands where on the day it is said. */
export type Said = { around: Around; people: People; reader: string }

/** What is asked of an owner, in a line. */
export function toneWords(action: Action, tone: Tone, { around, people, reader }: Said): string {
  const { asks, before } = toneTable[tone]
  const { today } = people
  const next = typeof before === 'number' ? stepTo(action, before, around, today) : undefined
  const by = before === 'date' ? dueDay(action, around) : dayBefore(next, around, today)
  const now = levelOn(action, around, today) ?? 0
  const about = { reader, action, people }
  const then = { ...about, people: { ...people, today: next?.day ?? today } }
  return asks({
    by: sayDay(by < today ? today : by, today),
    told: tone === 'others-know' ? sayWhom(2, about) : next ? sayWhom(next.level, then) : '',
    deciding: tone === 'being-decided' ? sayDeciders(now, about) : next ? sayDeciders(next.level, then) : '',
  })
}

const dueDay = (action: Action, { calendar }: Around): Day => workingDayFrom(chasedFrom(action), calendar)

/** The next step at which a level is reached: sooner where a meeting comes first, later for an agenda. */
function stepTo(action: Action, level: Level, around: Around, today: Day): Step | undefined {
  for (const step of stepsOf(action, around)) if (step.level >= level && step.day > today) return step
  return undefined
}

/** The last working day before a step. */
const dayBefore = (step: Step | undefined, { calendar }: Around, today: Day): Day =>
  step ? addWorkingDays(step.day, -1, calendar) : today
