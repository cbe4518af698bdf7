import type { Action, Owner } from './action.ts'
import { type Author, decidesForAll, type Step } from './step.ts'

type Shared = Pick<Action, 'eachAgency' | 'owners'>
type Whose = Pick<Author, 'roles' | 'standsFor' | 'leads'>

/** Those in whose place somebody answers: their own share, their owner's, their agency's. */
export const sharesOf = ({ owners }: Pick<Action, 'owners'>, { standsFor, leads }: Whose): Owner[] =>
  owners.filter(owner => standsFor.includes(owner.person) || leads.includes(owner.agency))

/** Whether it must be said whose answer a step is about, since each agency has one of its own. */
export function mustSayWhose(action: Shared, verb: Step['verb'], author: Whose): boolean {
  if (!action.eachAgency) return false
  return verb === 'return' || (verb === 'done' && sharesOf(action, author).length === 0)
}

/** The owners whose answer is given, or goes back; none where it was not said. */
export function answersMeant(action: Shared, step: Step, author: Whose): Owner[] {
  const { agency, allAgencies, verb } = step
  if (!action.eachAgency || (verb === 'return' && allAgencies)) return action.owners
  if (agency && decidesForAll(author.roles)) return action.owners.filter(owner => owner.agency === agency.id)
  return verb === 'done' ? sharesOf(action, author) : []
}

/** Why a step on an action that each agency answers for itself cannot be taken by whoever asks for it. */
export function shareProblems(action: Action, step: Step, author: Author): string[] {
  const { verb, person } = step
  if (!action.eachAgency) return []
  if (mustSayWhose(action, verb, author) && answersMeant(action, step, author).length === 0)
    return verb === 'done'
      ? ['Each agency answers for itself here. Choose whose answer this is.']
      : ['Each agency answers for itself here. Choose whose answer goes back: that of one, or of all.']
  if (decidesForAll(author.roles)) return []
  if (verb === 'block')
    return [
      'That would stop it for every agency. Say in an update what yours waits for; a chair can say that all must wait.',
    ]
  if (verb === 'resume' && !author.roles.includes('blocking-lead'))
    return ['All agencies wait here. A chair, or the agency they wait for, says when it can go on.']
  return verb === 'reassign' && person && !author.leads.includes(person.agency)
    ? ['You hand over your own agency’s share only: name somebody of your agency.']
    : []
}
