import { type Action, type Owner, owing } from './action.ts'
import { type Author, decidesForAll, type Step } from './step.ts'

type Shared = Pick<Action, 'eachAgency' | 'owners'>
type Whose = Pick<Author, 'roles' | 'standsFor' | 'leads'>

/** Those in whose place somebody answers: their own share, their owner's, their agency's. */
const sharesOf = ({ owners }: Pick<Action, 'owners'>, { standsFor, leads }: Whose): Owner[] =>
  owners.filter(owner => standsFor.includes(owner.person) || leads.includes(owner.agency))

/** Of those, the ones whose answer is still to come. */
const sharesOwed = (action: Shared, author: Whose): Owner[] => owing({ owners: sharesOf(action, author) })

/** Whether it must be said whose answer a step is about, since each agency has one of its own. */
export function mustSayWhose(action: Shared, verb: Step['verb'], author: Whose): boolean {
  if (!action.eachAgency) return false
  return (
    verb === 'return' ||
    (verb === 'done' && decidesForAll(author.roles) && sharesOwed(action, author).length === 0)
  )
}

/** The owners whose answer is given, or goes back; none where it was not said. */
export function answersMeant(action: Shared, step: Step, author: Whose): Owner[] {
  const { agency, allAgencies, verb } = step
  if (!action.eachAgency || (verb === 'return' && allAgencies)) return action.owners
  if (agency && decidesForAll(author.roles)) return action.owners.filter(owner => owner.agency === agency.id)
  return verb === 'done' ? sharesOwed(action, author) : []
}

/** Why somebody cannot take a step on an action that each agency answers for itself, whatever they name with it. */
export function shareBars(action: Shared, verb: Step['verb'], author: Whose): string[] {
  if (!action.eachAgency || decidesForAll(author.roles)) return []
  if (verb === 'done' && sharesOwed(action, author).length === 0)
    return ['Your agency has answered already. Say in an update what there is to add.']
  if (verb === 'block')
    return [
      'That would stop it for every agency. Say in an update what yours waits for; a chair can say that all must wait.',
    ]
  return verb === 'resume' && !author.roles.includes('blocking-lead')
    ? ['All agencies wait here. A chair, or the agency they wait for, says when it can go on.']
    : []
}

/** What such a step lacks, or names and cannot mean. */
export function shareProblems(action: Shared, step: Step, author: Whose): string[] {
  const { verb, person } = step
  if (!action.eachAgency) return []
  if (mustSayWhose(action, verb, author) && answersMeant(action, step, author).length === 0)
    return verb === 'done'
      ? ['Each agency answers for itself here. Choose whose answer this is.']
      : ['Each agency answers for itself here. Choose whose answer goes back: that of one, or of all.']
  return verb === 'reassign' &&
    person &&
    !decidesForAll(author.roles) &&
    !author.leads.includes(person.agency)
    ? ['You hand over your own agency’s share only: name somebody of your agency.']
    : []
}
