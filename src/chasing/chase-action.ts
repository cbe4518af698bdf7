import { type Action, actionDraft, readAction } from '../actions/index.ts'
import { queued } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { businessTeam, loadArrangements, loadPerson, peopleOf } from '../partnership/records.ts'
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

/** The people a step goes to. A group without a chair is answered for by the business team. */
async function recipients(
  store: Store,
  arrangements: Arrangements,
  { action, step, today }: Chase,
): Promise<string[]> {
  const { id } = arrangements.partnership
  const found: string[] = []
  if (step.to.includes('owner')) found.push(action.owner.person)
  if (step.to.includes('deputy')) {
    const owner = await loadPerson(store, id, action.owner.person, today)
    if (owner?.deputy) found.push(owner.deputy)
  }
  if (step.to.includes('agency-lead')) {
    const agency = arrangements.agencies.find(one => one.id === action.owner.agency)
    if (agency?.lead) found.push(agency.lead)
  }
  if (step.to.includes('chairs')) {
    const chairs = chairsOn(groupById(arrangements, action.group), today)
    found.push(
      ...(chairs.length > 0 ? chairs : (await businessTeam(store, id, today)).map(person => person.id)),
    )
  }
  return [...new Set(found)]
}
