import type { CardMessage } from '../card-message.ts'
import { type Delivery, readDelivery } from '../delivery/delivery.ts'
import { isHolders } from '../delivery/holder.ts'
import { mayBeRepeat } from '../delivery/outcome-rules.ts'
import type { Person } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { loadNames } from '../partnership/records.ts'
import type { Who } from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { allowedNames } from './allowed-names.ts'
import {
  type Bulletin,
  bulletinId,
  bulletinPartition,
  bulletinRefPattern,
  copyId,
  readBulletin,
} from './bulletin.ts'
import { bulletinCard } from './bulletin-card.ts'
import { bulletinRoles } from './bulletin-rules.ts'
import type { BulletinRole } from './bulletin-transitions.ts'
import { loadFigures } from './figures.ts'
import { readersText } from './may-tell.ts'
import { readingOf } from './reads.ts'
import type { Buttons } from './steering-buttons.ts'
import { steeringCard } from './steering-card.ts'

export const noSuchBulletin = { text: 'There is no bulletin with that ref that you can see.' }

export type SeenBulletin = {
  doc: Doc
  bulletin: Bulletin
  roles: BulletinRole[]
  /** The reader's own delivery: where it arrived or may have, or is still to come. */
  copy: Delivery | undefined
}

/** The bulletin, if it is there and this person may see it; otherwise undefined, for either reason. */
export async function seeBulletin(
  store: Store,
  who: Who,
  ref: string,
  today: Day,
): Promise<SeenBulletin | undefined> {
  if (!bulletinRefPattern.test(ref)) return undefined
  const partition = bulletinPartition(who.partnership.partnership.id, ref)
  const doc = await store.get(partition, bulletinId(ref))
  if (!doc) return undefined
  const bulletin = readBulletin(doc)
  const found = bulletinRoles(who, bulletin, today)
  // Whoever might approve sees what waits for approval, and what came of it; a draft is its author's own.
  const asked = bulletin.status === 'proposed' || bulletin.frozen?.done
  const roles = asked ? found : found.filter(role => role === 'author')
  const copy = await copyOf(store, doc, { bulletin, person: who.person })
  if (copy) roles.push('recipient')
  return roles.length > 0 ? { doc, bulletin, roles, copy } : undefined
}

/** Whether a copy is with its reader, or may be. */
export const hasArrived = (copy: Delivery): boolean =>
  copy.state === 'sent' || copy.state === 'unconfirmed' || mayBeRepeat(copy)

/** Whether copies may leave. */
export const goesOut = ({ status, withdrawn }: Bulletin): boolean =>
  !withdrawn && (status === 'sending' || status === 'sent')

async function copyOf(
  store: Store,
  doc: Doc,
  { bulletin, person }: { bulletin: Bulletin; person: Person },
): Promise<Delivery | undefined> {
  if (!bulletin.frozen || !bulletin.sending) return undefined
  const found = await store.get(doc, copyId(bulletin.ref, bulletin.frozen.no, person.id))
  const copy = found && readDelivery(found)
  // What went to whoever held the post before is nothing to who holds it now, nor is what they read of it.
  if (!copy || !isHolders(copy, person)) return undefined
  // What is stopped is nothing to whoever never had it.
  return hasArrived(copy) || (goesOut(bulletin) && copy.state !== 'not-needed') ? copy : undefined
}

/** Whether somebody steers or checks a bulletin, rather than only reading it. */
export const steers = ({ roles }: Pick<SeenBulletin, 'roles'>): boolean =>
  roles.includes('author') || roles.includes('approver')

export type At = { who: Who; now: string; today: Day }

/** How a bulletin stands, with what this reader may do. */
export async function steeringCardFor(
  store: Store,
  { who, now, today }: At,
  { doc, bulletin, roles }: Pick<SeenBulletin, 'doc' | 'bulletin' | 'roles'>,
  notice?: string,
): Promise<CardMessage> {
  const { id } = who.partnership.partnership
  const figures = await loadFigures(store, doc, bulletin)
  const people = [
    bulletin.author,
    ...(bulletin.asked?.people ?? []),
    ...bulletin.history.map(entry => entry.by),
  ]
  const names = await loadNames(store, id, people, [who.person])
  const allowed = await allowedNames(store, { who, today }, readersText(bulletin))
  return steeringCard({
    arrangements: who.partnership,
    bulletin,
    roles,
    figures,
    names,
    allowed,
    now,
    today,
    ...(notice ? { notice } : {}),
  })
}

/** The card that recipients get, as one of them sees it now; of nobody in particular, it is a preview. */
export async function copyCardFor(
  store: Store,
  { partnership, today }: { partnership: string; today: Day },
  { doc, bulletin }: Pick<SeenBulletin, 'doc' | 'bulletin'>,
  reader: { person?: string; notice?: string; preview?: Buttons },
): Promise<CardMessage> {
  const names = await loadNames(store, partnership, [bulletin.words.contact])
  const read = reader.person
    ? await readingOf(store, doc, { ref: bulletin.ref, person: reader.person })
    : undefined
  const contact = names(bulletin.words.contact)
  const { notice, preview } = reader
  return bulletinCard({ bulletin, contact, read, today, notice, preview })
}
