import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import { type Action, statusWords } from './action.ts'
import { button, clip, noteIdOf, ownersLine, type Showing } from './action-card.ts'
import type { ActionRole } from './action-transitions.ts'
import { brag } from './brag-rules.ts'
import { allowedVerbs, inPlace } from './decide-step.ts'

/** Rows of a list card: more would not fit into the 28 KB that Teams takes. */
export const rowsOnCard = 6

export type Section = {
  title: string
  actions: readonly Action[]
  /** What the reader is to each action; decides the row's buttons. */
  rolesFor(action: Action): readonly ActionRole[]
}

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
    /** The name of this list, so that a press on it shows it again: 'mine', 'chase', 'log:qio'. */
    view: string
    /** For the button that shows the next page. */
    more?: { verb: string; data: Record<string, unknown> } | undefined
    notice?: string | undefined
  }

/** A list of actions in sections, each row answered in place by those who may. */
export function actionListCard(input: ListInput): CardMessage {
  const sections = input.sections.filter(section => section.actions.length > 0)
  const count = sections.reduce((sum, section) => sum + section.actions.length, 0)
  return {
    template: 'actions/action-list',
    summary: `${input.heading}: ${count === 1 ? '1 action' : `${count} actions`}`,
    ...(input.notice ? { notice: input.notice } : {}),
    data: {
      heading: input.heading,
      intro: input.intro,
      charts: input.chart ? [input.chart] : [],
      filters: input.filter ? [input.filter] : [],
      sections: sections.map(section => ({
        title: section.title,
        rows: section.actions.map(action => row(action, section.rolesFor(action), input)),
      })),
      more: input.more !== undefined,
      moreButton: { title: 'Show more', ...input.more },
    },
  }
}

function row(
  action: Action,
  roles: readonly ActionRole[],
  { today, calendar, names, view, arrangements, withoutOpen }: ListInput,
) {
  const state = brag(action, calendar, today)
  const direct = allowedVerbs(action, roles).filter(verb => inPlace.includes(verb))
  const buttons = direct.map(verb => button(action, verb, view))
  return {
    title: `${action.ref} · ${state.word}: ${state.why}`,
    colour: state.colour,
    what: clip(action.what, 200),
    detail: `${ownersLine(action, names, arrangements)} · due ${sayDay(action.dueOn, today)} · ${statusWords[action.status]}`,
    canAnswer: buttons.length > 0,
    answerTitle: `Answer ${action.ref}`,
    noteId: noteIdOf(action.ref),
    noteLabel: 'In a few words',
    buttons,
    canOpen: withoutOpen !== true,
    openTitle: 'Open',
    open: { ref: action.ref },
  }
}
