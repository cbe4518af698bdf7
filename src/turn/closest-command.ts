import { distance } from 'fastest-levenshtein'

export type Near<T> = {
  command: T /** What was typed, with the command put right: it can be said as it is. */
  say: string
}

const nearEnough = 0.4

/**
 * The commands that somebody most likely meant, by the letters that differ, the nearest first; none when nothing is
 * near. Only as many words are compared as the command has before its first example; what followed them stays.
 */
export function closestCommands<T extends { usage: string }>(
  text: string,
  commands: readonly T[],
): Near<T>[] {
  const ranked = commands
    .filter(command => !startsWithRef(command.usage))
    .map(command => ({ command, off: howFar(text, command.usage) }))
    .filter(({ off }) => off <= nearEnough)
    .sort((a, b) => a.off - b.off)
  const said = ranked.map(({ command }) => ({ command, say: putRight(text, command.usage) }))
  return said.filter((one, i) => said.findIndex(({ say }) => say === one.say) === i).slice(0, 3)
}

const startsWithRef = (usage: string): boolean => /^[A-Z]+-\d/.test(usage)

function putRight(text: string, usage: string): string {
  const fixed = fixedWords(usage)
  const rest = text.trim().split(/\s+/).slice(fixed.length)
  return [...fixed, ...rest].join(' ')
}

/** From 0 (the same) to 1 (nothing in common). */
function howFar(text: string, usage: string): number {
  const words = fixedWords(usage)
  const typed = text.trim().toLowerCase().split(/\s+/).slice(0, words.length).join(' ')
  const wanted = words.join(' ')
  return distance(typed, wanted) / Math.max(typed.length, wanted.length, 1)
}

function fixedWords(usage: string): string[] {
  const words = usage.toLowerCase().split(/\s+/)
  const example = words.findIndex(word => /^(qio|rr-|qio-)/.test(word) || word === '…')
  return example > 0 ? words.slice(0, example) : words
}
