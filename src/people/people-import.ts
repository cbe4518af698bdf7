import { z } from 'zod'
import type { Doc, Draft } from '../ports/store.ts'
import { peoplePreview } from './people-preview.ts'
import { clearable, listed } from './people-table.ts'

/** What is over, or was never accepted, is forgotten after a day. */
export const keptSeconds = 24 * 3600
/** Each row is a document: with the import itself and the rows they stood in, a commit holds so many. */
const rowsTogether = 90
/** Rows that could not be brought in, named to whoever accepted. */
const mostRefused = 500
/** As many as a card has room for. */
const mostNoted = 10

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
  /** Its file is read, its rows compared with who is known, it is shown; then accepted, and done. Or it cannot be read. */
  state: z.enum(['reading', 'comparing', 'refused', 'shown', 'accepted', 'done']),
  /** While it is read: the file's name, and in how many pieces it is kept. */
  name: z.string().optional(),
  pieces: z.number().int().optional(),
  /** Why it cannot be read. */
  why: z.string().optional(),
  preview: peoplePreview.optional(),
  rows: z.number().int(),
  /** Parts compared or brought in so far, of how many; and how many people were new and changed in these. */
  next: z.number().int(),
  parts: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  /** Why rows were left out when it was carried out. */
  refused: z.array(z.string()),
  refusedMore: z.number().int(),
  /** What is to be looked at, of rows that can be brought in. */
  noted: z.array(z.string()).default([]),
  notedMore: z.number().int().default(0),
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
  noted: [],
  notedMore: 0,
})

export const importDraft = (id: string, body: PeopleImport, wakeAt: string | undefined): Draft => ({
  id,
  type: 'people-import',
  body,
  tags: isOpen(body) && body.by ? [shownTag(body.by)] : [],
  sort: id,
  wakeAt,
})

/** Not accepted yet: on its way to be shown, or shown. */
const isOpen = ({ state }: PeopleImport): boolean =>
  state === 'reading' || state === 'comparing' || state === 'shown'

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
  {
    added,
    changed,
    refused,
    noted,
  }: { added: number; changed: number; refused: readonly string[]; noted: readonly string[] },
): PeopleImport {
  const named = [...present.refused, ...refused]
  const looked = [...present.noted, ...noted]
  return {
    ...present,
    next: present.next + 1,
    added: present.added + added,
    changed: present.changed + changed,
    refused: named.slice(0, mostRefused),
    refusedMore: present.refusedMore + Math.max(0, named.length - mostRefused),
    noted: looked.slice(0, mostNoted),
    notedMore: present.notedMore + Math.max(0, looked.length - mostNoted),
  }
}

/** What a document holds of a file, in bytes. */
const pieceBytes = 600_000

export const piecesOf = (importId: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${importId}:piece:${i}`)

export const readPiece = (doc: Doc): string => pieceBody.parse(doc.body).base64
const pieceBody = z.object({ schema: z.literal(1), base64: z.string() })

/** The file in pieces, until it is read; each is forgotten after a day if nobody reads it. */
export function pieceDrafts(importId: string, bytes: Uint8Array, wakeAt: string): Draft[] {
  const count = Math.ceil(bytes.byteLength / pieceBytes)
  return piecesOf(importId, count).map((id, i) => {
    const base64 = Buffer.from(bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes)).toString('base64')
    return { id, type: 'people-piece', body: { schema: 1, base64 }, tags: [], sort: id, wakeAt }
  })
}
