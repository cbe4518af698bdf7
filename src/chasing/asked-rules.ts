import {
  type Action,
  askedToAgree,
  isTheirOwn,
  isWithOwner,
  owing,
  toldOfAgreement,
} from '../actions/index.ts'
import { rulesFor } from '../partnership/local-rules.ts'
import { hasLeft } from '../partnership/presence.ts'
import { deputyOn } from '../partnership/who.ts'
import type { Around } from './answer-rules.ts'
import { aroundOf } from './around.ts'
import { isAskedOf, type Level, levelOn } from './chase-rules.ts'
import { dateLevelOn, waitsForDate } from './date-rules.ts'
import {
  blocker,
  dateAskedOf,
  deputyAsked,
  named,
  ownerAsked,
  type People,
  recipientsOf,
  standIn,
} from './recipients.ts'

/** Why somebody is asked about an action, in the order in which it stands on a card. */
export const whys = [
  'decide',
  'own',
  'agree',
  'unagreed',
  'date',
  'undated',
  'first',
  'left',
  'away',
  'chair',
  'lead',
  'deputy',
] as const
export type Why = (typeof whys)[number]

/** Everybody who is asked about an action, each for the first reason that holds, and the level it stands at. */
export type AskedOf = { level: Level | undefined; why: ReadonlyMap<string, Why> }

/**
 * Who is asked about an action on the day of these people, and why: the one rule by which cards are made, those of
 * today and those that are foreseen. Whoever a step of that day goes to is among them.
 */
export function whoIsAsked(action: Action, people: People): AskedOf {
  const { arrangements, today } = people
  const around = aroundOf(arrangements, action.group)
  const level = levelOn(action, around, today)
  const why = new Map<string, Why>()
  const asking: Asking = {
    action,
    level: level ?? 0,
    around,
    people,
    ask: (reason, persons) => {
      for (const person of persons) {
        const known = why.get(person)
        if (!known || whys.indexOf(reason) < whys.indexOf(known)) why.set(person, reason)
      }
    },
  }
  if (action.status === 'awaiting-agreement') askToAgree(asking)
  else if (isWithOwner(action.status)) askAboutLate(asking)
  return { level, why }
}

type Asking = {
  action: Action
  level: Level
  around: Around
  people: People
  ask(why: Why, persons: readonly string[]): void
}

/** What is said to be done is asked from the first day on; unagreed, others see it too, and the Executive may agree. */
function askToAgree({ action, level, people, ask }: Asking): void {
  const about = { ...people, action }
  ask('agree', askedToAgree(people.arrangements, about, people.today))
  ask('unagreed', toldOfAgreement(people.arrangements, about, people.today))
  if (level < 3) return
  const told = recipientsOf(level, action, people)
  const above = level < 4 ? [] : [...named('executive', action, people), ...named('partners', action, people)]
  ask(
    'agree',
    told.filter(person => above.includes(person) && !isTheirOwn(action, person)),
  )
  ask('unagreed', told)
}

function askAboutLate(asking: Asking): void {
  const { action, level, around, people, ask } = asking
  askOwners(asking)
  if (waitsForDate(action, people.today)) {
    ask('date', askedToAgree(people.arrangements, { ...people, action }, people.today))
    ask('undated', dateAskedOf(dateLevelOn(action, around, people.today), action, people))
  }
  if (level >= 3) ask('decide', recipientsOf(level, action, people))
  if (level < 2) return
  const { tellWhom } = rulesFor(people.arrangements, action.group)
  const leads = tellWhom.includes('agency-lead') ? named('agency-lead', action, people) : []
  ask('lead', leads)
  if (level > 2) return
  const others = tellWhom.filter(chased => chased !== 'agency-lead')
  ask(
    'chair',
    others.flatMap(chased => named(chased, action, people)),
  )
  ask(
    'chair',
    recipientsOf(level, action, people).filter(person => !leads.includes(person)),
  )
}

/** Those who owe the answer: the owners, whoever stands in for them, or the lead of the agency that must act first. */
function askOwners({ action, level, around, people, ask }: Asking): void {
  const { arrangements, today } = people
  const lead = blocker(action, people)
  if (lead) {
    if (level >= 2 || isAskedOf(action, around, today)) ask('first', standIn(lead, people))
    return
  }
  for (const owner of owing(action)) {
    if (!isAskedOf(action, around, today, owner.person)) continue
    const deputy = deputyOn(arrangements, owner.person, today)
    for (const person of ownerAsked(owner, people)) {
      const instead = hasLeft(arrangements, owner.person, today) ? 'left' : 'away'
      ask(person === owner.person ? 'own' : person === deputy ? 'deputy' : instead, [person])
    }
    if (level >= 1) ask('deputy', deputyAsked(owner.person, people))
  }
}
