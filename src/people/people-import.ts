import { z } from 'zod'
import type { Doc, Draft } from '../ports/store.ts'
import { clearable, listed } from './people-table.ts'

/** What is over, or was never accepted, is forgotten after a day. */
export const keptSeconds = 24 * 3600
/** Each row is a document: with the import itself and the rows they stood in, a commit holds so many. */
export const rowsTogether = 90
/** Rows that could not be brought in, named to whoever accepted. */
const mostRefused = 500

const row = z.object({
  line: z.number().int(),
  person: listed,
  clears: z.array(z.enum(clearable)).optional(),
})
export type ImportRow = z.infer<typeof row>

const rowsBody = z.object({ schema: z.literal(1), rows: z.array(row) })
const importBody = z.object({
  schema: z.literal(1),
  /** Who is told when it is done: nobody when it came from the command line. */
  by: z.string().optional(),
  state: z.enum(['shown', 'accepted', 'done']),
  rows: z.number().int(),
  /** Parts dealt with so far, of how many. */
  next: z.number().int(),
  parts: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  /** Why rows were left out when it was carried out. */
  refused: z.array(z.string()),
  refusedMore: z.number().int(),
})

/** A list of people on its way in: how far it is. Its rows are in parts of their own, since it can be very long. */
export type PeopleImport = z.infer<typeof importBody>

export const readImport = (doc: Doc): PeopleImport => importBody.parse(doc.body)
export const readRows = (doc: Doc): ImportRow[] => rowsBody.parse(doc.body).rows

export const newImport = (rows: number, state: PeopleImport['state'], by?: string): PeopleImport => ({
  schema: 1,
  ...(by ? { by } : {}),
  state,
  rows,
  next: 0,
  parts: Math.ceil(rows / rowsTogether),
  added: 0,
  changed: 0,
  refused: [],
  refusedMore: 0,
})

export const importDraft = (id: string, body: PeopleImport, wakeAt: string | undefined): Draft => ({
  id,
  type: 'people-import',
  body,
  tags: body.state === 'shown' && body.by ? [shownTag(body.by)] : [],
  sort: id,
  wakeAt,
})

export const shownTag = (person: string): string => `shown-to:${person}`

export const partId = (importId: string, part: number): string => `${importId}:part:${part}`

/** The rows in parts. Each wakes a day later, to be forgotten if nothing came of it. */
export function partDrafts(importId: string, rows: readonly ImportRow[], wakeAt: string): Draft[] {
  const parts = Math.ceil(rows.length / rowsTogether)
  return Array.from({ length: parts }, (_, part) => {
    const id = partId(importId, part)
    const some = rows.slice(part * rowsTogether, (part + 1) * rowsTogether)
    return { id, type: 'people-rows', body: { schema: 1, rows: some }, tags: [], sort: id, wakeAt }
  })
}

/** One part further. */
export function further(
  present: PeopleImport,
  { added, changed, refused }: { added: number; changed: number; refused: readonly string[] },
): PeopleImport {
  const named = [...present.refused, ...refused]
  return {
    ...present,
    next: present.next + 1,
    added: present.added + added,
    changed: present.changed + changed,
    refused: named.slice(0, mostRefused),
    refusedMore: present.refusedMore + Math.max(0, named.length - mostRefused),
  }
}
