import { expect } from 'chai'
import { may, type Permission, permissions, rolesIn } from '../../src/partnership/permissions.ts'
import { chairsOn, groupById } from '../../src/partnership/who.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const file = birminghamToWorkWith()
const { people, ...arrangements } = file
const who = (id: string) => ({ partnership: arrangements, person: people.find(person => person.id === id)! })
const group = (id: string) => groupById(arrangements, id)

describe('chairs', () => {
  const table: [string, string, string[], string][] = [
    ['qio', '2018-12-31', ['independent-chair', 'ad-early-help'], 'before the handover'],
    [
      'qio',
      '2019-01-15',
      ['independent-chair', 'director-of-practice', 'ad-early-help'],
      'the month of the handover is both’s: nobody goes untold',
    ],
    ['qio', '2019-02-01', ['director-of-practice', 'ad-early-help'], 'after the handover'],
    ['ld', '2018-12-31', ['chief-nurse-bwc', 'yos-performance'], 'their last day'],
    ['ld', '2019-01-01', [], 'both left: the seats are vacant'],
    ['education', '2019-03-19', ['ad-cyp'], 'a term that ended on an unknown day gives no power'],
    [
      'executive',
      '2018-06-01',
      ['independent-chair'],
      'a vice-chair does not chair while the chair is there',
    ],
  ]
  for (const [id, day, expected, why] of table) {
    it(`of ${id} on ${day} are ${expected.join(', ') || 'nobody'}: ${why}`, () =>
      expect(chairsOn(group(id), day, {})).to.deep.equal(expected))
  }

  it('are the vice-chair while the chair’s seat is vacant', () => {
    const vacant = {
      ...group('executive'),
      chairs: [
        { person: 'independent-chair', role: 'chair' as const, to: '2018-05' },
        { person: 'vice-chair', role: 'vice-chair' as const },
      ],
    }
    expect(chairsOn(vacant, '2018-06-01', {})).to.deep.equal(['vice-chair'])
  })
})

describe('permissions', () => {
  const everyone: Permission[] = ['see-log', 'record-action', 'see-agenda', 'propose-item']
  const table: [person: string, group: string, day: string, permissions: Permission[], why: string][] = [
    ['director-of-practice', 'qio', '2019-02-01', [...everyone, 'export-log', 'link-group'], 'a chair'],
    ['director-of-practice', 'qio', '2018-12-01', [], 'not a chair yet'],
    [
      'chief-nurse-bwc',
      'ld',
      '2018-12-31',
      [...everyone, 'export-log', 'link-group'],
      'a co-chair on the last day of the term',
    ],
    ['chief-nurse-bwc', 'ld', '2019-01-01', [], 'a chair whose term has ended is no chair'],
    ['yos-performance', 'qio', '2018-06-01', everyone, 'a member'],
    [
      'business-manager',
      'hwb',
      '2018-06-01',
      Object.keys(permissions) as Permission[],
      'the business team, everywhere',
    ],
    [
      'independent-chair',
      'ld',
      '2018-06-01',
      ['see-log', 'see-agenda'],
      'the Executive’s chair sees every log',
    ],
    ['council-chief-executive', 'qio', '2018-06-01', [], 'an outsider to this group'],
  ]
  for (const [person, id, day, expected, why] of table) {
    it(`of ${person} in ${id} on ${day}: ${expected.join(', ') || 'none'} (${why})`, () => {
      const all = Object.keys(permissions) as Permission[]
      expect(all.filter(permission => may(who(person), permission, group(id), day))).to.have.members(expected)
    })
  }

  it('are never those of an outsider for somebody who is something', () => {
    expect(rolesIn(who('business-manager'), group('qio'), '2019-01-01')).not.to.include('outsider')
    expect(rolesIn(who('council-chief-executive'), group('qio'), '2019-01-01')).to.deep.equal(['outsider'])
  })

  it('end with the term of a member or an observer, where one is written; an id alone has none', () => {
    const of = (day: string, seat: object) => {
      const dated = { ...group('scr'), members: [], observers: [], chairs: [], ...seat }
      return rolesIn(who('previous-dcs'), dated, day)
    }
    const until = [{ person: 'previous-dcs', from: '2018-04', to: '2018-11-30' }]
    expect(of('2018-11-30', { members: until })).to.include('member')
    expect(of('2018-12-01', { members: until })).not.to.include('member')
    expect(of('2018-03-31', { observers: until })).not.to.include('observer')
    expect(of('2018-04-01', { observers: until })).to.include('observer')
    expect(of('2030-01-01', { members: ['previous-dcs'] })).to.include('member')
  })
})
