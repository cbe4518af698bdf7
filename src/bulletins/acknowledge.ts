import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { type Bulletin, bulletinId, bulletinPartition } from './bulletin.ts'
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
  return decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, ref, today)
    if (!seen?.copy) return { writes: [], reply: seen && steers(seen) ? preview : noSuchBulletin }
    const { bulletin } = seen
    if (bulletin.withdrawn || !bulletin.words.acknowledge)
      return { writes: [], reply: { text: whyNot(bulletin) } }
    const agency = seen.copy.tally?.line ?? who.person.agency
    const reading = {
      ref,
      person,
      agency,
      words: Math.min(words ?? Infinity, wordsNow(bulletin)),
      now,
      today,
    }
    const reply = words === undefined ? thanksFor(bulletin, today) : { view: `bulletin-copy:${ref}` }
    return { writes: await readWrites(store, partition, reading), reply }
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
