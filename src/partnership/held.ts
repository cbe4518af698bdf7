import { covers, type Term } from './terms.ts'

/** Somebody who does something for others, from when to when. */
export type Holder = { person: string } & Term

/** Who leads an agency, or stands in for somebody: always, from when to when, or one after the other. */
export type Held = string | Holder | readonly Holder[]

/** All who ever do, in the order of the file. */
export function holdersOf(held: Held | undefined): readonly Holder[] {
  if (held === undefined) return []
  if (typeof held === 'string') return [{ person: held }]
  return 'person' in held ? [held] : held
}

/** Who does on a day. In a month in which one hands over to the next, it is the next. */
export const heldOn = (held: Held | undefined, day: string): string | undefined =>
  holdersOf(held).findLast(holder => covers(holder, day))?.person
