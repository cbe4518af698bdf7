import { listUnreachable } from '../delivery/unreachable.ts'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { type ChasingRules, localRules } from '../partnership/local-rules.ts'
import { loadNames } from '../partnership/records.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { chasingHours } from './chase-rules.ts'
import { chaserOn } from './chaser.ts'
import { dryRunCard } from './dry-run-card.ts'
import { type Foreseen, type ForeseenCard, foresee } from './foresee.ts'
import { inheritedBy, onlyOwn, readRules, sayRules, sayTried } from './rule-fields.ts'
import { editSettings, groupMeant, keepsSettings, onlyTeam, ownRules, type SettingsForm } from './settings.ts'

const daysAhead = 10
const mostUnreachable = 400

type Request = SettingsForm & {
  day?: string | undefined
  /** The page of people, and the day it is of: another day begins at the first. */
  page?: number | undefined
  pageOf?: string | undefined
}

/**
 * Who would get what over the next ten working days, if nobody answered anything. With numbers that are not kept yet,
 * by those. Changes nothing.
 */
export async function dryRun(store: Store, context: Context, request: Request): Promise<Answer> {
  const { who, today, now } = context
  const { day, page = 0, pageOf, ...form } = request
  if (!keepsSettings(who)) return onlyTeam
  const { group, gone } = groupMeant(who, form.group)
  if (gone) return gone
  const read = readRules(form, inheritedBy(who.partnership, group), group)
  if ('refused' in read) return editSettings(store, context, form, read.refused)
  const arrangements = withRules(who.partnership, group, read.rules)
  const days = nextMornings(arrangements, now)
  const shown = days.find(one => one === day) ?? days[0] ?? today
  const foreseen = await withoutSent(
    store,
    arrangements,
    await foresee(store, arrangements, { days, shown }),
    {
      today,
    },
  )
  const { id } = arrangements.partnership
  const [names, missed] = await Promise.all([
    loadNames(store, id, foreseen.cards.get(shown)?.keys() ?? []),
    listUnreachable(store, { partnership: id, limit: mostUnreachable, now }),
  ])
  const outOfReach = new Set(missed.missed.flatMap(who => ('person' in who ? [who.person] : [])))
  const from = pageOf === shown ? page : 0
  const tried = sayTried(
    ownRules(who.partnership, group),
    sayRules(onlyOwn(read.rules, inheritedBy(who.partnership, group))),
  )
  const by = { name: group?.name ?? 'the whole partnership', tried }
  return { card: dryRunCard({ foreseen, days, shown, today, names, outOfReach, form, by, page: from }) }
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

/** The next days on which chasers go out: today too, until they go out no more. */
function nextMornings(arrangements: Arrangements, now: string): Day[] {
  const calendar = arrangements.partnership
  const hours = chasingHours(now, calendar)
  const days = [dayOf('opensAt' in hours ? hours.opensAt : now)]
  while (days.length < daysAhead) days.push(addWorkingDays(days.at(-1) ?? '', 1, calendar))
  return days
}

/** Whoever has had their card of today gets no other. */
async function withoutSent(
  store: Store,
  arrangements: Arrangements,
  foreseen: Foreseen,
  { today }: { today: Day },
): Promise<Foreseen> {
  const { id } = arrangements.partnership
  const left = new Map<string, ForeseenCard>()
  for (const [person, card] of foreseen.cards.get(today) ?? [])
    if ((await chaserOn(store, id, person, today)) !== 'gone') left.set(person, card)
  const cards = new Map(foreseen.cards)
  if (cards.has(today)) cards.set(today, left)
  return { ...foreseen, cards }
}
