/** What is left out, or takes its place, one after the other. */
export type Steps = readonly (readonly [pattern: RegExp, to: string])[]

/** Nothing is markup in a text without one of these. */
const mayBeMarkup = /[*\\_`~<[]|&nbsp;/
const address = '(?:[^()\\n]|\\([^()\\n]{0,100}\\)){0,1000}'

export const markup: Steps = [
  [/\\(?=[!-/:-@[-`{-~\n])/g, ''],
  [/&nbsp;/gi, ' '],
  [/<\/?[a-z][^<>\n]{0,100}>/gi, ''],
  [new RegExp(`!?\\[(?=[^[\\]\\n]{0,300}\\]\\(${address}\\))`, 'g'), ''],
  [new RegExp(`\\]\\(${address}\\)`, 'g'), ''],
  [/\*+(?=\S)|(?<=\S)\*+/g, ''],
  [/(?<![\p{L}\p{N}_])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])/gu, ''],
  [/~~|`+/g, ''],
]

/**
 * The text as readers may see it: without marks of bold, italics, links and the like, whatever kind of client or card
 * draws it. A number in bold is the same number. The same text where there is no markup in it.
 */
export const shownText = (plain: string): string =>
  mayBeMarkup.test(plain) ? replaced(plain, markup) : plain

export const replaced = (text: string, steps: Steps): string =>
  steps.reduce((rest, [pattern, to]) => rest.replaceAll(pattern, to), text)
