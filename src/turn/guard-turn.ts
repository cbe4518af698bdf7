import type { Answer, Context, Feature } from '../feature.ts'
import { namesOfMembers } from '../partnership/records.ts'
import type { Reply, Turn } from '../ports/bot.ts'
import type { Store } from '../ports/store.ts'
import {
  type Found,
  findIdentifiers,
  sayFound,
  sayTakenOut,
  type TakenOut,
  takenOut,
  takeOut,
} from '../privacy/index.ts'

type Input = Turn['input']
type Ports = { store: Store; again: NonNullable<Feature['again']> }

/** A turn that may go on, with a line of warning for its answer where there is cause; or what is answered instead. */
export type Guarded = { input: Input; warning: string } | { refused: Answer }

/** Ids, refs and days, as our own cards carry them: none of these, and no single small word, identifies anybody. */
const ourOwn =
  /^(?:[a-z:.-]*|(?:[a-z]+:)?[A-Z][A-Z0-9]{1,11}-\d\d-\d{3,5}|[a-z-]+:[\w-]{32}|\d{4}-\d\d-\d\d)$/

/**
 * Reads all that somebody wrote, pressed, searched for or named a file, before anything is done with it. What holds an
 * identifier goes no further: it is neither kept nor logged, and the answer says which kind was found. A form comes back
 * without it, and with all else that was in it; so does the form for a message of which something was to be made. What
 * may be a name passes.
 */
export async function guardTurn(ports: Ports, context: Context, input: Input): Promise<Guarded> {
  // The number of a message, which Teams itself tells.
  if ('seen' in input) return { input, warning: '' }
  const first = foundIn(input)
  if (first.length === 0) return { input, warning: '' }
  if (first.some(({ severity }) => severity === 'block')) {
    if (!('message' in input)) return { refused: await instead(ports, context, input, first) }
    const { value, taken } = cleaned(input)
    return { input: value as Input, warning: sayTakenOut(first, taken) }
  }
  // Whoever is of the partnership is no child of a case. They are read only when something looks like a name.
  const { who, today } = context
  const names = await namesOfMembers(ports.store, who.partnership.partnership.id, today)
  return { input, warning: sayFound(foundIn(input, names)) }
}

/** The reply with the warning on it, where there is one. */
export function withWarning(reply: Reply, warning: string): Reply {
  if (warning === '') return reply
  if ('card' in reply) {
    const notice = [reply.card.notice, warning].filter(Boolean).join(' ')
    return { card: { ...reply.card, notice } }
  }
  return 'text' in reply ? { text: `${reply.text} ${warning}`.trim() } : reply
}

async function instead(
  { again }: Ports,
  context: Context,
  input: Input,
  found: readonly Found[],
): Promise<Answer> {
  const line = { text: sayFound(found) }
  const form = 'verb' in input && Object.hasOwn(again, input.verb) ? again[input.verb] : undefined
  if (!form || !('verb' in input)) return line
  const { value, taken } = cleaned(input.data)
  const why = sayTakenOut(found, taken)
  // Without what was taken out a form may not be readable any more, or be too large. Then the line says what to do.
  const answer = await form(context, value, why).catch(() => line)
  return 'text' in answer && answer.text.includes(why) ? line : answer
}

/** Each kind that any text in it holds, wherever it stands. */
function foundIn(value: unknown, names?: readonly string[]): Found[] {
  if (typeof value === 'string')
    return ourOwn.test(value) ? [] : findIdentifiers(value, names ? { names } : {})
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(one => foundIn(one, names))
}

/** The same with every identifier taken out of its texts, and what became of those. */
function cleaned(value: unknown): { value: unknown; taken: TakenOut } {
  const taken = { marked: false, emptied: false }
  const clean = (one: unknown): unknown => {
    if (typeof one === 'string') {
      if (!foundIn(one).some(({ severity }) => severity === 'block')) return one
      const left = wordsLeft(one)
      taken[left === '' ? 'emptied' : 'marked'] = true
      return left
    }
    if (Array.isArray(one)) return one.map(clean)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, inside]) => [key, clean(inside)]))
  }
  return { value: clean(value), taken }
}

/** A mark is for a text of some words. A link, a date or a choice with one in it would only mislead. */
function wordsLeft(text: string): string {
  const left = takeOut(text)
  const hasWords =
    left !== undefined && /\s/.test(text.trim()) && /[\p{L}\p{N}]/u.test(left.replaceAll(takenOut, ''))
  return hasWords ? left : ''
}
