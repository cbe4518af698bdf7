import type { Day } from '../partnership/day.ts'
import { latestDue } from './step-problems.ts'

/** What somebody wants recorded, as read from a form or a sentence: anything may be missing. */
export type Wanted = { what: string; owner: string; dueOn: Day | undefined; dueAsTyped: string }

/** An action is one thing that somebody will do; more is a paper. */
export const mostWords = 2000

/** What people write instead of a date. Minutes ask that work does not "slip under the 'ongoing' category". */
const noDate = /\b(ongoing|on-going|on going|tbc|tba|asap|continuous|rolling)\b/i

/** Every reason why an action cannot be recorded as it stands; none means that it can. */
export function refusals({ what, owner, dueOn, dueAsTyped }: Wanted, today: Day): string[] {
  const found: string[] = []
  const words = what.trim()
  if (words === '') found.push('Say what was agreed.')
  if (words.length > mostWords)
    found.push('What was agreed is too long to act on. Put it in 2,000 characters, and the rest in a paper.')
  if (/^(ongoing|on-going)\b/i.test(words))
    found.push('“Ongoing” is not an action. Say what will be done, so that the group can see when it is.')
  if (owner === '') found.push('Name an owner: somebody who answers for it.')
  if (dueOn === undefined) found.push(dueProblem(dueAsTyped))
  else if (dueOn < today) found.push('The due date is in the past. Give a day from today on.')
  else if (dueOn > latestDue(today))
    found.push('The due date is more than two years away. Give a nearer day, and extend it when it comes.')
  return found
}

function dueProblem(typed: string): string {
  if (noDate.test(typed)) {
    return 'An action needs a day. “Ongoing” hides work that has stopped: give the day by which the group can look at it again.'
  }
  if (typed.trim() === '') return 'Give a due date.'
  return 'The due date could not be read. Write it like 12 Jan or 12/01/2027.'
}
