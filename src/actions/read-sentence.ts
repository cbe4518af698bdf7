import type { Person } from '../partnership/arrangements.ts'
import { readDate } from '../partnership/read-date.ts'
import type { brags } from './action.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import type { typedDetails } from './read-details.ts'
import { denials } from './sentence-doubts.ts'
import { onePerson, whichOne } from './sentence-names.ts'
import { type Found, stepsIn } from './sentence-steps.ts'
import { isAsked } from './sentence-ways.ts'
import { leftOver, type Said, sentencesIn, tidy, trimmed } from './sentence-words.ts'
import { readTyped, type TypedStep } from './typed-steps.ts'

/** A step, or to look at the action or take one's own last step back. */
export type SentenceVerb = ActionVerb | 'show' | 'undo'

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
  /** For describe: the colour that is asked for. */
  brag?: (typeof brags)[number]
  /** For describe: which detail the note is to be. */
  field?: (typeof typedDetails)[number]
}

export type Known = {
  /** The London day. */
  today: string
  /** The reader's own open actions, and the day each is due. */
  mine: readonly { ref: string; dueOn: string }[]
  /** Other actions that are named, and the day each is due: '2 more weeks' count from there. */
  others?: readonly { ref: string; dueOn: string }[]
  /** The reader's own id: 'reassign it to me'. */
  me?: string
  /** The refs of what waits for the reader to agree. */
  toAgree: readonly string[]
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
  /** It names several actions: what is said of each, in their order. `left` are refs that are too many for one card. */
  | { each: Meaning[]; left: string[] }
  | { nothing: true }

const nothing = { nothing: true } as const

const mostAsked = 5
/** More would not fit on a card, with somebody's words on each. */
const mostNamed = 6

/** What somebody means who types about an action, without asking anything of a store or a clock. */
export function readSentence(text: string, known: Known): Reading {
  const mine = [...known.mine].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).map(action => action.ref)
  const codes = known.groups.map(({ code }) => code.toLowerCase())
  const said = withoutMentions(tidy(text, { mine, toAgree: known.toAgree, codes, today: known.today }))
  if (otherCommands.test(said.words.trim())) return nothing
  return readExactly(said, known) ?? readFreely(said, mine, known)
}

/** What stands before an action that is only mentioned: 'QIO-26-014 duplicate of SCR-26-007' is said of the first alone. */
const mentions = /\b(?:of|as|see|under|with|from|by|into|than|like|linked to|related to|replace[sd]?) $/

function withoutMentions(said: Said): Said {
  const places = [...said.words.matchAll(/§/g)].map(({ index }) => index)
  const isMention = (place: number, i: number) => i > 0 && mentions.test(said.words.slice(0, place))
  return { ...said, refs: said.refs.map((of, i) => (isMention(places[i] ?? 0, i) ? [] : of)) }
}

/** The bot's other commands begin, or are, like this. */
const otherCommands =
  /^(?:(?:help|\?|home|my actions?|(?:log|overdue|link)(?: \S+)?)$|new (?:action|review)\b|agenda\b|add to agenda\b|rr-)/

const begins = /^\s*((?!rr-|lb-|cl-)[a-z][a-z0-9]{1,11}-\d{2}-\d{3,5})(?![\w-])[,:]?([\s\S]*)$/i

/** Under what a meaning has each thing that a step names. */
const dataOf = { date: 'due', agency: 'agency', person: 'person', group: 'group' } as const

/** Exact where every part is there and fits, and nothing in it doubts; likely where a part is missing or cannot be told. */
function readExactly(said: Said, known: Known): Reading | undefined {
  const [, typed = '', rest = ''] = begins.exec(said.text) ?? []
  const ref = typed.toUpperCase()
  const after = rest.trim()
  if (ref === '' || said.refs.length > 1) return undefined
  if (after === '') return { exact: { verb: 'show', ref, note: '' } }
  if (/^undo[.!]?$/i.test(after)) return { exact: { verb: 'undo', ref, note: '' } }
  const read = readTyped(after, known.today)
  if (!read?.isPlain) return undefined
  const { verb, names } = read.step
  const note = trimmed(read.note)
  const id = names && thingNamed(names, read.thing, known)
  const meaning: Meaning = { verb, ref, note, ...(names && id && { [dataOf[names]]: id }) }
  const free =
    names &&
    !id &&
    note === '' &&
    stepsIn(said, ref, known).find(one => one.verb === verb && one[dataOf[names]])
  if (free) return { likely: [{ ...free, ref }] }
  const isWhole = (!names || id !== undefined) && (note !== '' || !transitions[verb].asks)
  return isWhole ? { exact: meaning } : { likely: [meaning] }
}

