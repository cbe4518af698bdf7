import { clip, type OtherRow } from '../actions/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { rulesFor } from '../partnership/local-rules.ts'
import { agencyName } from '../partnership/who.ts'
import { type Alarm, isClock } from './alarm-rules.ts'
import { type ClockName, clocks, readClock, returnsDue } from './clock-rules.ts'
import type { Review } from './review.ts'
import { alarmAnswer, type ReviewReader } from './review-answers.ts'

type Said = { words: string; colour: string; what: string; detail: string }
type Saying = { arrangements: Arrangements; review: Review; today: Day }

/**
 * One review on somebody's card of the day: what about it needs them, the most urgent first, the sum behind it, and what
 * they can answer of it at once.
 */
export function alarmRow(
  saying: Saying & ReviewReader,
  alarms: readonly Alarm[],
  mostAgencies: number,
): OtherRow {
  const said = alarms.map(alarm => sayAlarm(saying, alarm))
  const { ref } = saying.review
  return {
    title: `${ref} · ${said.map(({ words }) => words).join('; ')}`,
    colour: said.some(({ colour }) => colour === 'attention') ? 'attention' : 'warning',
    what: clip(said.map(({ what }) => what).join(' '), mostWords),
    detail: said[0]?.detail ?? '',
    answer: alarmAnswer({ ...saying, alarms, mostAgencies }),
    open: { verb: 'review.show', data: { ref } },
  }
}

const mostWords = 300

function sayAlarm(saying: Saying, { kind, agencies }: Alarm): Said {
  if (isClock(kind)) return sayClock(saying, kind)
  const { arrangements, review, today } = saying
  const { notified } = review.events
  const due = returnsDue(notified ?? today, arrangements.partnership, rulesFor(arrangements).returnsDue)
  const names = agencies.map(agency => agencyName(arrangements, agency)).join(', ')
  const said = kind === 'returns' && agencies.length > 1 ? `${agencies.length} returns` : 'a return'
  return {
    words: `${said} ${sayDue(due, today)}`,
    colour: today > due ? 'attention' : 'warning',
    what:
      kind === 'returns'
        ? `Still to come: ${names}.`
        : `Asked of ${names}: send it by your secure route, then say so here, or that there was no involvement.`,
    detail: `Returns are due ${sayDay(due, today)} (local rule)`,
  }
}

const named: Record<ClockName, { title: string; what: string }> = {
  notification: {
    title: 'notification to the Panel',
    what: 'It is not recorded yet that the serious incident notification was sent to the Panel.',
  },
  'rapid-review': {
    title: 'rapid review',
    what: 'It is not recorded yet that the report was sent to the Panel.',
  },
}

function sayClock({ arrangements, review, today }: Saying, name: ClockName): Said {
  const { due = today, sum, basis } = readClock(name, review.events, arrangements.partnership, today)
  const left = today < due ? ', one working day left' : ''
  return {
    words: `${named[name].title} ${sayDue(due, today)}${left}`,
    colour: today > due ? 'attention' : 'warning',
    what: named[name].what,
    detail: `${clocks[name].days} working days (${basis}). ${sum}`,
  }
}

function sayDue(due: Day, today: Day): string {
  if (due === today) return 'due today'
  return due < today ? `overdue, was due ${sayDay(due, today)}` : `due ${sayDay(due, today)}`
}
