import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import type { Action } from './action.ts'
import { button, clip, type Names, noteIdOf, type Showing, sayStatus, showingAgain } from './action-card.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { allowedVerbs } from './barred-step.ts'
import { brag } from './brag-rules.ts'
import { inPlace } from './decide-step.ts'
import { fieldIdOf } from './row-fields.ts'
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

type Data = Record<string, unknown>
type Field = { id: string; label: string; value: string; choices: { title: string; value: string }[] }

/** What a row is answered with in place: its fields, named by `fieldIdOf` and read by `fieldsOf`, and its buttons. */
export type RowAnswer = {
  title: string
  choiceFields?: readonly Field[]
  dateFields?: readonly { id: string; label: string; value: string }[]
  textFields?: readonly { id: string; label: string; most: number }[]
  /** Each is pressed with the name of the list in `view`, to show it again. */
  buttons: readonly { title: string; verb: string; data: Data }[]
}

/** A row that is no action: answered in place where its reader can, and it opens something else. */
export type OtherRow = {
  title: string
  colour: string
  what: string
  detail: string
  answer?: RowAnswer | undefined
  open: { verb: string; data: Data }
}

export type OtherRows = { title: string; rows: readonly OtherRow[] }

export type LogChart = {
  title: string
  slices: { legend: string; value: number; color: string }[]
  inWords: string
}

export type FilterForm = {
  title: string
  fields: Field[]
  button: { title: string; verb: string; data: Data }
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
    more?: { verb: string; data: Data; title?: string } | undefined
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
    others && others.rows.length > 0
      ? [{ title: others.title, rows: others.rows.map(one => otherRow(one, input.view)) }]
      : []
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

const decisionsIn = (allowed: readonly ActionVerb[]): ActionVerb[] =>
  decisions.filter(verb => allowed.includes(verb))

/** Whether a reader can decide on an action that is late. */
export const mayDecide = (action: Action, reader: Reader): boolean =>
  decisionsIn(allowedVerbs(action, reader)).length > 0

type Row = Omit<OtherRow, 'answer' | 'open'> & {
  said: string
  /** One, or none. */
  answers: Required<RowAnswer>[]
  canOpen: boolean
  openTitle: string
  openVerb: string
  open: Data
}

function row(
  action: Action,
  section: Section,
  { today, calendar, names, view, withoutOpen }: ListInput,
): Row {
  const state = brag(action, calendar, today)
  const reader = section.readerFor?.(action)
  return {
    title: `${action.ref} · ${state.word}: ${state.why}`,
    colour: state.colour,
    what: clip(action.what, 200),
    detail: `${shortOwners(action, names)} · due ${sayDay(action.dueOn, today)} · ${sayStatus(action)}`,
    said: [reader ? waitingWords(action, today) : '', section.said?.(action) ?? ''].filter(Boolean).join(' '),
    answers: answersIn(view, reader && answerTo(action, section, allowedVerbs(action, reader))),
    canOpen: withoutOpen !== true,
    openTitle: 'Open',
    openVerb: 'action.show',
    open: { ref: action.ref, view },
  }
}

function answerTo(action: Action, section: Section, allowed: readonly ActionVerb[]): RowAnswer {
  const { ref, version } = action
  const note = (label: string) => [{ id: noteIdOf(ref), label, most: mostNote }]
  if (section.asks !== 'decision') {
    const verbs = allowed.filter(verb => answersTo(section).includes(verb))
    const buttons = verbs.map(verb => button(action, verb))
    return { title: `Answer ${ref}`, textFields: note('In a few words'), buttons }
  }
  const choices = decisionsIn(allowed)
  return {
    title: `Decide on ${ref}`,
    choiceFields: [decisionField(ref, choices)],
    textFields: note('Why: it is kept with the decision'),
    buttons: choices.length > 0 ? [{ title: 'Decide', verb: 'action.decide', data: { ref, version } }] : [],
  }
}

const mostNote = 4000

/** The answering part of a row, whose buttons show its list again; none where nothing can be pressed. */
function answersIn(view: string, answer: RowAnswer | undefined): Row['answers'] {
  if (!answer || answer.buttons.length === 0) return []
  const buttons = showingAgain(view, answer.buttons)
  return [{ choiceFields: [], dateFields: [], textFields: [], ...answer, buttons }]
}

const answersTo = ({ asks }: Section): readonly ActionVerb[] =>
  asks === 'date' ? ['agree-date', 'refuse-date'] : inPlace

/** Owners as a row has room for: of agencies that each answer for themselves, how many have. */
function shortOwners({ eachAgency, owners }: Action, names: Names): string {
  if (!eachAgency) return owners.map(owner => names(owner.person)).join(' and ')
  return `${owners.length} agencies: ${owners.filter(({ answeredAt }) => answeredAt).length} answered`
}

/** Where a row's decision is chosen: the words beside it say why. */
const decisionField = (ref: string, verbs: readonly ActionVerb[]): Field => ({
  id: fieldIdOf('decision', ref),
  label: 'What do you decide?',
  value: '',
  choices: verbs.map(verb => ({ title: transitions[verb].title, value: verb })),
})

function otherRow({ open, answer, ...words }: OtherRow, view: string): Row {
  return {
    ...words,
    said: '',
    answers: answersIn(view, answer),
    canOpen: true,
    openTitle: 'Open',
    openVerb: open.verb,
    open: open.data,
  }
}
