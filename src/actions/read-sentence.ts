import type { Person } from '../partnership/arrangements.ts'
import { readDate } from '../partnership/read-date.ts'
import { asking, claim, type Found, leftOver, onePerson, stepsIn, trimmed } from './sentence-steps.ts'
import { type Said, tidy, whichOne } from './sentence-words.ts'

// biome-ignore format: a list
export const sentenceVerbs = [
  'show', 'update', 'done', 'block', 'extend', 'reassign', 'agree', 'return', 'not-pursue', 'transfer', 'reopen', 'undo',
] as const
export type SentenceVerb = (typeof sentenceVerbs)[number]

export type Meaning = {
  verb: SentenceVerb
  /** The full ref it is about, in capitals. */
  ref: string
  /** What is left of the person's own words: evidence, reason, how it stands. */
  note: string
  /** For extend. */
  due?: string
  /** Ids: for block, for reassign, for transfer. */
  agency?: string
  person?: string
  group?: string
}

export type Known = {
  /** The London day. */
  today: string
  /** The reader's own open actions, and the day each is due. */
  mine: readonly { ref: string; dueOn: string }[]
  agencies: readonly { id: string; name: string }[]
  people: readonly Pick<Person, 'id' | 'title' | 'name' | 'agency' | 'vacant'>[]
  groups: readonly { id: string; code: string; name: string }[]
}

export type Reading =
  /** Typed in the exact form of a command: may be carried out at once. */
  | { exact: Meaning }
  /** Read from free text: to be shown and confirmed. Best first, 1 to 3, all different. */
  | { likely: Meaning[] }
  /** It is about actions, but not which: those it may be about (at most 5), with the likeliest verb. */
  | { whichOf: Meaning[] }
  | { nothing: true }

const nothing = { nothing: true } as const

/** What somebody means who types about an action, without asking anything of a store or a clock. */
export function readSentence(text: string, known: Known): Reading {
  const mine = [...known.mine].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).map(action => action.ref)
  const said = tidy(text, mine)
  if (otherCommands.test(said.words.trim())) return nothing
  return readExactly(said, known) ?? readFreely(said, mine, known)
}

/**
 * The step that a text takes in the exact form of its command, of those that need nothing named. Undefined for a question, a
 * denial, a doubt, or anything else that has to be confirmed first.
 */
export function plainStep(text: string): SentenceVerb | undefined {
  const known: Known = { today: '', mine: [], agencies: [], people: [], groups: [] }
  const reading = readExactly(tidy(text, []), known)
  return reading && 'exact' in reading ? reading.exact.verb : undefined
}

/** The bot's other commands begin, or are, like this. */
const otherCommands =
  /^(?:(?:help|\?|home|my actions?|(?:log|overdue|link)(?: \S+)?)$|new (?:action|review)\b|agenda\b|add to agenda\b|rr-)/

type Form = { verb: SentenceVerb; pattern: RegExp; needs?: 'due' | 'agency' | 'person' | 'group' }

/** What follows the ref in the exact form of each command. */
const forms: Form[] = [
  { verb: 'show', pattern: /^$/ },
  { verb: 'update', pattern: /^update\b[,:]?\s+(?<note>\S[\s\S]*)$/i },
  { verb: 'done', pattern: /^done\b[,:]?\s+(?<note>\S[\s\S]*)$/i },
  {
    verb: 'extend',
    pattern: /^extend to\s+(?<thing>[\s\S]{1,60}?)\sbecause\b(?<note>[\s\S]*)$/i,
    needs: 'due',
  },
  { verb: 'block', pattern: /^blocked by\s+(?<thing>[^:]+):(?<note>[\s\S]*)$/i, needs: 'agency' },
  { verb: 'reassign', pattern: /^reassign to\s+(?<thing>[^:]+)(?::(?<note>[\s\S]*))?$/i, needs: 'person' },
  { verb: 'agree', pattern: /^agreed?[.!]?$/i },
  {
    verb: 'return',
    pattern:
      /^return(?:ed)?(?:[,:]|\s(?!\s*(?:to|from|of|on|home|visits?|form|interviews?)\b))(?<note>[\s\S]*)$/i,
  },
  { verb: 'not-pursue', pattern: /^not pursued\b[,:]?\s*(?<note>\S[\s\S]*)$/i },
  { verb: 'transfer', pattern: /^transfer to\s+(?<thing>[^:]+)(?::(?<note>[\s\S]*))?$/i, needs: 'group' },
  { verb: 'reopen', pattern: /^reopen\b[,:]?\s*(?<note>\S[\s\S]*)$/i },
  { verb: 'undo', pattern: /^undo[.!]?$/i },
]
const begins = /^\s*((?!rr-|lb-)[a-z][a-z0-9]{1,11}-\d{2}-\d{3,5})(?![\w-])[,:]?([\s\S]*)$/i

