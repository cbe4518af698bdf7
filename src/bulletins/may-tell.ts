import { findIdentifiers, identifyingCombination } from '../privacy/index.ts'
import type { Bulletin, Words } from './bulletin.ts'

/**
 * What in a text that many read may tell who a child or a family is, a sentence each; none where nothing does. Names of
 * members are allowed. Pure.
 */
export function mayTell(text: string, allowed: readonly string[]): string[] {
  const details = identifyingCombination(text)
  const kinds = findIdentifiers(text, { names: allowed }).map(({ kind }) => kind)
  return [
    ...(kinds.includes('name') ? ['This may hold the name of a child or a relative.'] : []),
    ...(kinds.includes('address') ? ['This may hold somebody’s address.'] : []),
    ...(details.length > 0 ? [`Together these may tell who the family is: ${details.join(', ')}.`] : []),
  ]
}

/** Whether a text may name a child or a relative. */
export const namesSomebody = (text: string, allowed: readonly string[]): boolean =>
  findIdentifiers(text, { names: allowed }).some(({ kind }) => kind === 'name')

/** All that readers will see of a bulletin, with the correction that was written and its reason. */
export function readersText({ words, pending, corrections }: Bulletin): string {
  const why = pending?.why ?? corrections.at(-1)?.why ?? ''
  return `${plainWords(pending?.words ?? words)}\n${why}`
}

const plainWords = ({ title, text, source, picture, links }: Words): string =>
  [title, text, source, picture?.alt ?? '', ...links.map(link => link.label)].join('\n')
