import { hasBirthDate } from './birth-dates.ts'
import type { Found } from './found.ts'
import { withoutMachineIds } from './harmless.ts'
import { mayNameSomebody } from './names.ts'
import { findNumbers } from './numbers.ts'
import { plainText } from './plain-text.ts'

/**
 * Every kind of identifier that a text holds, each kind once, those that block it first. It never says what the value
 * was. Names of people of the partnership are allowed where a child's or a relative's are not.
 */
export function findIdentifiers(text: string, allowed: { names?: readonly string[] } = {}): Found[] {
  // File names have underscores between their words, and links have plus signs.
  const plain = withoutMachineIds(plainText(text))
    .replaceAll(/_|(?<=\w)\+(?=\w)/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
  const hasDigits = /\d/.test(plain)
  const found: Found[] = [
    ...(hasDigits ? findNumbers(plain) : []),
    ...(hasDigits && hasBirthDate(plain) ? [{ kind: 'date-of-birth', severity: 'block' } as const] : []),
    ...(mayNameSomebody(plain, allowed.names ?? []) ? [{ kind: 'name', severity: 'warn' } as const] : []),
  ]
  return found
    .filter((one, i) => found.findIndex(({ kind }) => kind === one.kind) === i)
    .sort((a, b) => a.severity.localeCompare(b.severity))
}
