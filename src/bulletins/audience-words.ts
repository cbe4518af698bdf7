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

type Frozen = Pick<NonNullable<Bulletin['frozen']>, 'guests' | 'unmet'>

/** How many of those counted are guests, where there are any. */
export const sayGuests = ({ guests }: Frozen): string =>
  guests === 0 ? '' : `, ${say(guests)} of them ${guests === 1 ? 'a guest' : 'guests'} of other organisations`

/** Which roles and localities nobody counted has: a letter too few leaves everybody out without a word. */
export function sayUnmet({ unmet }: Frozen): string {
  const sayOf = (kind: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`Nobody counted has the ${kind} ${names.map(name => `“${name}”`).join(', ')}.`]
  const said = [...sayOf('role', unmet?.roles ?? []), ...sayOf('locality', unmet?.localities ?? [])]
  return said.length === 0 ? '' : `${said.join(' ')} Look at how it is written.`
}

const say = (count: number): string => count.toLocaleString('en-GB')
