import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { agencyName } from '../partnership/who.ts'
import type { Calendar } from '../partnership/working-days.ts'
import { type Action, type HistoryEntry, statusWords } from './action.ts'
import { chasedFrom, standing } from './action-history.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { verbOf } from './apply-step.ts'
import { allowedVerbs } from './barred-step.ts'
import { brag } from './brag-rules.ts'
import { inPlace } from './decide-step.ts'
import { fieldIdOf } from './row-fields.ts'
import type { Reader } from './step.ts'

/** Names to show for people: filled by the flow, so that card data stays pure. */
export type Names = (person: string) => string

export type Showing = { today: Day; calendar: Calendar; names: Names }

type ActionCardInput = Showing & {
  action: Action
  group: Group
  arrangements: Arrangements
  reader: Reader
  heading: string
  /** Whether the reader's own last step can still be taken back. */
  undo: boolean
  notice?: string | undefined
  /** The list it was opened from, for the way back; empty where there is none. */
  list?: string | undefined
  /** What was typed and not taken, so that it is not lost. */
  typed?: string | undefined
}

/** A button that shows a card in a dialog of Teams, where all of its forms open too; what it does in place stays. */
export const inDialog = (verb: string, data: object) => ({
  title: 'Open in a dialog',
  data: { ...data, verb, msteams: { type: 'task/fetch' } },
})

const historyShown = 5

/** One action with its latest history, and the buttons its reader may press. */
export function actionCard(input: ActionCardInput): CardMessage {
  const { action, reader, heading, today, calendar, names, notice } = input
  const state = brag(action, calendar, today)
  const verbs = allowedVerbs(action, reader)
  const direct = verbs.filter(verb => inPlace.includes(verb))
  return {
    template: 'actions/action',
    summary: `${action.ref}, ${sayStatus(action).toLowerCase()}, due ${sayDay(action.dueOn, today)}`,
    ...(notice ? { notice } : {}),
    data: {
      heading,
      ref: action.ref,
      marking: action.marking,
      brag: `${state.word}: ${state.why}`,
      colour: state.colour,
      what: action.what,
      facts: factsOf(input),
      history: action.history.slice(-historyShown).map(entry => ({ line: historyLine(entry, today, names) })),
      historyTitle: historyTitle(action),
      asks: direct.some(verb => transitions[verb].asks !== undefined),
      noteId: noteIdOf(action.ref),
      noteLabel: noteLabel(verbs),
      typed: input.typed ?? '',
      buttons: showingAgain(
        actionView(action.ref, input.list),
        direct.map(verb => button(action, verb)),
      ),
      links: linksOf(action),
      forms: formsOf(input, verbs),
      dialogs: verbs.length > 0 ? [inDialog('action.open', { ref: action.ref })] : [],
    },
  }
}

