import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import type { Action } from './action.ts'
import { button, clip, type Names, noteIdOf, type Showing, sayStatus } from './action-card.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { allowedVerbs } from './barred-step.ts'
import { brag } from './brag-rules.ts'
import { inPlace } from './decide-step.ts'
import type { Reader } from './step.ts'
import { waitingWords } from './waiting-words.ts'

/** Rows of a list card: more would not fit into the 28 KB that Teams takes. */
export const rowsOnCard = 6

export type Section = {
  title: string
  actions: readonly Action[]
  /** What the reader is to each action; decides the row's buttons. Left out where everybody reads it: then there are none. */
  readerFor?(action: Action): Reader
  /** What is asked on each, where it is more than how it stands: a decision, or whether another date is agreed. */
  asks?: 'decision' | 'date' | undefined
  /** A line on each, such as when it was chased. */
  said?(action: Action): string
}

/** A row that is no action, and opens something else. */
export type OtherRow = {
  title: string
  colour: string
  what: string
  detail: string
  open: { verb: string; data: Record<string, unknown> }
}

export type OtherRows = { title: string; rows: readonly OtherRow[] }

export type LogChart = {
  title: string
  slices: { legend: string; value: number; color: string }[]
  inWords: string
}

type Field = { id: string; label: string; value: string; choices: { title: string; value: string }[] }
export type FilterForm = {
  title: string
  fields: Field[]
  button: { title: string; verb: string; data: Record<string, unknown> }
}

/** What a group's log shows beside its rows. */
export type ListExtras = {
  chart?: LogChart | undefined
  filter?: FilterForm | undefined
  /** Where everybody reads it, nothing opens under everybody's eyes. */
  withoutOpen?: boolean
}

export type ListInput = Showing &
  ListExtras & {
    arrangements: Arrangements
    heading: string
    intro: string
    sections: readonly Section[]
    /** What stands before and after the actions. */
    first?: OtherRows
    others?: OtherRows
    /** The name of this list, so that a press on it shows it again: 'mine', 'chase', 'log:qio'. */
    view: string
    /** For the button that shows the next page. */
    more?: { verb: string; data: Record<string, unknown>; title?: string } | undefined
    notice?: string | undefined
  }

/** A list of actions in sections, each row answered in place by those who may. */
export function actionListCard(input: ListInput): CardMessage {
  const withActions = input.sections
    .filter(section => section.actions.length > 0)
    .map(section => ({
      title: section.title,
      rows: section.actions.map(action => row(action, section, input)),
    }))
  const sectionOf = (others: OtherRows | undefined) =>
    others && others.rows.length > 0 ? [{ title: others.title, rows: others.rows.map(otherRow) }] : []
  const sections = [...sectionOf(input.first), ...withActions, ...sectionOf(input.others)]
  const count = sections.reduce((sum, section) => sum + section.rows.length, 0)
  return {
    template: 'actions/action-list',
    summary: `${input.heading}: ${count === 1 ? '1 action' : `${count} actions`}`,
    ...(input.notice ? { notice: input.notice } : {}),
    data: {
      heading: input.heading,
      intro: input.intro,
      charts: input.chart ? [input.chart] : [],
      filters: input.filter ? [input.filter] : [],
      sections,
      more: input.more !== undefined,
      moreButton: { title: 'Show more', ...input.more },
    },
  }
}

/** What a chair can decide on what is late, in the order in which it is usually thought of. */
const decisions: readonly ActionVerb[] = [
  'agree-date',
  'extend',
  'reassign',
  'to-agenda',
  'not-pursue',
  'raise',
]

type Row = Omit<OtherRow, 'open'> & {
  said: string
  canAnswer: boolean
  answerTitle: string
  decisions: ReturnType<typeof decisionField>[]
  noteId: string
  noteLabel: string
  buttons: { title: string; verb: string; data: Record<string, unknown> }[]
  canOpen: boolean
  openTitle: string
  openVerb: string
  open: Record<string, unknown>
}

function row(
  action: Action,
  section: Section,
  { today, calendar, names, view, withoutOpen }: ListInput,
): Row {
  const state = brag(action, calendar, today)
  const reader = section.readerFor?.(action)
  const allowed = reader ? allowedVerbs(action, reader) : []
  const decide = section.asks === 'decision'
  const choices = decide ? decisions.filter(verb => allowed.includes(verb)) : []
  const direct = decide ? [] : allowed.filter(verb => answersTo(section).includes(verb))
  const buttons = [
    ...(choices.length > 0 ? [decideButton(action, view)] : []),
    ...direct.map(verb => button(action, verb, view)),
  ]
  return {
    title: `${action.ref} · ${state.word}: ${state.why}`,
    colour: state.colour,
    what: clip(action.what, 200),
    detail: `${shortOwners(action, names)} · due ${sayDay(action.dueOn, today)} · ${sayStatus(action)}`,
    said: [reader ? waitingWords(action, today) : '', section.said?.(action) ?? ''].filter(Boolean).join(' '),
    canAnswer: buttons.length > 0,
    answerTitle: `${decide ? 'Decide on' : 'Answer'} ${action.ref}`,
    decisions: choices.length > 0 ? [decisionField(action, choices)] : [],
    noteId: noteIdOf(action.ref),
    noteLabel: decide ? 'Why: it is kept with the decision' : 'In a few words',
    buttons,
    canOpen: withoutOpen !== true,
    openTitle: 'Open',
    openVerb: 'action.show',
    open: { ref: action.ref, view },
  }
}

const answersTo = ({ asks }: Section): readonly ActionVerb[] =>
  asks === 'date' ? ['agree-date', 'refuse-date'] : inPlace

/** Owners as a row has room for: of agencies that each answer for themselves, how many have. */
function shortOwners({ eachAgency, owners }: Action, names: Names): string {
  if (!eachAgency) return owners.map(owner => names(owner.person)).join(' and ')
  return `${owners.length} agencies: ${owners.filter(({ answeredAt }) => answeredAt).length} answered`
}

/** Where a row's decision is chosen: the words beside it say why. */
export const decisionIdOf = (ref: string): string => `decision-${ref}`

function decisionField({ ref }: Action, verbs: readonly ActionVerb[]) {
  return {
    id: decisionIdOf(ref),
    label: 'What do you decide?',
    choices: verbs.map(verb => ({ title: transitions[verb].title, value: verb })),
  }
}

const decideButton = ({ ref, version }: Action, view: string) => ({
  title: 'Decide',
  verb: 'action.decide',
  data: { ref, version, view },
})

function otherRow({ open, ...words }: OtherRow): Row {
  return {
    ...words,
    said: '',
    canAnswer: false,
    answerTitle: '',
    decisions: [],
    noteId: 'none',
    noteLabel: '',
    buttons: [],
    canOpen: true,
    openTitle: 'Open',
    openVerb: open.verb,
    open: open.data,
  }
}
