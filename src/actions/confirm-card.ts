import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Person } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { agencyName, groupById, nameOf } from '../partnership/who.ts'
import { clip, noteIdOf } from './action-card.ts'
import { transitions } from './action-transitions.ts'
import { verbOf } from './apply-step.ts'
import type { Meaning } from './read-sentence.ts'
import type { Seen } from './see-action.ts'

export type Choice = { meaning: Meaning; seen: Seen }

type Known = {
  arrangements: Arrangements
  people: readonly Person[]
  today: Day
  /** What is asked: what about an action, which action, or whether it is right of each of those that were named. */
  asks: 'what' | 'which' | 'each'
  /** What else is to be known of what was typed. */
  more?: string
  /** What was just done of it. */
  notice?: string | undefined
}

/** Asks whether something was understood as it was meant. Nothing has changed until one of its buttons is pressed. */
export function confirmCard(choices: readonly Choice[], known: Known): CardMessage {
  const { asks, more, notice } = known
  const heading = asks === 'which' ? 'Which action do you mean?' : 'Is this what you mean?'
  const apart = saysOfEach(choices)
  const intro =
    asks === 'each' && choices.length > 1
      ? 'Nothing is changed until you press a button: each action has its own.'
      : 'Nothing is changed until you press a button.'
  return {
    template: 'actions/confirm',
    summary: heading,
    ...(notice ? { notice } : {}),
    data: {
      heading,
      intro: [intro, more].filter(Boolean).join(' '),
      notes: apart ? [] : [noteField('note', choices[0])],
      choices: choices.map((choice, index) => ({
        title: `${choice.meaning.ref}: ${sayMeaning(choice, known)}`,
        what: clip(choice.seen.action.what, 120),
        notes: apart ? [noteField(noteIdOf(choice.meaning.ref), choice)] : [],
        button: buttonOf(choice, known, choices.toSpliced(index, 1)),
      })),
    },
  }
}

/** Whether something else was said of each: then each keeps its own words, and none gets those of another. */
function saysOfEach(choices: readonly Choice[]): boolean {
  const refs = new Set(choices.map(({ meaning }) => meaning.ref))
  const notes = new Set(choices.map(({ meaning }) => meaning.note))
  return refs.size === choices.length && notes.size > 1
}

const noteField = (id: string, choice: Choice | undefined) => ({
  id,
  label: id === 'note' ? 'Your own words, kept with it' : `Your own words, kept with ${choice?.meaning.ref}`,
  kept: choice?.meaning.note ?? '',
})

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
  if (agency) return `Blocked by ${agencyName(arrangements, agency)}`
  const taker = people.find(one => one.id === person)
  if (taker) return `${title} to ${nameOf(taker)}`
  return group ? `Transfer to ${groupById(arrangements, group).name}` : title
}

const detailWords = {
  impact: 'Keep it as what it has changed for children',
  evidence: 'Keep it as the link to the evidence',
  priority: 'Keep it as the priority it serves',
  marking: 'Keep it as its marking',
} as const

function titleOf({ meaning: { verb }, seen: { action, roles, group } }: Choice): string {
  if (verb === 'show') return 'Show it'
  if (verb === 'undo') return 'Undo my last step'
  return transitions[verbOf(action, verb, { roles, ownersMoveOnce: group.ownersMoveOnce })].title
}

function titleOfButton(choice: Choice, { asks }: Known): string {
  if (asks === 'which') return choice.meaning.ref
  return asks === 'each' ? `Yes: ${choice.meaning.ref}` : `Yes: ${titleOf(choice)}`
}

function buttonOf(choice: Choice, known: Known, others: readonly Choice[]) {
  const { verb, data } = pressOf(choice)
  const rest = known.asks === 'each' && others.length > 0 ? { rest: others.map(withoutWords) } : {}
  return { title: titleOfButton(choice, known), verb, data: { ...data, ...rest } }
}

/** The words are in the boxes of the card. */
const withoutWords = ({ meaning: { note: _, ...rest } }: Choice): object => rest

function pressOf({ meaning, seen }: Choice): { verb: string; data: object } {
  const { verb, ref, due, agency, person, group, brag, field } = meaning
  if (verb === 'show' || verb === 'undo') return { verb: `action.${verb}`, data: { ref } }
  const { needs } = transitions[verb]
  const lacks =
    (needs === 'date' && !due) || (needs === 'agency' && !agency) || (needs === 'person' && !person)
  const isForm = lacks || (needs === 'group' && !group) || verb === 'split'
  if (isForm) return { verb: 'action.form', data: { ref, step: verb } }
  const data = { ref, version: seen.action.version, date: due, agency, person, group, brag, field }
  return { verb: `action.${verb}`, data: JSON.parse(JSON.stringify(data)) as object }
}
