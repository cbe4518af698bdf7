import { z } from 'zod'
import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import { accountOf } from '../delivery/holder.ts'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { businessTeam, loadNames, loadPerson } from '../partnership/records.ts'
import { nameOf } from '../partnership/who.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { bulletinPartition, openQuestionTag } from './bulletin.ts'
import { noSuchBulletin, seeBulletin } from './see-bulletin.ts'

export const mostQuestion = 1000
const questionBody = z.object({
  schema: z.literal(1),
  ref: z.string(),
  by: z.string(),
  text: z.string(),
  /** Whose question it was: the answer is for no later holder of their post. */
  account: z.string().optional(),
  answered: z.boolean().optional(),
  /** What was answered. Before, only that it was. */
  answer: z.object({ by: z.string(), at: z.string(), text: z.string() }).optional(),
  /** To whom it was passed on: their cards say once somebody has answered. */
  to: z.array(z.string()).default([]),
})
export type Question = z.infer<typeof questionBody>

export const readQuestion = (doc: Doc): Question => questionBody.parse(doc.body)
export const questionDraft = (id: string, body: Question, sort: string): Draft => ({
  id,
  type: 'bulletin-question',
  body,
  tags: body.answered ? [] : [openQuestionTag],
  sort,
})

/** The card on which somebody got a question. */
export const cardId = (question: string, person: string): string => `to:${question}:${person}`

/** Passes a reader's question on to whoever answers for the bulletin. Again, it passes it on once. */
export function ask(
  store: Store,
  context: Context,
  asked: { ref: string; question: string },
): Promise<Answer> {
  const { who, now, today, turnId } = context
  const partition = bulletinPartition(who.partnership.partnership.id, asked.ref)
  return decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, asked.ref, today)
    if (!seen) return { writes: [], reply: noSuchBulletin }
    const { ref, words } = seen.bulletin
    const text = asked.question.trim()
    if (text === '' || text.length > mostQuestion)
      return {
        writes: [],
        reply: { text: `Write your question in up to ${mostQuestion} characters: ${ref} ask: …` },
      }
    const id = `question:${ref}:${turnId}`
    const { people, said } = await answering(store, who.partnership, words.contact, today)
    const account = accountOf(who.person)
    const question = questionDraft(id, { schema: 1, ref, by: who.person.id, text, account, to: people }, now)
    const about = { scope: partition.scope, id }
    const deliveries = people.map(person => {
      const draft = { id: cardId(id, person), kind: 'bulletin-question', to: { person }, about, now }
      return { create: queued(draft) }
    })
    const reply = { text: `Your question on ${ref} goes to ${said}.` }
    return { writes: [{ create: question }, ...deliveries], reply }
  })
}

/**
 * Who answers: the person named; while they are away the business team too, and once they have left that alone. Nothing
 * goes to whoever has left.
 */
async function answering(store: Store, arrangements: Arrangements, contact: string, today: Day) {
  const { id } = arrangements.partnership
  const named = await loadPerson(store, id, contact, today)
  const away = named !== undefined && isAway(arrangements, named.id, today)
  if (named && !away) return { people: [named.id], said: `${nameOf(named)}. Their answer comes to you here` }
  const team = (await businessTeam(store, id, today)).map(person => person.id)
  const people = [...new Set([...(named ? [named.id] : []), ...team])]
  const why = named ? `since ${nameOf(named)} is away` : 'since whoever was named has left'
  return { people, said: `the business team, ${why}. Their answer comes to you here` }
}

/** The question as whoever answers it sees it, with room to answer; once somebody has, what they said. */
export function questionKind(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card({ about }, { partnership, now }) {
      const doc = await store.get({ partnership, scope: about.scope }, about.id)
      if (!doc) return undefined
      const question = readQuestion(doc)
      const { ref, by, text, answer } = question
      const names = await loadNames(store, partnership, [by, ...(answer ? [answer.by] : [])])
      const heading = `A question on ${ref} from ${names(by)}`
      const data = question.answered
        ? { note: sayAnswered(question, names, dayOf(now)), asks: [] }
        : roomToAnswer(ref, about.id)
      return { template: 'bulletins/question', summary: heading, data: { heading, text, ...data } }
    },
  }
}

function roomToAnswer(ref: string, question: string) {
  const button = { title: 'Send the answer', verb: 'bulletin.answer', data: { ref, question } }
  const label = 'Your answer, without anything that could identify a child'
  const note = `Your answer goes to them as a card from you. While no other question waits, ${ref} answer: … does the same.`
  return { note, asks: [{ title: 'Answer', id: 'answer', label, button }] }
}

/** Who has answered a question, and what. */
export function sayAnswered({ answer }: Question, names: (id: string) => string, today: Day): string {
  if (!answer) return 'It was answered already.'
  return `${names(answer.by)} answered it on ${sayDay(dayOf(answer.at), today)}: ${answer.text}`
}
