import type { CardMessage } from '../card-message.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { type AskedRow, inOrder, type SectionKey } from './asked-sections.ts'
import type { Foreseen, ForeseenCard } from './foresee.ts'
import type { SettingsForm } from './settings.ts'

type DryRunShowing = {
  foreseen: Foreseen
  days: readonly Day[]
  /** The day that is shown person by person. */
  shown: Day
  today: Day
  names(id: string): string
  /** Those who cannot be reached now. */
  outOfReach: ReadonlySet<string>
  form: SettingsForm
  /** Whose numbers it goes by, and what of them is tried and not kept; empty where they are as kept. */
  by: { name: string; tried: string }
  page: number
}

const sectionWords: Record<SectionKey, string> = {
  decide: 'a decision asked',
  'coming-up': 'reminder',
  'due-today': 'due today',
  'little-late': 'a little late',
  'others-know': 'late, others know',
  'being-decided': 'others decide',
  agree: 'to agree',
  unagreed: 'not agreed yet',
  date: 'another date asked for',
  undated: 'another date not answered yet',
  first: 'must act first',
  left: 'its owner has left',
  away: 'owner and deputy away',
  chair: 'late in a group',
  lead: 'late in the agency',
  deputy: 'as deputy',
}

const refsInLine = 8
const linesShown = 25

/** Who would get what over the next ten working days: every day in a line, one of them person by person, a page at a time. */
export function dryRunCard({
  foreseen,
  days,
  shown,
  today,
  names,
  outOfReach,
  form,
  by,
  page,
}: DryRunShowing): CardMessage {
  const cards = [...(foreseen.cards.get(shown) ?? [])].sort(([a], [b]) => names(a).localeCompare(names(b)))
  const lines = cards.flatMap(([person, card]) =>
    linesOf(
      `${names(person)}${outOfReach.has(person) ? ' (cannot be reached now)' : ''}`,
      card,
      foreseen.rows.get(person) ?? [],
    ),
  )
  const from = page * linesShown
  const people = lines.slice(from, from + linesShown).map(line => ({ line }))
  const rest = lines.length - from - people.length
  return {
    template: 'chasing/dry-run',
    summary: 'Who would get what over the next ten working days',
    data: {
      heading: 'Who would get what',
      by: by.tried
        ? `Tried for ${by.name}, and not kept: ${by.tried}.`
        : `By the numbers of ${by.name}, as they are kept.`,
      intro:
        'Cards of all groups over the next ten working days, if nobody answered anything. Nothing is sent by looking.',
      days: days.map(day => ({ day: sayDay(day, today), count: countLine(foreseen.cards.get(day)) })),
      shownTitle: sayDay(shown, today),
      people: people.length > 0 ? people : [{ line: 'Nobody would get a card.' }],
      rest: rest > 0 ? `and ${rest} more ${rest === 1 ? 'line' : 'lines'}` : '',
      label: 'Show the people of',
      picks: days.map(day => ({ title: sayDay(day, today), value: day })),
      picked: shown,
      pickTitle: 'Show',
      again: form,
      steps: [
        ...(by.tried ? [{ title: 'Keep these numbers', verb: 'chasing.save', data: form }] : []),
        { title: 'Back', verb: 'chasing.edit', data: form },
      ],
      moreTitle: 'Show more people',
      more: { ...form, page: page + 1, pageOf: shown },
    },
  }
}

/** All that somebody would be asked, in lines of a few refs each. */
function linesOf(name: string, { reviews, challenges }: ForeseenCard, rows: readonly AskedRow[]): string[] {
  const said = rows.toSorted(inOrder).map(({ ref, section }) => `${ref} (${sectionWords[section]})`)
  if (reviews > 0) said.unshift(reviews === 1 ? '1 review' : `${reviews} reviews`)
  if (challenges > 0) said.push(challenges === 1 ? '1 challenge' : `${challenges} challenges`)
  const lines: string[] = []
  for (let from = 0; from < said.length; from += refsInLine)
    lines.push(`${name}${from === 0 ? '' : ', further'}: ${said.slice(from, from + refsInLine).join(', ')}`)
  return lines
}

function countLine(people: ReadonlyMap<string, ForeseenCard> | undefined): string {
  if (!people || people.size === 0) return 'nobody'
  const decisions = [...people.values()].reduce((sum, card) => sum + card.decisions, 0)
  const cards = people.size === 1 ? '1 person' : `${people.size} people`
  return `${cards}, one card each${decisions > 0 ? `; ${decisions} rows ask for a decision` : ''}`
}
