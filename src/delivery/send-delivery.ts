import type { CardMessage } from '../card-message.ts'
import { secondsAfter } from '../partnership/day.ts'
import type { Clock } from '../ports/clock.ts'
import type { Metrics } from '../ports/log.ts'
import type { Messenger, Place } from '../ports/messenger.ts'
import type { Doc, Store } from '../ports/store.ts'
import { attempted, cardStandsSeconds, type Delivery, type DeliveryKind, readDelivery } from './delivery.ts'
import type { DeliveryWriter } from './delivery-writer.ts'
import { accountOf, chatAccount, forHolder } from './holder.ts'
import { insist } from './insist.ts'
import type { Failed, Outcome } from './outcome.ts'
import { judge, mayBeRepeat, type Verdict } from './outcome-rules.ts'
import type { Asked, Blocked, Pacer, Turn } from './pacer.ts'
import { findPlace, keepOpened } from './places.ts'
import { noteReach } from './reach.ts'
import { outOfReach } from './unreachable.ts'

/** A delivery still 'sending' after this long was interrupted: nobody knows what became of it. */
const interruptedAfterSeconds = 120

/** Put off a little longer than its conversation is held up, so that what waits there first goes first. */
const behindSeconds = 0.05

export type SendPorts = {
  store: Store
  messenger: Messenger
  clock: Clock
  metrics: Metrics
  pacer: Pacer
  writer: DeliveryWriter
  kinds: Readonly<Record<string, DeliveryKind>>
  /** Asked right before a request: false when this instance no longer leads, and then nothing is sent. */
  leads(partnership: string): Promise<boolean>
}

/** One delivery on its way: as it was read, and the kind it is of. */
type Job = { ports: SendPorts; doc: Doc; delivery: Delivery; kind: DeliveryKind }

/**
 * Sends one delivery whose moment has come, when the pace allows. 'Sending' is written before the request leaves, so
 * that a crash cannot hide an attempt; the outcome is written after. Done twice at once, by two instances even, the
 * second loses at the first write. Fails with StaleWrite when somebody else changed the delivery meanwhile.
 */
export async function sendDelivery(ports: SendPorts, doc: Doc): Promise<void> {
  const delivery = readDelivery(doc)
  const kind = ports.kinds[delivery.kind]
  if (!kind) {
    const reason = 'This version of Convenor does not know this kind of message.'
    return settle({ ports, doc, delivery }, { ...delivery, state: 'failed', reason })
  }
  const job: Job = { ports, doc, delivery, kind }
  if (delivery.state === 'sending') return interrupted(job)
  if (delivery.state !== 'queued') return settle(job, delivery)
  return delivery.updates ? updatePosted(job, delivery.updates) : postNew(job)
}

async function postNew(job: Job): Promise<void> {
  const { ports, doc, delivery } = job
  const at = { partnership: doc.partnership, to: delivery.to, now: ports.clock.now() }
  const place = await findPlace(ports.store, at)
  if ('known' in place) return post(job, place.known)
  if ('outcome' in place) return failed(job, place)
  const { open } = place
  const turn = await takeTurn(job, { tenant: open.tenantId })
  if (!turn) return
  const opened = await ports.messenger.openPersonal(open, turn.left)
  turn.ended('outcome' in opened ? opened : { outcome: 'sent', activityId: '' })
  if ('opened' in opened) {
    await keepOpened(ports.store, at, opened.opened)
    return post(job, opened.opened)
  }
  // Nothing was posted, and opening is safe to repeat: an unknown outcome is no more than a later try.
  const nothingPosted: Failed = { outcome: 'not-now', reason: 'Teams could not be reached.' }
  await failed(
    job,
    opened.outcome === 'unknown' ? nothingPosted : opened,
    accountOf({ tenant: open.tenantId, entraId: open.entraId }),
  )
}

