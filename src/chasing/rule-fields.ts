import type { Arrangements, Group } from '../partnership/arrangements.ts'
import {
  type ChasingRules,
  chasingRules,
  defaultRules,
  type Escalated,
  ruleProblems,
  rulesFor,
} from '../partnership/local-rules.ts'

/** What is filled in: one number, unless it says several, or people. Some are the partnership's only, not a group's. */
type Field = {
  key: keyof ChasingRules
  typed: string
  label: string
  holds?: 'numbers' | 'whom'
  ofPartnership?: true
}

/** Whom a level goes to, as it is filled in and typed. */
const whomWords: Readonly<Record<Escalated, string>> = {
  'agency-lead': 'lead',
  chairs: 'chairs',
  'business-manager': 'business manager',
  executive: 'executive',
  partners: 'partners',
}
const allWhom = Object.values(whomWords).join(', ')

/** The numbers and people of chasing as they are shown, filled in and typed, in the order of the ladder. */
export const ruleFields: readonly Field[] = [
  {
    key: 'reminders',
    typed: 'reminders',
    label: 'Remind the owner, working days before the date',
    holds: 'numbers',
  },
  {
    key: 'chases',
    typed: 'chasers',
    label: 'Chase owner and deputy, working days after it (0: the day itself)',
    holds: 'numbers',
  },
  {
    key: 'tellChairs',
    typed: 'tell chairs',
    label: 'Tell others, working days after it',
  },
  { key: 'tellWhom', typed: 'tell whom', label: `Who is told (of ${allWhom})`, holds: 'whom' },
  {
    key: 'askDecision',
    typed: 'decision',
    label: 'Ask for a decision, working days after it',
  },
  { key: 'decisionOf', typed: 'decision of', label: 'Of whom a decision is asked', holds: 'whom' },
  { key: 'executive', typed: 'executive', label: 'To the Executive, working days after it' },
  { key: 'executiveOf', typed: 'executive of', label: 'To whom it goes then', holds: 'whom' },
  { key: 'again', typed: 'again', label: 'Ask again after, in working days' },
  { key: 'answerChallenge', typed: 'challenge', label: 'A challenge is answered within, in working days' },
  {
    key: 'returnsDue',
    typed: 'returns due',
    label: 'A review’s returns are due, working days after the notification',
    ofPartnership: true,
  },
  {
    key: 'chaseReturns',
    typed: 'returns chased',
    label: 'Chase returns, working days after the notification',
    holds: 'numbers',
    ofPartnership: true,
  },
  {
    key: 'escalateReturns',
    typed: 'returns to the chair',
    label: 'Late returns to the Executive’s chair, working days after it',
    ofPartnership: true,
  },
  { key: 'vacancyNotice', typed: 'vacancy', label: 'Tell of a seat that falls vacant, working days before' },
]

/** The fields that a group's settings hold, or without one the partnership's. */
export const fieldsOf = (group: Group | undefined): readonly Field[] =>
  ruleFields.filter(({ ofPartnership }) => !(group && ofPartnership))

/** What was filled in, by field. What is empty is left to the partnership's number, or to the default. */
export type FilledRules = Partial<Record<keyof ChasingRules, string>>

/** How each kind of field is read, and what is written in it. */
const kinds: Readonly<
  Record<
    'number' | NonNullable<Field['holds']>,
    { read(text: string): unknown; wanted(range: string): string }
  >
> = {
  number: { read: Number, wanted: range => `one whole number ${range}` },
  numbers: {
    read: text => (text === 'none' ? [] : partsOf(text, /[\s,;]+/).map(Number)),
    wanted: range => `none, or a few whole numbers ${range}, with commas between them`,
  },
  whom: {
    read: text => [...new Set(partsOf(text, /[,;]|\sand\s/).map(whomMeant))],
    wanted: () => `some of ${allWhom}`,
  },
}

/** From the rule itself, so that what is said is what is taken. */
function rangeOf(key: keyof ChasingRules): string {
  const rule = chasingRules.shape[key]
  const one = 'element' in rule ? rule.element : rule
  return 'minValue' in one ? `from ${one.minValue} to ${one.maxValue}` : ''
}

const partsOf = (text: string, between: RegExp): string[] =>
  text
    .split(between)
    .map(part => part.trim())
    .filter(part => part !== '')