const linkIn = (text = ''): string | undefined => {
  const [found] = /https:\/\/[^\s<>"]+/.exec(text) ?? []
  return found && URL.canParse(found) ? found : undefined
}

/** Where it was agreed, in words: a link has a button of its own. */
function sourceWords({ source = '' }: Action): string {
  const link = linkIn(source)
  const words = link ? source.replace(link, '').trim() : source
  return words === '' && link ? `by a link (${new URL(link).host})` : clip(words, 400)
}

/** What can be opened from the card: in a browser or in Teams, over https only. */
function linksOf({ evidence, source }: Action): { title: string; url: string }[] {
  const links = [
    ['Open the evidence', linkIn(evidence)],
    ['Open where it was agreed', linkIn(source)],
  ] as const
  return links.flatMap(([title, url]) => (url ? [{ title: `${title} (${new URL(url).host})`, url }] : []))
}

/** The name of an action's card, with the list it was opened from, so that there is a way back. */
export const actionView = (ref: string, list = ''): string =>
  list === '' ? `action:${ref}` : `action:${ref}?${list}`

const backTo = (list: string): string => (/^mine\b/.test(list) ? 'Back to my actions' : 'Back to the list')

/** The buttons that show something else first. */
function formsOf({ action, undo, reader, list }: ActionCardInput, verbs: readonly ActionVerb[]) {
  const { ref, version } = action
  const taken = (verb: ActionVerb) => verbOf(action, verb, reader)
  return [
    ...(list ? [{ title: backTo(list), verb: 'action.back', data: { view: list } }] : []),
    ...(isInPart(action) ? [{ title: 'All that has happened', verb: 'action.history', data: { ref } }] : []),
    ...(undo ? [{ title: 'Undo my last step', verb: 'action.undo', data: { ref, version } }] : []),
    ...verbs
      .filter(verb => !inPlace.includes(verb))
      .map(verb => ({
        title: transitions[taken(verb)].title,
        verb: 'action.form',
        data: { ref, step: verb },
      })),
  ]
}

/** Whether the card shows less of the history than there is. */
const isInPart = ({ history }: Action): boolean =>
  history.length > historyShown ||
  history.some(({ note = '', detail = '' }) => note.length > 300 || detail.length > 120)

function historyTitle({ history }: Action): string {
  const more = history.length - historyShown
  return more > 0 ? `What has happened lately (${more} earlier)` : 'What has happened'
}

/** What is known of an action, in the order a reader asks for it; what is not known is left out. */
function factsOf({ action, group, arrangements, today, names }: ActionCardInput) {
  const { priority, asked, dueMoves } = action
  const facts: [string, string | undefined][] = [
    ['Status', statusLine(action, arrangements)],
    [
      'Due',
      `${sayDay(action.dueOn, today)}${dueMoves.length > 0 ? `, moved ${times(dueMoves.length)}` : ''}`,
    ],
    ['With the Executive', action.raised && raisedWords(action.raised, today, names)],
    ['On the agenda', action.agenda && action.agenda >= today ? sayDay(action.agenda, today) : undefined],
    [action.owners.length > 1 ? 'Owners chased' : 'Owner chased', chasedWords(action, today)],
    ['New date asked for', asked && `${sayDay(asked.dueOn, today)}: ${clip(asked.reason, 200)}`],
    [action.owners.length > 1 ? 'Owners' : 'Owner', ownersLine(action, names, arrangements)],
    ['Group', group.name],
    ['Agreed at', sourceWords(action)],
    ['Priority', arrangements.priorities?.find(one => one.id === priority)?.name ?? priority],
    ['Evidence', action.evidence && clip(action.evidence, 200)],
    ['Impact on children', action.impact && clip(action.impact, 300)],
    ['Now in', action.movedTo],
  ]
  return facts.flatMap(([title, value]) => (value ? [{ title, value }] : []))
}

function raisedWords({ on, by }: NonNullable<Action['raised']>, today: Day, names: Names): string {
  return `since ${sayDay(on, today)}${by ? `, raised by ${names(by)}` : ', since nobody decided'}`
}

/**
 * How often a step reached whoever owns it now since it is late, in whatever part they have: the days that a decision is asked
 * with. It stands on cards between them that other things bring, which is no chasing; what only others were asked is not theirs.
 */
function chasedWords(action: Action, today: Day): string | undefined {
  const from = chasedFrom(action)
  const owners = action.owners.map(owner => owner.person)
  const theirs = (action.chases ?? []).filter(
    ({ day, to }) => day >= from && to.some(person => owners.includes(person)),
  )
  const last = theirs.at(-1)
  return last && `${times(theirs.length)} since it was due, last on ${sayDay(last.day, today)}`
}

const times = (count: number): string => ['never', 'once', 'twice'][count] ?? `${count} times`

function statusLine(action: Action, arrangements: Arrangements): string {
  const waits = action.status === 'blocked' && action.blockedBy
  return waits ? `Blocked by ${agencyName(arrangements, waits)}` : sayStatus(action)
}

/** How it stands, in words: what a chair opened again was not returned to anybody. */
export function sayStatus({ status, history }: Action): string {
  if (status !== 'returned') return statusWords[status]
  const last = standing(history).findLast(({ verb }) => verb === 'return' || verb === 'reopen')
  return last?.verb === 'reopen' ? 'Open again' : statusWords[status]
}

/** The owners' names; where each agency answers for itself, with its agency and whether it has. */
export function ownersLine(action: Action, names: Names, arrangements: Arrangements): string {
  if (!action.eachAgency) return action.owners.map(owner => names(owner.person)).join(' and ')
  const said = action.owners.map(owner => {
    return `${agencyName(arrangements, owner.agency)}: ${owner.answeredAt ? 'answered' : 'asked'}`
  })
  return said.join('; ')
}

export const noteIdOf = (ref: string): string => fieldIdOf('note', ref)

/** A button for a verb on an action. */
export function button({ ref, version }: Action, verb: ActionVerb) {
  return { title: transitions[verb].title, verb: `action.${verb}`, data: { ref, version } }
}

/** Buttons that show the card of this name again after they are pressed. */
export const showingAgain = <Data extends object>(
  view: string,
  buttons: readonly { title: string; verb: string; data: Data }[],
) => buttons.map(one => ({ ...one, data: { ...one.data, view } }))

/** One line of history, in full sentences; its words in part where there is little room. */
export function historyLine(entry: HistoryEntry, today: Day, names: Names, room?: 'whole'): string {
  const cut = room === 'whole' ? (text: string) => text : clip
  const past = entry.verb === 'record' ? 'recorded it' : pastOf(entry.verb)
  const detail = entry.detail ? ` (${cut(entry.detail, 120)})` : ''
  const note = entry.note ? `: ${cut(entry.note, 300)}` : ''
  return `${sayDay(dayOf(entry.at), today)}: ${names(entry.by)} ${past}${detail}${note}`
}

function pastOf(verb: ActionVerb | 'undo' | 'decided'): string {
  if (verb === 'decided') return 'recorded the Executive’s decision'
  return verb === 'undo' ? 'took back their last step' : transitions[verb].past
}

/** At most so many characters, never half of one. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

function noteLabel(verbs: readonly ActionVerb[]): string {
  if (verbs.includes('refuse-date')) return 'A word with your answer'
  return verbs.includes('return') && !verbs.includes('update')
    ? 'If you return it: what is still missing?'
    : 'How does it stand? If it is done: what shows it?'
}
