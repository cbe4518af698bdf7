import type { Day } from '../partnership/day.ts'
import { addWorkingDays, type Calendar, workingDaysBetween } from '../partnership/working-days.ts'
import { type Action, isClosed } from './action.ts'

/** Blue, red, amber, green: always shown as the word, coloured as a help. */
export type Brag = {
  word: 'Blue' | 'Red' | 'Amber' | 'Green'
  why: string
  colour: 'accent' | 'attention' | 'warning' | 'good'
}

/** Amber begins this many working days before the due date (local rule). */
const amberDays = 5

const colours = { Blue: 'accent', Red: 'attention', Amber: 'warning', Green: 'good' } as const

type Facts = Pick<Action, 'status' | 'dueOn'> & Partial<Pick<Action, 'dueMoves' | 'brag'>>

/**
 * Where an action stands against its date on a day: what somebody said it is, with their reason, or else computed
 * (docs/field.md, "The action log"). Late counts working days, from the day after the due date.
 */
export function brag(action: Facts, calendar: Calendar, today: Day): Brag {
  const { word, why } =
    action.brag && !isClosed(action.status)
      ? { word: action.brag.word, why: action.brag.reason }
      : computed(action, calendar, today)
  return { word, why, colour: colours[word] }
}

function computed(action: Facts, calendar: Calendar, today: Day): Pick<Brag, 'word' | 'why'> {
  if (isClosed(action.status)) return { word: 'Blue', why: action.status.replaceAll('-', ' ') }
  if (action.dueOn < today) {
    const late = Math.max(1, workingDaysBetween(action.dueOn, today, calendar))
    return { word: 'Red', why: `${say(late)} late` }
  }
  const left = workingDaysBetween(today, action.dueOn, calendar)
  if (action.dueOn <= addWorkingDays(today, amberDays, calendar))
    return { word: 'Amber', why: left === 0 ? 'due today' : `due in ${say(left)}` }
  const moves = action.dueMoves?.length ?? 0
  return moves > 0 ? { word: 'Amber', why: 'its date has moved already' } : { word: 'Green', why: 'on track' }
}

function say(days: number): string {
  return days === 1 ? '1 working day' : `${days} working days`
}
