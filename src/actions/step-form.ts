import type { CardMessage } from '../card-message.ts'
import type { Context } from '../feature.ts'
import type { Agency, Arrangements, Group, Person } from '../partnership/arrangements.ts'
import { findAgency } from '../partnership/find-agency.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { readDate } from '../partnership/read-date.ts'
import { listPeople } from '../partnership/records.ts'
import { agencyName, findGroup, nameOf } from '../partnership/who.ts'
import { sayKept } from '../privacy/index.ts'
import { type Action, markings } from './action.ts'
import { clip, noteIdOf } from './action-card.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { verbOf } from './apply-step.ts'
import { authorOf } from './author.ts'
import { barsTo } from './barred-step.ts'
import { givenColours } from './brag-rules.ts'
import { inPlace } from './decide-step.ts'
import type { Asked } from './find-step.ts'
import { allAgencies } from './new-action-card.ts'
import type { ActionPorts } from './ports.ts'
import { mostImpact, mostLink, shownDetails } from './read-details.ts'
import { withoutMe } from './say-owner.ts'
import type { Seen } from './see-action.ts'
import { cardOf } from './show-action.ts'
import { mustSayWhose } from './whose-answer.ts'

type Choice = { title: string; value: string }
type ChoiceField = { id: string; label: string; value: string; choices: Choice[] }
type TextField = { id: string; label: string; value: string; long: boolean; most: number }

type FormInput = {
  action: Action
  arrangements: Arrangements
  people: readonly Person[]
  asked: Asked
  /** What it is for its reader: an owner asks for the date that a chair moves. */
  taken: ActionVerb
  /** The day that was typed, where it could be read. */
  date: string
  refused: readonly string[]
}

const peopleOffered = 60

/** The form for a step that needs more than words: a date, an agency, a person, a group, or details to add. */
export function stepCard(input: FormInput): CardMessage {
  const { action, asked, refused } = input
  const { verb } = asked
  const { needs } = transitions[verb]
  const { title } = transitions[input.taken]
  return {
    template: 'actions/step',
    summary: `${action.ref}: ${title.toLowerCase()}`,
    data: {
      heading: `${action.ref}: ${title.toLowerCase()}`,
      what: clip(action.what, 300),
      refusedTitle: `Nothing was changed yet. ${sayKept(refused)}`,
      refused: refused.map(reason => ({ reason })),
      choiceFields: choiceFields(input),
      dateFields:
        needs === 'date' || verb === 'split'
          ? [{ id: 'date', label: verb === 'split' ? 'Due' : 'New date', value: input.date }]
          : [],
      textFields: textFields(input),
      submit: {
        title,
        verb: `action.${verb}`,
        data: {
          ref: action.ref,
          version: action.version,
          ...(verb === 'describe' ? { was: shownDetails(action) } : {}),
        },
      },
      back: { title: 'Back', data: { ref: action.ref } },
    },
  }
}

function choiceFields({ action, arrangements, people, asked }: FormInput): ChoiceField[] {
  const { needs } = transitions[asked.verb]
  const field = (id: string, label: string, value: string | undefined, choices: Choice[]): ChoiceField[] => [
    { id, label, value: value ?? '', choices },
  ]
  const persons = people
    .filter(person => !person.vacant)
    .sort((a, b) => Number(b.id === asked.person) - Number(a.id === asked.person))
    .slice(0, peopleOffered)
    .map(person => ({
      title: `${nameOf(person)} (${agencyName(arrangements, person.agency)})`,
      value: person.id,
    }))
  if (needs === 'person' || asked.verb === 'split') return field('person', 'Owner', asked.person, persons)
  if (needs === 'agency') {
    const known = findAgency(arrangements.agencies, asked.agency ?? '')?.id
    return field('agency', 'Agency that must act first', known, arrangements.agencies.map(titled))
  }
  if (asksWhose(action, asked.verb)) {
    const { label, choices } = whoseChoices(action, asked.verb, arrangements)
    return field('agency', label, asked.agency ?? only(choices), choices)
  }
  if (needs === 'group') {
    const known = findGroup(arrangements, asked.group ?? '')?.id
    const others = arrangements.groups.filter(group => group.id !== action.group)
    return field('group', 'Group', known, others.map(titled))
  }
  return asked.verb === 'describe' ? detailChoices(action, asked, arrangements) : []
}

