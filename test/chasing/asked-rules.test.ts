import { expect } from 'chai'
import { type Action, rolesOn } from '../../src/actions/index.ts'
import { whoIsAsked } from '../../src/chasing/asked-rules.ts'
import type { People } from '../../src/chasing/recipients.ts'
import { inTurn } from '../../src/chasing/shown-lately.ts'
import type { Arrangements } from '../../src/partnership/arrangements.ts'

const arrangements = {
  partnership: { id: 'p', extraClosures: [], names: [], businessManager: 'manager' },
  agencies: [{ id: 'a', name: 'A', kind: 'statutory-partner', lead: 'lead' }],
  groups: [
    { id: 'g', code: 'G', name: 'G', kind: 'sub-group', chairs: [{ person: 'chair', role: 'chair' }] },
    { id: 'ex', code: 'EX', name: 'Ex', kind: 'executive', chairs: [{ person: 'top', role: 'chair' }] },
  ],
} as unknown as Arrangements
const [group] = arrangements.groups

const action = (more: Partial<Action>): Action =>
  ({
    ref: 'G-26-001',
    group: 'g',
    owners: [{ person: 'owner', agency: 'a' }],
    dueOn: '2026-11-02',
    dueMoves: [],
    status: 'awaiting-agreement',
    history: [
      { at: '2026-10-01T09:00:00.000Z', by: 'manager', verb: 'record' },
      { at: '2026-11-02T10:00:00.000Z', by: 'owner', as: 'owner', verb: 'done', note: 'x' },
    ],
    chasedOn: '2026-11-02',
    ...more,
  }) as Action

const on = (today: string): People => ({
  arrangements,
  group: group!,
  today,
  team: ['manager'],
  agencyOf: new Map([['chair', 'b']]),
})

describe('what is said to be done and nobody agrees', () => {
  const asked = (today: string) => Object.fromEntries(whoIsAsked(action({}), on(today)).why)

  it('is asked of the chairs, then told to the business manager, then asked of the Executive: silence is not the end', () => {
    expect(asked('2026-11-10')).to.deep.equal({ chair: 'agree' })
    expect(asked('2026-11-17')).to.deep.equal({ chair: 'agree', manager: 'unagreed' })
    expect(asked('2026-12-01')).to.deep.equal({
      chair: 'agree',
      top: 'agree',
      lead: 'agree',
      manager: 'unagreed',
    })
  })

  it('can be agreed by the Executive once it was taken there, and not before', () => {
    const top = { partnership: arrangements, person: { id: 'top', title: 'Top', agency: 'z' } }
    const taken = action({ chases: [{ day: '2026-12-01', level: 4, to: ['top'] }] })
    const before = action({ chases: [{ day: '2026-11-02', level: 4, to: ['top'] }] })
    expect(rolesOn(top, group!, taken, '2026-12-01')).to.include('chair')
    expect(rolesOn(top, group!, before, '2026-12-01')).to.not.include('chair')
  })
})

describe('whose turn it is', () => {
  it('goes round all there is before anything stands on a card again, however much it is', () => {
    const all = Array.from({ length: 100 }, (_, i) => `R${i}`)
    const seen = new Map<string, number>()
    let last: { shows: string[]; reaches: string[] } | undefined
    for (let morning = 0; morning < 17; morning += 1) {
      const turns = inTurn(all, ref => ref, last)
      last = { shows: turns.slice(0, 6), reaches: turns.slice(6) }
      for (const ref of last.shows) seen.set(ref, (seen.get(ref) ?? 0) + 1)
    }
    expect(seen.size).to.equal(100)
    expect(Math.max(...seen.values())).to.equal(2)
  })
})
