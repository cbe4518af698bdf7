import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import { type ChasingRules, ruleProblems, rulesFor } from '../partnership/local-rules.ts'
import { readDate } from '../partnership/read-date.ts'
import { arrangementsAt, loadArrangements, loadNames } from '../partnership/records.ts'
import { replanWrites } from '../partnership/replanning.ts'
import { findGroup, type Who } from '../partnership/who.ts'
import { isWorkingDay } from '../partnership/working-days.ts'
import type { Reply } from '../ports/bot.ts'
import type { Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { localOf, type OpenLocal, openLocal } from './change-local.ts'
import {
  changedSince,
  type FilledRules,
  fieldsOf,
  inheritedBy,
  onlyOwn,
  readRules,
  ruleFields,
  sayRules,
} from './rule-fields.ts'
import { settingsCard } from './settings-card.ts'
import { unreached } from './unreached.ts'

export const onlyTeam = { text: 'The settings of chasing are the business team’s. Please ask them.' }

const text = z.string().max(100).optional()
/** What the settings card sends: for which group (none: the partnership), and its fields. */
export const settingsForm = z.object({
  group: z.string().max(64).default(''),
  /** The numbers that the card showed: a card that is out of date overwrites nothing. */
  seen: z.string().max(1000).optional(),
  ...(Object.fromEntries(ruleFields.map(({ key }) => [key, text])) as Record<
    keyof ChasingRules,
    typeof text
  >),
})
export type SettingsForm = z.infer<typeof settingsForm>

/** Whether somebody keeps the settings: the business team. */
export const keepsSettings = ({ person }: Who): boolean => person.businessTeam === true

/** The group that is meant, by id or code; none for the partnership. One that is not there is not taken for all. */
export function groupMeant(
  { partnership }: Who,
  code: string,
): { group: Group | undefined; gone?: { text: string } } {
  if (code === '') return { group: undefined }
  const group = findGroup(partnership, code)
  const text = `No group has the code ${code}. Nothing was changed. Type chasing for the partnership’s settings.`
  return group ? { group } : { group, gone: { text } }
}

/** The numbers that a group, or the partnership, has of its own, as they are filled in. */
export function ownRules(arrangements: Arrangements, group: Group | undefined): FilledRules {
  const local = localOf(arrangements)
  const own = group ? (local.groups[group.id] ?? {}) : local.chasing
  return sayRules(own)
}

/** The settings card as they are kept by now: the partnership's numbers, or a group's, and for whom it is quiet. */
export async function showSettings(
  store: Store,
  context: Context,
  code: string,
  page: number,
): Promise<Reply> {
  if (!keepsSettings(context.who)) return onlyTeam
  // They may have been changed in this very turn, after it was known who speaks.
  const kept = await loadArrangements(store, context.who.partnership.partnership.id)
  const who = kept ? { ...context.who, partnership: kept } : context.who
  const { group, gone } = groupMeant(who, code)
  if (gone) return gone
  return { card: await settingsCardFor(store, { ...context, who }, group, { page }) }
}

type More = { filled?: FilledRules; refused?: string[]; notice?: string; page?: number }

async function settingsCardFor(
  store: Store,
  { who, today }: Pick<Context, 'who' | 'today'>,
  group: Group | undefined,
  more: More = {},
) {
  const arrangements = who.partnership
  const local = localOf(arrangements)
  const people = [...Object.keys(local.away), ...Object.keys(local.remindersOff)]
  const names = await loadNames(store, arrangements.partnership.id, people)
  return settingsCard({ arrangements, group, local, names, today, ...more })
}

/**
 * Keeps new numbers, for the partnership or one group. All open actions are planned anew. What cannot be taken comes
 * back with every reason and with what was filled in; again, it changes nothing. From a card whose numbers somebody has
 * changed since nothing is kept: it comes back with what they are now.
 */
export function saveSettings(store: Store, context: Context, form: SettingsForm): Promise<Answer> {
  const { who } = context
  if (!keepsSettings(who)) return Promise.resolve(onlyTeam)
  const { group, gone } = groupMeant(who, form.group)
  if (gone) return Promise.resolve(gone)
  return keepSettings(store, context, { group, seen: form.seen, fill: () => form })
}

/** The settings with what was filled in and is not kept: nothing that was tried is lost, nor overwrites what others changed. */
export async function editSettings(
  store: Store,
  context: Context,
  form: SettingsForm,
  refused: string[] = [],
): Promise<Answer> {
  const { who } = context
  if (!keepsSettings(who)) return onlyTeam
  const { group, gone } = groupMeant(who, form.group)
  if (gone) return gone
  const present = ownRules(who.partnership, group)
  const moved = form.seen === undefined ? undefined : changedSince(form.seen, { present, filled: form })
  return { card: await settingsCardFor(store, context, group, moved ?? { filled: form, refused }) }
}

type Wanted = {
  group: Group | undefined
  /** What is to be kept, given the numbers of its own as they are when it is. */
  fill(own: FilledRules): FilledRules
  seen?: string | undefined
}

function keepSettings(store: Store, context: Context, { group, fill, seen }: Wanted): Promise<Answer> {
  const partnership = context.who.partnership.partnership.id
  return decideOnce(store, arrangementsAt(partnership), context, async () => {
    const open = await openLocal(store, partnership)
    const inherited = inheritedBy(open.arrangements, group)
    const present = ownRules(open.arrangements, group)
    const filled = fill(present)
    const read = readRules(filled, inherited, group)
    const broken = 'rules' in read && !group ? brokenGroups(open.arrangements, read.rules) : []
    const moved = seen === undefined ? undefined : changedSince(seen, { present, filled })
    if (moved || 'refused' in read || broken.length > 0) {
      const more = moved ?? { filled, refused: 'refused' in read ? read.refused : broken }
      const who = { ...context.who, partnership: open.arrangements }
      return { writes: [], reply: { card: await settingsCardFor(store, { ...context, who }, group, more) } }
    }
    const writes = [
      ...open.keep(withRules(open, group, onlyOwn(read.rules, inherited))),
      ...(await replanWrites(store, partnership, context.now)),
    ]
    const rules = { ...inherited, ...read.rules }
    const kept = 'The settings are kept. Open actions are planned anew by them.'
    const notice = [kept, ...unreached(open.arrangements, rules, context.today)].join(' ')
    return { writes, reply: { view: `chasing:${group?.id ?? ''}`, notice } }
  })
}

/** Groups whose own numbers would contradict these of the partnership: a step of theirs would never come. */
function brokenGroups(arrangements: Arrangements, rules: Partial<ChasingRules>): string[] {
  const local = { ...localOf(arrangements), chasing: rules }
  return arrangements.groups.flatMap(group => {
    const [problem] = local.groups[group.id]
      ? ruleProblems(rulesFor({ ...arrangements, local }, group.id))
      : []
    return problem ? [`With the numbers of ${group.name} this would not hold: ${problem}`] : []
  })
}

function withRules(
  { local }: OpenLocal,
  group: Group | undefined,
  own: Partial<ChasingRules>,
): OpenLocal['local'] {
  return group ? { ...local, groups: { ...local.groups, [group.id]: own } } : { ...local, chasing: own }
}

/** One number, typed: 'chasing QIO decision 8'. Everything else stays. */
export function typeSetting(
  store: Store,
  context: Context,
  { code, field, value }: { code: string; field: string; value: string },
): Promise<Answer> {
  const { who } = context
  if (!keepsSettings(who)) return Promise.resolve(onlyTeam)
  const { group, gone } = groupMeant(who, code)
  if (gone) return Promise.resolve(gone)
  const known = ruleFields.find(({ typed }) => typed === field.toLowerCase().replaceAll(/\s+/g, ' '))
  if (known && !fieldsOf(group).includes(known))
    return Promise.resolve({
      text: 'That number is the partnership’s, not a group’s. Type it without the group. Nothing was changed.',
    })
  return keepSettings(store, context, {
    group,
    fill: own => ({ ...own, ...(known ? { [known.key]: value } : {}) }),
  })
}

/** Adds or takes away a day on which the partnership is closed. Clocks, meetings and chasing go by it from then on. */
export function changeClosure(
  store: Store,
  context: Context,
  { date, closed }: { date: string; closed: boolean },
): Promise<Answer> {
  const { who, today, now } = context
  if (!keepsSettings(who)) return Promise.resolve(onlyTeam)
  const day = readDate(date, today)
  if (!day || day < today)
    return Promise.resolve({
      text: 'Write a day from today on, such as closed on 24 Dec. Nothing was changed.',
    })
  if (closed && !isWorkingDay(day, { extraClosures: [] }))
    return Promise.resolve({
      text: `${sayDay(day, today)} is a weekend or bank holiday: it is no working day as it is. Nothing was changed.`,
    })
  const partnership = who.partnership.partnership.id
  return decideOnce(store, arrangementsAt(partnership), context, async () => {
    const { local, keep } = await openLocal(store, partnership)
    const { closures } = local
    if (closures.includes(day) === closed)
      return {
        writes: [],
        reply: { text: `${sayDay(day, today)} is ${closed ? '' : 'not '}noted as a closure already.` },
      }
    const changed = closed ? [...closures, day].sort() : closures.filter(one => one !== day)
    const writes = [
      ...keep({ ...local, closures: changed }, now),
      ...(await replanWrites(store, partnership, now)),
    ]
    const text = closed
      ? `${sayDay(day, today)} is a closure now: it counts as no working day, in clocks too.`
      : `${sayDay(day, today)} is an ordinary day again.`
    return { writes, reply: { text } }
  })
}
