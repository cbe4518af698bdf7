import { z } from 'zod'
import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { loadNames } from '../partnership/records.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { mostQuestion, openTag, questionDraft, readQuestion } from './ask.ts'
import { bulletinPartition } from './bulletin.ts'
import { noSuchBulletin, type SeenBulletin, seeBulletin } from './see-bulletin.ts'

const answerBody = z.object({
  schema: z.literal(1),
  ref: z.string(),
  by: z.string(),
  question: z.string(),
  text: z.string(),
})

type Answering = { ref: string; text: string; question?: string | undefined }

/**
 * Brings an answer to whoever asked, as a card from whoever answers. Typed, without saying which question, it is for the
 * one that waits; where several do, it is not guessed. Again, it brings it once.
 */
export function answer(store: Store, context: Context, answering: Answering): Promise<Answer> {
  const { who, now, today, turnId } = context
  const { ref } = answering
  const partition = bulletinPartition(who.partnership.partnership.id, ref)
  return decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, ref, today)
    if (!seen || !answersFor(seen, context)) return { writes: [], reply: noSuchBulletin }
    const found = await questionFor(store, seen.doc, answering)
    if ('text' in found) return { writes: [], reply: found }
    const text = answering.text.trim()
    if (text === '' || text.length > mostQuestion)
      return { writes: [], reply: { text: `Write your answer in up to ${mostQuestion} characters.` } }
    const question = readQuestion(found.doc)
    const id = `answer:${ref}:${turnId}`
    const body = { schema: 1, ref, by: who.person.id, question: question.text, text }
    const kept: Draft = { id, type: 'bulletin-answer', body, tags: [], sort: now }
    const about = { scope: partition.scope, id }
    const delivery = queued({
      id: `to:${id}`,
      kind: 'bulletin-answer',
      to: { person: question.by },
      account: question.account,
      about,
      now,
    })
    const names = await loadNames(store, partition.partnership, [question.by])
    const answered = questionDraft(found.doc.id, { ...question, answered: true }, found.doc.sort)
    return {
      writes: [{ create: kept }, { create: delivery }, { replace: answered, etag: found.doc.etag }],
      reply: { text: `Your answer on ${ref} goes to ${names(question.by)}, as a card from you.` },
    }
  })
}

/** Whoever was named to answer, its author, and the business team. */
const answersFor = ({ bulletin, roles }: SeenBulletin, { who }: Context): boolean =>
  roles.includes('author') || bulletin.words.contact === who.person.id

async function questionFor(
  store: Store,
  bulletin: Doc,
  { ref, question }: Answering,
): Promise<{ doc: Doc } | { text: string }> {
  const { partnership, scope } = bulletin
  const none = { text: `No question on ${ref} waits for an answer.` }
  if (question !== undefined) {
    const doc = question.startsWith(`question:${ref}:`) ? await store.get(bulletin, question) : undefined
    return doc ? { doc } : none
  }
  const { docs } = await store.find({
    partnership,
    scope,
    type: 'bulletin-question',
    tags: [openTag],
    limit: 2,
  })
  if (docs.length > 1)
    return { text: `Several questions on ${ref} wait. Answer each on the card it came with.` }
  return docs[0] ? { doc: docs[0] } : none
}

/** The answer as whoever asked sees it, with what they asked. */
export function answerKind(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    forHolder: true,
    async card({ about }, { partnership }) {
      const doc = await store.get({ partnership, scope: about.scope }, about.id)
      if (!doc) return undefined
      const { ref, by, question, text } = answerBody.parse(doc.body)
      const names = await loadNames(store, partnership, [by])
      const heading = `An answer on ${ref} from ${names(by)}`
      const note = `You asked: ${question}`
      return { template: 'bulletins/question', summary: heading, data: { heading, text, note, asks: [] } }
    },
  }
}
