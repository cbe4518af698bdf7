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
  /** Of those for whom it is quiet, which page; the first is 1. */
  page?: number | undefined
}

const linesShown = 20

const sooner = 'A decision is asked sooner once the group has met without word of what is late.'

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
        ? `Local rule. What is left empty goes by the partnership’s number. ${sooner}`
        : `Local rule. What is left empty goes by the number shown. ${sooner} Type chasing and a group’s code for one group.`,
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
      ...quietPage(showing),
    },
  }
}

/** For whom it is quiet, a page at a time: for everybody first, then who wants no reminders, who is easily forgotten, then leave. */
function quietPage(showing: SettingsShowing) {
  const lines = quietLines(showing)
  const last = Math.max(1, Math.ceil(lines.length / linesShown))
  const page = Math.min(Math.max(1, showing.page ?? 1), last)
  const to = (title: string, number: number) => ({
    title,
    data: { group: showing.group?.id ?? '', page: number },
  })
  return {
    quietTitle: `For whom it is quiet${last > 1 ? ` (page ${page} of ${last})` : ''}`,
    quiet: lines.slice((page - 1) * linesShown, page * linesShown).map(line => ({ line })),
    pages: [...(page > 1 ? [to('Previous', page - 1)] : []), ...(page < last ? [to('Next', page + 1)] : [])],
  }
}

function quietLines({ local, names, today }: SettingsShowing): string[] {
  const closures = local.closures
    .filter(day => day >= today)
    .map(day => `Everybody: closed on ${sayDay(day, today)}`)
  const off = Object.entries(local.remindersOff).map(
    ([person, since]) => `${names(person)}: wants no reminders, since ${sayDay(since, today)}`,
  )
  const away = Object.entries(local.away)
    .flatMap(([person, leaves]) => leaves.map(leave => ({ person, leave })))
    .filter(({ leave }) => leave.until >= today)
    .sort((a, b) => a.leave.from.localeCompare(b.leave.from))
    .map(({ person, leave }) => `${names(person)}: away ${sayLeave(leave, today)}`)
  const lines = [...closures, ...off, ...away]
  return lines.length > 0 ? lines : ['Nobody, beside weekends and bank holidays.']
}
