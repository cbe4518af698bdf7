import type { Answer, Context, Feature } from '../feature.ts'
import { codeOf } from '../partnership/arrangements.ts'
import { may } from '../partnership/permissions.ts'
import { findGroup } from '../partnership/who.ts'
import type { Log } from '../ports/log.ts'
import type { Doc } from '../ports/store.ts'
import type { Lane } from './delivery.ts'
import { deliveryWriter } from './delivery-writer.ts'
import { keepPlace } from './places.ts'
import { requeueUnreachable } from './requeue.ts'
import { type SendPorts, sendDelivery } from './send-delivery.ts'
import { sendDue } from './send-due.ts'

export type DeliveryPorts = Omit<SendPorts, 'writer'> & { log: Log }

/** Deliveries: sent when their moment comes, to where people and groups are. */
export function deliveryFeature(ports: DeliveryPorts): Feature {
  const sending: SendPorts = { ...ports, writer: deliveryWriter(ports.store) }
  const send = (doc: Doc) => sendDelivery(sending, doc)
  const lane = (name: Lane) => (partnership: string) => sendDue({ ...ports, send }, partnership, name)
  return {
    commands: [
      {
        usage: 'link QIO',
        means: 'make this channel or chat the group’s (chairs and business team)',
        pattern: /^link(?:\s+(\S+))?$/i,
        everywhere: true,
        run: (context, [, code = '']) => linkGroup(ports, context, code),
      },
    ],
    // Deliveries wait in lanes; those of an earlier version may still be in none.
    wakes: { delivery: send },
    lanes: { post: lane('post'), bulk: lane('bulk') },
  }
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
  await keepPlace(ports.store, partnership, { group: group.id }, place)
  await requeueUnreachable(ports.store, partnership, now, { group: group.id })
  return { text: `This is now where ${group.name} gets its agendas.` }
}
