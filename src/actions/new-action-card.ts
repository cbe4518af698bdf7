import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Group, Person } from '../partnership/arrangements.ts'
import { agencyName, nameOf } from '../partnership/who.ts'
import { sayKept } from '../privacy/index.ts'
import { inDialog } from './action-card.ts'

/** What has been filled in so far: shown again when it could not be taken. */
export type Filled = {
  group: string
  what: string
  owner: string
  due: string
  source?: string | undefined
  /** The open action that says the same, where its author was told of it: this is another one. */
  beside?: string | undefined
}

/** A link to a message in Teams is long. */
export const mostSource = 1000

/** The choice that asks every agency for an answer of its own. */
export const allAgencies = 'all-agencies'

type FormInput = {
  groups: readonly Group[]
  people: readonly Person[]
  arrangements: Arrangements
  filled: Filled
  refused: readonly string[]
}

/** The form to record an action. Refused, it comes back with every reason, and with what was typed. */
export function newActionCard({ groups, people, arrangements, filled, refused }: FormInput): CardMessage {
  return {
    template: 'actions/new-action',
    summary: refused.length > 0 ? 'The action was not recorded yet' : 'Record an action',
    data: {
      heading: 'Record an action',
      intro: 'One action, its owner, one date. The owner is told at once.',
      refusedTitle: `Not recorded yet. ${sayKept(refused)}`,
      refused: refused.map(reason => ({ reason })),
      groups: groups.map(group => ({ title: group.name, value: group.id })),
      people: owners({ people, arrangements, filled }),
      labels: { ...labels, record: filled.beside ? 'Record another' : 'Record it' },
      dialog: inDialog('action.new', {}),
      kept: { ...filled, source: filled.source ?? '', beside: filled.beside ?? '' },
    },
  }
}

/** The people to choose from; several who were typed together stand first, as one choice. */
function owners({ people, arrangements, filled }: Pick<FormInput, 'people' | 'arrangements' | 'filled'>) {
  const named = (id: string) => {
    const person = people.find(one => one.id === id)
    return person ? nameOf(person) : id
  }
  const several = filled.owner.includes(',')
    ? [{ title: filled.owner.split(',').map(named).join(' and '), value: filled.owner }]
    : []
  const all = { title: 'All agencies, one answer each', value: allAgencies }
  const single = people.map(person => ({
    title: `${nameOf(person)} (${agencyName(arrangements, person.agency)})`,
    value: person.id,
  }))
  return [...several, all, ...single]
}

const labels = {
  group: 'Group',
  what: 'What was agreed',
  example: 'One thing somebody will do',
  owner: 'Owner',
  source: 'Where it was agreed (meeting and item, review, audit)',
  due: 'Due',
}
