import { type Day, sayDay } from '../partnership/day.ts'
import type { Action } from './action.ts'
import { clip } from './action-card.ts'

const mostReason = 160

/** What its reader has to know of a row before they answer it: which date is asked for. */
export const waitingWords = ({ asked }: Pick<Action, 'asked'>, today: Day): string =>
  asked
    ? withStop(`Another date is asked for, ${sayDay(asked.dueOn, today)}: ${clip(asked.reason, mostReason)}`)
    : ''

const withStop = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`)
