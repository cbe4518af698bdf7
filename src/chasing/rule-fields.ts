import type { Arrangements, Group } from '../partnership/arrangements.ts'
import {
  type ChasingRules,
  chasingRules,
  defaultRules,
  ruleProblems,
  rulesFor,
} from '../partnership/local-rules.ts'

type Field = { key: keyof ChasingRules; typed: string; label: string; many?: true }

/** The numbers of chasing as they are shown, filled in and typed, in the order of the ladder. */
export const ruleFields: readonly Field[] = [
  {
    key: 'reminders',
    typed: 'reminders',
    label: 'Remind the owner, working days before the date',
    many: true,
  },
  {
    key: 'chases',
    typed: 'chasers',
    label: 'Chase owner and deputy, working days after it (0: the day itself)',
    many: true,
  },
  {
    key: 'tellChairs',
    typed: 'tell chairs',
    label: 'Tell the agency’s lead and the chairs, working days after it',
  },
  {
    key: 'askDecision',
    typed: 'decision',
    label: 'Ask chairs and business manager for a decision, working days after it',
  },
  { key: 'executive', typed: 'executive', label: 'To the Executive, working days after it' },
  { key: 'again', typed: 'again', label: 'Ask again after, in working days' },
  { key: 'answerChallenge', typed: 'challenge', label: 'A challenge is answered within, in working days' },
  { key: 'vacancyNotice', typed: 'vacancy', label: 'Tell of a seat that falls vacant, working days before' },
]

/** What was filled in, by field. What is empty is left to the partnership's number, or to the default. */
export type FilledRules = Partial<Record<keyof ChasingRules, string>>

/** The numbers that were filled in; or every reason why they cannot be taken. `inherited` is what empty fields mean. */
export function readRules(
  filled: FilledRules,
  inherited: ChasingRules,
): { rules: Partial<ChasingRules> } | { refused: string[] } {
  const refused: string[] = []
  const rules: Partial<ChasingRules> = {}
  for (const { key, label, many } of ruleFields) {
    const text = filled[key]?.trim() ?? ''
    if (text === '') continue
    const numbers = text.split(/[\s,;]+/).filter(part => part !== '')
    const value = many ? (text === 'none' ? [] : numbers.map(Number)) : Number(text)
    const read = chasingRules.shape[key].safeParse(value)
    if (read.success) Object.assign(rules, { [key]: read.data })
    else
      refused.push(
        `${label}: ${many ? 'write whole numbers, such as 5, 1, or none' : 'write one whole number'} within the usual range.`,
      )
  }
  if (refused.length > 0) return { refused }
  const problems = ruleProblems({ ...inherited, ...rules })
  return problems.length > 0 ? { refused: problems } : { rules }
}

/** A number or numbers as they are shown in a field. */
export function sayRule(value: number | readonly number[]): string {
  if (typeof value === 'number') return String(value)
  return value.length === 0 ? 'none' : value.join(', ')
}

/** What empty fields mean: for a group the partnership's numbers, for the partnership the defaults. */
export const inheritedBy = (arrangements: Arrangements, group: Group | undefined): ChasingRules =>
  group ? rulesFor(arrangements) : defaultRules

/** What is kept: only what differs from what it inherits. */
export function onlyOwn(rules: Partial<ChasingRules>, inherited: ChasingRules): Partial<ChasingRules> {
  const own = Object.entries(rules).filter(
    ([key, value]) => sayRule(value) !== sayRule(inherited[key as keyof ChasingRules]),
  )
  return Object.fromEntries(own)
}
