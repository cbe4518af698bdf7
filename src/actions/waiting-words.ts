import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import type { Action } from './action.ts'
import { clip } from './action-card.ts'
import { standing } from './action-history.ts'

const mostReason = 160

/** What its reader has to know of a row before they answer it: why it came back, and which date is asked for. */
export function waitingWords({ status, history, asked }: Action, today: Day): string {
  const back = standing(history).findLast(({ verb }) => verb === 'return' || verb === 'reopen')
  const how = back?.verb === 'reopen' ? 'Opened again' : 'Returned'
  const returned =
    status === 'returned' && back
      ? `${how} on ${sayDay(dayOf(back.at), today)}: ${clip(back.note ?? '', mostReason)}`
      : ''
  const wanted = asked
    ? `Another date is asked for, ${sayDay(asked.dueOn, today)}: ${clip(asked.reason, mostReason)}`
    : ''
  return [returned, wanted]
    .filter(words => words !== '')
    .map(withStop)
    .join(' ')
}

const withStop = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`)
