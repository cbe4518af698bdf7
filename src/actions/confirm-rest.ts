import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import { listPeople } from '../partnership/records.ts'
import { brags } from './action.ts'
import { noteIdOf } from './action-card.ts'
import { verbs } from './action-transitions.ts'
import { confirmCard } from './confirm-card.ts'
import type { ActionPorts } from './ports.ts'
import { typedDetails } from './read-details.ts'
import type { Meaning } from './read-sentence.ts'
import { seeAction } from './see-action.ts'
import { orShown } from './understand.ts'

const id = z.string().max(200)
const meaning = z.object({
  verb: z.enum([...verbs, 'show', 'undo']),
  ref: id,
  due: id.optional(),
  agency: id.optional(),
  person: id.optional(),
  group: id.optional(),
  brag: z.enum(brags).optional(),
  field: z.enum(typedDetails).optional(),
})
const note = z.string().max(4000)
const pressed = z.object({ rest: z.array(meaning).max(10).default([]) })

/**
 * What a button does, where it may stand beside others that ask the same of other actions: what was typed of those is
 * asked once more when this one is done. Where something is asked first, it is said what is still to come.
 */
export function withRest<More extends unknown[]>(
  ports: ActionPorts,
  handler: (context: Context, data: unknown, ...more: More) => Promise<Answer>,
): typeof handler {
  return async (context, data, ...more) => {
    const { rest } = pressed.parse(data)
    if (rest.length === 0) return handler(context, data, ...more)
    const notes = ['note', ...rest.map(({ ref }) => noteIdOf(ref))]
    const said = z.object(Object.fromEntries(notes.map(id => [id, note.optional()]))).parse(data)
    const meanings = rest.map(
      one => ({ ...one, note: said[noteIdOf(one.ref)] ?? said['note'] ?? '' }) as Meaning,
    )
    const answer = await handler(context, data, ...more)
    return 'view' in answer && answer.notice !== undefined
      ? askedOfRest(ports, context, meanings, answer.notice)
      : sayingWhatIsLeft(answer, meanings)
  }
}

async function askedOfRest(
  { store }: ActionPorts,
  context: Context,
  meanings: readonly Meaning[],
  notice: string,
): Promise<Answer> {
  const { who, today } = context
  const people = await listPeople(store, who.partnership.partnership.id, { today, limit: 1000 })
  const found = await Promise.all(
    meanings.map(async one => ({ meaning: one, seen: await seeAction(store, who, one.ref, today) })),
  )
  const choices = found.flatMap(({ meaning: one, seen }) =>
    seen ? [orShown(context, { meaning: one, seen })] : [],
  )
  return {
    card: confirmCard(choices, { arrangements: who.partnership, people, today, asks: 'each', notice }),
  }
}

function sayingWhatIsLeft(answer: Answer, meanings: readonly Meaning[]): Answer {
  const left = `Of what you typed nothing is done yet with ${meanings.map(({ ref }) => ref).join(', ')}: type that again.`
  if ('text' in answer) return { text: `${answer.text} ${left}` }
  if ('view' in answer) return { ...answer, notice: left }
  if (!('card' in answer)) return answer
  const notice = [answer.card.notice, left].filter(Boolean).join(' ')
  return { ...answer, card: { ...answer.card, notice } }
}
