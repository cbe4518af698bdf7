import type { Delivery } from '../delivery/delivery.ts'
import { stoodBefore } from '../delivery/outcome-rules.ts'
import { moveMany } from '../delivery/queue-many.ts'
import { totals } from '../delivery/tally.ts'
import { dayOf, secondsAfter } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import { thawed } from './apply-step.ts'
import { askAgain, withAsked } from './ask-approval.ts'
import { lookUpPart } from './audience-list.ts'
import { sayGuests, sayUnmet } from './audience-words.ts'
import {
  approvalWaits,
  type Bulletin,
  bulletinDraft,
  convenor,
  type Job,
  readBulletin,
  reminderTally,
  tallyId,
} from './bulletin.ts'
import { newsDraft, toTell } from './bulletin-news.ts'
import { countPage } from './count-audience.ts'
import { loadTally } from './figures.ts'
import { leaversPage } from './leavers.ts'
import type { StepPorts } from './ports.ts'
import { progressDraft } from './progress-delivery.ts'
import { isRead, readingOf } from './reads.ts'
import { remindPage } from './remind.ts'
import { spreadPage } from './spread.ts'
import { finished, missedMoment, progressAt } from './wake-rules.ts'

/** So many deliveries are moved by one wake: others have their turn between. */
const mostMoved = 1000

/** What a wake makes of a bulletin, and what is told with it; both in one commit. */
type Woken = { bulletin: Bulletin; tell: Draft[] }

/**
 * A bulletin's moment: one part of its work, its time to leave, or a look at how far sending is. Every part can be done
 * again, and what was done stays as it is; stopped anywhere, it goes on there.
 */
export async function wakeBulletin({ store, known }: StepPorts, doc: Doc, now: string): Promise<void> {
  const before = readBulletin(doc)
  const [job, ...rest] = before.work
  const woken = job
    ? await work(store, doc, { bulletin: { ...before, work: rest }, job, now })
    : await look(store, doc, before, now)
  await store.commit(doc, [
    { replace: bulletinDraft(woken.bulletin, now), etag: doc.etag },
    ...woken.tell.map(create => ({ create })),
  ])
  known.forget(doc)
}

/** The bulletin without the job; where the job is not done, it is put back in front. */
type Working = { bulletin: Bulletin; job: Job; now: string }

async function work(store: Store, doc: Doc, working: Working): Promise<Woken> {
  const { bulletin, job, now } = working
  const again = (next: Job): Woken => ({
    bulletin: { ...bulletin, work: [next, ...bulletin.work] },
    tell: [],
  })
  const done: Woken = { bulletin, tell: [] }
  const moveTo = async (to: Moved['to'], from: Moved['from'], own?: string) => {
    for (const tally of own ? [own] : sentOf(bulletin)) {
      const move = { tally, from, to, now, limit: mostMoved, ...whyMoved(job) }
      const { more } = await moveMany(store, doc, move)
      if (more) return again(job)
    }
    return done
  }
  switch (job.kind) {
    case 'look-up':
      return lookUp(store, doc, { ...working, part: job.part })
    case 'count':
      return count(store, doc, working)
    case 'discard':
      return moveTo(unlessInDoubt, ['held', 'queued', 'unreachable'], job.tally)
    case 'gather':
      if (job.tally) return moveTo('held', job.states, job.tally)
      return moveTo(copy => unlessRead(store, doc, { bulletin, copy }), job.states, copiesOf(bulletin))
    case 'release':
      return moveTo('queued', ['held'], job.tally)
    case 'hold':
      return moveTo('held', ['queued'])
    case 'drop':
      // In this order: what is held meanwhile (howItStands) is found.
      return moveTo(asBefore, ['queued', 'held'])
    case 'spread':
    case 'remind':
    case 'leavers': {
      const next = await pages[job.kind](store, doc, working)
      return next === undefined ? done : again({ ...job, after: next } as Job)
    }
  }
}

const whyMoved = ({ kind }: Job) => (kind === 'drop' ? { reason: 'Sending was stopped before it left.' } : {})

const copiesOf = ({ ref, frozen }: Bulletin): string => tallyId(ref, frozen?.no ?? 1)

/** All that is paused, goes on and is cancelled together: copies, and reminders of them. */
const sentOf = (bulletin: Bulletin): string[] => [
  copiesOf(bulletin),
  ...bulletin.reminders.map(({ no }) => reminderTally(bulletin.ref, no)),
]

type Moved = Parameters<typeof moveMany>[2]

/** What is not to be sent again after all stands as it did: in doubt, out of reach, failed. */
const asBefore = async (copy: Delivery) => stoodBefore(copy) ?? 'not-needed'

/** Of an audience that counts no more, only what may have arrived matters. */
const unlessInDoubt = async (copy: Delivery) =>
  stoodBefore(copy) === 'unconfirmed' ? 'unconfirmed' : 'not-needed'

/** Who has read it as it is now has it, and gets no other. */
async function unlessRead(
  store: Store,
  doc: Doc,
  { bulletin, copy }: { bulletin: Bulletin; copy: Delivery },
) {
  if (!('person' in copy.to)) return 'held'
  const read = await readingOf(store, doc, { ref: bulletin.ref, person: copy.to.person })
  return isRead(bulletin, read) ? 'sent' : 'held'
}

/** Work that goes through many deliveries, a page at a time: each returns where the next page begins. */
const pages = { spread: spreadPage, remind: remindPage, leavers: leaversPage }

