import { type DeliveryKind, readDelivery } from '../delivery/delivery.ts'
import { isStillTheirs } from '../delivery/places.ts'
import { dayOf } from '../partnership/day.ts'
import { loadNames, loadPerson } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { answerKind } from './answer.ts'
import { questionKind } from './ask.ts'
import { type Bulletin, bulletinPartition, reminderTally, tallyId } from './bulletin.ts'
import { bulletinCard, supersededCard } from './bulletin-card.ts'
import { bulletinNews } from './bulletin-news.ts'
import type { StepPorts } from './ports.ts'
import { isRead, readingOf } from './reads.ts'
import { correctionKind } from './spread.ts'

/**
 * Every kind of message a bulletin makes. Its words are in copies, reminders, and edits of either. Edits are made wherever
 * those are: what a correction says anew is for those who are here, and in other chats a notice takes the old words away.
 */
export function bulletinDeliveries({ store, known }: StepPorts): Record<string, DeliveryKind> {
  const find: Find = (partnership, ref) => known.read(bulletinPartition(partnership, ref), ref)
  const edit: DeliveryKind = {
    ...correctionKind(find, async (delivery, at) => {
      const bulletin = await find(at.partnership, refOf(delivery.about))
      return bulletin && editCard(store, bulletin, { delivery, at })
    }),
    everyChat: true,
  }
  return {
    bulletin: {
      ifUnknown: 'leave',
      forHolder: true,
      async card(delivery, at) {
        const bulletin = await find(at.partnership, refOf(delivery.about))
        if (!bulletin) return undefined
        const stands = howCopyStands(bulletin, delivery.tally?.id)
        if (stands !== 'leaves') return stands === 'waits' ? 'hold' : undefined
        return copyCard(store, bulletin, { delivery, at })
      },
    },
    'bulletin-reminder': {
      ifUnknown: 'leave',
      forHolder: true,
      async card(delivery, at) {
        const bulletin = await find(at.partnership, refOf(delivery.about))
        if (!bulletin || !('person' in delivery.to)) return undefined
        const stands = howReminderStands(bulletin, delivery.tally?.id)
        if (stands !== 'leaves') return stands === 'waits' ? 'hold' : undefined
        const partition = bulletinPartition(at.partnership, bulletin.ref)
        const read = await readingOf(store, partition, { ref: bulletin.ref, person: delivery.to.person })
        if (isRead(bulletin, read)) return undefined
        return copyCard(store, bulletin, { delivery, at, notice: read ? remindingAgain : reminding })
      },
    },
    'bulletin-correction': edit,
    'bulletin-news': bulletinNews(store),
    'bulletin-question': questionKind(store),
    'bulletin-answer': answerKind(store),
  }
}

type Find = (partnership: string, ref: string) => Promise<Bulletin | undefined>
type CardOf = Parameters<DeliveryKind['card']>

const refOf = (about: { id: string }): string => about.id.replace('bulletin:', '')

const reminding = 'A reminder: it is not recorded yet that you have read and understood this.'
const remindingAgain =
  'A reminder: this was corrected after you confirmed it. It is not recorded yet that you have read what is new.'

type Stands = 'leaves' | 'waits' | 'over'

/** Whether anything may leave now: not before its moment, while it is paused or taken back; never once it was cancelled or withdrawn. */
function howItStands({ status, withdrawn, work }: Bulletin): Stands {
  if (withdrawn || status === 'cancelled') return 'over'
  if (work.some(job => job.kind === 'drop')) return 'waits'
  return status === 'sending' || status === 'sent' ? 'leaves' : 'waits'
}

/** Whether a reminder may: not once it was stopped. */
function howReminderStands(bulletin: Bulletin, tally: string | undefined): Stands {
  const own = bulletin.reminders.find(({ no }) => tally === reminderTally(bulletin.ref, no))
  return own?.stopped ? 'over' : howItStands(bulletin)
}

/**
 * Whether a copy may: not when its audience was frozen anew. A copy that somebody who has it asked for has no tally: it
 * leaves until a withdrawal.
 */
function howCopyStands(bulletin: Bulletin, tally: string | undefined): Stands {
  if (tally === undefined) return bulletin.withdrawn ? 'over' : 'leaves'
  return tally === tallyId(bulletin.ref, bulletin.frozen?.no ?? 1) ? howItStands(bulletin) : 'over'
}

/** A copy as it is to stand from now on: where the chat is theirs no more, nothing of the bulletin but that it was changed. */
async function editCard(
  store: Store,
  bulletin: Bulletin,
  { delivery, at }: { delivery: CardOf[0]; at: CardOf[1] },
) {
  const { partnership, now } = at
  const partition = bulletinPartition(partnership, bulletin.ref)
  const original = delivery.updates === undefined ? undefined : await store.get(partition, delivery.updates)
  const posted = original && readDelivery(original).posted
  const theirs = !posted || (await isStillTheirs(store, { partnership, to: delivery.to, now }, posted.place))
  if (theirs || bulletin.withdrawn) return copyCard(store, bulletin, { delivery, at })
  const names = await loadNames(store, partnership, [bulletin.words.contact])
  return supersededCard({ bulletin, contact: names(bulletin.words.contact), today: dayOf(now) })
}

/** One person's copy as it is now: what they read is said. Whoever has left gets no new one; what they have is changed. */
async function copyCard(
  store: Store,
  bulletin: Bulletin,
  { delivery, at, notice }: { delivery: CardOf[0]; at: CardOf[1]; notice?: string },
) {
  const { partnership, now } = at
  if (!('person' in delivery.to)) return undefined
  const { person } = delivery.to
  const today = dayOf(now)
  const known = await loadPerson(store, partnership, person, today)
  if (!known && !delivery.updates) return undefined
  const { ref, words } = bulletin
  const names = await loadNames(store, partnership, [words.contact])
  const read = await readingOf(store, bulletinPartition(partnership, ref), { ref, person })
  return bulletinCard({ bulletin, contact: names(words.contact), read, today, notice })
}
