import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import { type Around, levelOn } from '../../src/chasing/chase-rules.ts'
import { toneOf, toneWords } from '../../src/chasing/tone-rules.ts'
import { defaultRules } from '../../src/partnership/local-rules.ts'

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
    owners: [{ person: 'a', agency: 'a' }],
    eachAgency: false,
    dueMoves: [],
    ...more,
  }) as unknown as Action
const said = (today: string, by = around(), one = action()) => {
  const tone = toneOf(one, levelOn(one, by, today), today)
  return `${tone}: ${toneWords(one, tone, by, today)}`
}

describe('how an owner is spoken to', () => {
  const table: [today: string, tone: RegExp][] = [
    ['2026-10-28', /^coming-up: Nothing is late. By Wed 4 Nov/],
    ['2026-11-04', /^due-today: Today/],
    ['2026-11-05', /^little-late: By Tue 10 Nov: .* After that your agency’s lead and the chairs will know/],
    [
      '2026-11-11',
      /^others-know: Now .* know of it. By Tue 17 Nov: .* After that the chairs and the business manager/,
    ],
    ['2026-11-18', /^being-decided: Now the chairs and the business manager are asked to decide/],
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
    expect(toneWords(taken, 'others-know', around('2026-12-10'), '2026-11-18')).to.match(/By Thu 10 Dec: /)
  })
})
