import { commitDeliveries } from '../delivery/commit-deliveries.ts'
import { queued, readDelivery } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { StaleWrite, type Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { type Bulletin, bulletinId, bulletinPartition, copyId } from './bulletin.ts'
import type { StepPorts } from './ports.ts'
import { readWrites, wordsNow } from './reads.ts'
import { copyCardFor, noSuchBulletin, type SeenBulletin, seeBulletin, steers } from './see-bulletin.ts'

/** Pressed on a card, `words` says which words it showed (see wordsNow); typed, it is meant for those of now. */
type Acknowledged = { ref: string; words?: number }

/**
 * Records that somebody has read and understood a bulletin that went to them; pressed or typed again, it counts once.
 * On a card from before a correction it counts for the words that were on it, and the corrected card is the answer.
 * Whom it did not go to hears what they would of a reference that does not exist.
 */
export async function acknowledge(
  { store }: StepPorts,
  context: Context,
  { ref, words }: Acknowledged,
): Promise<Answer> {
  const { who, now, today } = context
  const { id: partnership } = who.partnership.partnership
  const person = who.person.id
  const partition = bulletinPartition(partnership, ref)
  let inDoubt: SeenBulletin | undefined
  const answer = await decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, ref, today)
    if (!seen?.copy) return { writes: [], reply: seen && steers(seen) ? preview : noSuchBulletin }
    const { bulletin } = seen
    if (bulletin.withdrawn || !bulletin.words.acknowledge)
      return { writes: [], reply: { text: whyNot(bulletin) } }
    if (seen.copy.state === 'unconfirmed') inDoubt = seen
    const agency = seen.copy.tally?.line ?? who.person.agency
    const read = Math.min(words ?? Infinity, wordsNow(bulletin))
    const reading = { ref, person, agency, words: read, now }
    const reply = words === undefined ? thanksFor(bulletin, today) : { view: `bulletin-copy:${ref}` }
    return { writes: await readWrites(store, partition, reading), reply }
  })
  if (inDoubt) await noteArrival(store, inDoubt, person)
  return answer
}

/**
 * Who has read it has it: what Teams did not tell of the copy is known now. Where this is lost in a crash, a resend
 * finds the reading.
 */
async function noteArrival(store: Store, { doc, bulletin }: SeenBulletin, person: string): Promise<void> {
  const id = copyId(bulletin.ref, bulletin.frozen?.no ?? 1, person)
  const copy = await store.get(doc, id)
  const delivery = copy && readDelivery(copy)
  if (!copy || delivery?.state !== 'unconfirmed') return
  const now = { ...delivery, state: 'sent' as const, reason: undefined }
  await commitDeliveries(store, doc, [{ id, now, before: { delivery, etag: copy.etag } }]).catch(error => {
    // It is being sent again at this moment.
    if (!(error instanceof StaleWrite)) throw error
  })
}

function thanksFor({ ref, corrections }: Bulletin, today: Day): Answer {
  const last = corrections.at(-1)
  const as = last ? ` as it was corrected on ${sayDay(dayOf(last.at), today)} (${last.why})` : ''
  return { text: `Thank you: it is recorded that you have read and understood ${ref}${as}.` }
}

const preview = {
  text: 'This bulletin was not sent to you yourself, so there is nothing to record: recipients can press this.',
}

const whyNot = ({ ref, withdrawn }: Bulletin): string =>
  withdrawn
    ? `${ref} was withdrawn on ${sayDay(dayOf(withdrawn.at))}. There is nothing to read any more.`
    : `${ref} does not ask for this: it was for your information.`

/** A new copy for somebody it went to. It is a delivery, so that a correction or withdrawal reaches it too. */
export async function sendAgain({ store }: StepPorts, context: Context, seen: SeenBulletin): Promise<Answer> {
  const { who, now, turnId } = context
  const { ref, withdrawn } = seen.bulletin
  if (withdrawn) {
    const at = { partnership: who.partnership.partnership.id, today: context.today }
    return { card: await copyCardFor(store, at, seen, {}) }
  }
  return decideOnce(store, seen.doc, context, async () => {
    const about = { scope: seen.doc.scope, id: bulletinId(ref) }
    const to = { person: who.person.id }
    const copy = queued({ id: `again:${ref}:${to.person}:${turnId}`, kind: 'bulletin', to, about, now })
    return { writes: [{ create: copy }], reply: { text: `${ref} follows in a moment.` } }
  })
}
