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
