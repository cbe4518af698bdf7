import { z } from 'zod'
import { queued } from '../delivery/delivery.ts'
import type { Context } from '../feature.ts'
import { codeOf } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { groupPartition, loadArrangements } from '../partnership/records.ts'
import { chairsAsked, groupById } from '../partnership/who.ts'
import { AlreadyExists, type Doc, type Write } from '../ports/store.ts'
import {
  type Action,
  actionDraft,
  actionId,
  counterDraft,
  counterId,
  formatRef,
  nextSerial,
  readAction,
} from './action.ts'
import { boardUpdates } from './log-board.ts'
import type { ActionPorts } from './ports.ts'
import type { Seen } from './see-action.ts'

const transferBody = z.object({ schema: z.literal(1), ref: z.string(), group: z.string(), by: z.string() })
const arrivalBody = z.object({ schema: z.literal(1), ref: z.string() })

/** Puts a transfer in line, in the commit that takes the action out of its group's log. */
export function transferWrites(seen: Seen, group: string, { who, now }: Context): Write[] {
  const { ref } = seen.action
  const body = { schema: 1, ref, group, by: who.person.id }
  return [{ create: { id: `transfer:${ref}`, type: 'transfer', body, tags: [], sort: now, wakeAt: now } }]
}

/**
 * Brings an action with its whole history into the other group's log, under a ref of its own, and notes that ref on
 * the old one. Each log is a commit of its own: stopped between the two, it goes on where it was, and a second run
 * finds what the first one made.
 */
export async function carryTransfer(ports: ActionPorts, doc: Doc, now: string): Promise<void> {
  const { ref, group } = transferBody.parse(doc.body)
  const source = await ports.store.get(doc, actionId(ref))
  if (!source) return void (await ports.store.commit(doc, [{ delete: doc.id, etag: doc.etag }]))
  const action = readAction(source)
  const movedTo = await arrive(ports, action, { partnership: doc.partnership, group, now })
  await ports.store.commit(doc, [
    { replace: actionDraft({ ...action, movedTo }, undefined), etag: source.etag },
    { delete: doc.id, etag: doc.etag },
  ])
}

type Arrival = { partnership: string; group: string; now: string }

async function arrive(
  ports: ActionPorts,
  old: Action,
  { partnership, group: id, now }: Arrival,
): Promise<string> {
  const arrangements = await loadArrangements(ports.store, partnership)
  if (!arrangements) throw new Error('An action belongs to a partnership whose arrangements are not kept.')
  const group = groupById(arrangements, id)
  const partition = groupPartition(partnership, id)
  const arrival = `arrival:${old.ref}:${old.version}`
  const before = await ports.store.get(partition, arrival)
  if (before) return arrivalBody.parse(before.body).ref
  const today = dayOf(now)
  const counter = counterId(codeOf(group), today.slice(2, 4))
  const counted = await ports.store.get(partition, counter)
  const serial = nextSerial(counted)
  const ref = formatRef(codeOf(group), today, serial)
  const { movedTo: _, undoable: __, ...carried } = old
  const status = old.history.at(-1)?.verb === 'transfer' ? 'open' : old.status
  const owners = status === 'open' ? old.owners.map(({ person, agency }) => ({ person, agency })) : old.owners
  const action: Action = {
    ...carried,
    owners,
    ref,
    formerRefs: [...(old.formerRefs ?? []), old.ref],
    group: id,
    status,
    chasedOn: today,
    source: sourceOf(old),
  }
  const told = new Set([
    ...action.owners.map(owner => owner.person),
    ...chairsAsked(group, today, arrangements),
  ])
  try {
    await ports.store.commit(partition, [
      counted
        ? { replace: counterDraft(counter, serial), etag: counted.etag }
        : { create: counterDraft(counter, serial) },
      { create: actionDraft(action, ports.nextAttention(action, arrangements)) },
      ...(await boardUpdates(ports.store, partition, id, now)),
      { create: { id: arrival, type: 'arrival', body: { schema: 1, ref }, tags: [], sort: now } },
      ...arrivalNotices(action, told, now),
    ])
  } catch (error) {
    if (!(error instanceof AlreadyExists)) throw error
    return arrive(ports, old, { partnership, group: id, now })
  }
  return ref
}

const sourceOf = ({ source, ref }: Action): string =>
  source ? `${source.slice(0, 250)}; transferred from ${ref}` : `Transferred from ${ref}`

function arrivalNotices({ ref, group }: Action, told: ReadonlySet<string>, now: string): Write[] {
  const about = { scope: groupPartition('', group).scope, id: actionId(ref) }
  return [...told].map(person => ({
    create: queued({ id: `transfer:${ref}:${person}`, kind: 'action-transfer', to: { person }, about, now }),
  }))
}
