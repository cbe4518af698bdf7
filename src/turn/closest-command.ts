import { distance } from 'fastest-levenshtein'

export type Near<T> = {
  command: T
  /** What was typed, with the command put right, where that is something else: it can be said as it is. */
  say?: string | undefined
}

const nearEnough = 0.4

/**
 * The commands that somebody most likely meant, by the letters that differ, the nearest first; none when nothing is
 * near. Only as many words are compared as the command has before its first example; what followed them stays. What
 * begins with a ref is compared with what can be done with such a ref, and is the ref itself when nothing is near. What
 * was typed is never what is to be said: it would not be understood again.
 */
export function closestCommands<T extends { usage: string }>(
  text: string,
  commands: readonly T[],
): Near<T>[] {
  const [, ref, rest = ''] = refFirst.exec(text.trim()) ?? []
  const ranked = ref === undefined ? nearWords(text, commands) : nearRef(ref.toUpperCase(), rest, commands)
  const key = ({ command, say }: Near<T>) => say ?? command.usage
  return ranked.filter((one, i) => ranked.findIndex(other => key(other) === key(one)) === i).slice(0, 3)
}

/** In many commands, or in any message: they tell no command from another. */
const common =
  /^(?:about|action|agenc|after|again|before|could|every|group|minute|newest|other|people|please|should|their|there|these|what|which|would|write)/

/** The commands that say a longer word of what was typed, those that say most of them first; at most three. */
export function commandsAbout<T extends { usage: string; means: string }>(
  text: string,
  commands: readonly T[],
): T[] {
  const longer = (words: string) =>
    [...words.toLowerCase().matchAll(/[a-z]{5,}/g)].map(([word]) => word.replace(/s$/, ''))
  const typed = longer(text).filter(word => !common.test(word))
  const shares = ({ usage, means }: T) => {
    // In brackets stands who may.
    const said = longer(`${usage} ${means.replace(/\(.*?\)/g, '')}`)
    return typed.filter(word => said.includes(word)).length
  }
  return commands
    .filter(command => shares(command) > 0)
    .sort((a, b) => shares(b) - shares(a))
    .slice(0, 3)
}

const refFirst = /^([a-z][a-z0-9]{1,11}-\d{2}-\d{3,5})\b[,:]?\s*([\s\S]*)$/i

function nearWords<T extends { usage: string }>(text: string, commands: readonly T[]): Near<T>[] {
  return commands
    .filter(({ usage }) => !refFirst.test(usage))
    .map(command => ({ command, off: howFar(text, command.usage) }))
    .filter(({ off }) => off <= nearEnough)
    .sort((a, b) => a.off - b.off)
    .map(({ command }) => {
      const right = putRight(text, command.usage)
      const isWhole = fixedWords(command.usage).join(' ') === command.usage
      return { command, say: isOther(right, text) ? right : isWhole ? command.usage : undefined }
    })
}

const isOther = (say: string, typed: string): boolean =>
  say.toLowerCase() !== typed.trim().replace(/\s+/g, ' ').toLowerCase()

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
      return { command, say: isOther(right, rest) ? `${ref} ${right}` : ref }
    })
  const itself = ofKind.find(({ words }) => words === '')
  return near.length > 0 || !itself ? near : [{ command: itself.command, say: ref }]
}

function putRight(text: string, usage: string): string {
  const fixed = fixedWords(usage)
  const typed = text.trim().split(/\s+/)
  const lower = typed.map(word => word.toLowerCase())
  // What stands between the command's words is kept after them: 'chasing QIO dry run'.
  const rest = fixed.every(word => lower.includes(word))
    ? typed.filter((_, i) => !fixed.includes(lower[i] ?? '') || lower.indexOf(lower[i] ?? '') !== i)
    : typed.slice(fixed.length)
  const wanted = usage.split(/\s+/).slice(fixed.length)
  return [...fixed, ...rest.map((word, i) => rightWord(word, wanted[i] ?? ''))].join(' ')
}

/** A word of the command that follows an example of it; examples have capitals or figures, and are not put right. */
function rightWord(typed: string, wanted: string): string {
  if (!/^[a-z]{4,}$/.test(wanted)) return typed
  return slips(typed.toLowerCase(), wanted) / wanted.length <= nearEnough ? wanted : typed
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
