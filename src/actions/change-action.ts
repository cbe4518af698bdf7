import type { CardMessage } from '../card-message.ts'
import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { businessTeam, groupPartition, loadNames } from '../partnership/records.ts'
import { chairsOn } from '../partnership/who.ts'
import type { Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { type Action, actionDraft, actionId } from './action.ts'
import { actionCard, historyLine } from './action-card.ts'
import { type ActionVerb, decide, transitions } from './action-transitions.ts'
import type { ActionPorts } from './ports.ts'
import { groupOfRef, rolesOn, type Seen, seeAction } from './see-action.ts'

/** What somebody asks to be done to an action: pressed (with the version their card had) or typed (without). */
export type ChangeRequest = {
  ref: string
  verb: ActionVerb
  note: string
  version?: number | undefined
  /** What to show afterwards: the list that was pressed, or else the action's own card. */
  view?: string | undefined
}

export const noSuchAction: { text: string } = {
  text: 'No action with that ref is in a log you can see. Type my actions for yours, or log and a group’s code for its log.',
}

/**
 * Changes one action as asked, if the workflow allows it and nobody changed it first. A press on a stale card
 * overwrites nothing: the reader gets the action as it is now, and a line on what changed.
 */
export function changeAction(ports: ActionPorts, context: Context, request: ChangeRequest): Promise<Answer> {
  const { who, today } = context
  const group = groupOfRef(who, request.ref)
  if (!group) return Promise.resolve(noSuchAction)
  const partition = groupPartition(who.partnership.partnership.id, group.id)
  return decideOnce(ports.store, partition, context, async () => {
    const seen = await seeAction(ports.store, who, request.ref, today)
    if (!seen) return { writes: [], reply: noSuchAction }
    const { action, roles } = seen
    const stale = request.version !== undefined && request.version !== action.version
    if (stale) return { writes: [], reply: await asItIsNow(ports, context, seen, request.note) }
    const decision = decide(action, { verb: request.verb, roles, note: request.note })
    if ('refused' in decision) {
      const card = await cardOf(ports, context, seen, {
        notice: decision.refused.join(' '),
        typed: request.note,
      })
      return { writes: [], reply: { card } }
    }
    const changed = applied(action, context, request, decision.next)
    const writes = await writesFor(ports, context, { seen, changed, verb: request.verb })
    const notice = `${action.ref}: you ${transitions[request.verb].past}. Thank you.`
    return { writes, reply: { view: request.view ?? `action:${action.ref}`, notice } }
  })
}

function applied(
  action: Action,
  { who, now }: Context,
  { verb, note }: ChangeRequest,
  status: Action['status'],
): Action {
  const entry = { at: now, by: who.person.id, verb, ...(note.trim() === '' ? {} : { note: note.trim() }) }
  return { ...action, status, version: action.version + 1, history: [...action.history, entry] }
}

async function writesFor(
  ports: ActionPorts,
  { who, now, today }: Context,
  { seen, changed, verb }: { seen: Seen; changed: Action; verb: ActionVerb },
): Promise<Write[]> {
  const wakeAt = ports.nextAttention(changed, who.partnership)
  const told = await toldOf(ports, { who, today }, { seen, changed, verb })
  const about = { scope: seen.doc.scope, id: actionId(changed.ref) }
  const notices = told
    .filter(person => person !== who.person.id)
    .map(person =>
      queued({
        id: `${verb}:${changed.ref}:${changed.version}:${person}`,
        kind: `action-${verb}`,
        to: { person },
        about,
        now,
      }),
    )
  return [
    { replace: actionDraft(changed, wakeAt), etag: seen.doc.etag },
    ...notices.map(create => ({ create })),
  ]
}

/** Who is told of a change: of ‘done’ the chairs, or the business team where no chair is held; of their answer the owner. */
async function toldOf(
  { store }: ActionPorts,
  { who, today }: Pick<Context, 'who' | 'today'>,
  { seen, changed, verb }: { seen: Seen; changed: Action; verb: ActionVerb },
): Promise<string[]> {
  if (verb === 'update') return []
  if (verb !== 'done') return [changed.owner.person]
  const chairs = chairsOn(seen.group, today)
  if (chairs.length > 0) return chairs
  return (await businessTeam(store, who.partnership.partnership.id, today)).map(person => person.id)
}

async function asItIsNow(ports: ActionPorts, context: Context, seen: Seen, typed: string): Promise<Answer> {
  const latest = seen.action.history.at(-1)
  const names = await namesIn(ports, context, seen.action)
  const what = latest ? historyLine(latest, context.today, names) : 'it was changed'
  const notice = `Nothing was changed by your press: this moved on since your card was made. ${what}.`
  return { card: await cardOf(ports, context, seen, { notice, typed }) }
}

/** The action's card as this reader sees it. */
export async function cardOf(
  ports: Pick<ActionPorts, 'store'>,
  { who, today }: Pick<Context, 'who' | 'today'>,
  { action, group }: Pick<Seen, 'action' | 'group'>,
  more: { notice?: string; typed?: string; heading?: string } = {},
): Promise<CardMessage> {
  const names = await namesIn(ports, { who }, action)
  const roles = rolesOn(who, group, action, today)
  const calendar = who.partnership.partnership
  return actionCard({
    action,
    group,
    roles,
    heading: more.heading ?? action.ref,
    today,
    calendar,
    names,
    ...more,
  })
}

function namesIn({ store }: Pick<ActionPorts, 'store'>, { who }: Pick<Context, 'who'>, action: Action) {
  const people = [action.owner.person, ...action.history.map(entry => entry.by)]
  return loadNames(store, who.partnership.partnership.id, people, [who.person])
}
