import { type Delivery, queued } from '../delivery/delivery.ts'
import { accountOf } from '../delivery/holder.ts'
import { requeueOne } from '../delivery/requeue.ts'
import type { Answer, Context } from '../feature.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { bulletinId, copyId } from './bulletin.ts'
import type { StepPorts } from './ports.ts'
import { copyCardFor, goesOut, hasArrived, type SeenBulletin } from './see-bulletin.ts'

/**
 * What somebody gets who asks for their copy. A new one only where theirs arrived, or may have: it is a delivery, so
 * that a correction or withdrawal reaches it too. Otherwise the one that is theirs, and never a second.
 */
export async function ownCopy(ports: StepPorts, context: Context, seen: SeenBulletin): Promise<Answer> {
  const { store } = ports
  const { who, now, turnId } = context
  const { bulletin, copy } = seen
  const { ref } = bulletin
  if (bulletin.withdrawn) {
    const at = { partnership: who.partnership.partnership.id, today: context.today }
    return { card: await copyCardFor(store, at, seen, {}) }
  }
  if (!copy || !hasArrived(copy) || (goesOut(bulletin) && !isDone(copy)))
    return bringCopy(ports, context, seen)
  return decideOnce(store, seen.doc, context, async () => {
    const about = { scope: seen.doc.scope, id: bulletinId(ref) }
    const to = { person: who.person.id }
    const id = `again:${ref}:${to.person}:${turnId}`
    const again = queued({ id, kind: 'bulletin', to, about, now, account: accountOf(who.person) })
    return { writes: [{ create: again }], reply: { text: `${ref} follows in a moment.` } }
  })
}

/** Otherwise it is still to come, or could not be delivered this time. */
const isDone = ({ state }: Delivery): boolean => state === 'sent' || state === 'unconfirmed'

/**
 * Says when a copy comes that is not there yet. One that could not be delivered is put in line again: whoever speaks to
 * us can be reached. Repeated, it says so once more.
 */
export async function bringCopy(
  { store }: StepPorts,
  { who, now }: Context,
  { doc, bulletin }: SeenBulletin,
): Promise<Answer> {
  const { ref, frozen } = bulletin
  const id = copyId(ref, frozen?.no ?? 1, who.person.id)
  const again = await requeueOne(store, doc, { id, from: ['unreachable', 'failed'], now })
  return {
    text: again
      ? `${ref} could not be delivered to you before. Your copy is sent once more now: please read it when it is here.`
      : `Your copy of ${ref} is on its way: please read it when it is here.`,
  }
}
