import type { Arrangements } from '../partnership/arrangements.ts'
import { agencyName } from '../partnership/who.ts'
import { leavesGuestsOut } from './audience-rules.ts'
import type { Audience, Bulletin } from './bulletin.ts'

/** Whom an audience means, in words. */
export function sayAudience(audience: Audience, arrangements: Arrangements): string {
  const groups = audience.groups.map(id => groupName(arrangements, id))
  const parts = [
    audience.agencies.map(id => agencyName(arrangements, id)).join(' or '),
    groups.join(' or '),
    audience.roles.join(' or '),
    audience.localities.join(' or '),
    sayList(audience),
  ].filter(part => part !== '')
  return parts.length === 0 ? 'Everyone' : parts.join('; and ')
}

function sayList({ list }: Audience): string {
  if (!list) return ''
  return list.people === undefined
    ? 'on the uploaded list, which is being looked up'
    : `on the uploaded list of ${say(list.people)}`
}

type Frozen = Pick<NonNullable<Bulletin['frozen']>, 'guests' | 'guestsBy' | 'guestsOut' | 'unmet'>

/** How many guests are among those counted or left out, where there are any. */
export function sayGuests({ guests, guestsOut }: Frozen): string {
  if (guests === 0) return ''
  return guestsOut
    ? `; ${guests === 1 ? 'one guest' : `${say(guests)} guests`} of other organisations left out`
    : `, ${say(guests)} of them ${guests === 1 ? 'a guest' : 'guests'} of other organisations`
}

const mostAgencies = 12

/** Where the guests are, and how to choose otherwise. */
export function sayGuestsBy({ guestsBy, guestsOut }: Frozen, arrangements: Arrangements): string {
  const agencies = Object.entries(guestsBy).sort((a, b) => b[1] - a[1])
  const named = agencies
    .slice(0, mostAgencies)
    .map(([id, count]) => `${agencyName(arrangements, id)} ${say(count)}`)
  const more = agencies.length > mostAgencies ? ' and others' : ''
  const [is, other] = guestsOut ? ['left out', 'include them'] : ['included', 'leave them out']
  return `${is}: ${named.join(', ')}${more}. To ${other}, take it back and choose so under Guests.`
}

/** That a correction is marked so that guests would not have got it, where they have it and nobody chose that. */
export function sayRaised({ pending, frozen, audience }: Bulletin): string {
  if (!pending || !frozen || frozen.guestsOut || frozen.guests === 0) return ''
  if (!leavesGuestsOut({ audience, words: pending.words })) return ''
  const who = frozen.guests === 1 ? 'one guest' : `${say(frozen.guests)} guests`
  return `The correction is OFFICIAL-SENSITIVE, and ${who} of other organisations got this bulletin: it would show in their copies. To keep it from them, withdraw this and write another.`
}

/**
 * What nobody counted fits: a letter too few leaves everybody out without a word, and so does an agency whose people were
 * never brought in.
 */
export function sayUnmet({ unmet }: Frozen, arrangements: Arrangements): string {
  if (!unmet) return ''
  const sayOf = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`Nobody counted ${what} ${names.join(', ')}.`]
  const quoted = (words: readonly string[]) => words.map(word => `“${word}”`)
  const written = [
    ...sayOf('has the role', quoted(unmet.roles)),
    ...sayOf('has the locality', quoted(unmet.localities)),
  ]
  return [
    ...sayOf(
      'is of',
      unmet.agencies.map(id => agencyName(arrangements, id)),
    ),
    ...sayOf(
      'is in',
      unmet.groups.map(id => groupName(arrangements, id)),
    ),
    ...written,
    ...(written.length > 0 ? ['Look at how it is written.'] : []),
  ].join(' ')
}

const groupName = ({ groups }: Arrangements, id: string): string =>
  groups.find(group => group.id === id)?.name ?? id

const say = (count: number): string => count.toLocaleString('en-GB')