/** Exact where every part is there and fits; likely where the thing it names cannot be told. */
function readExactly(said: Said, known: Known): Reading | undefined {
  const [, typed = '', after = ''] = begins.exec(said.text) ?? []
  const rest = after.trim()
  if (typed === '' || (rest.endsWith('?') && !/^update\b/i.test(rest))) return undefined
  for (const { verb, pattern, needs } of forms) {
    const found = pattern.exec(rest)
    if (!found) continue
    const { thing = '', note = '' } = found.groups ?? {}
    const meaning: Meaning = { verb, ref: typed.toUpperCase(), note: trimmed(note) }
    const id = needs && thingNamed(needs, thing.trim(), known)
    if (needs && id === undefined) return { likely: [meaning] }
    const lacksReason = meaning.note === '' && /extend|block|return/.test(verb)
    const unsure = verb === 'done' && (said.refs.length > 1 || claim(said.words, 'done') !== 'claimed')
    if (unsure) return undefined
    const whole = needs ? { ...meaning, [needs]: id } : meaning
    return lacksReason ? { likely: [whole] } : { exact: whole }
  }
  return undefined
}

function thingNamed(needs: NonNullable<Form['needs']>, thing: string, known: Known): string | undefined {
  if (needs === 'due') return readDate(thing, known.today)
  if (needs === 'person') return onePerson(thing, known.people)
  const id = whichOne(thing, needs === 'agency' ? known.agencies : known.groups, -1)
  return id === 'several' ? undefined : id
}

/** Spoken of without a ref, these cannot be about the reader's own open actions. */
const ofOthers: readonly SentenceVerb[] = ['agree', 'return', 'reopen']

function readFreely(said: Said, mine: string[], known: Known): Reading {
  const spoken = [...new Set(said.refs.flat())]
  if ((said.refs.length > 0 && spoken.length === 0) || /\brr-\d/.test(said.words)) return nothing
  const refs = spoken.length > 0 ? spoken : mine
  const [only, second] = refs
  if (only === undefined) return nothing
  if (second === undefined) {
    const meanings = meaningsOf(said, only, known, spoken.length > 0)
    return meanings.length > 0 ? { likely: meanings } : nothing
  }
  const cut = said.refs.length > 5 ? [] : partsOf(said)
  const parts = cut.length > 1 && cut.every(part => stepsIn(part, only, known).length > 0) ? cut : undefined
  const each = refs.slice(0, 5).flatMap(ref => {
    const part = parts?.find(({ refs: [of] }) => of?.includes(ref))
    return meaningsOf(part ?? said, ref, known, spoken.length > 0).slice(0, 1)
  })
  return each.length > 0 ? { whichOf: each } : nothing
}

function meaningsOf(said: Said, ref: string, known: Known, named: boolean): Meaning[] {
  const words = said.words.trim()
  const found = named || !/^(?:how|what|why|who)/.test(words) ? stepsIn(said, ref, known) : []
  const steps = found.filter(step => named || !ofOthers.includes(step.verb))
  const looks =
    asking.test(words) || /^(?:§|(?:please )?(?:show|view|see|open|details|status)\b.*)$/.test(words)
  const last: Found = looks ? { verb: 'show', note: '' } : { verb: 'update', note: leftOver(said, []) }
  const all = named && steps.length === 0 ? [last] : steps
  const first = all.filter((step, index) => all.findIndex(other => other.verb === step.verb) === index)
  return first.slice(0, 3).map(({ verb, ...rest }) => ({ verb, ref, ...rest }))
}

/** '14 done, 21 still waiting': what is said of each, where something is said of each but the last. */
function partsOf(said: Said): Said[] {
  const starts = [...said.words.matchAll(/§/g)].map(hit => hit.index)
  const parts = starts.map((start, index) => {
    const from = index === 0 ? 0 : start
    const end = starts[index + 1] ?? said.words.length
    const text = said.text.slice(0, said.at[end])
    return {
      text,
      words: said.words.slice(from, end),
      at: said.at.slice(from, end + 1),
      refs: [said.refs[index] ?? []],
    }
  })
  return parts
}
