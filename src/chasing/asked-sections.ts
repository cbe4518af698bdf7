import type { Action } from '../actions/index.ts'
import type { Day } from '../partnership/day.ts'
import type { Why } from './asked-rules.ts'
import type { Level } from './chase-rules.ts'
import { type Tone, toneOf, tones, toneTable } from './tone-rules.ts'

/** Where a row stands on a card: by why it is asked, and what is one's own by how late it is. */
export type SectionKey = Exclude<Why, 'own'> | Tone

/** The sections of a card, in their order: decisions first, then what is theirs, the latest first. */
export const askedSections: readonly { key: SectionKey; title: string }[] = [
  { key: 'decide', title: 'A decision is asked of you' },
  ...tones.map(key => ({ key, title: toneTable[key].title })),
  { key: 'agree', title: 'Said to be done: do you agree?' },
  { key: 'unagreed', title: 'Said to be done, and nobody has agreed yet' },
  { key: 'date', title: 'Another date is asked for: is it agreed?' },
  { key: 'undated', title: 'Another date is asked for, and nobody has answered yet' },
  { key: 'first', title: 'Blocked until your agency acts' },
  { key: 'left', title: 'Its owner has left: who takes it over?' },
  { key: 'away', title: 'Due, and its owner and their deputy are away' },
  { key: 'chair', title: 'Late in a group you answer for' },
  { key: 'lead', title: 'Late in your agency' },
  { key: 'deputy', title: 'Due, and you are the owner’s deputy' },
]

const places = new Map(askedSections.map(({ key }, place) => [key, place]))

/** One action that is asked of somebody, by its name: there may be thousands. */
export type AskedRow = Readonly<{
  ref: string
  group: string
  due: Day
  section: SectionKey
  /** A decision that is theirs once its step is taken, this morning, and not before. */
  waits: boolean
}>

export function rowOf(
  action: Action,
  { why, level, today, waits = false }: { why: Why; level: Level | undefined; today: Day; waits?: boolean },
): AskedRow {
  const section = why === 'own' ? toneOf(action, level, today) : why
  return { ref: action.ref, group: action.group, due: action.dueOn, section, waits }
}

/** By which rows are ordered, and where a page of them goes on. */
export const keyOf = ({ section, due, ref }: AskedRow): string =>
  `${String(places.get(section)).padStart(2, '0')} ${due} ${ref}`

export const inOrder = (a: AskedRow, b: AskedRow): number => (keyOf(a) < keyOf(b) ? -1 : 1)
