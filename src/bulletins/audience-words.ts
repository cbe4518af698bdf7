import type { Arrangements } from '../partnership/arrangements.ts'
import { agencyName } from '../partnership/who.ts'
import type { Audience, Bulletin } from './bulletin.ts'

/** Whom an audience means, in words. */
export function sayAudience(audience: Audience, arrangements: Arrangements): string {
  const groups = audience.groups.map(id => arrangements.groups.find(group => group.id === id)?.name ?? id)
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

/** Which roles and localities nobody counted has: a letter too few leaves everybody out without a word. */
export function sayUnmet({ unmet }: Frozen): string {
  const sayOf = (kind: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`Nobody counted has the ${kind} ${names.map(name => `“${name}”`).join(', ')}.`]
  const said = [...sayOf('role', unmet?.roles ?? []), ...sayOf('locality', unmet?.localities ?? [])]
  return said.length === 0 ? '' : `${said.join(' ')} Look at how it is written.`
}

const say = (count: number): string => count.toLocaleString('en-GB')