function whomMeant(text: string): string | undefined {
  const said = text.toLowerCase()
  return Object.entries(whomWords).find(([key, word]) => said === word || said === key)?.[0]
}

/**
 * The numbers that were filled in, of a group those that it has of its own; or every reason why they cannot be taken.
 * `inherited` is what empty fields mean.
 */
export function readRules(
  filled: FilledRules,
  inherited: ChasingRules,
  group?: Group,
): { rules: Partial<ChasingRules> } | { refused: string[] } {
  const refused: string[] = []
  const rules: Partial<ChasingRules> = {}
  for (const { key, label, holds = 'number' } of fieldsOf(group)) {
    const text = filled[key]?.trim() ?? ''
    if (text === '') continue
    const { read, wanted } = kinds[holds]
    const value = chasingRules.shape[key].safeParse(read(text))
    if (value.success) Object.assign(rules, { [key]: value.data })
    else refused.push(`${label}: write ${wanted(rangeOf(key))}.`)
  }
  if (refused.length > 0) return { refused }
  const problems = ruleProblems({ ...inherited, ...rules })
  return problems.length > 0 ? { refused: problems } : { rules }
}

/** Numbers, or people, as they are shown in a field. */
export function sayRule(value: ChasingRules[keyof ChasingRules]): string {
  if (typeof value === 'number') return String(value)
  const words = value.map(one => (typeof one === 'number' ? String(one) : whomWords[one]))
  return words.length === 0 ? 'none' : words.join(', ')
}

/** Numbers as they are shown in their fields. */
export function sayRules(rules: Partial<ChasingRules>): FilledRules {
  return Object.fromEntries(Object.entries(rules).map(([key, value]) => [key, sayRule(value)]))
}

/** What empty fields mean: for a group the partnership's numbers, for the partnership the defaults. */
export const inheritedBy = (arrangements: Arrangements, group: Group | undefined): ChasingRules =>
  group ? rulesFor(arrangements) : defaultRules

/** What is kept: only what differs from what it inherits. */
export function onlyOwn(rules: Partial<ChasingRules>, inherited: ChasingRules): Partial<ChasingRules> {
  const own = Object.entries(rules).filter(
    ([key, value]) => sayRule(value) !== sayRule(inherited[key as keyof ChasingRules]),
  )
  return Object.fromEntries(own)
}

/** What is tried, in words: the fields in which it differs from what is kept; empty where it does not. */
export function sayTried(kept: FilledRules, tried: FilledRules): string {
  const fields = ruleFields.filter(({ key }) => (kept[key] ?? '') !== (tried[key] ?? ''))
  return fields.map(({ key, label }) => `${label}: ${tried[key] ?? 'the usual number'}`).join('; ')
}

/** The numbers that a card shows, for it to carry: what it brings back says whether they are the same still. */
export const seenRules = (own: FilledRules): string =>
  JSON.stringify(ruleFields.map(({ key }) => own[key] ?? ''))

/**
 * What to show somebody whose card is out of date: what others changed, in words, and the numbers as they are now with
 * what the reader filled in, but where others wrote another. Undefined when the card shows what is kept.
 */
export function changedSince(
  seen: string,
  { present, filled }: { present: FilledRules; filled: FilledRules },
): { notice: string; filled: FilledRules } | undefined {
  if (seen === seenRules(present)) return undefined
  const before = readSeen(seen)
  const of = (rules: FilledRules, key: keyof ChasingRules) => rules[key]?.trim() ?? ''
  const theirs = ruleFields.filter(({ key }, i) => of(present, key) !== before[i])
  const mine = ruleFields.filter(({ key }, i) => of(filled, key) !== before[i])
  const lost = mine.filter(one => theirs.includes(one) && of(filled, one.key) !== of(present, one.key))
  const say = (fields: readonly Field[], rules: FilledRules) =>
    fields.map(({ key, label }) => `${label}: ${of(rules, key) || 'the usual number'}`).join('; ')
  const wrote = lost.length > 0 ? ` You wrote there: ${say(lost, filled)}.` : ''
  const kept = mine.filter(one => !theirs.includes(one)).map(({ key }) => [key, of(filled, key)])
  return {
    notice: `Nothing was changed yet: since your card was made somebody changed ${say(theirs, present)}.${wrote} Look at it once more, and press Save again.`,
    filled: { ...present, ...Object.fromEntries(kept) },
  }
}

function readSeen(seen: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(seen)
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}
