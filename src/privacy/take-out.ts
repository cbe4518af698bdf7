import { findIdentifiers, spotsIn, tidy } from './find-identifiers.ts'
import { withoutMachineIds } from './harmless.ts'
import { type MappedText, mappedPlain, mappedSteps } from './mapped-text.ts'
import { markup } from './shown-text.ts'

/** Stands where an identifier was. */
export const takenOut = '[taken out]'

const mostRounds = 5
const closing = /^(?:[*~`]+|_+(?![\p{L}\p{N}]))/u

/**
 * The text without the identifiers that block it, each with a mark in its place. Undefined where they cannot be told
 * apart exactly; what is returned, the guard lets pass.
 */
export function takeOut(text: string): string | undefined {
  let rest = text
  for (let round = 0; round < mostRounds; round += 1) {
    if (!isBlocked(rest)) return rest
    const ranges = blockedRanges(rest)
    if (ranges.length === 0) return undefined
    rest = without(rest, ranges)
  }
  return isBlocked(rest) ? undefined : rest
}

const isBlocked = (text: string): boolean =>
  findIdentifiers(text).some(({ severity }) => severity === 'block')

type Range = { from: number; to: number }

/** Where they stand in the text as it was typed, whichever look finds them: with its markup, or without. */
function blockedRanges(text: string): Range[] {
  const plain = mappedPlain(text)
  if (!plain) return []
  return [plain, mappedSteps(plain, markup)].flatMap(look => {
    const tidied = mappedSteps({ ...look, text: withoutMachineIds(look.text) }, tidy)
    const blocking = spotsIn(tidied.text).filter(({ severity }) => severity === 'block')
    return blocking.map(spot => rangeOf(spot, tidied))
  })
}

const rangeOf = ({ from, to }: Range, { from: starts, to: ends }: MappedText): Range => ({
  from: starts[from] ?? 0,
  to: ends[to - 1] ?? 0,
})

/** Ranges that touch become one; marks of bold and the like that end right behind one go with it. */
function without(text: string, ranges: readonly Range[]): string {
  const sorted = [...ranges].sort((a, b) => a.from - b.from)
  let rest = ''
  let at = 0
  for (const { from, to } of sorted) {
    if (from >= at) rest += text.slice(at, from) + takenOut
    const opened = /[*_~`]/.test(text.slice(from, to))
    const behind = opened ? (closing.exec(text.slice(to, to + 10))?.[0].length ?? 0) : 0
    at = Math.max(at, to + behind)
  }
  return rest + text.slice(at)
}
