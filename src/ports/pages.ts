import { z } from 'zod'
import type { Doc, Page } from './store.ts'

/** Of the documents found, one more than were asked for, those that were asked for, and where the next page begins. */
export function pageOf(found: readonly Doc[], limit: number): Page {
  const docs = found.slice(0, limit)
  const last = docs.at(-1)
  return found.length > limit && last ? { docs, next: JSON.stringify([last.sort, last.id]) } : { docs }
}

const cursor = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('This is no place in a list.')
      return z.NEVER
    }
  })
  .pipe(z.tuple([z.string(), z.string()]))

/** The sort key and id that a page begins after. It comes back on buttons: what no page gave fails with ZodError. */
export const readCursor = (after: string): [sort: string, id: string] => cursor.parse(after)

const number = z.string().regex(/^\d{1,6}$/)

/** A number in the name of a view, such as a page's. It comes back on buttons: what is none fails with ZodError. */
export const readNumber = (text: string): number => Number(number.parse(text))
