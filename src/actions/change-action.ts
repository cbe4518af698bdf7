import type { Answer, Context } from '../feature.ts'
import { groupPartition } from '../partnership/records.ts'
import type { Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { type Action, actionDraft, type HistoryEntry, type Owner } from './action.ts'
import { clip, historyLine } from './action-card.ts'
import { standing } from './action-history.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { agendasAfter } from './agendas-after.ts'
import { type Applied, applyStep } from './apply-step.ts'
import { authorOf } from './author.ts'
import { inPlace } from './decide-step.ts'
import { type Asked, findStep, withWhose } from './find-step.ts'
import { boardUpdates } from './log-board.ts'
import type { ActionPorts, AgendaItem } from './ports.ts'
import { groupOfRef, type Seen, seeAction } from './see-action.ts'
import { settledBy } from './settle-raised.ts'
import { cardOf, namesIn } from './show-action.ts'
import { stepCardFor } from './step-form.ts'
import { type News, newsDraft, newsOf, supersededNews } from './tell-of-step.ts'
import { transferWrites } from './transfer-action.ts'
import { whatIsNext } from './what-is-next.ts'
import { answersMeant } from './whose-answer.ts'

/** What somebody asks to be done to an action: pressed (with the version their card had) or typed (without). */
export type ChangeRequest = Asked & {
  ref: string
  version?: number | undefined
  /** What to show afterwards: the list that was pressed, or else the action's own card. */
  view?: string | undefined
}

export const noSuchAction: { text: string } = {
  text: 'No action with that ref is in a log you can see. Type my actions for yours, or log and a group’s code for its log.',
}

/**
 * Changes one action as asked, if the workflow allows it. What is asked on a card that others have gone on from
 * is done where the two do not conflict; else nothing is, and the reader gets the action as it is now with a line on
 * what changed. So too what is typed while another step is on its way. The same words pressed twice on one card are
 * said once. Refused, it comes back with every reason and with what was typed.
 */
export function changeAction(ports: ActionPorts, context: Context, asked: ChangeRequest): Promise<Answer> {
  let firstSeen = asked.version
  return onAction(ports, context, asked.ref, async seen => {
    const { action } = seen
    firstSeen ??= action.version
    const author = authorOf(context, seen)
    const request = withWhose(action, { ...asked, version: firstSeen }, { author, context })
    if (saidAlready(action, request, author.person)) return { writes: [], reply: thanks(action, request) }
    const wanted = await findStep(ports.store, context, request)
    if (conflicts(action, request, answersMeant(action, wanted, author)))
      return { writes: [], reply: await asItIsNow(ports, context, seen, asked) }
    const item =
      request.verb === 'to-agenda'
        ? await ports.agendaItem(seen.doc, itemOf(seen, context, request.note))
        : undefined
    const step = { ...wanted, meeting: item?.meeting }
    const applied = applyStep(action, step, author)
    if ('refused' in applied)
      return { writes: [], reply: await askedAgain(ports, context, seen, { request, ...applied }) }
    const told = await newsOf(ports, context, { group: seen.group, before: action, ...applied })
    const writes = [
      ...(await writesFor(ports, context, seen, { ...applied, told })),
      ...(item?.writes ?? (await agendasAfter(ports, context, seen, applied.changed))),
      ...(step.verb === 'transfer' && step.group ? transferWrites(seen, step.group.id, context) : []),
    ]
    const fresh = async () => ({
      card: await cardOf(ports, context, { action: applied.changed, group: seen.group }),
    })
    const next = await whatIsNext(ports.store, context, {
      before: action,
      ...applied,
      told: told.map(({ person }) => person),
    })
    const reply = thanks(action, { ...request, verb: applied.verb }, next)
    return { writes, reply: { ...reply, ...(reply.view === `action:${action.ref}` ? { fresh } : {}) } }
  })
}

/** The card to answer what could not be taken. An empty box on a list is a slip: the list stays, with what is to be written. */
async function askedAgain(
  ports: ActionPorts,
  context: Context,
  seen: Seen,
  { request, refused }: { request: ChangeRequest; refused: readonly string[] },
): Promise<Answer> {
  const { view } = request
  if (view && !view.startsWith('action:') && isWordless(request, refused))
    return { view, notice: `${seen.action.ref}: ${refused.join(' ')}` }
  return { card: await stepCardFor(ports, context, seen, { request, refused }) }
}

/** Whether all that a step lacks is words. */
const isWordless = ({ verb, note }: Asked, refused: readonly string[]): boolean =>
  inPlace.includes(verb) && note.trim() === '' && refused.every(reason => reason === transitions[verb].asks)

/** What is shown for a step that was taken. */
function thanks({ ref }: Action, { verb, view = `action:${ref}` }: ChangeRequest, next = '') {
  return { view, notice: `${ref}: you ${transitions[verb].past}. Thank you.${next === '' ? '' : ` ${next}`}` }
}

/** Whether this person said the same words on this very card already, and did not take them back: a second click is no second word. */
function saidAlready(action: Action, { version, verb, note }: ChangeRequest, person: string): boolean {
  if (!inPlace.includes(verb)) return false
  return standing(action.history.slice(version)).some(
    entry => entry.by === person && entry.verb === verb && (entry.note ?? '') === note.trim(),
  )
}

const mostQuestion = 300

function itemOf({ action }: Seen, { who, today, now }: Context, note: string): AgendaItem {
  const { ref, group, what } = action
  const about = { group, action: ref, by: who.person.id, today, now }
  return { ...about, title: `${ref}: ${clip(what, 80)}`, question: clip(note.trim(), mostQuestion) }
}

type Decide = (seen: Seen) => Promise<{ writes: Write[]; reply: Answer }>

/** Runs a decision on an action that the reader may see, once for a turn. */
export function onAction(ports: ActionPorts, context: Context, ref: string, decide: Decide): Promise<Answer> {
  const { who, today } = context
  const group = groupOfRef(who, ref)
  if (!group) return Promise.resolve(noSuchAction)
  const partition = groupPartition(who.partnership.partnership.id, group.id)
  return decideOnce(ports.store, partition, context, async () => {
    const seen = await seeAction(ports.store, who, ref, today)
    return seen ? decide(seen) : { writes: [], reply: noSuchAction }
  })
}

/** Whether others did something since the reader's card was made that this step may not simply follow. */
function conflicts(action: Action, { version, verb }: ChangeRequest, meant: readonly Owner[]): boolean {
  const later = action.history.slice(version)
  // An answer that was given and taken back meanwhile is as if it had not been.
  const since = verb === 'done' && action.eachAgency ? standing(later) : later
  const follows = (entry: HistoryEntry): boolean =>
    (entry.verb in transitions && transitions[entry.verb as ActionVerb].addsOnly === true) ||
    (verb === 'done' && isAnswerOfOthers(action, entry, meant))
  return !(since.every(follows) || transitions[verb].addsOnly)
}

/** Whether a step gave the answer of other agencies than those that are meant now: two of them do not conflict. */
function isAnswerOfOthers(
  { eachAgency, owners }: Action,
  { verb, at }: HistoryEntry,
  meant: readonly Owner[],
) {
  const given = owners.filter(owner => owner.answeredAt === at)
  return eachAgency && verb === 'done' && given.length > 0 && !given.some(owner => meant.includes(owner))
}

async function writesFor(
  ports: ActionPorts,
  context: Context,
  seen: Seen,
  { changed, verb, told }: Extract<Applied, { changed: Action }> & { told: readonly News[] },
): Promise<Write[]> {
  const wakeAt = ports.nextAttention(changed, context.who.partnership)
  const step = { partition: seen.doc, action: changed, verb, version: changed.version, now: context.now }
  const settled = settledBy(seen.action, changed)
  return [
    { replace: actionDraft(changed, wakeAt), etag: seen.doc.etag },
    ...told.map(news => ({ create: newsDraft(step, news) })),
    ...(await supersededNews(ports.store, step, told)),
    ...(settled ? [{ create: ports.settled(settled) }] : []),
    ...(await boardUpdates(ports.store, seen.doc, changed.group, context.now)),
  ]
}

async function asItIsNow(
  ports: ActionPorts,
  context: Context,
  seen: Seen,
  { note, version }: ChangeRequest,
): Promise<Answer> {
  const latest = seen.action.history.at(-1)
  const names = await namesIn(ports, context, seen.action)
  const what = latest ? historyLine(latest, context.today, names) : 'it was changed'
  const why =
    version === undefined
      ? 'Nothing was changed by what you typed: somebody changed this in the same moment.'
      : 'Nothing was changed by your press: this moved on since your card was made.'
  return { card: await cardOf(ports, context, seen, { notice: `${why} ${what}.`, typed: note }) }
}
