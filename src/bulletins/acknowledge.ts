import type { Answer, Context } from '../feature.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { type Bulletin, bulletinPartition } from './bulletin.ts'
import { noteArrival } from './note-arrival.ts'
import { bringCopy } from './own-copy.ts'
import type { StepPorts } from './ports.ts'
import { readWrites, wordsNow } from './reads.ts'
import { hasArrived, noSuchBulletin, type SeenBulletin, seeBulletin, steers } from './see-bulletin.ts'

/** Pressed on a card, `words` says which words it showed (see wordsNow); typed, it is meant for those of now. */
type Acknowledged = { ref: string; words?: number }

/**
 * Records that somebody has read and understood a bulletin that went to them; pressed or typed again, it counts once.
 * On a card from before a correction it counts for the words that were on it, and the corrected card is the answer.
 * Whoever has no copy yet is promised theirs, and nothing is recorded; whom it did not go to hears what they would of
 * a reference that does not exist.
 */
export async function acknowledge(
  ports: StepPorts,
  context: Context,
  { ref, words }: Acknowledged,
): Promise<Answer> {
  const { store } = ports
  const { who, now, today } = context
  const { id: partnership } = who.partnership.partnership
  const person = who.person.id
  const partition = bulletinPartition(partnership, ref)
  let theirs: SeenBulletin | undefined
  const answer = await decideOnce(store, partition, context, async () => {
    const seen = await seeBulletin(store, who, ref, today)
    if (!seen?.copy) return { writes: [], reply: seen && steers(seen) ? notSentToYou : noSuchBulletin }
    theirs = seen
    const { bulletin, copy } = seen
    const shown = { view: `bulletin-copy:${ref}` }
    if (bulletin.withdrawn && words !== undefined) return { writes: [], reply: shown }
    if (bulletin.withdrawn || !bulletin.words.acknowledge)
      return { writes: [], reply: { text: whyNot(bulletin) } }
    if (!hasArrived(copy)) return { writes: [], reply: await bringCopy(ports, context, seen) }
    const agency = copy.tally?.line ?? who.person.agency
    const read = Math.min(words ?? Infinity, wordsNow(bulletin))
    const reading = { ref, person, agency, words: read, now }
    const reply = words === undefined ? thanksFor(bulletin, today) : shown
    return { writes: await readWrites(store, partition, reading), reply }
  })
  // What is typed does not say which message was read. A preview has no such button: it is no copy.
  if (theirs && context.pressed !== undefined)
    await noteArrival(store, theirs, { person, place: context.place, activityId: context.pressed, now })
  return answer
}

function thanksFor({ ref, corrections }: Bulletin, today: Day): Answer {
  const last = corrections.at(-1)
  const as = last ? ` as it was corrected on ${sayDay(dayOf(last.at), today)} (${last.why})` : ''
  return { text: `Thank you: it is recorded that you have read and understood ${ref}${as}.` }
}

const notSentToYou = {
  text: 'This bulletin was not sent to you yourself, so there is nothing to record: recipients can press this.',
}

const whyNot = ({ ref, withdrawn }: Bulletin): string =>
  withdrawn
    ? `${ref} was withdrawn on ${sayDay(dayOf(withdrawn.at))}. There is nothing to read any more.`
    : `${ref} does not ask for this: it was for your information.`
