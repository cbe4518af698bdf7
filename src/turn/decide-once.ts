import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import { secondsAfter } from '../partnership/day.ts'
import { decideAgain } from '../ports/decide-again.ts'
import {
  CommitUnconfirmed,
  type Doc,
  type Draft,
  type Partition,
  type Store,
  type Write,
} from '../ports/store.ts'

/** What a flow decided: the writes to commit together, and the answer when they are in. No writes: just an answer. */
export type Change = { writes: Write[]; reply: Answer }

/** Teams repeats what it got no answer to within seconds; a day is far beyond the last repeat. */
const rememberedSeconds = 24 * 3600

const secondsBeforeLooking = 0.2

const turnBody = z.object({
  schema: z.literal(1),
  reply: z.custom<Answer>(value => typeof value === 'object' && value !== null),
})

/**
 * Carries out what one turn asks, once. The mark of the turn, with the answer given, is part of the same commit:
 * a repeat of the turn gets that answer and changes nothing, even after a crash. A lost race is decided again on
 * what is there then. When the store's answer to the commit was lost, the mark says whether it was carried out.
 */
export function decideOnce(
  store: Store,
  partition: Partition,
  context: Pick<Context, 'turnId' | 'now'>,
  decide: () => Promise<Change>,
): Promise<Answer> {
  const id = `turn:${context.turnId}`
  const flow = async (): Promise<Answer> => {
    const before = await store.get(partition, id)
    if (before) return turnBody.parse(before.body).reply
    const { writes, reply } = await decide()
    if (writes.length === 0) return reply
    await store.commit(partition, [...writes, { create: turnDraft(id, reply, context.now) }])
    return reply
  }
  return decideAgain(flow).catch(async error => {
    if (!(error instanceof CommitUnconfirmed)) throw error
    await pause(secondsBeforeLooking * 1000)
    return decideAgain(flow)
  })
}

function turnDraft(id: string, reply: Answer, now: string): Draft {
  return {
    id,
    type: 'turn',
    body: { schema: 1, reply },
    tags: [],
    sort: now,
    wakeAt: secondsAfter(now, rememberedSeconds),
  }
}

/** A remembered turn whose day is over is forgotten. */
export async function forgetTurn(store: Store, doc: Doc): Promise<void> {
  await store.commit(doc, [{ delete: doc.id, etag: doc.etag }])
}
