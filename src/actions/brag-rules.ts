import type { Day } from '../partnership/day.ts'
import { addWorkingDays, type Calendar, workingDaysBetween } from '../partnership/working-days.ts'
import type { Action } from './action.ts'

/** Blue, red, amber, green: always shown as the word, coloured as a help. */
export type Brag = {
  word: 'Blue' | 'Red' | 'Amber' | 'Green'
  why: string
  colour: 'accent' | 'attention' | 'warning' | 'good'
}

/** Amber begins this many working days before the due date (local rule). */
const amberDays = 5

/** Where an action stands against its date on a day. Late counts working days, from the day after the due date. */
export function brag(action: Pick<Action, 'status' | 'dueOn'>, calendar: Calendar, today: Day): Brag {
  if (action.status === 'complete') return { word: 'Blue', why: 'complete', colour: 'accent' }
  if (action.dueOn < today) {
    return {
      word: 'Red',
      why: `${say(Math.max(1, workingDaysBetween(action.dueOn, today, calendar)))} late`,
      colour: 'attention',
    }
  }
  if (action.dueOn > addWorkingDays(today, amberDays, calendar))
    return { word: 'Green', why: 'on track', colour: 'good' }
  const left = workingDaysBetween(today, action.dueOn, calendar)
  return { word: 'Amber', why: left === 0 ? 'due today' : `due in ${say(left)}`, colour: 'warning' }
}

function say(days: number): string {
  return days === 1 ? '1 working day' : `${days} working days`
}
