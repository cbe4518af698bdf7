import { z } from 'zod'
import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { loadNames } from '../partnership/records.ts'
import type { Doc, Draft, Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { cardId, mostQuestion, type Question, questionDraft, readQuestion, sayAnswered } from './ask.ts'
import { bulletinPartition, openQuestionTag } from './bulletin.ts'
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
 * one that waits; where several do, it is not guessed. Again, it brings it once; a question has one answer, and whoever
 * comes second hears what it was.
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
    const by = who.person.id
    const names = await loadNames(store, partition.partnership, [question.by, question.answer?.by ?? by])
    if (question.answered) {
      const said = `${sayAnswered(question, names, today)} Nothing more was sent.`
      return { writes: [], reply: { text: said } }
    }
    const answered = { ...question, answered: true, answer: { by, at: now, text } }
    return {
      writes: answerWrites({ doc: found.doc, question: answered }, { now, turnId }),
      reply: { text: `Your answer on ${ref} goes to ${names(question.by)}, as a card from you.` },
    }
  })
}

/** The answer to whoever asked; and on every card of the question, that it is answered. */
function answerWrites(
  { doc, question }: { doc: Doc; question: Question },
  { now, turnId }: { now: string; turnId: string },
): Write[] {
  const { ref, by, text: asked, answer, account, to } = question
  const id = `answer:${ref}:${turnId}`
  const body = { schema: 1, ref, by: answer?.by, question: asked, text: answer?.text }
  const kept: Draft = { id, type: 'bulletin-answer', body, tags: [], sort: now }
  const about = { scope: doc.scope, id }
  const delivery = { id: `to:${id}`, kind: 'bulletin-answer', to: { person: by }, account, about, now }
  const changed = to.map(person =>
    queued({
      id: `answered:${doc.id}:${person}`,
      kind: 'bulletin-question',
      to: { person },
      about: { scope: doc.scope, id: doc.id },
      updates: cardId(doc.id, person),
      now,
    }),
  )
  return [
    { create: kept },
    { create: queued(delivery) },
    { replace: questionDraft(doc.id, question, doc.sort), etag: doc.etag },
    ...changed.map(create => ({ create })),
  ]
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
    tags: [openQuestionTag],
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
