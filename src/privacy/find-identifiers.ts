import { findBirthDates } from './birth-dates.ts'
import type { Found, Spot } from './found.ts'
import { withoutMachineIds } from './harmless.ts'
import { mayTellAddress } from './home-addresses.ts'
import { mayNameSomebody } from './names.ts'
import { findNumbers } from './numbers.ts'
import { plainText } from './plain-text.ts'
import { replaced, type Steps, shownText } from './shown-text.ts'

/**
 * Every kind of identifier that a text holds, as it was typed or as readers will see it once its markup is drawn; each
 * kind once, those that block it first. It never says what the value was. Names of people of the partnership are
 * allowed where a child's or a relative's are not.
 */
export function findIdentifiers(text: string, allowed: { names?: readonly string[] } = {}): Found[] {
  const plain = plainText(text)
  const shown = shownText(plain)
  const names = allowed.names ?? []
  const found = [...foundIn(plain, names), ...(shown === plain ? [] : foundIn(shown, names))]
  return found
    .sort((a, b) => a.severity.localeCompare(b.severity))
    .filter((one, i, all) => all.findIndex(({ kind }) => kind === one.kind) === i)
}

function foundIn(text: string, names: readonly string[]): Found[] {
  const plain = replaced(withoutMachineIds(text), tidy)
  return [
    ...spotsIn(plain).map(({ kind, severity }) => ({ kind, severity })),
    ...(mayTellAddress(plain) ? [{ kind: 'address', severity: 'warn' } as const] : []),
    ...(mayNameSomebody(plain, names) ? [{ kind: 'name', severity: 'warn' } as const] : []),
  ]
}

/** File names have underscores between their words, and links have plus signs. */
export const tidy: Steps = [
  [/_|(?<=\w)\+(?=\w)/g, ' '],
  [/ {2,}/g, ' '],
]

/** Where the identifiers stand in a text that is plain and tidy; names and addresses are not among them. */
export const spotsIn = (plain: string): Spot[] =>
  /\d/.test(plain) ? [...findNumbers(plain), ...findBirthDates(plain)] : []
