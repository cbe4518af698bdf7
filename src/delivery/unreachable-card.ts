import type { CardMessage } from '../card-message.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import type { HeldUp } from './held-up.ts'
import type { Unreachable } from './outcome.ts'
import type { OutOfReach } from './unreachable.ts'

const rowsOnCard = 8

const whatToDo: Record<Unreachable, string> = {
  blocked: 'Ask them to open Convenor in Teams, unblock it if it is blocked, and say hello.',
  removed:
    'If they are still with you, ask them to open Convenor in Teams and say hello. If not, take them out of the partnership file.',
  'switched-off': 'Ask their organisation’s Teams administrators to allow Convenor.',
  'never-met': 'Ask them, or anybody of their organisation, to open Convenor in Teams and say hello.',
  'no-account': 'Add entraId and tenant to the partnership file, and import it.',
  'no-place': 'Type link and the group’s code in the channel or chat it uses.',
}
const linkIt = (code: string): string => `Type link ${code} in the channel or chat it uses.`
const inAnyCase = 'Ask them to open Convenor in Teams and say hello.'

/** One person or group, with their name and how many messages wait for them. `more`: so many at least. */
export type Row = {
  who: OutOfReach
  name: string
  /** Of a group: what is typed after link. */
  code?: string
  waiting: number
  more: boolean
  mentionedIn?: string
}

type Listed = {
  rows: readonly Row[]
  total: { people: number; groups: number }
  more: boolean
  page: number
  held: readonly HeldUp[]
  today: Day
}

/** So many of them are on page `page`, counted from 1; a page that does not exist is the last one. */
export function pageOf<T>(all: readonly T[], page: number): { shown: readonly T[]; page: number } {
  const pages = Math.max(1, Math.ceil(all.length / rowsOnCard))
  const which = Math.min(Math.max(1, page), pages)
  return { shown: all.slice((which - 1) * rowsOnCard, which * rowsOnCard), page: which }
}

/** Who cannot be reached, since when, why, and what helps; and what is held up for everybody. */
export function unreachableCard({ rows, total, more, page, held, today }: Listed): CardMessage {
  const all = total.people + total.groups
  const heading =
    all === 0 ? 'Messages are held up' : `${countWords(total)}${more ? ' or more' : ''} cannot be reached`
  const intro =
    all === 0
      ? 'What waits is sent by itself as soon as the trouble is over. Nothing of it is lost.'
      : 'What waits for them is sent by itself as soon as they can be reached.'
  const last = Math.ceil(all / rowsOnCard)
  return {
    template: 'delivery/unreachable',
    summary: `${heading}. ${intro}`,
    data: {
      heading: last > 1 ? `${heading} (page ${page} of ${last})` : heading,
      intro,
      held: held.map(one => ({ line: heldLine(one, today) })),
      people: rows.map(row => rowOf(row, today)),
      pages: [
        ...(page > 1 ? [{ title: 'Previous', page: page - 1 }] : []),
        ...(page < last ? [{ title: 'Next', page: page + 1 }] : []),
      ],
    },
  }
}

/** 'One person', '3 people and 2 groups'. */
function countWords({ people, groups }: Listed['total']): string {
  const of = (count: number, one: string, many: string) =>
    count === 0 ? [] : [count === 1 ? `one ${one}` : `${count} ${many}`]
  const words = [...of(people, 'person', 'people'), ...of(groups, 'group', 'groups')].join(' and ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function heldLine({ reason, count, more, since }: HeldUp, today: Day): string {
  const what = `${count}${more ? ' or more' : ''} ${count === 1 ? 'message waits' : 'messages wait'}`
  return `${what}, the first since ${sayDay(dayOf(since), today)}. ${reason}${/credentials/.test(reason) ? ` ${renew}` : ''}`
}

const renew = 'Ask whoever looks after Convenor to renew its password (MicrosoftAppPassword).'

function rowOf({ who, name, code, waiting, more, mentionedIn }: Row, today: Day) {
  const on = (instant: string) => sayDay(dayOf(instant), today)
  const facts = [
    { title: 'Since', value: on(who.since) },
    {
      title: 'Waiting',
      value: `${waiting}${more ? ' or more' : ''} ${waiting === 1 ? 'message' : 'messages'}`,
    },
    { title: 'What to do', value: code ? linkIt(code) : who.why ? whatToDo[who.why] : inAnyCase },
  ]
  if (who.mentioned && mentionedIn)
    facts.push({ title: 'Mentioned', value: `in ${mentionedIn}, ${on(who.mentioned.at)}` })
  return { name, why: who.reason, facts }
}
