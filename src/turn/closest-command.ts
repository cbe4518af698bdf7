import { distance } from 'fastest-levenshtein'

export type Near<T> = {
  command: T /** What was typed, with the command put right: it can be said as it is. */
  say: string
}

const nearEnough = 0.4

/**
 * The commands that somebody most likely meant, by the letters that differ, the nearest first; none when nothing is
 * near. Only as many words are compared as the command has before its first example; what followed them stays. What
 * begins with a ref is compared with what can be done with such a ref, and is the ref itself when nothing is near.
 */
export function closestCommands<T extends { usage: string }>(
  text: string,
  commands: readonly T[],
): Near<T>[] {
  const [, ref, rest = ''] = refFirst.exec(text.trim()) ?? []
  const ranked = ref === undefined ? nearWords(text, commands) : nearRef(ref.toUpperCase(), rest, commands)
  return ranked.filter((one, i) => ranked.findIndex(({ say }) => say === one.say) === i).slice(0, 3)
}

const refFirst = /^([a-z][a-z0-9]{1,11}-\d{2}-\d{3,5})\b[,:]?\s*([\s\S]*)$/i

function nearWords<T extends { usage: string }>(text: string, commands: readonly T[]): Near<T>[] {
  return commands
    .filter(({ usage }) => !refFirst.test(usage))
    .map(command => ({ command, off: howFar(text, command.usage) }))
    .filter(({ off }) => off <= nearEnough)
    .sort((a, b) => a.off - b.off)
    .map(({ command }) => ({ command, say: putRight(text, command.usage) }))
}

/** Of a kind: reviews, challenges and bulletins have a code of their own; every other code is a group's. */
const kindOf = (ref: string): string => /^(RR|CL|LB)-/.exec(ref)?.[1] ?? 'action'

function nearRef<T extends { usage: string }>(ref: string, rest: string, commands: readonly T[]): Near<T>[] {
  const ofKind = commands.flatMap(command => {
    const [, example, words = ''] = refFirst.exec(command.usage) ?? []
    return example !== undefined && kindOf(example) === kindOf(ref) ? [{ command, words }] : []
  })
  const near = ofKind
    .filter(({ words }) => words !== '')
    .map(({ command, words }) => ({ command, words, off: howFar(rest, words) }))
    .filter(({ off }) => off <= nearEnough)
    .sort((a, b) => a.off - b.off)
    .map(({ command, words }) => {
      const right = putRight(rest, words)
      // Said again as it was, it would not be understood again.
      return { command, say: right === rest.trim().toLowerCase() ? ref : `${ref} ${right}` }
    })
  const itself = ofKind.find(({ words }) => words === '')
  return near.length > 0 || !itself ? near : [{ command: itself.command, say: ref }]
}

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
  return slips(typed, wanted) / Math.max(typed.length, wanted.length, 1)
}

/** Letters that differ; two that changed places are one slip. */
function slips(typed: string, wanted: string): number {
  const swapped = [...typed].slice(1).map((_, i) => {
    const [one = '', other = ''] = typed.slice(i, i + 2)
    return 1 + distance(typed.slice(0, i) + other + one + typed.slice(i + 2), wanted)
  })
  return Math.min(distance(typed, wanted), ...swapped)
}

function fixedWords(usage: string): string[] {
  const words = usage.toLowerCase().split(/\s+/)
  const example = words.findIndex(word => /^(qio|\d|on$)/.test(word) || word === '…')
  return example > 0 ? words.slice(0, example) : words
}
