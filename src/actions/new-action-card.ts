import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Group, Person } from '../partnership/arrangements.ts'
import { agencyName, nameOf } from '../partnership/who.ts'

/** What has been filled in so far: shown again when it could not be taken. */
export type Filled = { group: string; what: string; owner: string; due: string }

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
      intro: 'One action, one owner, one date. The owner is told at once.',
      refusedTitle: 'Not recorded yet. What you wrote is kept below.',
      refused: refused.map(reason => ({ reason })),
      groups: groups.map(group => ({ title: group.name, value: group.id })),
      people: people.map(person => ({
        title: `${nameOf(person)} (${agencyName(arrangements, person.agency)})`,
        value: person.id,
      })),
      labels,
      ...filled,
    },
  }
}

const labels = {
  group: 'Group',
  what: 'What was agreed',
  example: 'One thing somebody will do',
  owner: 'Owner',
  due: 'Due',
  record: 'Record it',
}
