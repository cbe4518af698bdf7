import { z } from 'zod'
import type { Answer, Context, Feature } from '../feature.ts'
import { codeOf } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { loadArrangements } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Reply } from '../ports/bot.ts'
import type { Log } from '../ports/log.ts'
import { readNumber } from '../ports/pages.ts'
import type { Doc, Store } from '../ports/store.ts'
import type { DeliveryKind, Lane } from './delivery.ts'
import { deliveryWriter } from './delivery-writer.ts'
import { forAnother, leaveAlone } from './for-another.ts'
import { mentionCard } from './mention.ts'
import { reachedAt } from './places.ts'
import { carryRequeue } from './requeue.ts'
import { seeUnreachable } from './see-unreachable.ts'
import { type SendPorts, sendDelivery } from './send-delivery.ts'
import { sendDue } from './send-due.ts'
import { tellTeam } from './tell-team.ts'
import { noteReachable } from './unreachable.ts'

export type DeliveryPorts = Omit<SendPorts, 'writer'> & { log: Log }

/** Deliveries: sent when their moment comes, to where people and groups are; and who cannot be reached. */
export function deliveryFeature(ports: DeliveryPorts): Feature {
  const { store } = ports
  const deliveries = ownKinds(store)
  const kinds = { ...ports.kinds, ...deliveries }
  const writer = deliveryWriter(store)
  const sending: SendPorts = { ...ports, kinds, writer }
  const send = async (doc: Doc) => {
    const another = await forAnother(sending, doc, ports.clock.now())
    if (another) return leaveAlone(writer, doc, another)
    return sendDelivery(sending, doc)
  }
  const lane = (name: Lane) => (partnership: string) =>
    sendDue({ ...ports, send, stopped: ports.pacer.stopped }, partnership, name)
  return {
    commands: [
      {
        usage: 'link QIO',
        means: 'make this channel or chat the group’s (chairs and business team)',
        section: 'For chairs',
        audience: 'chairs',
        pattern: /^link(?:\s+(\S+))?$/i,
        everywhere: true,
        run: (context, [, code = '']) => linkGroup(ports, context, code),
      },
      {
        usage: 'unreachable',
        means: 'who cannot be reached, and what helps (business team)',
        section: 'For the business team',
        audience: 'business-team',
        pattern: /^unreachable(?:\s+(\d{1,3}))?$/i,
        run: async (_, [, page = '1']) => ({ view: `unreachable:${page}` }),
      },
    ],
    verbs: {
      'delivery.unreachable': async (_, data) => ({ view: `unreachable:${onPage.parse(data).page}` }),
    },
    views: { unreachable: (context, page) => showUnreachable(store, context, readNumber(page)) },
    // Deliveries wait in lanes; those of an earlier version may still be in none.
    wakes: {
      delivery: send,
      requeue: (doc, now) => carryRequeue(store, doc, now),
      'unreachable-tell': (doc, now) => tellTeam(store, doc, now),
    },
    lanes: { post: lane('post'), bulk: lane('bulk') },
    deliveries,
  }
}

const onPage = z.object({ page: z.coerce.number().int().min(1).max(999) })

function ownKinds(store: Store): Record<string, DeliveryKind> {
  return {
    mention: { ifUnknown: 'leave', card: (delivery, at) => mentionCard(store, delivery, at) },
    'unreachable-news': {
      ifUnknown: 'repeat',
      async card(delivery, { partnership, now }) {
        if (delivery.day !== dayOf(now)) return undefined
        const arrangements = await loadArrangements(store, partnership)
        return arrangements && seeUnreachable(store, arrangements, now)
      },
    },
  }
}

async function showUnreachable(store: Store, { who, now }: Context, page: number): Promise<Reply> {
  if (!who.person.businessTeam) return { text: 'Who cannot be reached is shown to the business team only.' }
  const card = await seeUnreachable(store, who.partnership, now, page)
  return card ? { card } : { text: 'Everybody who was written to could be reached.' }
}

/** Binds this channel or chat to a group: its agendas come here. What waited for a place is sent. Repeated, no change. */
async function linkGroup(
  ports: DeliveryPorts,
  { who, place, now, today }: Context,
  code: string,
): Promise<Answer> {
  const group = findGroup(who.partnership, code)
  if (!group || !may(who, 'link-group', group, today)) {
    return {
      text: 'Write link and a group’s code, such as link QIO. Its chairs and the business team can do this.',
    }
  }
  if (place.kind === 'personal')
    return { text: `Type link ${codeOf(group)} in the channel or group chat that ${group.name} uses.` }
  const partnership = who.partnership.partnership.id
  const to = { group: group.id }
  await noteReachable(ports.store, partnership, to)
  await reachedAt(ports.store, { partnership, to, now }, { at: place, again: true })
  return { text: `This is now where ${group.name} gets its agendas.` }
}
