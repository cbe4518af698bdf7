import {
  type Action,
  actionListCard,
  type OtherRow,
  readerOn,
  rowsOnCard,
  type Section,
} from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import type { Who } from '../partnership/who.ts'
import { type AskedRow, askedSections } from './asked-sections.ts'

/** All that is asked of one person on one day: actions by their names, and challenges. */
export type Everything = { rows: readonly AskedRow[]; challenges: readonly OtherRow[] }

/** What of it stands on one card. */
export type Picked = { rows: readonly { row: AskedRow; action: Action }[]; challenges: readonly OtherRow[] }

type Showing = {
  everything: Everything
  picked: Picked
  today: Day
  names(id: string): string
  /** A line on an action, such as when it was chased, or by when a word is asked for. */
  said(picked: Picked['rows'][number]): string
}

/** So many challenges have a place on the card of a day, whatever else there is. */
const challengesFirst = 2

/** How many actions and challenges a card of so much has room for. */
export function roomFor({ rows, challenges }: Everything): { actions: number; others: number } {
  const actions = Math.min(rows.length, rowsOnCard - Math.min(challengesFirst, challenges.length))
  return { actions, others: Math.min(challenges.length, rowsOnCard - actions) }
}

/**
 * One card a person a working morning, however many groups and roles they have: decisions first, then what is theirs, the
 * latest first. What has no room on it stands behind its button, with how much there is of each.
 */
export function chaserCard(who: Who, showing: Showing): CardMessage {
  const { everything, picked, today } = showing
  const all = everything.rows.length + everything.challenges.length
  const shown = picked.rows.length + picked.challenges.length
  const rest =
    all > shown ? ` These are ${shown} of ${all}: Show all ${all} has every one, to be answered there.` : ''
  const card = askedCard(who, showing, {
    heading: `For your answer, ${sayDay(today, today)}`,
    intro: `A word on each is enough: how it stands, or that it is done.${rest} Type my actions for all of yours.`,
    view: `chase:${today}`,
    more: all > shown ? { title: `Show all ${all}`, verb: 'chasing.all', data: {} } : undefined,
  })
  return { ...card, shows: picked.rows.map(({ row }) => row.ref) }
}

/** A page of all that is asked of somebody, each row to be answered or decided on as on the card of the day. */
export function allAskedCard(
  who: Who,
  showing: Showing,
  { after, next, before }: { after: string; next: string | undefined; before: number },
): CardMessage {
  const { everything, picked, today } = showing
  const all = everything.rows.length + everything.challenges.length
  const shown = picked.rows.length + picked.challenges.length
  return askedCard(who, showing, {
    heading: `All that waits for your answer, ${sayDay(today, today)}`,
    intro: `${before + 1} to ${before + shown} of ${all}.`,
    view: `asked:${after}`,
    more: next === undefined ? undefined : { title: 'Show more', verb: 'chasing.all', data: { after: next } },
  })
}

type Frame = Pick<Parameters<typeof actionListCard>[0], 'heading' | 'intro' | 'view' | 'more'>

function askedCard(who: Who, { everything, picked, today, names, said }: Showing, frame: Frame): CardMessage {
  const words = new Map(picked.rows.map(one => [one.row.ref, said(one)]))
  const sections: Section[] = askedSections.map(({ key, title }) => {
    const actions = picked.rows.filter(({ row }) => row.section === key).map(({ action }) => action)
    const count = everything.rows.filter(({ section }) => section === key).length
    return {
      title: titleOf(title, actions.length, count),
      actions,
      readerFor: action => readerOn(who, action, today),
      decide: key === 'decide',
      said: action => words.get(action.ref) ?? '',
    }
  })
  const { challenges } = picked
  const title = titleOf('Challenges that wait for you', challenges.length, everything.challenges.length)
  return actionListCard({
    ...frame,
    sections,
    others: { title, rows: challenges },
    arrangements: who.partnership,
    today,
    calendar: who.partnership.partnership,
    names,
  })
}

const titleOf = (title: string, shown: number, count: number): string =>
  count > shown ? `${title} (${shown} of ${count})` : title
