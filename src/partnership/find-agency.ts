import type { Agency } from './arrangements.ts'
import { plainWords } from './plain-words.ts'

/** The one agency somebody means by its id, its name or its initials. */
export function findAgency(agencies: readonly Agency[], text: string): Agency | undefined {
  const sought = text.trim().toLowerCase()
  const initials = (name: string) =>
    name
      .replace(/[^\p{Letter} ]/gu, '')
      .split(' ')
      .map(word => word[0] ?? '')
      .join('')
      .toLowerCase()
  const found = agencies.filter(({ id, name }) => [id, name.toLowerCase(), initials(name)].includes(sought))
  return found.length === 1 ? found[0] : undefined
}

/** The agency of that id, name or initials, or the only one whose name has these words in it. */
export function agencyByWords(text: string, agencies: readonly Agency[]): Agency | undefined {
  const sought = plainWords(text)
  const exact = findAgency(agencies, text) ?? agencies.find(({ name }) => plainWords(name) === sought)
  if (exact || sought.length < 4) return exact
  const found = agencies.filter(({ name }) => ` ${plainWords(name)} `.includes(` ${sought} `))
  return found.length === 1 ? found[0] : undefined
}
