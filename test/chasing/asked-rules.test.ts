import { expect } from 'chai'
import { allowedVerbs } from '../../src/actions/barred-step.ts'
import { type Action, readerOn, rolesOn } from '../../src/actions/index.ts'
import { whoIsAsked } from '../../src/chasing/asked-rules.ts'
import { type People, recipientsOf } from '../../src/chasing/recipients.ts'
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
  const told = { chases: [{ day: '2026-11-16', level: 3, to: ['chair', 'manager'] }] }
  const asked = (today: string, more: Partial<Action> = told) =>
    Object.fromEntries(whoIsAsked(action(more), on(today)).why)

  it('is asked of the chairs, then told to the business manager, then asked of the Executive: silence is not the end', () => {
    expect(asked('2026-11-10')).to.deep.equal({ chair: 'agree' })
    expect(asked('2026-11-17')).to.deep.equal({ chair: 'agree', manager: 'unagreed' })
    expect(asked('2026-12-01')).to.deep.equal({
      chair: 'agree',
      top: 'agree',
      lead: 'agree',
      manager: 'unagreed',
    })
    expect(asked('2026-12-01', {}), 'not before others were told').to.deep.equal(asked('2026-11-17'))
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

describe('who agrees', () => {
  const said = (by: string) =>
    action({ history: [{ at: '2026-11-02T10:00:00.000Z', by, as: 'chair', verb: 'done', note: 'x' }] })
  const asked = (one: Action, people: People) => Object.fromEntries(whoIsAsked(one, people).why)
  const whoIs = (id: string, more: object = {}) => ({
    partnership: arrangements,
    person: { id, title: id, agency: 'z', ...more },
  })
  const away: Arrangements = {
    ...arrangements,
    local: {
      chasing: {},
      groups: {},
      away: { chair: [{ from: '2026-11-01', until: '2026-11-30' }] },
      remindersOff: {},
      closures: [],
    },
  }
  const nobodyAbove: Arrangements = { ...away, groups: [group!] }

  it('is somebody else where the only chair said that it is done, who has no button to agree to themselves', () => {
    expect(asked(said('chair'), on('2026-11-03'))).to.deep.equal({ top: 'agree' })
    const chair = readerOn(whoIs('chair'), said('chair'), '2026-11-03')
    expect(allowedVerbs(said('chair'), chair))
      .to.include('return')
      .and.to.not.include('agree')
    const top = readerOn(whoIs('top'), said('chair'), '2026-11-03')
    expect(allowedVerbs(said('chair'), top)).to.include('agree')
  })

  it('is somebody else where the only chair asked for the date, in whoever’s place', () => {
    const dated = action({ status: 'open', asked: { dueOn: '2026-12-01', reason: 'x', by: 'chair' } })
    const verbs = (id: string) =>
      allowedVerbs(dated, readerOn(whoIs(id), dated, '2026-11-03')).filter(verb => verb === 'agree-date')
    expect(verbs('chair')).to.deep.equal([])
    expect(verbs('top')).to.deep.equal(['agree-date'])
  })

  it('is not waited for while away: the Executive’s chair is asked, and the business team hears that nobody has agreed', () => {
    expect(asked(said('owner'), { ...on('2026-11-03'), arrangements: away })).to.deep.equal({
      top: 'agree',
      manager: 'unagreed',
    })
  })

  it('is the business team where nobody else is there: what is asked of them they can do', () => {
    const people = { ...on('2026-11-03'), arrangements: nobodyAbove }
    expect(asked(said('owner'), people)).to.deep.equal({ manager: 'agree' })
    const manager = { ...whoIs('manager', { businessTeam: true }), partnership: nobodyAbove }
    expect(allowedVerbs(said('owner'), readerOn(manager, said('owner'), '2026-11-03'))).to.include('agree')
  })
})

describe('what is late in a chair’s own agency', () => {
  const chairs = ['chair', 'other'].map(person => ({ person, role: 'co-chair' as const }))
  const vice = { person: 'vice', role: 'vice-chair' as const }
  const own: People = {
    ...on('2026-12-01'),
    group: { ...group!, chairs: [...chairs, vice] },
    agencyOf: new Map([['chair', 'a']]),
    arrangements: {
      ...arrangements,
      local: { chasing: { tellWhom: ['agency-lead'] }, groups: {}, away: {}, remindersOff: {}, closures: [] },
    },
  }
  it('goes to the other chair, the vice-chair and the business manager, whoever else the settings name', () => {
    const late = action({ status: 'open', history: [], dueOn: '2026-11-02', chasedOn: '2026-10-30' })
    expect(recipientsOf(2, late, own).sort()).to.deep.equal(['chair', 'lead', 'manager', 'other', 'vice'])
    const others = { ...own, agencyOf: new Map([['chair', 'b']]) }
    expect(recipientsOf(2, late, others)).to.deep.equal(['lead'])
  })
})

describe('whom a level goes to is a setting', () => {
  const late = action({ status: 'open', history: [], dueOn: '2026-11-02', chasedOn: '2026-10-30' })
  const people = (chasing: object): People => ({
    ...on('2026-12-01'),
    arrangements: {
      ...arrangements,
      local: { chasing, groups: {}, away: {}, remindersOff: {}, closures: [] },
    },
  })
  const table: [level: 2 | 3 | 4, chasing: object, asked: string[]][] = [
    [2, {}, ['chair', 'lead']],
    [2, { tellWhom: ['agency-lead'] }, ['lead']],
    [2, { tellWhom: ['business-manager'] }, ['manager']],
    [3, {}, ['chair', 'manager']],
    [3, { decisionOf: ['chairs'] }, ['chair']],
    [3, { decisionOf: ['chairs', 'partners'] }, ['chair', 'lead']],
    [4, {}, ['chair', 'lead', 'manager', 'top']],
    [4, { executiveOf: ['executive'] }, ['top']],
  ]
  for (const [level, chasing, asked] of table)
    it(`level ${level} with ${JSON.stringify(chasing)} goes to ${asked.join(', ')}, and to nobody else`, () =>
      expect(recipientsOf(level, late, people(chasing)).sort()).to.deep.equal(asked))
})
