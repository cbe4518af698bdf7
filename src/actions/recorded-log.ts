import { z } from 'zod'
import type { Partition, Store } from '../ports/store.ts'
import { type Action, readAction } from './action.ts'
import type { Recorded } from './match-log.ts'

/** The mark of a row that an import recorded: under which ref, and what its log called it. */
const markBody = z.object({ schema: z.literal(1), ref: z.string(), oldRef: z.string().default('') })

export const markDraft = (key: string, { ref, oldRef }: { ref: string; oldRef: string }, now: string) => ({
  id: markId(key),
  type: 'imported',
  body: { schema: 1, ref, oldRef },
  tags: [],
  sort: now,
})

export const markId = (key: string): string => `imported:${key}`

/** A group's whole log, closed actions too, in the order of the refs. */
export async function wholeLog(store: Store, partition: Partition, group: string): Promise<Action[]> {
  const docs = await every(store, { ...partition, type: 'action', tags: [`in:${group}`] })
  return docs.map(readAction).sort((a, b) => a.ref.localeCompare(b.ref, 'en', { numeric: true }))
}

/** The log as the rows of a file are compared with it. */
export async function recordedLog(store: Store, partition: Partition, group: string): Promise<Recorded[]> {
  const marks = await every(store, { ...partition, type: 'imported' })
  const oldRefs = new Map(
    marks.map(({ body }) => {
      const { ref, oldRef } = markBody.parse(body)
      return [ref, oldRef]
    }),
  )
  const actions = await wholeLog(store, partition, group)
  return actions.map(({ ref, what, owners, dueOn, dueMoves }) => ({
    ref,
    oldRef: oldRefs.get(ref) ?? '',
    what,
    owners: owners.map(owner => owner.person),
    dues: [dueOn, ...dueMoves.map(move => move.from)],
  }))
}

type Query = Omit<Parameters<Store['find']>[0], 'limit' | 'after'>

async function every(store: Store, query: Query) {
  const found = []
  let after: string | undefined
  do {
    const page = await store.find({ ...query, limit: 200, ...(after ? { after } : {}) })
    found.push(...page.docs)
    after = page.next
  } while (after)
  return found
}
