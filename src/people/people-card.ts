import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { agencyName } from '../partnership/who.ts'
import type { PeopleImport } from './people-import.ts'
import { clip } from './people-preview.ts'

const linesShown = 30
const agenciesShown = 20

type Showing = { arrangements: Arrangements; list: PeopleImport; importId: string }

/** Whom a list would bring in, who of them is new, and every row's problems, before anybody is. Or why it cannot be read. */
export function previewCard({ arrangements, list, importId }: Showing): CardMessage {
  const { preview, rows: people } = list
  if (!preview) return refusedCard(list)
  const { wrong, wrongFirst, unmet, agencies } = preview
  const left = leftOut(list)
  const same = people - list.added - list.changed - left
  const toCorrect = wrong + left
  return {
    template: 'people/import',
    summary: `A list of people: ${say(people)} to bring in, ${say(toCorrect)} rows to correct`,
    data: {
      heading: 'A list of people to bring in',
      intro: `${counted(people - left, 'person', 'people')} can be brought in: ${say(list.added)} new, ${say(list.changed)} changed, ${say(same)} as before. ${sayWrong(toCorrect)}Nobody is brought in yet.`,
      note:
        unmet > 0
          ? `${counted(unmet, 'row has', 'rows have')} no Entra id. Whoever is known with one keeps it; Teams cannot reach others until they have one.`
          : '',
      wrongTitle: toCorrect > 0 ? 'Rows to correct in the file' : '',
      wrong: first([...wrongFirst, ...list.refused.map(line => clip(line, 200))], {
        of: toCorrect,
        most: linesShown,
        rest: ': type people problems for a file of all',
      }),
      ...lookedAt(list),
      rightTitle: people > left ? 'People by agency' : '',
      right: first(byAgency(arrangements, agencies), { most: agenciesShown }),
      canBring: people > left,
      bring: { title: `Bring in ${counted(people - left, 'person', 'people')}`, data: { import: importId } },
      later:
        'Whoever is known already is brought up to date in what the file says; a dash in a cell takes away what was there. Whoever is not in the file stays; to end somebody’s access, give the day it ends in a column To. Typing import people now does the same as the button.',
    },
  }
}

const sayWrong = (wrong: number): string =>
  wrong === 0 ? '' : `${counted(wrong, 'row needs', 'rows need')} correcting first. `

const refusedCard = ({ why = '' }: PeopleImport): CardMessage => ({
  template: 'people/import',
  summary: 'The list of people cannot be read',
  data: { ...empty, heading: 'The list of people cannot be read', intro: why },
})

const empty = {
  note: '',
  wrongTitle: '',
  wrong: [],
  notedTitle: '',
  noted: [],
  rightTitle: '',
  right: [],
  canBring: false,
  bring: { title: '', data: {} },
  later: '',
}

function byAgency(arrangements: Arrangements, agencies: Readonly<Record<string, number>>): string[] {
  return Object.entries(agencies)
    .sort((a, b) => b[1] - a[1])
    .map(([agency, count]) => `${agencyName(arrangements, agency)}: ${say(count)}`)
}

type First = { most: number; of?: number; rest?: string }

/** The first lines, and how many more there are of all. */
function first(lines: readonly string[], { most, of = lines.length, rest = '' }: First): { line: string }[] {
  const shown = lines.slice(0, most).map(line => ({ line }))
  const more = of - shown.length
  return more > 0 ? [...shown, { line: `and ${say(more)} more${rest}` }] : shown
}

/** Rows that can be brought in, and are to be looked at all the same. */
function lookedAt({ noted, notedMore }: PeopleImport) {
  const of = noted.length + notedMore
  const lines = noted.map(line => clip(line, 300))
  return { notedTitle: of > 0 ? 'Please look at these rows' : '', noted: first(lines, { most: of, of }) }
}

/** Rows that are well, and mean somebody whom this list may not change. */
const leftOut = ({ refused, refusedMore }: PeopleImport): number => refused.length + refusedMore

/** Tells whoever accepted a list what came of it. */
export function doneCard(done: PeopleImport): CardMessage {
  const left = leftOut(done)
  const same = done.rows - done.added - done.changed - left
  return {
    template: 'people/import',
    summary: `The list of people is brought in: ${say(done.added)} new, ${say(done.changed)} changed`,
    data: {
      ...empty,
      heading: 'The list of people is brought in',
      intro: `${counted(done.added, 'person is', 'people are')} new, ${say(done.changed)} changed, ${say(same)} as before.`,
      wrongTitle: left > 0 ? `${counted(left, 'row was', 'rows were')} left out` : '',
      wrong: first(
        done.refused.map(line => clip(line, 200)),
        { most: linesShown, of: left },
      ),
      ...lookedAt(done),
    },
  }
}

const counted = (count: number, one: string, more: string): string =>
  `${say(count)} ${count === 1 ? one : more}`

const say = (count: number): string => count.toLocaleString('en-GB')
