import type { Delivery } from '../delivery/delivery.ts'
import { isHolders } from '../delivery/holder.ts'
import type { Arrangements, Person } from '../partnership/arrangements.ts'
import { addDays, type Day, dayOf } from '../partnership/day.ts'
import { agencyName } from '../partnership/who.ts'
import type { Sheet } from '../ports/files.ts'
import type { Stranger } from './audience-list.ts'
import type { Bulletin } from './bulletin.ts'
import { stateWords, whysOf, whyWords } from './figure-words.ts'
import { type Figures, type Line, ledgerStates, lineOf } from './figures.ts'
import { isRead, type Read, wordsNow } from './reads.ts'
import type { Seen } from './seen.ts'
import type { Unchanged } from './unchanged-copies.ts'

export type Row = (string | undefined)[]
/** As much of a person as the ledger says: it may be of a hundred thousand. */
export type Listed = { name: string } & Pick<Person, 'email' | 'tenant' | 'entraId'>
export type Known = {
  people: ReadonlyMap<string, Listed>
  reads: ReadonlyMap<string, Read>
  seen: ReadonlyMap<string, Seen>
  bulletin: Bulletin
  arrangements: Arrangements
}

/** One person's row: whom, where, how their copy stands and what they have read. */
export function rowOf(copy: Delivery, known: Known): Row {
  const { to, state, reason, tally, attempts } = copy
  const { reads, seen, bulletin, arrangements } = known
  const id = 'person' in to ? to.person : ''
  const { name, email } = whoHadIt(id, copy, known)
  const read = reads.get(id)
  const seenAt = seen.get(id)?.at
  const sentAt = state === 'sent' ? attempts.at(-1)?.at : undefined
  return [
    name,
    agencyName(arrangements, tally?.line ?? ''),
    email,
    sayState(state),
    sentAt && dayOf(sentAt),
    ...(seen.size > 0 ? [seenAt && dayOf(seenAt)] : []),
    read && dayOf(read.at),
    read && sayWords(bulletin, read),
    reason,
  ]
}

/** Nobody is credited with what went to, and was read by, whoever held their post before. */
function whoHadIt(
  id: string,
  copy: Delivery,
  { people }: Known,
): { name: string; email?: string | undefined } {
  const person = people.get(id)
  if (!person) return { name: id.replaceAll('-', ' ') }
  return isHolders(copy, person) ? person : { name: `Whoever was ${id} before` }
}

/** Which words somebody has read, where there are several. */
function sayWords(bulletin: Bulletin, read: Read): string {
  if (wordsNow(bulletin) === 0) return ''
  return isRead(bulletin, read) ? 'as corrected' : `before correction ${read.words + 1}`
}

/** The ledger's word for a state. */
function sayState(state: Delivery['state']): string {
  const line = lineOf({ [state]: 1 })
  return line.queued > 0 ? 'queued' : state
}

const { compare } = new Intl.Collator('en')
const order = (a = '', b = ''): number => (a === b ? 0 : compare(a, b))

/** Everybody, a row each. Seen has a column where Teams told of anybody. */
export function ledgerSheet(ref: string, rows: Row[], isSeen: boolean): Sheet {
  return {
    name: ref,
    columns: [
      text('Name', 30),
      text('Agency', 36),
      text('E-mail', 34),
      text('State', 14),
      day('Delivered'),
      ...(isSeen ? [day('Seen, where Teams tells')] : []),
      day('Read and understood'),
      text('Words read', 22),
      text('Why', 60),
    ],
    rows: rows.sort((a, b) => order(a[1], b[1]) || order(a[0], b[0])),
  }
}

