import { addDays, type Day, sayDay } from '../partnership/day.ts'
import {
  addWorkingDays,
  type Calendar,
  isWorkingDay,
  workingDaysBetween,
} from '../partnership/working-days.ts'
import { type Action, isClosed } from './action.ts'

/** Blue, red, amber, green: always shown as the word, coloured as a help. What was closed otherwise has no colour. */
export type Brag = {
  word: 'Blue' | 'Red' | 'Amber' | 'Green' | 'Closed'
  why: string
  colour: 'accent' | 'attention' | 'warning' | 'good' | 'default'
}

/** What somebody may say it is, with their reason. Blue is what a chair agreed, and nobody's to give. */
export const givenColours = ['Red', 'Amber', 'Green'] as const

/** Amber begins this many working days before the due date (local rule). */
const amberDays = 5

const colours = {
  Blue: 'accent',
  Red: 'attention',
  Amber: 'warning',
  Green: 'good',
  Closed: 'default',
} as const

type Facts = Pick<Action, 'status' | 'dueOn'> & Partial<Pick<Action, 'dueMoves' | 'brag'>>

/**
 * Where an action stands against its date on a day: what somebody said it is, with their reason, or else computed
 * (docs/field.md, "The action log"). What is overdue is red, whatever was said of it: only another date makes it better.
 * Late counts working days, from the day after the due date.
 */
export function brag(action: Facts, calendar: Calendar, today: Day): Brag {
  const { word, why } = said(action, today) ?? computed(action, calendar, today)
  return { word, why, colour: colours[word] }
}

function said({ status, dueOn, brag: given }: Facts, today: Day): Pick<Brag, 'word' | 'why'> | undefined {
  const stands = given && given.word !== 'Blue' && !isClosed(status) && dueOn >= today
  return stands ? { word: given.word, why: given.reason } : undefined
}

function computed(action: Facts, calendar: Calendar, today: Day): Pick<Brag, 'word' | 'why'> {
  if (action.status === 'complete') return { word: 'Blue', why: 'complete' }
  if (isClosed(action.status)) return { word: 'Closed', why: action.status.replaceAll('-', ' ') }
  if (action.dueOn < today) {
    const late = Math.max(1, workingDaysBetween(action.dueOn, today, calendar))
    return { word: 'Red', why: `${say(late)} late` }
  }
  if (action.dueOn <= addWorkingDays(today, amberDays, calendar))
    return { word: 'Amber', why: dueWords(action.dueOn, calendar, today) }
  const moves = action.dueMoves?.length ?? 0
  return moves > 0 ? { word: 'Amber', why: 'its date has moved already' } : { word: 'Green', why: 'on track' }
}

/** Near days by their name; a weekend or a holiday too, since working days would count it as the day before. */
function dueWords(dueOn: Day, calendar: Calendar, today: Day): string {
  if (dueOn === today) return 'due today'
  const works = isWorkingDay(dueOn, calendar)
  const named = sayDay(dueOn, today)
  if (dueOn === addDays(today, 1)) return works ? 'due tomorrow' : `due tomorrow (${named.slice(0, 3)})`
  return works ? `due in ${say(workingDaysBetween(today, dueOn, calendar))}` : `due ${named}`
}

function say(days: number): string {
  return days === 1 ? '1 working day' : `${days} working days`
}
