import type { CardMessage } from '../card-message.ts'
import type { Action } from './action.ts'
import { clip } from './action-card.ts'

type HandedOver = {
  action: Action
  /** The names of those it is with. */
  owners: readonly string[]
  /** Whether its reader may still see it: whoever may not is told whose it is, and nothing else. */
  mayOpen: boolean
  /** Whether it was theirs by a hand-over that was taken back. */
  takenBack: boolean
}

const namedAtMost = 3

/** Tells somebody that an action is not with them any more, and asks nothing. */
export function handedOverCard({ action, owners, mayOpen, takenBack }: HandedOver): CardMessage {
  const { ref, what } = action
  const names =
    owners.slice(0, namedAtMost).join(' and ') + (owners.length > namedAtMost ? ' and others' : '')
  const how = takenBack
    ? `It was handed over to you, and that was taken back: it is with ${names}.`
    : `It was handed over to ${names}.`
  const heading = `${ref}: no longer with you`
  return {
    template: 'actions/over',
    summary: heading,
    data: {
      heading,
      lines: [...(mayOpen ? [clip(what, 300)] : []), `${how} Nothing more is asked of you.`].map(line => ({
        line,
      })),
      opens: mayOpen ? [{ title: 'Open', data: { ref } }] : [],
    },
  }
}
