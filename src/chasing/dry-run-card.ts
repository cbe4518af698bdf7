import type { CardMessage } from '../card-message.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import type { Level } from './chase-rules.ts'
import type { Planned } from './dry-run.ts'
import type { SettingsForm } from './settings.ts'

type DryRunShowing = {
  planned: Planned
  days: readonly Day[]
  /** The day that is shown person by person. */
  shown: Day
  today: Day
  names(id: string): string
  form: SettingsForm
}

const levelWords: Record<Level, string> = {
  0: 'reminder',
  1: 'chaser',
  2: 'for the lead or chairs to know',
  3: 'a decision asked',
  4: 'to the Executive',
}

const peopleShown = 25
const refsShown = 4

/** Who would get what over the next ten working days: every day in a line, one of them person by person. */
export function dryRunCard({ planned, days, shown, today, names, form }: DryRunShowing): CardMessage {
  const people = [...(planned.get(shown) ?? new Map())].sort(([a], [b]) => names(a).localeCompare(names(b)))
  const lines = people.slice(0, peopleShown).map(([person, refs]) => ({ line: lineOf(names(person), refs) }))
  const rest = people.length - lines.length
  return {
    template: 'chasing/dry-run',
    summary: 'Who would get what over the next ten working days',
    data: {
      heading: 'Who would get what',
      intro: 'Over the next ten working days, if nobody answered anything. Nothing is sent by looking.',
      days: days.map(day => ({ day: sayDay(day, today), count: countLine(planned.get(day)) })),
      shownTitle: sayDay(shown, today),
      people: lines.length > 0 ? lines : [{ line: 'Nobody would get a card.' }],
      rest: rest > 0 ? `and ${rest} more people` : '',
      label: 'Show the people of',
      picks: days.map(day => ({ title: sayDay(day, today), value: day })),
      picked: shown,
      pickTitle: 'Show',
      again: form,
    },
  }
}

function lineOf(name: string, refs: ReadonlyMap<string, Level>): string {
  const said = [...refs].slice(0, refsShown).map(([ref, level]) => `${ref} (${levelWords[level]})`)
  const rest = refs.size - said.length
  return `${name}: ${said.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function countLine(people: ReadonlyMap<string, ReadonlyMap<string, Level>> | undefined): string {
  if (!people || people.size === 0) return 'nobody'
  const levels = [...people.values()].flatMap(refs => [...refs.values()])
  const decisions = levels.filter(level => level >= 3).length
  const cards = people.size === 1 ? '1 person' : `${people.size} people`
  return `${cards}, one card each${decisions > 0 ? `; ${decisions} rows ask for a decision` : ''}`
}
