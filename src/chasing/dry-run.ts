import { type Action, openActionsIn } from '../actions/index.ts'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { type ChasingRules, localRules } from '../partnership/local-rules.ts'
import { loadNames } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import { addWorkingDays, workingDayFrom } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { aroundOf } from './around.ts'
import { decideChase, type Level } from './chase-rules.ts'
import { dryRunCard } from './dry-run-card.ts'
import { loadPeople, type People, recipientsOf } from './recipients.ts'
import { inheritedBy, readRules } from './rule-fields.ts'
import { keepsSettings, onlyTeam, type SettingsForm } from './settings.ts'

const daysAhead = 10
/** So many open actions of a group are looked at, the most urgent first: of more, none is due within the days. */
const mostOfGroup = 2000

/** What would reach one person on one day: by action, at which level. */
export type Planned = ReadonlyMap<Day, ReadonlyMap<string, ReadonlyMap<string, Level>>>

/**
 * Who would get what over the next ten working days, if nobody answered anything. With numbers that are not kept yet,
 * by those. Changes nothing.
 */
export async function dryRun(
  store: Store,
  context: Context,
  form: SettingsForm & { day?: string | undefined },
): Promise<Answer> {
  const { who, today } = context
  if (!keepsSettings(who)) return onlyTeam
  const group = form.group === '' ? undefined : findGroup(who.partnership, form.group)
  const read = readRules(form, inheritedBy(who.partnership, group))
  if ('refused' in read) return { text: `${read.refused.join(' ')} Nothing was changed.` }
  const arrangements = withRules(who.partnership, group, read.rules)
  const days = nextWorkingDays(arrangements, today)
  const planned = await planAll(store, arrangements, days)
  const people = new Set([...planned.values()].flatMap(byPerson => [...byPerson.keys()]))
  const names = await loadNames(store, arrangements.partnership.id, people)
  return { card: dryRunCard({ planned, days, shown: form.day ?? days[0] ?? today, today, names, form }) }
}

function withRules(
  arrangements: Arrangements,
  group: Group | undefined,
  rules: Partial<ChasingRules>,
): Arrangements {
  const local = arrangements.local ?? localRules.parse({})
  const changed = group
    ? { ...local, groups: { ...local.groups, [group.id]: rules } }
    : { ...local, chasing: rules }
  return { ...arrangements, local: changed }
}

function nextWorkingDays(arrangements: Arrangements, today: Day): Day[] {
  const calendar = arrangements.partnership
  const days = [workingDayFrom(today, calendar)]
  while (days.length < daysAhead) days.push(addWorkingDays(days.at(-1) ?? today, 1, calendar))
  return days
}

async function planAll(store: Store, arrangements: Arrangements, days: readonly Day[]): Promise<Planned> {
  const planned = new Map(days.map(day => [day, new Map<string, Map<string, Level>>()]))
  for (const group of arrangements.groups) {
    const scope = { partnership: arrangements.partnership.id, group: group.id }
    const { actions } = await openActionsIn(store, scope, { limit: mostOfGroup })
    const people = await Promise.all(days.map(day => loadPeople(store, arrangements, group, day)))
    for (const action of actions) planOne(action, arrangements, people, planned)
  }
  return planned
}

/** An action's steps over the days, each on the morning after the one before was dealt with. */
function planOne(
  action: Action,
  arrangements: Arrangements,
  people: readonly People[],
  planned: Map<Day, Map<string, Map<string, Level>>>,
): void {
  const around = aroundOf(arrangements, action.group)
  let standing = action
  for (const on of people) {
    const step = decideChase(standing, around, on.today)
    if (!step) continue
    standing = { ...standing, chasedOn: on.today }
    for (const person of recipientsOf(step.level, action, on)) {
      const ofDay = planned.get(on.today)
      const ofPerson = ofDay?.get(person) ?? new Map<string, Level>()
      ofPerson.set(action.ref, step.level)
      ofDay?.set(person, ofPerson)
    }
  }
}
