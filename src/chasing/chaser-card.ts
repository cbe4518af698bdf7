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
import { type AskedRow, askedSections, type SectionKey } from './asked-sections.ts'

/** What is asked beside actions. */
export type Others = { reviews: readonly OtherRow[]; challenges: readonly OtherRow[] }

/** All that is asked of one person on one day: actions by their names, reviews and challenges. */
export type Everything = Others & { rows: readonly AskedRow[] }

/** What of it stands on one card. */
export type Picked = Others & { rows: readonly { row: AskedRow; action: Action }[] }

/** How much is asked, or stands on a card. */
export const countOf = ({ rows, reviews, challenges }: Everything | Picked): number =>
  rows.length + reviews.length + challenges.length

/** The review that a row is about. */
export const refOfReview = ({ open }: OtherRow): string => String(open.data['ref'])

type Showing = {
  everything: Everything
  picked: Picked
  today: Day
  names(id: string): string
  /** A line on an action, such as when it was chased, or by when a word is asked for. */
  said(picked: Picked['rows'][number]): string
}

/** So many reviews and challenges have a place on the card of a day, whatever else there is. */
const reviewsFirst = 3
const challengesFirst = 2

/** How much of each a card has room for: reviews before all, since their clocks wait for nobody. */
export function roomFor(everything: Everything): { reviews: number; actions: number; challenges: number } {
  const { rows, challenges } = everything
  const room = Math.max(reviewsFirst, rowsOnCard - rows.length - challenges.length)
  const reviews = Math.min(everything.reviews.length, room)
  const left = rowsOnCard - reviews
  const actions = Math.min(rows.length, left - Math.min(challengesFirst, challenges.length))
  return { reviews, actions, challenges: Math.min(challenges.length, left - actions) }
}

/**
 * One card a person a working morning, however many groups and roles they have: decisions first, then what is theirs, the
 * latest first. What has no room on it stands behind its button, with how much there is of each.
 */
export function chaserCard(who: Who, showing: Showing): CardMessage {
  const { everything, picked, today } = showing
  const all = countOf(everything)
  const shown = countOf(picked)
  const rest =
    all > shown
      ? ` These are ${shown} of ${all}: Show all ${all} (or type for my answer) has every one, to be answered there.`
      : ''
  const card = askedCard(who, showing, {
    heading: `For your answer, ${sayDay(today, today)}`,
    intro: `A word on each is enough: how it stands, or that it is done.${rest} Type my actions for all of yours.`,
    view: `chase:${today}`,
    more: all > shown ? { title: `Show all ${all}`, verb: 'chasing.all', data: {} } : undefined,
  })
  return { ...card, shows: [...picked.reviews.map(refOfReview), ...picked.rows.map(({ row }) => row.ref)] }
}

/** A page of all that is asked of somebody, each row to be answered or decided on as on the card of the day. */
export function allAskedCard(
  who: Who,
  showing: Showing,
  { after, next, before }: { after: string; next: string | undefined; before: number },
): CardMessage {
  const { everything, picked, today } = showing
  const all = countOf(everything)
  const shown = countOf(picked)
  return askedCard(who, showing, {
    heading: `All that waits for your answer, ${sayDay(today, today)}`,
    intro: shown === all ? `${all} in all.` : `${before + 1} to ${before + shown} of ${all}.`,
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
      asks: asksIn[key],
      said: action => words.get(action.ref) ?? '',
    }
  })
  const othersOf = (key: keyof Others, title: string) => ({
    title: titleOf(title, picked[key].length, everything[key].length),
    rows: picked[key],
  })
  const card = actionListCard({
    ...frame,
    sections,
    first: othersOf('reviews', 'Reviews on their clocks (OFFICIAL-SENSITIVE)'),
    others: othersOf('challenges', 'Challenges that wait for you'),
    arrangements: who.partnership,
    today,
    calendar: who.partnership.partnership,
    names,
  })
  return { ...card, summary: `${frame.heading}: ${sayCounts(everything)}` }
}

/** How much of each is asked, on a card or behind its button, for its summary: no more, since others may see it come. */
function sayCounts({ reviews, rows, challenges }: Everything): string {
  const counts: [number, string][] = [
    [reviews.length, 'review'],
    [rows.length, 'action'],
    [challenges.length, 'challenge'],
  ]
  const some = counts.filter(([count]) => count > 0)
  return some.map(([count, what]) => `${count} ${what}${count === 1 ? '' : 's'}`).join(', ')
}

/** What is asked in a section, where it is more than how it stands. */
const asksIn: Partial<Record<SectionKey, Section['asks']>> = {
  decide: 'decision',
  date: 'date',
  undated: 'date',
}

const titleOf = (title: string, shown: number, count: number): string =>
  count > shown ? `${title} (${shown} of ${count})` : title