async function post(job: Job, place: Place): Promise<void> {
  const { ports, doc, kind } = job
  const turn = await takeTurn(job, { tenant: place.tenantId, conversation: place.conversationId })
  if (!turn) return
  const begun = await begin(job, place).catch(error => {
    turn.unused()
    throw error
  })
  if (!begun) return turn.unused()
  const outcome = await ports.messenger.post(place, begun.message, turn.left)
  const now = ports.clock.now()
  const ended = attempted(forHolder(job.delivery, kind, place), now, outcome.outcome)
  const arrived = outcome.outcome === 'sent' || outcome.outcome === 'unknown'
  const posted = outcome.outcome === 'sent' ? { posted: { place, activityId: outcome.activityId } } : {}
  const verdict = judge(outcome, ended, kind, now)
  turn.ended(outcome, secondsUntil(verdict, now))
  const sent: Job = { ...job, doc: { ...doc, etag: begun.etag }, delivery: begun.sending }
  await insist(async () => {
    const reach = await noteReach(job, outcome, chatAccount(place))
    const shown = arrived ? refsOn(begun.message) : {}
    await settle(sent, { ...ended, ...shown, ...posted, ...stands(verdict), ...reach }, verdict.wakeAt)
  })
}

/** What a card of several refs held, for the record of what arrived. */
function refsOn({ shows, reaches = [], decides = [] }: CardMessage): Partial<Delivery> {
  return shows ? { shows: [...shows], reaches: [...reaches], decides: [...decides] } : {}
}

/** The card as the record is now, and 'sending' written. Undefined when there is nothing to send, or not by us. */
async function begin(
  job: Job,
  place: Place,
): Promise<{ message: CardMessage; sending: Delivery; etag: string } | undefined> {
  const { ports, doc, delivery } = job
  const made = ports.clock.now()
  const first = await cardOf(job)
  if (!first || !(await ports.leads(doc.partnership))) return undefined
  const now = ports.clock.now()
  const tried = forHolder(attempted(delivery, now, 'started'), job.kind, place)
  const sending: Delivery = { ...tried, state: 'sending', reason: undefined }
  const wakeAt = secondsAfter(now, interruptedAfterSeconds)
  const etag = await ports.writer.write(doc, {
    id: doc.id,
    now: sending,
    wakeAt,
    before: { delivery, etag: doc.etag },
  })
  const begun = { ...job, doc: { ...doc, etag }, delivery: sending }
  const slow = ports.clock.now() > secondsAfter(made, cardStandsSeconds)
  const message = slow ? await cardOf(begun, delivery) : first
  if (!message) return undefined
  const notice = 'You may have had this already: we could not tell whether it arrived.'
  return { message: mayBeRepeat(delivery) ? { ...message, notice } : message, sending, etag }
}

/**
 * Settles the delivery, as it was `before`, when there is nothing to show, or its cause was paused. What may have arrived
 * before, and is left in doubt then, stays in doubt.
 */
async function cardOf(job: Job, before = job.delivery): Promise<CardMessage | undefined> {
  const { ports, doc, kind } = job
  const message = await kind.card(before, { partnership: doc.partnership, now: ports.clock.now() })
  if (message && message !== 'hold') return message
  await settle(job, { ...before, ...(message === 'hold' ? await held(job) : over(before, kind)) })
  return undefined
}

/** Held, it counts as one that will arrive: of whoever is known to be out of reach that is not said. */
async function held({ ports, doc, delivery }: Job): Promise<Pick<Delivery, 'state' | 'reason' | 'why'>> {
  const known =
    'person' in delivery.to &&
    (await outOfReach(ports.store, {
      partnership: doc.partnership,
      person: delivery.to.person,
      now: ports.clock.now(),
    }))
  return known ? { state: 'unreachable', ...known } : { state: 'held', reason: undefined }
}

const over = (delivery: Delivery, { ifUnknown }: DeliveryKind): Pick<Delivery, 'state' | 'reason'> => ({
  state: ifUnknown === 'leave' && mayBeRepeat(delivery) ? 'unconfirmed' : 'not-needed',
  reason: undefined,
})

