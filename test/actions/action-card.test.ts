import { expect } from 'chai'
import type { Action } from '../../src/actions/action.ts'
import { actionCard } from '../../src/actions/action-card.ts'

const action: Action = {
  schema: 1,
  ref: 'QIO-26-001',
  group: 'qio',
  what: 'Publish the toolkit',
  owners: [{ person: 'nurse', agency: 'bwc' }],
  eachAgency: false,
  dueOn: '2026-11-20',
  dueMoves: [],
  status: 'open',
  marking: 'OFFICIAL',
  chasedOn: '2026-11-25',
  version: 1,
  history: [{ at: '2026-11-01T10:00:00.000Z', by: 'dop', verb: 'record' }],
}
const chase = (day: string, level: number, ...to: string[]) => ({ day, level, to })

/** A fact of the card that a reader without a role sees. */
function factOf(changes: Partial<Action>, title: string): string | undefined {
  const { data } = actionCard({
    action: { ...action, ...changes },
    group: { id: 'qio', name: 'QIO', kind: 'sub-group' },
    arrangements: { agencies: [] } as never,
    reader: {
      person: 'x',
      roles: [],
      today: '2026-11-26',
      ownersMoveOnce: false,
      standsFor: ['x'],
      leads: [],
    },
    heading: 'x',
    undo: false,
    today: '2026-11-26',
    calendar: { extraClosures: [] },
    names: id => id,
  })
  const { facts } = data as { facts: { title: string; value: string }[] }
  return facts.find(fact => fact.title === title)?.value
}

describe('the card of an action', () => {
  const chases = [
    chase('2026-11-18', 0, 'nurse'),
    chase('2026-11-20', 1, 'nurse'),
    chase('2026-11-23', 1, 'nurse'),
    chase('2026-11-24', 2, 'chair'),
    chase('2026-11-25', 3, 'chair', 'chief'),
  ]

  it('says how often its owner was chased: a reminder before the day, and asking chairs, is not chasing them', () => {
    expect(factOf({ chases }, 'Owner chased')).to.equal('twice since it was due, last on Mon 23 Nov')
    expect(factOf({ chases: chases.slice(0, 1) }, 'Owner chased')).to.equal(undefined)
  })

  it('counts what reached the owner as the chair or lead they also are: the card for a decision lists it', () => {
    const asLead = [...chases.slice(0, 3), chase('2026-11-24', 2, 'nurse'), chase('2026-11-25', 3, 'chief')]
    expect(factOf({ chases: asLead }, 'Owner chased'))
      .to.contain('3 times')
      .and.to.contain('last on Tue 24 Nov')
  })

  it('begins to count anew for a new owner, who was not chased for what was not theirs', () => {
    const handed = { at: '2026-11-25T10:00:00.000Z', by: 'chair', verb: 'reassign' as const }
    const owners = [{ person: 'dcs', agency: 'bcc' }]
    const anew = { owners, history: [...action.history, handed] }
    expect(factOf({ ...anew, chases }, 'Owner chased')).to.equal(undefined)
    const later = [...chases, chase('2026-11-26', 1, 'dcs')]
    expect(factOf({ ...anew, chases: later }, 'Owner chased')).to.equal(
      'once since it was due, last on Thu 26 Nov',
    )
  })
})
