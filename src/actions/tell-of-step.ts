import { queued } from '../delivery/delivery.ts'
import type { Context } from '../feature.ts'
import type { Group } from '../partnership/arrangements.ts'
import { isAway } from '../partnership/local-rules.ts'
import { businessTeam } from '../partnership/records.ts'
import { leadsOn } from '../partnership/who.ts'
import type { Draft, Partition, Store, Write } from '../ports/store.ts'
import { type Action, actionId, owing } from './action.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { toldOfAgreement } from './agreement.ts'
import type { ActionPorts } from './ports.ts'

/** Whom a step is news to, and what kind of delivery tells them. */
export type News = { person: string; kind: string }

/** What tells a person that an action was handed over by them, or from beside them. */
export const noLongerOwner = 'handed-over'
export const otherOwner = 'other-owner'

type Told = { group: Group; before: Action; changed: Action; verb: ActionVerb }

/** Who is told of a step, but for whoever did it: the table says whom. Where no chair is held, the business team. */
export async function newsOf(
  { store }: Pick<ActionPorts, 'store'>,
  { who, today }: Pick<Context, 'who' | 'today'>,
  { group, before, changed, verb }: Told,
): Promise<News[]> {
  const { told } = transitions[verb]
  const answeredForAgency = verb === 'done' && changed.status !== 'awaiting-agreement'
  if (answeredForAgency) return []
  const found = told.includes('hand-over') ? handedOver(before, changed) : []
  const add = (people: readonly string[]) =>
    found.push(...people.map(person => ({ person, kind: `action-${verb}` })))
  // What goes back to one agency is news to that one.
  const concerned = verb === 'return' ? owing(changed) : changed.owners
  if (told.includes('owners')) add(concerned.map(owner => owner.person))
  if (told.includes('blocking-lead')) {
    const leads = leadsOn(who.partnership, changed.blockedBy ?? '', today)
    add(leads.filter(lead => !isAway(who.partnership, lead, today)))
  }
  if (told.includes('chairs')) {
    const team = await businessTeam(store, who.partnership.partnership.id, today)
    const about = { group, action: changed, team: team.map(person => person.id) }
    add(toldOfAgreement(who.partnership, about, today))
  }
  return found.filter(
    ({ person }, index) =>
      person !== who.person.id && found.findIndex(other => other.person === person) === index,
  )
}

/** What a hand-over is to whom. To other agencies that answer for themselves it is nothing. */
function handedOver(before: Action, { owners, eachAgency }: Action): News[] {
  const had = [...new Set(before.owners.map(owner => owner.person))]
  const has = [...new Set(owners.map(owner => owner.person))]
  const kindOf = (person: string): string => {
    if (!had.includes(person)) return 'action-reassign'
    return has.includes(person) ? otherOwner : noLongerOwner
  }
  return [...new Set([...has, ...had])]
    .map(person => ({ person, kind: kindOf(person) }))
    .filter(({ kind }) => !(eachAgency && kind === otherOwner))
}

/** A step whose news is sent or taken back. */
type Step = { partition: Partition; action: Action; verb: ActionVerb; version: number; now: string }

const newsId = ({ verb, action, version }: Pick<Step, 'verb' | 'action' | 'version'>, person: string) =>
  `${verb}:${action.ref}:${version}:${person}`

const aboutOf = ({ partition, action, version }: Step) => ({
  scope: partition.scope,
  id: actionId(action.ref),
  version,
})

/** The news of a step to one person. */
export const newsDraft = (step: Step, { person, kind }: News): Draft =>
  queued({ id: newsId(step, person), kind, to: { person }, about: aboutOf(step), now: step.now })

/**
 * The news of a step once it is taken back: the cards that told of it say so. `told` is the version whose news it was,
 * where that was another step's.
 */
export const newsTakenBack = (step: Step, { person, kind }: News, told = step.version): Draft => {
  const updates = newsId({ ...step, version: told }, person)
  return queued({
    id: `${updates}:undone`,
    kind,
    to: { person },
    about: aboutOf(step),
    updates,
    now: step.now,
  })
}

/** What brings the cards up to date by which people who no longer own an action were told that it is with them. */
export async function supersededNews(
  store: Store,
  step: Step & { undone?: true },
  told: readonly News[],
): Promise<Write[]> {
  const left = told.filter(({ kind }) => kind === noLongerOwner)
  const drafts = await Promise.all(
    left.map(async ({ person, kind }) => {
      const known = await Promise.all(newsBefore(step, person).map(id => store.get(step.partition, id)))
      return known.flatMap(doc => {
        if (!doc) return []
        const id = `${doc.id}:${kind}:${step.version}${step.undone ? ':undone' : ''}`
        return [queued({ id, kind, to: { person }, about: aboutOf(step), updates: doc.id, now: step.now })]
      })
    }),
  )
  return drafts.flat().map(create => ({ create }))
}

/** What may have told a person that an action is with them, before this step. */
function newsBefore({ action, version }: Step, person: string): string[] {
  const handed = action.history
    .slice(0, version - 1)
    .flatMap(({ verb }, index) =>
      verb === 'reassign' ? [newsId({ verb, action, version: index + 1 }, person)] : [],
    )
  return [`owner:${action.ref}:${person}`, ...handed]
}
