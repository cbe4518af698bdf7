import { plainText } from './plain-text.ts'
import type { Steps } from './shown-text.ts'

/** A text made of another, and for each of its characters the part of the other that it was made of. */
export type MappedText = { text: string; from: readonly number[]; to: readonly number[] }

/** What is made plain together: the codes of a link, a letter with its marks. */
const units = /(?:%[0-9a-f]{2})+|\P{M}\p{M}*|\p{M}/gisu
const isAscii = /^[\x20-\x24\x26-\x7e]$/

/** The text as plain characters (plain-text.ts), mapped; undefined where single parts do not make what the whole does. */
export function mappedPlain(text: string): MappedText | undefined {
  const from: number[] = []
  const to: number[] = []
  let plain = ''
  for (const { 0: unit, index } of text.matchAll(units)) {
    const made = isAscii.test(unit) ? unit : plainText(unit)
    plain += made
    for (let i = 0; i < made.length; i += 1) {
      from.push(index)
      to.push(index + unit.length)
    }
  }
  return plain === plainText(text) ? { text: plain, from, to } : undefined
}

/** The same steps that a text goes through, taken by a mapped one. */
export const mappedSteps = (mapped: MappedText, steps: Steps): MappedText => steps.reduce(step, mapped)

function step(mapped: MappedText, [pattern, put]: Steps[number]): MappedText {
  const from: number[] = []
  const to: number[] = []
  let text = ''
  let at = 0
  const keep = (until: number) => {
    text += mapped.text.slice(at, until)
    for (; at < until; at += 1) {
      from.push(mapped.from[at] ?? 0)
      to.push(mapped.to[at] ?? 0)
    }
  }
  for (const { 0: found, index } of mapped.text.matchAll(pattern)) {
    keep(index)
    text += put
    at = index + found.length
    for (let i = 0; i < put.length; i += 1) {
      from.push(mapped.from[index] ?? 0)
      to.push(mapped.to[at - 1] ?? 0)
    }
  }
  keep(mapped.text.length)
  return { text, from, to }
}
