import type { CardMessage } from '../card-message.ts'
import type { Day } from '../partnership/day.ts'
import type { Action } from './action.ts'
import { historyLine, type Names } from './action-card.ts'

/** So many characters of history fit a card whole, whatever they are; one entry alone is never longer. */
const mostCharacters = 5000

/** Of how many entries how many are shown. */
function said(shown: number, all: number): string {
  if (all === 1) return 'Its 1 entry.'
  return shown === all
    ? `Its ${all} entries, the latest last.`
    : `${shown} of its ${all} entries, the latest last.`
}

/**
 * A page of an action's history, every word of it: the latest entries that fit, or those before the one with this number.
 * The latest stand last.
 */
export function historyCard(
  action: Action,
  { before = action.history.length, today, names }: { before?: number | undefined; today: Day; names: Names },
): CardMessage {
  const { ref, history } = action
  const end = Math.min(before, history.length)
  const lines: string[] = []
  let from = end
  for (let left = mostCharacters; from > 0; from -= 1) {
    const entry = history[from - 1]
    const line = entry ? historyLine(entry, today, names, 'whole') : ''
    left -= line.length
    if (left < 0 && lines.length > 0) break
    lines.unshift(line)
  }
  return {
    template: 'actions/history',
    summary: `${ref}: all that has happened`,
    data: {
      heading: `${ref}: all that has happened`,
      intro: said(lines.length, history.length),
      entries: lines.map(line => ({ line })),
      buttons: [
        ...(from > 0
          ? [{ title: 'Earlier entries', verb: 'action.history', data: { ref, before: from } }]
          : []),
        { title: 'Back', verb: 'action.show', data: { ref } },
      ],
    },
  }
}
