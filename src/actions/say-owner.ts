import { clip } from './action-card.ts'

/** What was typed for an owner, with 'me' as the id of whoever types: alone, or one of several. */
export const withoutMe = (typed: string, me: string): string =>
  typed.replace(/(^|[,;&+/]|\band\b)(\s*)(?:me|myself)(?=\s*(?:$|[,;&+/]|and\b))/gi, `$1$2${me}`)

/** Why nobody was found for what was typed, with the words themselves: they may have no place in the form. */
export const notMatched = (typed: string, problem: string): string =>
  `“${clip(typed.trim(), 80)}”: ${problem}`
