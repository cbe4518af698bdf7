import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { type LocalRules, sayLeave } from '../partnership/local-rules.ts'
import { sayKept } from '../privacy/index.ts'
import { type FilledRules, fieldsOf, inheritedBy, sayRule, sayRules, seenRules } from './rule-fields.ts'

type SettingsShowing = {
  arrangements: Arrangements
  group: Group | undefined
  local: LocalRules
  today: Day
  names(id: string): string
  filled?: FilledRules | undefined
  refused?: readonly string[] | undefined
  notice?: string | undefined
}

const peopleShown = 20

/** When is chased, and with whom: the partnership's numbers or one group's, and for whom it is quiet. */
export function settingsCard(showing: SettingsShowing): CardMessage {
  const { arrangements, group, local, filled, refused = [], notice } = showing
  const inherited = inheritedBy(arrangements, group)
  const own = group ? (local.groups[group.id] ?? {}) : local.chasing
  const scope = { group: group?.id ?? '', seen: seenRules(sayRules(own)) }
  return {
    template: 'chasing/settings',
    summary: `Chasing: ${group?.name ?? 'the whole partnership'}`,
    ...(notice ? { notice } : {}),
    data: {
      heading: `Chasing: ${group?.name ?? 'the whole partnership'}`,
      intro: group
        ? 'Local rule. What is left empty goes by the partnership’s number.'
        : 'Local rule. What is left empty goes by the number shown. Type chasing and a group’s code for one group.',
      refusedTitle: `Nothing was changed yet. ${sayKept(refused)}`,
      refused: refused.map(reason => ({ reason })),
      fields: fieldsOf(group).map(({ key, label }) => ({
        id: key,
        label,
        value: filled?.[key] ?? (own[key] === undefined ? '' : sayRule(own[key])),
        placeholder: sayRule(inherited[key]),
      })),
      scope,
      saveTitle: 'Save',
      tryTitle: 'Who would get what?',
      quietTitle: 'For whom it is quiet',
      quiet: quietLines(showing),
    },
  }
}

function quietLines({ local, names, today }: SettingsShowing): { line: string }[] {
  const away = Object.entries(local.away)
    .flatMap(([person, leaves]) => leaves.map(leave => ({ person, leave })))
    .filter(({ leave }) => leave.until >= today)
    .map(({ person, leave }) => `${names(person)}: away ${sayLeave(leave, today)}`)
  const off = Object.entries(local.remindersOff).map(
    ([person, since]) => `${names(person)}: wants no reminders, since ${sayDay(since, today)}`,
  )
  const closures = local.closures
    .filter(day => day >= today)
    .map(day => `Everybody: closed on ${sayDay(day, today)}`)
  const lines = [...away, ...off, ...closures]
  const shown = lines.slice(0, peopleShown).map(line => ({ line }))
  if (lines.length === 0) return [{ line: 'Nobody, beside weekends and bank holidays.' }]
  return lines.length > peopleShown ? [...shown, { line: `and ${lines.length - peopleShown} more` }] : shown
}
