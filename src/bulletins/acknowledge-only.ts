import type { Answer, Context } from '../feature.ts'
import { acknowledge } from './acknowledge.ts'
import { listBulletins, received } from './list-bulletins.ts'
import type { StepPorts } from './ports.ts'
import { isRead, readingOf } from './reads.ts'
import { hasArrived, seeBulletin } from './see-bulletin.ts'

/** So many of somebody's bulletins are looked at, the newest. */
const mostLookedAt = 30

/**
 * Takes 'read and understood', said of no bulletin by its reference, for the only one of theirs that waits to be confirmed.
 * Where several do it is not guessed: their list says which.
 */
export async function acknowledgeOnly(ports: StepPorts, context: Context): Promise<Answer> {
  const waiting = await waitingFor(ports, context)
  const [only, ...more] = waiting
  if (only === undefined)
    return { text: 'None of your bulletins waits to be confirmed. Type bulletins to see them.' }
  if (more.length === 0) return acknowledge(ports, context, { ref: only })
  const list = await listBulletins(ports.store, context, 1)
  const notice = `Nothing was recorded, since ${waiting.length} wait to be confirmed. Say which, such as read ${only}.`
  return 'card' in list ? { card: { ...list.card, notice } } : list
}

/** References of what somebody got and has not confirmed as it is now. */
async function waitingFor({ store }: StepPorts, context: Context): Promise<string[]> {
  const { who, today } = context
  const refs = (await received(store, context)).slice(0, mostLookedAt)
  const waiting = await Promise.all(
    refs.map(async (ref): Promise<string[]> => {
      const seen = await seeBulletin(store, who, ref, today)
      if (!seen?.copy || !hasArrived(seen.copy)) return []
      const { bulletin, doc } = seen
      if (bulletin.withdrawn || !bulletin.words.acknowledge) return []
      return isRead(bulletin, await readingOf(store, doc, { ref, person: who.person.id })) ? [] : [ref]
    }),
  )
  return waiting.flat()
}
