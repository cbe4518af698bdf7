import type { CardMessage } from '../card-message.ts'
import type { Delivery, DeliveryKind } from '../delivery/delivery.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { loadNames, whoIs } from '../partnership/records.ts'
import type { Who } from '../partnership/who.ts'
import { type Action, readAction } from './action.ts'
import { isTakenBack } from './action-history.ts'
import { handedOverCard } from './handed-over-card.ts'
import type { ActionPorts } from './ports.ts'
import { type Seen, seeAction } from './see-action.ts'
import { cardOf } from './show-action.ts'
import { noLongerOwner } from './tell-of-step.ts'

/** The action as it is when its news is sent, and what its reader is to it: whoever may not see it has seen nothing of it. */
type Reader = { who: Who; today: Day; action: Action; seen: Seen | undefined; isUndone: boolean }

type NewsCard = (delivery: Delivery, reader: Reader) => Promise<CardMessage | undefined>

/**
 * News of a step, to one person: the action as it is when it is sent, as that person may see it. Nothing is said of a step
 * that was taken back before.
 */
export function stepNews(ports: ActionPorts, heading: string): DeliveryKind {
  return newsKind(ports, async ({ updates }, { who, today, seen, isUndone }) => {
    if (!seen || (isUndone && !updates)) return undefined
    const said = isUndone ? 'Taken back by the person who said it' : heading
    return cardOf(ports, { who, today }, seen, { heading: `${said}: ${seen.action.ref}` })
  })
}

/**
 * News of whom an action is with, to somebody who owns or owned it: while it is theirs, the action; if it is not, whose it
 * is, for which nobody need be able to see it. Nothing is said to whom nothing was said before.
 */
export function ownerNews(ports: ActionPorts, heading: string): DeliveryKind {
  return newsKind(ports, async ({ kind, updates }, reader) => {
    const { who, today, seen, isUndone } = reader
    const isTheirs = seen?.roles.includes('owner') === true
    const isGone = kind === noLongerOwner
    if (!updates && (isUndone || isTheirs === isGone)) return undefined
    return seen && isTheirs
      ? cardOf(ports, { who, today }, seen, { heading: `${heading}: ${seen.action.ref}` })
      : notTheirs(ports, { ...reader, isUndone: isUndone && !isGone })
  })
}

async function notTheirs(
  { store }: ActionPorts,
  { who, action, seen, isUndone }: Reader,
): Promise<CardMessage> {
  const theirs = action.owners.filter(({ agency }) => agency === who.person.agency)
  const owners = (action.eachAgency && theirs.length > 0 ? theirs : action.owners).map(({ person }) => person)
  const names = await loadNames(store, who.partnership.partnership.id, owners)
  return handedOverCard({
    action,
    owners: owners.map(names),
    mayOpen: seen !== undefined,
    takenBack: isUndone,
  })
}

function newsKind({ store }: ActionPorts, cardFor: NewsCard): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card(delivery, { partnership, now }) {
      if (!('person' in delivery.to)) return undefined
      const { id, version, scope } = delivery.about
      const today = dayOf(now)
      const who = await whoIs(store, partnership, delivery.to.person, today)
      const seen = who && (await seeAction(store, who, id.replace('action:', ''), today))
      const doc = seen?.doc ?? (await store.get({ partnership, scope }, id))
      if (!who || !doc) return undefined
      const action = seen?.action ?? readAction(doc)
      const isUndone = version !== undefined && isTakenBack(action, version)
      return cardFor(delivery, { who, today, action, seen, isUndone })
    },
  }
}
