import { distance } from 'fastest-levenshtein'

/**
 * The command that somebody most likely meant, by the letters that differ; undefined when nothing is near. Only as
 * many words are compared as the command has before its first example.
 */
export function closestCommand<T extends { usage: string }>(
  text: string,
  commands: readonly T[],
): T | undefined {
  const ranked = commands
    .map(command => ({ command, off: howFar(text, command.usage) }))
    .sort((a, b) => a.off - b.off)
  const [best] = ranked
  return best && best.off <= 0.4 ? best.command : undefined
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
