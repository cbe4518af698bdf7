import type { Agency } from './arrangements.ts'

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
  const sought = fold(text)
  const exact = findAgency(agencies, text) ?? agencies.find(({ name }) => fold(name) === sought)
  if (exact || sought.length < 4) return exact
  const found = agencies.filter(({ name }) => ` ${fold(name)} `.includes(` ${sought} `))
  return found.length === 1 ? found[0] : undefined
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}
