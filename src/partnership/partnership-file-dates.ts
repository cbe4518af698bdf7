import { isDay } from './day.ts'
import type { Found, Skeleton } from './partnership-file-rules.ts'
import { endsBeforeItBegins, firstDayOf, lastDayOf, looseDate, type Term } from './terms.ts'
import { isClosed } from './working-days.ts'

/** Whatever dates of a file contradict each other, or could not be counted with. */
export function dateFaults(file: Skeleton): Found[] {
  return [
    ...closures(file),
    ...terms(file),
    ...overlappingNames(file),
    ...series(file),
    ...repeatedDates(file),
  ]
}

function closures(file: Skeleton): Found[] {
  return file.partnership.extraClosures.flatMap((day, i): Found[] => {
    if (day === undefined || !isDay(day)) return []
    try {
      isClosed(day, { extraClosures: [] })
      return []
    } catch {
      return [
        {
          path: ['partnership', 'extraClosures', i],
          problem: `is beyond the years whose bank holidays are known (${day}). Remove it`,
        },
      ]
    }
  })
}

function terms(file: Skeleton): Found[] {
  const check = (
    path: (string | number)[],
    term: { from?: string | undefined; to?: string | undefined },
  ): Found[] => {
    const written = [term.from, term.to].every(
      date => date === undefined || looseDate.safeParse(date).success,
    )
    return written && endsBeforeItBegins(term as Term)
      ? [{ path: [...path, 'to'], problem: 'is before its from. Correct one of the two' }]
      : []
  }
  return [
    ...file.partnership.names.flatMap((name, i) => check(['partnership', 'names', i], name)),
    ...(['agencies', 'people', 'priorities'] as const).flatMap(name =>
      file[name].flatMap((one, i) => check([name, i], one)),
    ),
    ...file.agencies.flatMap(({ lead }, i) => lead.flatMap(one => check(['agencies', i, 'lead'], one))),
    ...file.people.flatMap(({ deputy }, i) => deputy.flatMap(one => check(['people', i, 'deputy'], one))),
    ...file.groups.flatMap((group, g) =>
      (['chairs', 'members', 'observers'] as const).flatMap(name =>
        group[name].flatMap((seat, i) => check(['groups', g, name, i], seat)),
      ),
    ),
  ]
}

/** A meeting day says on which day of which months from when: with less, no agenda could be made. */
function series(file: Skeleton): Found[] {
  return file.groups.flatMap(({ meets }, g): Found[] => {
    const missing = (['every', 'on', 'startsOn'] as const).filter(key => meets[key] === undefined)
    const begun = meets.on !== undefined || meets.startsOn !== undefined
    if (!begun || missing.length === 0) return []
    const problem = `needs ${missing.join(' and ')} too. Write every, on and startsOn together`
    return [{ path: ['groups', g, 'meets'], problem }]
  })
}

function repeatedDates(file: Skeleton): Found[] {
  return file.groups.flatMap(({ meets: { dates } }, g) =>
    dates.flatMap((day, d) =>
      day !== undefined && dates.indexOf(day) < d
        ? [
            {
              path: ['groups', g, 'meets', 'dates', d],
              problem: `is there twice (${day}). Remove one of the two`,
            },
          ]
        : [],
    ),
  )
}

type Dated = Pick<Skeleton['people'][number], 'from' | 'to'>

/** One name at a time. A month that one ends in and the next begins in is a handover, not a fault. */
function overlappingNames(file: Skeleton): Found[] {
  const { names } = file.partnership
  return names.flatMap((name, i) => {
    const other = names.slice(0, i).find(one => overlap(one, name))
    return other
      ? [
          {
            path: ['partnership', 'names', i],
            problem: `is borne at the same time as ${other.name ?? 'another name'}. Let one end before the other begins`,
          },
        ]
      : []
  })
}

function overlap(one: Dated, other: Dated): boolean {
  const dates = [one.from, one.to, other.from, other.to].filter(date => date !== undefined)
  if (!dates.every(date => date !== 'not-stated' && looseDate.safeParse(date).success)) return false
  const [a, b] = [one as Term, other as Term]
  const isHandover = (a.to !== undefined && a.to === b.from) || (b.to !== undefined && b.to === a.from)
  return !isHandover && firstDayOf(a) <= lastDayOf(b) && firstDayOf(b) <= lastDayOf(a)
}
