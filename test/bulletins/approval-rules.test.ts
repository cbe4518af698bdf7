import { expect } from 'chai'
import { approversAsked, askedAgainAt } from '../../src/bulletins/approval-rules.ts'
import type { Bulletin } from '../../src/bulletins/bulletin.ts'
import type { Arrangements } from '../../src/partnership/arrangements.ts'

const today = '2026-11-26'
const chair = (person: string, more: object = {}) => ({ person, role: 'co-chair', ...more })
const arrangements = (more: object = {}) =>
  ({
    groups: [
      { id: 'exec', kind: 'executive', members: ['partner'], chairs: [chair('exec-chair')] },
      { id: 'qio', kind: 'sub-group', chairs: [chair('sub-chair'), chair('past', { to: '2026-10' })] },
      { id: 'forum', kind: 'forum', chairs: [chair('of-a-forum')] },
    ],
    ...more,
  }) as unknown as Arrangements
const of = (total: number, more: object = {}) =>
  ({ author: 'author', writers: [], frozen: { total }, ...more }) as unknown as Bulletin
const away = (...people: string[]) =>
  arrangements({
    local: { away: Object.fromEntries(people.map(id => [id, [{ from: today, until: today }]])) },
  })
const asked = (bulletin: Bulletin, more: object = {}) =>
  approversAsked({
    arrangements: arrangements(),
    team: ['author', 'team'],
    bulletin,
    today,
    times: 1,
    ...more,
  })

describe('who is asked to approve a bulletin', () => {
  it('is the business team but for whoever wrote on it, and for many people the Executive’s chair', () => {
    expect(asked(of(40))).to.deep.equal(['team'])
    expect(asked(of(501))).to.deep.equal(['exec-chair'])
    expect(asked(of(40, { writers: ['team'] }))).to.deep.equal(['exec-chair'])
  })

  it('is a sub-group’s chair where the Executive’s seat is vacant: somebody must be asked', () => {
    const { groups, ...rest } = arrangements()
    const vacant = {
      ...rest,
      groups: groups.map(group => (group.id === 'exec' ? { ...group, chairs: [] } : group)),
    }
    expect(asked(of(501), { arrangements: vacant })).to.deep.equal(['sub-chair'])
  })

  it('is nobody who is away, and no chair whose term is over', () => {
    expect(asked(of(40), { arrangements: away('team') })).to.deep.equal(['exec-chair'])
    expect(asked(of(501), { arrangements: away('exec-chair') })).to.deep.equal(['sub-chair'])
    expect(asked(of(501), { arrangements: away('exec-chair', 'sub-chair') })).to.deep.equal([])
  })

  it('are more each time it is asked again, and for many people chairs alone', () => {
    expect(asked(of(40), { times: 2 })).to.deep.equal(['team', 'exec-chair'])
    expect(asked(of(40), { times: 9 })).to.deep.equal(['team', 'exec-chair', 'sub-chair', 'partner'])
    expect(asked(of(501), { times: 9 })).to.deep.equal(['exec-chair', 'sub-chair'])
  })
})

describe('when an approval is asked for again', () => {
  const calendar = { partnership: { extraClosures: ['2026-11-30'] } } as unknown as Arrangements

  it('is a working morning', () => {
    expect(askedAgainAt(calendar, '2026-11-26')).to.equal('2026-12-01T09:00:00.000Z')
  })

  it('is a weekday beyond the holidays that are known: no bulletin stands still for want of them', () => {
    expect(askedAgainAt(calendar, '2028-12-28')).to.equal('2029-01-01T09:00:00.000Z')
    expect(askedAgainAt(calendar, '2030-05-01')).to.equal('2030-05-03T08:00:00.000Z')
  })
})
