import { type Action, actionDraft, owing, readAction } from '../actions/index.ts'
import { queued } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { businessTeam, loadArrangements, peopleOf } from '../partnership/records.ts'
import { chairsOn, groupById } from '../partnership/who.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type ChaseStep, chasingHours, decideChase, nextAttention } from './chase-rules.ts'

/**
 * An action's morning has come: whoever its step goes to gets today's one chaser card, and the action is next
 * looked at on the morning of its next step. Outside chasing hours (the loop was down) it waits for the next
 * working morning. Doing it twice makes one card, since the card's id is made of the person and the day.
 */
export async function chaseAction(store: Store, doc: Doc, now: string): Promise<void> {
  const action = readAction(doc)
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('An action belongs to a partnership whose arrangements are not kept.')
  const calendar = arrangements.partnership
  const hours = chasingHours(now, calendar)
  if ('opensAt' in hours) {
    await store.commit(doc, [{ replace: actionDraft(action, hours.opensAt), etag: doc.etag }])
    return
  }
  const today = dayOf(now)
  const step = decideChase(action, calendar, today)
  const people = step ? await recipients(store, arrangements, { action, step, today }) : []
  for (const person of people) {
    const about = { scope: 'people', id: `person:${person}` }
    const chaser = queued({
      id: `chase:${person}:${today}`,
      kind: 'chaser',
      to: { person },
      about,
      day: today,
      now,
    })
    await createOnce(store, peopleOf(doc.partnership), chaser)
  }
  const dealtWith: Action = { ...action, chasedOn: today }
  await store.commit(doc, [
    { replace: actionDraft(dealtWith, nextAttention(dealtWith, calendar)), etag: doc.etag },
  ])
}

type Chase = { action: Action; step: ChaseStep; today: string }

/**
 * The people a step goes to. While another agency must act first, its lead is asked instead of the owners. A group
 * without a chair is answered for by the business team.
 */
async function recipients(
  store: Store,
  arrangements: Arrangements,
  { action, step, today }: Chase,
): Promise<string[]> {
  const leadOf = (agency: string | undefined) => arrangements.agencies.find(one => one.id === agency)?.lead
  const owners = owing(action)
  const blocker = action.status === 'blocked' ? leadOf(action.blockedBy) : undefined
  const found: (string | undefined)[] = []
  if (step.to.includes('owner')) found.push(...(blocker ? [blocker] : owners.map(owner => owner.person)))
  if (step.to.includes('deputy') && !blocker)
    found.push(...owners.map(owner => arrangements.deputies?.[owner.person]))
  if (step.to.includes('agency-lead')) found.push(...owners.map(owner => leadOf(owner.agency)))
  if (step.to.includes('chairs')) {
    const chairs = chairsOn(groupById(arrangements, action.group), today)
    const team = chairs.length > 0 ? [] : await businessTeam(store, arrangements.partnership.id, today)
    found.push(...chairs, ...team.map(person => person.id))
  }
  return [...new Set(found.filter(person => person !== undefined))]
}