/** The agencies whose answer can be given, or can go back. */
function whoseChoices({ owners }: Action, verb: ActionVerb, arrangements: Arrangements) {
  const answered = (owner: Action['owners'][number]) => owner.answeredAt !== undefined
  const agencies = [
    ...new Set(owners.filter(one => verb === 'return' || !answered(one)).map(one => one.agency)),
  ].map(id => ({ title: agencyName(arrangements, id), value: id }))
  return verb === 'return'
    ? {
        label: 'Whose answer goes back',
        choices: [...agencies, { title: 'All of them', value: allAgencies }],
      }
    : { label: 'Whose answer this is', choices: agencies }
}

const only = (choices: readonly Choice[]): string | undefined =>
  choices.length === 1 ? choices[0]?.value : undefined

const asksWhose = ({ eachAgency }: Action, verb: ActionVerb): boolean =>
  eachAgency && (verb === 'done' || verb === 'return')

const titled = ({ id, name }: Agency | Group): Choice => ({ title: name, value: id })

function detailChoices(action: Action, { filled }: Asked, { priorities = [] }: Arrangements): ChoiceField[] {
  const words = (list: readonly string[]) => list.map(value => ({ title: value, value }))
  const served = priorities.map(one => ({ title: one.name, value: one.id }))
  const { priority = '', marking = '', brag = '' } = { ...shownDetails(action), ...filled }
  return [
    {
      id: 'priority',
      label: 'Priority it serves',
      value: priority,
      choices: [{ title: 'None', value: '' }, ...served],
    },
    {
      id: 'marking',
      label: 'Marking',
      value: marking,
      choices: words(markings),
    },
    {
      id: 'brag',
      label: 'Colour until it is due, in place of the one that Convenor works out (give the reason in words)',
      value: brag,
      choices: [{ title: 'As Convenor works it out', value: '' }, ...words(givenColours)],
    },
  ]
}

function textFields({ action, asked }: FormInput): TextField[] {
  const { asks } = transitions[asked.verb]
  const note = {
    id: noteIdOf(action.ref),
    label: asks ?? 'Why',
    value: asked.note,
    long: true,
    most: 4000,
  }
  if (asked.verb !== 'describe')
    return [asked.verb === 'split' ? { ...note, label: 'The part that becomes an action of its own' } : note]
  const { evidence = '', impact = '' } = { ...shownDetails(action), ...asked.filled }
  return [
    {
      id: 'evidence',
      label: 'Link to the evidence (https://…)',
      value: evidence,
      long: false,
      most: Math.max(mostLink, evidence.length),
    },
    {
      id: 'impact',
      label: 'What it has changed for children',
      value: impact,
      long: true,
      most: Math.max(mostImpact, impact.length),
    },
    note,
  ]
}

type Ports = Pick<ActionPorts, 'store'>

/** The card to answer a step with that could not be taken: its form; for what is said on the action's own card, or cannot be done now, that. */
export async function stepCardFor(
  ports: Ports,
  context: Context,
  seen: Seen,
  { request, refused }: { request: Asked; refused: readonly string[] },
): Promise<CardMessage> {
  const { action } = seen
  const whose = mustSayWhose(action, request.verb, authorOf(context, seen))
  const isForm = !inPlace.includes(request.verb) || whose
  const cannot = barsTo(action, request.verb, authorOf(context, seen)).length > 0
  if ((!isForm || cannot) && refused.length > 0)
    return cardOf(ports, context, seen, { notice: refused.join(' '), typed: request.note })
  const { who, today } = context
  const people = await listPeople(ports.store, who.partnership.partnership.id, { today, limit: 1000 })
  const date = request.date ? (readDate(request.date, today) ?? '') : ''
  const match = request.person
    ? matchPerson(withoutMe(request.person, who.person.id), people)
    : { problem: '' }
  const person = 'person' in match ? match.person.id : request.person
  return stepCard({
    action,
    arrangements: who.partnership,
    people,
    asked: { ...request, person },
    taken: verbOf(action, request.verb, authorOf(context, seen)),
    date,
    refused,
  })
}

/** The empty form for a step. */
export const emptyStep = (verb: ActionVerb): Asked => ({ verb, note: '' })
