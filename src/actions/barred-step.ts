import { sayDay } from '../partnership/day.ts'
import type { Action } from './action.ts'
import { type ActionVerb, transitions, verbs } from './action-transitions.ts'
import { whoseWord } from './agreement.ts'
import { barredFrom, isBarred } from './decide-step.ts'
import type { Reader } from './step.ts'
import { noMeeting } from './step-problems.ts'
import { shareBars } from './whose-answer.ts'

/**
 * Every reason why somebody cannot take a step on an action as it stands, whatever they write or name with it: whose it
 * is, where it stands, what other agencies have in it, and what is their own.
 */
export function barsTo(action: Action, verb: ActionVerb, reader: Reader): string[] {
  const barred = barredFrom(action, { verb, roles: reader.roles })
  return barred.length > 0
    ? barred
    : [...shareBars(action, verb, reader), ...notTheirOwn(action, verb, reader), ...noAgenda(verb, reader)]
}

const noAgenda = (verb: ActionVerb, { meetsNoMore }: Reader): string[] =>
  meetsNoMore && transitions[verb].needs === 'meeting' ? [noMeeting] : []

/** What somebody may do to an action as it stands: the buttons their card has. */
export function allowedVerbs(action: Action, reader: Reader): ActionVerb[] {
  const { roles } = reader
  const open = verbs.filter(verb => !transitions[verb].hidden && !isBarred(action, { verb, roles }))
  return open.filter(verb => barsTo(action, verb, reader).length === 0)
}

/** Nobody agrees to what they said or asked themselves, in whoever's place; nor to a day that has passed meanwhile. */
function notTheirOwn(action: Action, verb: ActionVerb, { person, today }: Reader): string[] {
  const { asked } = action
  if (verb === 'agree' && whoseWord(action) === person)
    return ['You said that it is done: somebody else agrees it.']
  if (verb !== 'agree-date' || !asked) return []
  if (asked.by === person) return ['You asked for this date: somebody else agrees it.']
  return asked.dueOn < today
    ? [`The day that was asked for (${sayDay(asked.dueOn)}) has passed. Give a later one: extend to …`]
    : []
}