/** Brings a posted card up to date. Safe to repeat, so nothing is written before. Not posted yet: it will be posted as it is then. */
async function updatePosted(job: Job, original: string): Promise<void> {
  const { ports, doc, delivery, kind } = job
  const found = await ports.store.get(doc, original)
  const before = found && readDelivery(found)
  if (before?.state === 'sending')
    return failed(job, { outcome: 'not-now', reason: 'The card is being posted.' })
  if (!before?.posted) return settle(job, { ...delivery, ...unplaced(before) })
  const { place } = before.posted
  const turn = await takeTurn(job, { tenant: place.tenantId, conversation: place.conversationId })
  if (!turn) return
  const message = await cardOf(job).catch(error => {
    turn.unused()
    throw error
  })
  if (!message || !(await ports.leads(doc.partnership))) return turn.unused()
  const outcome = await ports.messenger.update(before.posted, message, turn.left)
  turn.ended(outcome)
  await failed({ ...job, kind: { ...kind, ifUnknown: 'repeat' } }, outcome, chatAccount(place))
}

/** What becomes of an edit of a card that nobody knows the place of. Never delivered, it is delivered as it is then. */
function unplaced(original: Delivery | undefined): Pick<Delivery, 'state' | 'reason'> {
  if (original?.state === 'sent')
    return { state: 'failed', reason: 'It is not known where this was posted, so it could not be changed.' }
  return original && mayBeRepeat(original)
    ? { state: 'unconfirmed', reason: 'It is not known whether this arrived, so it could not be changed.' }
    : { state: 'not-needed', reason: undefined }
}

/**
 * Waits for the pace. What would have to wait long is put off with the reason: that is no attempt, and however long a
 * tenant or conversation is held up, nothing fails by waiting for it.
 */
async function takeTurn(job: Job, where: Omit<Asked, 'urgent'>): Promise<Turn | undefined> {
  const { ports, delivery } = job
  const tenant = where.tenant.toLowerCase()
  const turn = await ports.pacer.turn({ ...where, tenant, urgent: delivery.tally === undefined })
  if ('left' in turn) return turn
  if (turn.reason !== undefined) await putOff(job, turn, turn.reason)
  return undefined
}

async function putOff(job: Job, { blockedForSeconds }: Blocked, reason: string): Promise<void> {
  const seconds = Math.max(blockedForSeconds + behindSeconds, 0.001)
  const wakeAt = secondsAfter(job.ports.clock.now(), seconds)
  await settle(job, { ...job.delivery, state: 'queued', reason }, wakeAt)
}

/** The process died, or lost its store, between 'sending' and the outcome: that is an unknown outcome. */
async function interrupted(job: Job): Promise<void> {
  const outcome: Outcome = { outcome: 'unknown', reason: 'Convenor stopped while sending this.' }
  const verdict = judge(outcome, job.delivery, job.kind, job.ports.clock.now())
  await settle(job, { ...job.delivery, ...stands(verdict) }, verdict.wakeAt)
}

/** Records an attempt that was not written down before it was made, and in whose chat it was. */
async function failed(job: Job, outcome: Outcome, account?: string): Promise<void> {
  const now = job.ports.clock.now()
  const ended = attempted(job.delivery, now, outcome.outcome)
  const verdict = judge(outcome, ended, job.kind, now)
  const reach = await noteReach(job, outcome, account)
  await settle(job, { ...ended, ...stands(verdict), ...reach }, verdict.wakeAt)
}

const stands = ({ state, reason, why }: Verdict): Pick<Delivery, 'state' | 'reason' | 'why'> => ({
  state,
  reason,
  why,
})

const secondsUntil = ({ wakeAt }: Verdict, now: string): number | undefined =>
  wakeAt === undefined ? undefined : (Date.parse(wakeAt) - Date.parse(now)) / 1000

async function settle(job: Omit<Job, 'kind'>, now: Delivery, wakeAt?: string): Promise<void> {
  const { ports, doc, delivery } = job
  await ports.writer.write(doc, { id: doc.id, now, wakeAt, before: { delivery, etag: doc.etag } })
  ports.metrics.count('deliveries_total', { kind: now.kind, state: now.state })
}
