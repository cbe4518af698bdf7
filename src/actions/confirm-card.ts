import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Person } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { agencyName, groupById, nameOf } from '../partnership/who.ts'
import { clip } from './action-card.ts'
import { transitions } from './action-transitions.ts'
import { verbOf } from './apply-step.ts'
import type { Meaning } from './read-sentence.ts'
import type { Seen } from './see-action.ts'

export type Choice = { meaning: Meaning; seen: Seen }

type Known = {
  arrangements: Arrangements
  people: readonly Person[]
  today: Day
  /** Whether the question is which action, rather than what about it. */
  several: boolean
}

/** Asks whether something was understood as it was meant. Nothing has changed until one of its buttons is pressed. */
export function confirmCard(choices: readonly Choice[], known: Known): CardMessage {
  const { several } = known
  return {
    template: 'actions/confirm',
    summary: several ? 'Which action do you mean?' : 'Is this what you mean?',
    data: {
      heading: several ? 'Which action do you mean?' : 'Is this what you mean?',
      intro: 'Nothing is changed until you press a button.',
      noteLabel: 'Your own words, kept with it',
      kept: { note: choices[0]?.meaning.note ?? '' },
      choices: choices.map(choice => ({
        title: `${choice.meaning.ref}: ${sayMeaning(choice, known)}`,
        what: clip(choice.seen.action.what, 120),
        button: buttonOf(choice, known),
      })),
    },
  }
}

/** What would be done, in a few words: 'Move the date to Fri 15 Jan'. */
function sayMeaning(choice: Choice, { arrangements, people, today }: Known): string {
  const { verb, due, agency, person, group, brag, field } = choice.meaning
  const title = titleOf(choice)
  if (field) return detailWords[field]
  const { asked } = choice.seen.action
  if (verb === 'agree-date' && asked) return `${title}: ${sayDay(asked.dueOn, today)}`
  const asks = title === transitions['ask-date'].title
  if (due) return `${title}${asks ? ':' : ' to'} ${sayDay(due, today)}`
  if (brag) return `Mark it ${brag}, whatever its date says`
  if (agency) return `Waiting for ${agencyName(arrangements, agency)}`
  const taker = people.find(one => one.id === person)
  if (taker) return `${title} to ${nameOf(taker)}`
  return group ? `Transfer to ${groupById(arrangements, group).name}` : title
}

const detailWords = {
  impact: 'Keep it as what it has changed for children',
  evidence: 'Keep it as the link to the evidence',
  priority: 'Keep it as the priority it serves',
} as const

function titleOf({ meaning: { verb }, seen: { action, roles, group } }: Choice): string {
  if (verb === 'show') return 'Show it'
  if (verb === 'undo') return 'Undo my last step'
  return transitions[verbOf(action, verb, { roles, ownersMoveOnce: group.ownersMoveOnce })].title
}

function buttonOf(choice: Choice, known: Known) {
  const { meaning, seen } = choice
  const { verb, ref, due, agency, person, group, brag, field } = meaning
  const title = known.several ? ref : `Yes: ${titleOf(choice)}`
  if (verb === 'show' || verb === 'undo') return { title, verb: `action.${verb}`, data: { ref } }
  const { needs } = transitions[verb]
  const lacks =
    (needs === 'date' && !due) || (needs === 'agency' && !agency) || (needs === 'person' && !person)
  const isForm = lacks || (needs === 'group' && !group) || verb === 'split'
  if (isForm) return { title, verb: 'action.form', data: { ref, step: verb } }
  const data = { ref, version: seen.action.version, date: due, agency, person, group, brag, field }
  return { title, verb: `action.${verb}`, data: JSON.parse(JSON.stringify(data)) as object }
}
