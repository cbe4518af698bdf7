import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { groupById } from '../partnership/who.ts'
import type { Action } from './action.ts'
import { type Names, ownersLine, sayStatus } from './action-card.ts'
import { brag } from './brag-rules.ts'

type Shared = { action: Action; arrangements: Arrangements; names: Names; today: Day }

/** An action as it is put into a chat that others read too: how it stood that day, and nothing of its history. */
export function sharedCard({ action, arrangements, names, today }: Shared): CardMessage {
  const state = brag(action, arrangements.partnership, today)
  const open = action.marking === 'OFFICIAL'
  const facts = [
    { title: 'Status', value: `${sayStatus(action)}, as of ${sayDay(today)}` },
    { title: 'Due', value: sayDay(action.dueOn, today) },
    { title: 'Owner', value: ownersLine(action, names, arrangements) },
    { title: 'Group', value: groupById(arrangements, action.group).name },
  ]
  return {
    template: 'actions/shared',
    summary: action.ref,
    data: {
      heading: action.ref,
      brag: open ? `${state.word}: ${state.why}` : action.marking,
      colour: open ? state.colour : 'default',
      what: open ? action.what : 'This action is shown in your own chat with Convenor only.',
      facts: open ? facts : [],
      howTo: `Type ${action.ref} in your own chat with Convenor to see it or answer.`,
    },
  }
}