/** The figures by agency, each state and each reason a column, so that they can be summed and compared; the last row is all. */
export function agencySheet({ agencies, all }: Figures, arrangements: Arrangements): Sheet {
  const lines = Object.entries(agencies)
    .map(([id, line]) => ({ name: agencyName(arrangements, id), line }))
    .sort((a, b) => compare(a.name, b.name))
  const reasons = [...new Set(lines.flatMap(({ line }) => whysOf(line).map(({ why }) => why)))]
  const reasonOf = (line: Line, sought: string) => whysOf(line).find(({ why }) => why === sought)?.count ?? 0
  const numbers = ({ total, read, readNow, seen, ...line }: Line, counts: readonly number[]): Row =>
    [total, read, readNow, seen, ...ledgerStates.map(state => line[state]), ...counts].map(String)
  const sums = reasons.map(why => lines.reduce((sum, { line }) => sum + reasonOf(line, why), 0))
  return {
    name: 'By agency',
    columns: [
      text('Agency', 36),
      ...['All', 'Read and understood', 'Of these, as it is now', 'Seen, where Teams tells'].map(number),
      ...ledgerStates.map(state => number(capital(stateWords[state]))),
      ...reasons.map(why => number(`Not reachable: ${whyWords[why]}`)),
    ],
    rows: [
      ...lines.map(({ name, line }) => [
        name,
        ...numbers(
          line,
          reasons.map(why => reasonOf(line, why)),
        ),
      ]),
      ['All', ...numbers(all, sums)],
    ],
  }
}

/** How many read it on each day from the first reading to the last, and how many had by then. */
export function daySheet({ days }: Figures): Sheet {
  const known = Object.keys(days).sort()
  const last = known.at(-1) ?? ''
  const rows: Row[] = []
  let sum = 0
  for (let one: Day | undefined = known[0]; one !== undefined && one <= last; one = addDays(one, 1)) {
    sum += days[one] ?? 0
    rows.push([one, String(days[one] ?? 0), String(sum)])
  }
  return {
    name: 'By day',
    columns: [day('Day'), number('Read and understood'), number('In all by then')],
    rows,
  }
}

/** Who is on the uploaded list and not known here, to be written to by e-mail; no sheet where there is nobody. */
export function strangersSheet(strangers: readonly Stranger[]): Sheet | undefined {
  if (strangers.length === 0) return undefined
  return {
    name: 'Not known here',
    columns: [text('Row of the list', 16), text('E-mail', 40)],
    rows: strangers.map(({ row, email }) => [String(row), email]),
  }
}

/** Who still has the words as they were, copy by copy, to be written to by e-mail; no sheet where all are changed. */
export function unchangedSheet(unchanged: readonly Unchanged[], known: Known): Sheet | undefined {
  if (unchanged.length === 0) return undefined
  const rows = unchanged.map(({ copy, edit }): Row => {
    const { name, email } = whoHadIt('person' in copy.to ? copy.to.person : '', copy, known)
    const agency = agencyName(known.arrangements, copy.tally?.line ?? '')
    const what = copy.kind === 'bulletin-reminder' ? 'Reminder' : 'Copy'
    const { state, reason } = edit ?? {
      state: 'unconfirmed',
      reason: copy.state === 'sent' ? wasTwice : inDoubt,
    }
    return [name, agency, email, what, sayState(state), reason]
  })
  return {
    name: known.bulletin.withdrawn ? 'Not withdrawn' : 'Not corrected',
    columns: [
      text('Name', 30),
      text('Agency', 36),
      text('E-mail', 34),
      text('What', 14),
      text('State of the change', 20),
      text('Why', 60),
    ],
    rows: rows.sort((a, b) => order(a[1], b[1]) || order(a[0], b[0])),
  }
}

const wasTwice =
  'It was sent again, since nobody knew whether it had arrived. The second is changed; a first, if it is there, is as it was.'
const inDoubt = 'It is not known whether this arrived, so it could not be changed.'

const text = (title: string, width: number) => ({ title, width, kind: 'text' as const })
const day = (title: string) => ({ title, width: 14, kind: 'day' as const })
const number = (title: string) => ({ title, width: 16, kind: 'number' as const })
const capital = (words: string): string => `${words[0]?.toUpperCase()}${words.slice(1)}`
