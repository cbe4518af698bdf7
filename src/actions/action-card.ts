import type { CardMessage } from '../card-message.ts'
import type { Group } from '../partnership/arrangements.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import type { Calendar } from '../partnership/working-days.ts'
import { type Action, type HistoryEntry, statusWords } from './action.ts'
import { type ActionRole, type ActionVerb, allowedVerbs, transitions } from './action-transitions.ts'
import { brag } from './brag-rules.ts'

/** Names to show for people: filled by the flow, so that card data stays pure. */
export type Names = (person: string) => string

export type Showing = { today: Day; calendar: Calendar; names: Names }

type ActionCardInput = Showing & {
  action: Action
  group: Group
  roles: readonly ActionRole[]
  heading: string
  notice?: string | undefined
  /** What was typed and not taken, so that it is not lost. */
  typed?: string | undefined
}

const historyShown = 5

/** One action with its latest history, and the buttons its reader may press. */
export function actionCard(input: ActionCardInput): CardMessage {
  const { action, group, roles, heading, today, calendar, names, notice } = input
  const state = brag(action, calendar, today)
  const verbs = allowedVerbs(action, roles)
  const facts = [
    { title: 'Status', value: statusWords[action.status] },
    { title: 'Due', value: sayDay(action.dueOn, today) },
    { title: 'Owner', value: names(action.owner.person) },
    { title: 'Group', value: group.name },
  ]
  return {
    template: 'actions/action',
    summary: `${action.ref}, ${statusWords[action.status].toLowerCase()}, due ${sayDay(action.dueOn, today)}`,
    ...(notice ? { notice } : {}),
    data: {
      heading,
      ref: action.ref,
      brag: `${state.word}: ${state.why}`,
      colour: state.colour,
      what: action.what,
      facts,
      history: action.history.slice(-historyShown).map(entry => ({ line: historyLine(entry, today, names) })),
      historyTitle: 'What has happened',
      asks: verbs.some(verb => 'asks' in transitions[verb]),
      noteId: noteIdOf(action.ref),
      noteLabel: noteLabel(verbs),
      typed: input.typed ?? '',
      buttons: verbs.map(verb => button(action, verb, `action:${action.ref}`)),
    },
  }
}

export const noteIdOf = (ref: string): string => `note-${ref}`

/** A button for a verb on an action. `view` names the card to show again after it is pressed. */
export function button(action: Action, verb: ActionVerb, view: string) {
  return {
    title: transitions[verb].title,
    verb: `action.${verb}`,
    data: { ref: action.ref, version: action.version, view },
  }
}

/** One line of history, in full sentences. */
export function historyLine(entry: HistoryEntry, today: Day, names: Names): string {
  const past = entry.verb === 'record' ? 'recorded it' : transitions[entry.verb].past
  const note = entry.note ? `: ${clip(entry.note, 300)}` : ''
  return `${sayDay(dayOf(entry.at), today)}: ${names(entry.by)} ${past}${note}`
}

/** At most so many characters, never half of one. */
export function clip(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

function noteLabel(verbs: readonly ActionVerb[]): string {
  return verbs.includes('return') && !verbs.includes('update')
    ? 'If you return it: what is still missing?'
    : 'How does it stand? If it is done: what shows it?'
}
