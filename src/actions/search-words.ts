/** A text as it is searched: its letters and figures, whatever their capitals and marks. */
export const asSearched = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()

/** Whether a text has all of these words in it, or what begins so. */
export function saysAll(text: string, words: string): boolean {
  const said = asSearched(text)
  return asSearched(words)
    .split(' ')
    .every(word => said.includes(word))
}
