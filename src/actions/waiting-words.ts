import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import type { Action, HistoryEntry } from './action.ts'
import { clip } from './action-card.ts'
import { standing } from './action-history.ts'

const mostReason = 160

/** What its reader has to know of a row before they answer it: why it came back, what it waits for, which date is asked for. */
export function waitingWords({ status, history, asked }: Action, today: Day): string {
  const last = (...verbs: HistoryEntry['verb'][]) =>
    standing(history).findLast(({ verb }) => verbs.includes(verb))
  const on = ({ at }: HistoryEntry): string => sayDay(dayOf(at), today)
  const back = status === 'returned' ? last('return', 'reopen') : undefined
  const block = status === 'blocked' ? last('block') : undefined
  return [
    back ? said(`${back.verb === 'reopen' ? 'Opened again' : 'Returned'} on ${on(back)}`, back.note) : '',
    block ? said(`Waits for ${block.detail ?? 'another agency'} since ${on(block)}`, block.note) : '',
    asked ? said(`Another date is asked for, ${sayDay(asked.dueOn, today)}`, asked.reason) : '',
  ]
    .filter(words => words !== '')
    .join(' ')
}

function said(what: string, why = ''): string {
  const words = why === '' ? what : `${what}: ${clip(why, mostReason)}`
  return /[.!?…]$/.test(words) ? words : `${words}.`
}
