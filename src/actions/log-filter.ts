import { z } from 'zod'
import type { Arrangements } from '../partnership/arrangements.ts'
import { addDays, type Day } from '../partnership/day.ts'
import { findAgency } from '../partnership/find-agency.ts'
import { type Action, actionStatuses, brags, isClosed, statusWords } from './action.ts'
import { brag } from './brag-rules.ts'
import { saysAll } from './search-words.ts'

const oneOf = <T extends string>(values: readonly [T, ...T[]]) => z.enum(values).optional().catch(undefined)
const id = z.string().max(64).optional().catch(undefined)

const shape = z.object({
  status: oneOf([...actionStatuses, 'closed', 'all']),
  brag: oneOf(brags),
  overdue: z.literal('yes').optional().catch(undefined),
  agency: id,
  owner: id,
  priority: id,
  words: z.string().trim().max(100).optional().catch(undefined),
})

/** Which actions of a log are wanted: without anything, those that are open. Each part narrows it. */
export type LogFilter = z.infer<typeof shape>

/** A filter from a card's inputs or a view's name. What makes no sense, or was left empty, is not asked for. */
export function readFilter(values: Record<string, unknown>): LogFilter {
  const given = Object.entries(values).filter(([, value]) => value !== '')
  return shape.parse(Object.fromEntries(given))
}

export const filterFrom = (text: string): LogFilter =>
  readFilter(Object.fromEntries(new URLSearchParams(text)))

/** The filter as a short text, from which it can be read again. */
export function filterText(filter: LogFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams(given).toString()
}

/**
 * A filter as it is typed after a group: 'overdue', 'red', 'blocked', 'closed', 'all', an agency, a priority, in any
 * order. Words that mean nothing here come back, so that somebody can be told.
 */
export function typedFilter(
  text: string,
  { agencies, priorities = [] }: Arrangements,
): { filter: LogFilter; unread: string } {
  const filter: LogFilter = {}
  const unread: string[] = []
  const words = text.split(/[\s,]+/).filter(Boolean)
  for (let from = 0, to: number; from < words.length; from = to) {
    // The longest beginning that means something: 'awaiting agreement', 'West Midlands Police'.
    for (to = words.length; to > from; to -= 1) {
      const part = typedPart(words.slice(from, to).join(' ').toLowerCase(), { agencies, priorities })
      if (!part) continue
      Object.assign(filter, part)
      break
    }
    if (to === from) {
      unread.push(words[from] ?? '')
      to = from + 1
    }
  }
  return { filter, unread: withoutJoins(unread).join(' ') }
}

/** Words that join others, and alone are nobody's name or post, though they may stand inside one. */
const joins = new Set('a all an and are by for from in is of on only or that the to which with'.split(' '))

function withoutJoins(words: readonly string[]): string[] {
  const means = (word: string) => !joins.has(word.toLowerCase())
  const first = words.findIndex(means)
  return first < 0 ? [] : words.slice(first, words.findLastIndex(means) + 1)
}

const waitsToBeAgreed = /^(?:waiting(?: for)? agreement|to agree|to be agreed)$/

function typedPart(
  said: string,
  { agencies, priorities = [] }: Pick<Arrangements, 'agencies' | 'priorities'>,
): LogFilter | undefined {
  if (said === 'overdue' || said === 'late') return { overdue: 'yes' }
  if (said === 'all' || said === 'closed') return { status: said }
  if (waitsToBeAgreed.test(said)) return { status: 'awaiting-agreement' }
  const colour = brags.find(one => one.toLowerCase() === said)
  if (colour) return { brag: colour }
  const agency = findAgency(agencies, said)?.id
  if (agency) return { agency }
  const priority = priorities.find(({ id, name }) => id === said || name.toLowerCase() === said)?.id
  if (priority) return { priority }
  const beginsSo = (one: (typeof actionStatuses)[number]) =>
    one === said || statusWords[one].toLowerCase().startsWith(said) || one.replaceAll('-', ' ') === said
  const status = said.length > 2 ? actionStatuses.find(beginsSo) : undefined
  return status && { status }
}

/** What the store is asked for: the rarest tag first. What no tag says is for `fits`. */
export function queryOf(group: string, filter: LogFilter, today: Day): { tags: string[]; to?: Day } {
  const { agency, priority, overdue } = filter
  // What is complete alone is blue. Owners who have answered are in no tag.
  const status = filter.status ?? (filter.brag === 'Blue' ? 'complete' : undefined)
  const whose = [...(priority ? [`priority:${priority}`] : []), ...(agency ? [`agency:${agency}`] : [])]
  const to = overdue === 'yes' ? { to: addDays(today, -1) } : {}
  if (status === 'all') return { tags: [`in:${group}`], ...to }
  const isOpen = status === undefined || (status !== 'closed' && !isClosed(status))
  if (!isOpen)
    return { tags: [...whose.map(tag => `was-${tag}`), `closed:${group}`, ...ofStatus(status)], ...to }
  return { tags: [...whose, ...ofStatus(status), `open:${group}`], ...to }
}

const ofStatus = (status: LogFilter['status']): string[] =>
  status === undefined || status === 'closed' ? [] : [`status:${status}`]

/** Whether the store finds all that is asked for, and nothing else. */
export const isInTags = ({ brag: colour, owner, words }: LogFilter): boolean =>
  owner === undefined && words === undefined && (colour === undefined || colour === 'Blue')

/** Whether an action that the store found is wanted: what depends on the day, or has no tag, is worked out here. */
export function fits(
  action: Action,
  filter: LogFilter,
  at: { calendar: Parameters<typeof brag>[1]; today: Day },
): boolean {
  const { overdue, agency, owner, priority, words, brag: colour } = filter
  if (overdue && (isClosed(action.status) || action.dueOn >= at.today)) return false
  if (agency && !action.owners.some(one => one.agency === agency)) return false
  if (owner && !action.owners.some(one => one.person === owner)) return false
  if (priority && action.priority !== priority) return false
  if (words && !saysAll(`${action.ref} ${action.what}`, words)) return false
  return colour === undefined || brag(action, at.calendar, at.today).word === colour
}

/** The filter in words, for a heading; empty when nothing is asked for. */
export function sayFilter(
  filter: LogFilter,
  { agencies, priorities = [] }: Arrangements,
  names: (id: string) => string,
): string {
  const { status, agency, owner, priority, words: said } = filter
  const stated = status && (status === 'all' || status === 'closed' ? status : statusWords[status])
  const words = [
    filter.overdue && 'overdue',
    filter.brag,
    stated?.toLowerCase(),
    agency && agencies.find(one => one.id === agency)?.name,
    owner && names(owner),
    priority && priorities.find(one => one.id === priority)?.name,
    said && `with “${said}”`,
  ]
  return words.filter(Boolean).join(', ')
}
