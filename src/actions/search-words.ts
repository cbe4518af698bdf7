import { plainWords } from '../partnership/plain-words.ts'

/** Whether a text has all of these words in it, or what begins so. */
export function saysAll(text: string, words: string): boolean {
  const said = plainWords(text)
  return plainWords(words)
    .split(' ')
    .every(word => said.includes(word))
}