function thingNamed(names: NonNullable<TypedStep['names']>, thing: string, known: Known): string | undefined {
  if (names === 'date') return readDate(thing, known.today)
  if (names === 'person') return onePerson(thing, known.people)
  const id = whichOne(thing, names === 'agency' ? known.agencies : known.groups, -1)
  return id === 'several' ? undefined : id
}

/** Spoken of without a ref, these cannot be about the reader's own open actions. */
// biome-ignore format: a list
const ofOthers: readonly SentenceVerb[] = [
  'agree', 'return', 'reopen', 'resume', 'agree-date', 'refuse-date', 'to-agenda', 'raise', 'split', 'describe',
]

function readFreely(said: Said, mine: string[], known: Known): Reading {
  const spoken = [...new Set(said.refs.flat())]
  if ((said.refs.length > 0 && spoken.length === 0) || /\b(?:rr|lb|cl)-\d/.test(said.words)) return nothing
  const refs = spoken.length > 0 ? spoken : mine
  const [only, second] = refs
  if (only === undefined) return nothing
  if (second === undefined) {
    const meanings = meaningsOf(said, only, known, spoken.length > 0)
    return meanings.length > 0 ? { likely: meanings } : nothing
  }
  const cut = partsOf(said)
  // 'Neither 14 nor 21 is done' denies it of both.
  const isOfEach = cut.length > 1 && !/\bneither\b/.test(said.words)
  const parts = isOfEach && cut.every(part => saysSomething(part, only, known)) ? cut : undefined
  const isSure = spoken.length > 0 && said.refs.every(of => of.length < 2)
  const most = isSure ? mostNamed : mostAsked
  const each = refs.slice(0, most).flatMap(ref => {
    const part = parts?.find(({ refs: [of] }) => of?.includes(ref))
    return meaningsOf(part ?? said, ref, known, spoken.length > 0).slice(0, 1)
  })
  if (each.length === 0) return nothing
  return isSure ? { each, left: refs.slice(most) } : { whichOf: each }
}

function meaningsOf(said: Said, ref: string, known: Known, named: boolean): Meaning[] {
  const words = said.words.trim()
  const found = named || !/^(?:how|what|why|who)/.test(words) ? stepsIn(said, ref, known) : []
  const steps = found.filter(step => named || !ofOthers.includes(step.verb))
  const looks =
    isAsked(words) ||
    /^(?:§(?: (?:help|details|status))?|(?:please )?(?:show|view|see|open|details|status)\b.*)$/.test(words)
  const news = leftOver(said, [])
  const shown: Found = { verb: 'show', note: '' }
  const told: Found = { verb: 'update', note: news }
  const last = looks || news === '' ? [...(tellsToo(words) ? [told] : []), shown] : [told]
  const all = named && steps.every(({ verb }) => verb === 'show') ? last : steps
  const first = all.filter((step, index) => all.findIndex(other => other.verb === step.verb) === index)
  return first.slice(0, 3).map(({ verb, ...rest }) => ({ verb, ref, ...rest }))
}

/** Whether something is told after a question: it is not lost. */
const tellsToo = (words: string): boolean =>
  sentencesIn(words)
    .slice(1)
    .some(sentence => !sentence.endsWith('?') && sentence.split(' ').length > fewestWords)
const fewestWords = 3

const saysSomething = (part: Said, ref: string, known: Known): boolean =>
  stepsIn(part, ref, known).length > 0 || part.words.search(denials) >= 0

/** '14 done, 21 still waiting': what is said of each, where something is said of each but the last. */
function partsOf(said: Said): Said[] {
  const named = [...said.words.matchAll(/§/g)]
    .map(({ index }, i) => ({ start: index, refs: said.refs[i] ?? [] }))
    .filter(({ refs }) => refs.length > 0)
  return named.map(({ start, refs }, i) => {
    const from = i === 0 ? 0 : start
    const end = named[i + 1]?.start ?? said.words.length
    const text = said.text.slice(0, said.at[end])
    return { text, words: said.words.slice(from, end), at: said.at.slice(from, end + 1), refs: [refs] }
  })
}
