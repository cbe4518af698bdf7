import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import type { Around } from '../../src/chasing/answer-rules.ts'
import { levelOn } from '../../src/chasing/chase-rules.ts'
import type { People } from '../../src/chasing/recipients.ts'
import { toneOf, toneWords } from '../../src/chasing/tone-rules.ts'
import type { Arrangements } from '../../src/partnership/arrangements.ts'
import { defaultRules } from '../../src/partnership/local-rules.ts'

type Seats = { person: string; role: string }[]
const chairs: Seats = ['x', 'y'].map(person => ({ person, role: 'co-chair' }))
const people = (today: string, seats = chairs, lead = 'lead'): People => {
  const group = { id: 'g', code: 'G', name: 'G', kind: 'sub-group', chairs: seats }
  const arrangements = {
    partnership: { id: 'p', extraClosures: [], names: [], businessManager: 'manager' },
    agencies: [{ id: 'a', name: 'A', kind: 'relevant-agency', lead }],
    groups: [group],
  } as unknown as Arrangements
  return {
    arrangements,
    group: arrangements.groups[0]!,
    today,
    team: ['officer'],
    agencyOf: new Map([['owner', 'a']]),
  }
}

const around = (meeting?: string): Around => ({
  rules: defaultRules,
  calendar: { extraClosures: [] },
  nextMeeting: after => (meeting && meeting > after ? meeting : undefined),
  hasLead: () => false,
  deputiesOf: () => [],
})
const action = (more: object = {}): Action =>
  ({
    dueOn: '2026-11-04',
    status: 'open',
    chasedOn: '2026-10-01',
    history: [],
    group: 'g',
    owners: [{ person: 'owner', agency: 'a' }],
    eachAgency: false,
    dueMoves: [],
    ...more,
  }) as unknown as Action
const said = (today: string, by = around(), on = people(today)) => {
  const one = action()
  const tone = toneOf(one, levelOn(one, by, today), today)
  return `${tone}: ${toneWords(one, tone, { around: by, people: on, reader: 'owner' })}`
}

describe('how an owner is spoken to', () => {
  const table: [today: string, tone: RegExp][] = [
    ['2026-10-28', /^coming-up: Nothing is late. By Wed 4 Nov/],
    ['2026-11-04', /^due-today: Today/],
    ['2026-11-05', /^little-late: By Tue 10 Nov: .* After that your agency’s lead and the chairs will know/],
    [
      '2026-11-11',
      /^others-know: It is known to your agency’s lead and the chairs now. By Tue 17 Nov: .* After that a decision is asked of the chairs and the business manager/,
    ],
    ['2026-11-18', /^being-decided: A decision on it is asked of the chairs and the business manager now/],
    ['2026-12-02', /^being-decided/],
  ]
  for (const [today, words] of table)
    it(`on ${today} of an action due on 4 November: plainer as it grows later`, () =>
      expect(said(today)).to.match(words))

  it('by the day before the meeting that brings the decision forward, where one comes sooner', () => {
    expect(said('2026-11-11', around('2026-11-12'))).to.match(/By Thu 12 Nov: /)
  })

  it('by the day of the meeting to whose agenda it was taken: nothing is asked before', () => {
    const taken = action({ agenda: '2026-12-10' })
    const on = { around: around('2026-12-10'), people: people('2026-11-18'), reader: 'owner' }
    const words = toneWords(taken, 'others-know', on)
    expect(words).to.match(/By Thu 10 Dec: /)
  })

  const there: [what: string, today: string, on: [Seats?, string?], words: RegExp][] = [
    [
      'the lead of the agency, in a group without chairs: the business team',
      '2026-11-11',
      [[], 'owner'],
      /: It is known to the business team now\./,
    ],
    [
      'the lead and the only chair: whoever sees it beside them',
      '2026-11-05',
      [[{ person: 'owner', role: 'chair' }], 'owner'],
      /After that the business manager will know\.$/,
    ],
    [
      'one of two chairs: the other, and later themselves too',
      '2026-11-11',
      [[chairs[0]!, { person: 'owner', role: 'co-chair' }]],
      /known to your agency’s lead, the other chair and the business manager now.* asked of the other chair, the business manager and you\.$/,
    ],
  ]
  for (const [what, today, on, words] of there)
    it(`names those who are told and not those the settings would name, to ${what}`, () =>
      expect(said(today, around(), people(today, ...on))).to.match(words))
})