/** Not a new version: whoever has the draft's form open meanwhile can still keep what they write. */
async function lookUp(
  store: Store,
  doc: Doc,
  { bulletin, now, part }: Working & { part: number },
): Promise<Woken> {
  const { list } = bulletin.audience
  const end = await lookUpPart(store, doc, { bulletin, part, today: dayOf(now) })
  if (!list) return { bulletin, tell: [] }
  if (!end)
    return {
      bulletin: { ...bulletin, work: [{ kind: 'look-up', part: part + 1 }, ...bulletin.work] },
      tell: [],
    }
  const history = [...bulletin.history, { at: now, by: convenor, what: end.found }]
  const found = { ...bulletin, audience: end.audience, history }
  return { bulletin: found, tell: [newsDraft(found, bulletin.author, now, list.id)] }
}

async function count(store: Store, doc: Doc, { bulletin: before, job, now }: Working): Promise<Woken> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements || job.kind !== 'count') return { bulletin: before, tell: [] }
  const today = dayOf(now)
  const counting = { arrangements, bulletin: before, now, today, after: job.after }
  const { bulletin, next: after } = await countPage(store, doc, counting)
  if (!bulletin.frozen) return { bulletin, tell: [] }
  if (after) return { bulletin: { ...bulletin, work: [{ ...job, after }, ...bulletin.work] }, tell: [] }
  const tally = await loadTally(store, doc, tallyId(bulletin.ref, bulletin.frozen.no))
  const total = Object.values(totals(tally)).reduce((sum, one) => sum + one, 0)
  const frozen = { ...bulletin.frozen, done: true, total }
  if (total === 0) {
    const what =
      `found nobody who fits its audience; it is a draft again${sayGuests(frozen)}. ${sayUnmet(frozen, arrangements)}`.trim()
    return told(store, doc, { bulletin: thawed({ ...bulletin, frozen, status: 'draft' }), what, now })
  }
  const counted = await withAsked(store, arrangements, { ...bulletin, frozen }, { now })
  const people = [...new Set([...(counted.asked?.people ?? []), bulletin.author])]
  return { bulletin: counted, tell: people.map(person => newsDraft(counted, person, now)) }
}

/** Something happened by itself: the history says so, and those concerned hear of it. */
async function told(
  store: Store,
  { partnership }: Doc,
  { bulletin, what, now }: { bulletin: Bulletin; what: string; now: string },
): Promise<Woken> {
  const history = [...bulletin.history, { at: now, by: convenor, what }]
  const changed = { ...bulletin, version: bulletin.version + 1, history }
  const people = await toTell(store, partnership, bulletin, now)
  return { bulletin: changed, tell: people.map(person => newsDraft(changed, person, now)) }
}

async function look(store: Store, doc: Doc, bulletin: Bulletin, now: string): Promise<Woken> {
  if (bulletin.status === 'scheduled' && bulletin.sendAt && bulletin.sendAt <= now)
    return leave(store, doc, { bulletin, sendAt: bulletin.sendAt, now })
  if (approvalWaits(bulletin) && (bulletin.asked?.nextAt ?? `${now}~`) <= now) {
    const arrangements = await loadArrangements(store, doc.partnership)
    if (arrangements) return askAgain(store, arrangements, bulletin, now)
  }
  if (bulletin.status !== 'sending') return { bulletin, tell: [] }
  const [counts = {}, ...reminders] = await Promise.all(
    sentOf(bulletin).map(async id => totals(await loadTally(store, doc, id))),
  )
  const progress = progressAt(bulletin, counts, now)
  const moved: Bulletin = { ...bulletin, progress }
  const card = progressDraft(bulletin, now, `${progress.shown}`)
  const shown = { bulletin: moved, tell: card ? [card] : [] }
  const end = finished(counts)
  if (end === 'empty') {
    const what = 'found nobody of its audience left when it was to be sent; it is a draft again'
    const draft = thawed({ ...moved, status: 'draft', approved: undefined, sending: undefined })
    return told(store, doc, { bulletin: { ...draft, progress: undefined }, what, now })
  }
  // What was taken back by a pause that is over goes on.
  if ([counts, ...reminders].some(({ held = 0 }) => held > 0))
    return { ...shown, bulletin: { ...moved, work: [{ kind: 'release' }] } }
  return end === 'sent'
    ? { ...shown, bulletin: { ...moved, status: 'sent', version: moved.version + 1 } }
    : shown
}

/** Its time has come. Long past, since nobody was awake, it is asked about instead: the moment was chosen for a reason. */
async function leave(
  store: Store,
  doc: Doc,
  { bulletin, sendAt, now }: { bulletin: Bulletin; sendAt: string; now: string },
): Promise<Woken> {
  if (missedMoment(sendAt, now)) {
    const what =
      'missed its moment, since Convenor was not running: nothing was sent. Send it now, or choose another time'
    return told(store, doc, { bulletin: { ...bulletin, status: 'approved', sendAt: undefined }, what, now })
  }
  const by = bulletin.history.findLast(entry => entry.what.startsWith('set its time'))?.by ?? bulletin.author
  const run = (bulletin.sending?.run ?? 0) + 1
  const sending: Bulletin = {
    ...bulletin,
    status: 'sending',
    version: bulletin.version + 1,
    sendAt: undefined,
    sending: { by, at: now, run },
    work: [{ kind: 'leavers' }, { kind: 'release' }],
    history: [...bulletin.history, { at: secondsAfter(now, 0), by: convenor, what: 'began to send it' }],
  }
  const card = progressDraft(sending, now)
  return { bulletin: sending, tell: card ? [card] : [] }
}
