import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { isAway } from '../partnership/local-rules.ts'
import { businessTeam, groupPartition } from '../partnership/records.ts'
import { leadsOn } from '../partnership/who.ts'
import type { Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { type Action, actionDraft, actionId } from './action.ts'
import { clip, historyLine } from './action-card.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { askedToAgree } from './agreement.ts'
import { type Applied, type Author, applyStep, undoStep } from './apply-step.ts'
import { type Asked, findStep } from './find-step.ts'
import { boardUpdates } from './log-board.ts'
import type { ActionPorts, AgendaItem } from './ports.ts'
import { groupOfRef, type Seen, seeAction } from './see-action.ts'
import { cardOf, namesIn } from './show-action.ts'
import { stepCardFor } from './step-form.ts'
import { transferWrites } from './transfer-action.ts'

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
 * what changed. Refused, it comes back with every reason and with what was typed.
 */
export function changeAction(ports: ActionPorts, context: Context, request: ChangeRequest): Promise<Answer> {
  return onAction(ports, context, request.ref, async seen => {
    const { action } = seen
    if (conflicts(action, request))
      return { writes: [], reply: await asItIsNow(ports, context, seen, request.note) }
    const item =
      request.verb === 'to-agenda' ? await ports.agendaItem(seen.doc, itemOf(seen, context)) : undefined
    const step = { ...(await findStep(ports.store, context, request)), meeting: item?.meeting }
    const applied = applyStep(action, step, authorOf(context, seen))
    if ('refused' in applied) {
      const card = await stepCardFor(ports, context, seen, { request, refused: applied.refused })
      return { writes: [], reply: { card } }
    }
    const writes = [
      ...(await writesFor(ports, context, seen, applied)),
      ...(item?.writes ?? []),
      ...(step.verb === 'transfer' && step.group ? transferWrites(seen, step.group.id, context) : []),
    ]
    const notice = `${action.ref}: you ${transitions[applied.verb].past}. Thank you.`
    const own = `action:${action.ref}`
    const { view = own } = request
    const fresh = async () => ({
      card: await cardOf(ports, context, { action: applied.changed, group: seen.group }),
    })
    return { writes, reply: { view, notice, ...(view === own ? { fresh } : {}) } }
  })
}

const itemOf = ({ action }: Seen, { who, today, now }: Context): AgendaItem => ({
  group: action.group,
  title: `${action.ref}: ${clip(action.what, 80)}`,
  by: who.person.id,
  today,
  now,
})

/** Takes back one's own last step, within ten minutes. Who was told of it sees that it was taken back. */
export function undoAction(ports: ActionPorts, context: Context, ref: string): Promise<Answer> {
  return onAction(ports, context, ref, async seen => {
    const { action } = seen
    const undone = undoStep(action, { person: context.who.person.id, now: context.now })
    if ('refused' in undone)
      return {
        writes: [],
        reply: { card: await cardOf(ports, context, seen, { notice: undone.refused.join(' ') }) },
      }
    const last = action.history.at(-1)?.verb as ActionVerb
    const told = await toldOf(ports, context, seen, { changed: action, verb: last })
    const updates = told.map(person => {
      const posted = noticeId(last, action, person)
      const about = { scope: seen.doc.scope, id: actionId(action.ref), version: action.version }
      return queued({
        id: `${posted}:undone`,
        kind: `action-${last}`,
        to: { person },
        about,
        updates: posted,
        now: context.now,
      })
    })
    const wakeAt = ports.nextAttention(undone.changed, context.who.partnership)
    const writes: Write[] = [
      { replace: actionDraft(undone.changed, wakeAt), etag: seen.doc.etag },
      ...updates.map(create => ({ create })),
      ...(await boardUpdates(ports.store, seen.doc, action.group, context.now)),
    ]
    return { writes, reply: { view: `action:${ref}`, notice: `${ref}: your last step is taken back.` } }
  })
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
function conflicts(action: Action, { version, verb }: ChangeRequest): boolean {
  if (version === undefined || version === action.version) return false
  const since = action.history.slice(version)
  const onlyAdded = since.every(
    entry => entry.verb in transitions && transitions[entry.verb as ActionVerb].addsOnly,
  )
  return !(onlyAdded || transitions[verb].addsOnly)
}

export const authorOf = ({ who, now, today }: Context, { roles, group }: Seen): Author => ({
  person: who.person.id,
  roles,
  now,
  today,
  ownersMoveOnce: group.ownersMoveOnce ?? false,
  standsFor: [
    who.person.id,
    ...Object.entries(who.partnership.deputies ?? {}).flatMap(([owner, deputy]) =>
      deputy === who.person.id ? [owner] : [],
    ),
  ],
  leads: who.partnership.agencies
    .map(({ id }) => id)
    .filter(id => leadsOn(who.partnership, id, today).includes(who.person.id)),
})

async function writesFor(
  ports: ActionPorts,
  context: Context,
  seen: Seen,
  { changed, verb }: Extract<Applied, { changed: Action }>,
): Promise<Write[]> {
  const wakeAt = ports.nextAttention(changed, context.who.partnership)
  const about = { scope: seen.doc.scope, id: actionId(changed.ref), version: changed.version }
  const told = await toldOf(ports, context, seen, { changed, verb })
  const notices = told.map(person =>
    queued({
      id: noticeId(verb, changed, person),
      kind: `action-${verb}`,
      to: { person },
      about,
      now: context.now,
    }),
  )
  return [
    { replace: actionDraft(changed, wakeAt), etag: seen.doc.etag },
    ...notices.map(create => ({ create })),
    ...(await boardUpdates(ports.store, seen.doc, changed.group, context.now)),
  ]
}

const noticeId = (verb: ActionVerb, { ref, version }: Action, person: string): string =>
  `${verb}:${ref}:${version}:${person}`

/** Who is told of a step, but for whoever did it: the table says whom. Where no chair is held, the business team. */
async function toldOf(
  { store }: ActionPorts,
  { who, today }: Pick<Context, 'who' | 'today'>,
  seen: Pick<Seen, 'group' | 'action'>,
  { changed, verb }: { changed: Action; verb: ActionVerb },
): Promise<string[]> {
  const { told } = transitions[verb]
  const answeredForAgency = verb === 'done' && changed.status !== 'awaiting-agreement'
  if (answeredForAgency) return []
  const found: string[] = []
  if (told.includes('owners')) found.push(...changed.owners.map(owner => owner.person))
  if (told.includes('owners-before')) found.push(...seen.action.owners.map(owner => owner.person))
  if (told.includes('blocking-lead')) {
    const leads = leadsOn(who.partnership, changed.blockedBy ?? '', today)
    found.push(...leads.filter(lead => !isAway(who.partnership, lead, today)))
  }
  if (told.includes('chairs')) {
    const team = await businessTeam(store, who.partnership.partnership.id, today)
    const about = { group: seen.group, action: changed, team: team.map(person => person.id) }
    found.push(...askedToAgree(who.partnership, about, today))
  }
  return [...new Set(found)].filter(person => person !== who.person.id)
}

async function asItIsNow(ports: ActionPorts, context: Context, seen: Seen, typed: string): Promise<Answer> {
  const latest = seen.action.history.at(-1)
  const names = await namesIn(ports, context, seen.action)
  const what = latest ? historyLine(latest, context.today, names) : 'it was changed'
  const notice = `Nothing was changed by your press: this moved on since your card was made. ${what}.`
  return { card: await cardOf(ports, context, seen, { notice, typed }) }
}
