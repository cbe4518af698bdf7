import type { Agency } from '../partnership/arrangements.ts'
import { isDay, sayDay } from '../partnership/day.ts'
import { agencyByWords } from '../partnership/find-agency.ts'
import { readLogDate } from './log-table-dates.ts'
import type { Cell } from './log-table-row.ts'
import type { LogStatus } from './log-table-status.ts'
import { isEvidence, mostImpact } from './read-details.ts'

/** What an old log says of an action beside what, who, by when and how it stands. */
export type LogDetails = {
  evidence?: string
  impact?: string
  /** The agency that must act first. */
  blockedBy?: string
  /** The days on which it came into that log, and was closed in it. */
  recordedOn?: string
  closedOn?: string
  dueMoves?: LogMove[]
}
export type LogMove = { from: string; to: string; reason: string }

type Read = {
  details: LogDetails
  status: LogStatus
  /** What has no field of its own here: kept with its words. */
  words: string[]
  /** What is taken otherwise than it is written. */
  said: string[]
}
type Known = { agencies: readonly Agency[]; today: string }

/** The details of a row. What cannot be taken into its field is kept in words, and nothing is left out unsaid. */
export function readLogDetails(cell: Cell, status: LogStatus, { agencies, today }: Known): Read {
  const [evidence, impact, waiting] = [cell('evidence'), cell('impact'), cell('waiting')]
  const agency = agencyByWords(waiting, agencies)?.id
  const isLost = status === 'blocked' && !agency
  const isBlocked = status === 'blocked' && agency !== undefined
  const fits = impact.length <= mostImpact
  return {
    details: {
      ...(isEvidence(evidence) ? { evidence } : {}),
      ...(impact !== '' && fits ? { impact } : {}),
      ...(isBlocked ? { blockedBy: agency } : {}),
      ...dayOf('recordedOn', cell('recorded'), today),
      ...(isOver(status) ? dayOf('closedOn', cell('closed'), today) : {}),
      ...movesOf(cell),
    },
    status: isLost ? 'open' : status,
    words: [
      ...(evidence !== '' && !isEvidence(evidence) ? [`Evidence: ${evidence}`] : []),
      ...(impact !== '' && !fits ? [`Impact on children: ${impact}`] : []),
      ...(waiting !== '' && !isBlocked ? [`Waiting for: ${waiting}`] : []),
    ],
    said: [
      ...(isLost ? ['blocked, but not by an agency that is known here, so it is open'] : []),
      ...(evidence !== '' && !isEvidence(evidence)
        ? ['its evidence is no link, so it stands with its update']
        : []),
    ],
  }
}

const isOver = (status: LogStatus): boolean => status === 'complete' || status === 'not-pursued'

function dayOf(field: 'recordedOn' | 'closedOn', text: string, today: string): Partial<LogDetails> {
  const read = readLogDate(text, today)
  return 'day' in read && read.day <= today ? { [field]: read.day } : {}
}

const move = /^(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2}): (.*)$/

/** Every revision of the due date with its reason, as an export writes them; undefined where it is anything else. */
export function readMoves(text: string): LogMove[] | undefined {
  const moves: LogMove[] = []
  for (const line of text.split('\n')) {
    const [, from = '', to = '', reason = ''] = move.exec(line.trim()) ?? []
    const last = moves.at(-1)
    if (isDay(from) && isDay(to)) moves.push({ from, to, reason })
    // A reason may have lines of its own.
    else if (last) last.reason = `${last.reason}\n${line}`
    else return undefined
  }
  return moves.length > 0 ? moves : undefined
}

function movesOf(cell: Cell): Pick<LogDetails, 'dueMoves'> {
  const dueMoves = readMoves(cell('revised'))
  return dueMoves ? { dueMoves } : {}
}

/** What a log said of its own days, for the first entry of an action's history. */
export function sayDays({ recordedOn, closedOn }: LogDetails): string {
  const recorded = recordedOn ? `, where it was recorded on ${sayDay(recordedOn)}` : ''
  return closedOn
    ? `${recorded}${recorded ? ' and' : ', where it was'} closed on ${sayDay(closedOn)}`
    : recorded
}
