import type { CardMessage } from '../card-message.ts'
import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'

/** Somebody who is missing in the partnership file, or will be: a seat, a lead, an owner. */
export type TeamNotice = {
  kind: string
  /** What it is about, for its card to be made from. */
  about: string
  /** By whom it is told, so that telling twice makes one. */
  id(person: string): string
}

/** Tells each of the business team. Repeated, it tells nobody twice. */
export async function tellEach(
  store: Store,
  at: Doc,
  { kind, about, id }: TeamNotice,
  { team, now }: { team: readonly string[]; now: string },
): Promise<void> {
  for (const person of team) {
    const to = { person }
    await createOnce(
      store,
      at,
      queued({ id: id(person), kind, to, about: { scope: 'arrangements', id: about }, now }),
    )
  }
}

type CardOn = (arrangements: Arrangements, today: Day, about: string) => Promise<CardMessage | undefined>

/** A notice as it stands when it is sent; without a card there is nothing to tell any more. */
export const noticeKind = (store: Store, card: CardOn): DeliveryKind => ({
  ifUnknown: 'repeat',
  fallback: 'mention',
  async card({ about }, { partnership, now }) {
    const arrangements = await loadArrangements(store, partnership)
    return arrangements && card(arrangements, dayOf(now), about.id)
  },
})

type Words = { heading: string; summary?: string; what: string; asked: string }

export const noticeCard = ({ heading, summary = heading, what, asked }: Words): CardMessage => ({
  template: 'chasing/vacancy',
  summary,
  data: { heading, what, asked },
})
