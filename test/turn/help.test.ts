import { expect } from 'chai'
import { demoPartnership } from '../../demo/prepare.ts'
import { actionCommands } from '../../src/actions/action-commands.ts'
import { codeOf } from '../../src/partnership/arrangements.ts'
import { findAgency } from '../../src/partnership/find-agency.ts'
import { matchPerson } from '../../src/partnership/match-person.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('help', () => {
  let app: RunningApp
  const shown = async (member: Member, typed: string) => (await member.type(typed)).card

  before(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
  })
  after(() => app.stop())

  it('shows under headings what its reader can use, and no more, so that it can be read', async () => {
    const nobody = wordsOn(await shown(app.member('previous-dcs'), 'help'))
    expect(nobody).to.contain('Your actions').and.contain('QIO-26-014 done …').and.contain('Meetings')
    expect(nobody).not.to.match(/For chairs|For the business team|import QIO|not pursued|propose/)
    const chair = wordsOn(await shown(app.member('ad-early-help'), 'help'))
    expect(chair).to.contain('For chairs').and.contain('not pursued').and.not.contain('import QIO')
    const team = wordsOn(await shown(app.member('business-manager'), 'help'))
    expect(team).to.contain('For chairs').and.contain('For the business team').and.contain('import QIO')
  })

  it('has buttons for what is wanted most', async () => {
    const card = await shown(app.member('previous-dcs'), 'hello')
    expect(buttonsOf(card)).to.deep.equal([
      'my actions',
      'for my answer',
      'new action',
      'log',
      'agenda',
      'bulletins',
    ])
  })

  it('is not what an answer to something not understood is made of: that is short, with what is likeliest', async () => {
    const member = app.member('previous-dcs')
    const none = await shown(member, 'what is the weather')
    expect(wordsOn(none).split('\n')).to.have.length.below(8)
    expect(wordsOn(none)).to.contain('That was not understood')
    expect(buttonsOf(none)).to.deep.equal(['my actions', 'help'])
    expect(buttonsOf(await shown(member, 'RR18001'))).to.deep.equal(['RR-18-001', 'my actions', 'help'])
    expect((await member.type('QIO18001')).text, 'a ref, without its dashes').to.contain(
      'No action with that ref',
    )
    expect(wordsOn(await shown(member, 'away'))).to.contain('away until 3 Dec')
    expect(wordsOn(await shown(member, 'chasing dry rum')), 'not theirs').not.to.contain('dry run')
  })

  it('gives examples that can be tried in the demo: whom and what they name is there', () => {
    const { people, agencies, groups } = demoPartnership('2026-11-23')
    const ports = { store: app.store } as Parameters<typeof actionCommands>[0]
    const usages = actionCommands(ports).map(({ usage }) => usage)
    const named = (pattern: RegExp) => usages.flatMap(usage => pattern.exec(usage)?.[1] ?? [])
    for (const agency of named(/blocked by (\w+):/)) expect(findAgency(agencies, agency), agency).to.be.ok
    const owners = [...named(/hand over to (.+?) because/), ...named(/owner: ([^;]+);/)]
    for (const person of owners) expect(matchPerson(person, people), person).to.have.property('person')
    expect(owners).to.have.length(3)
    const codes = groups.map(group => codeOf(group))
    expect(codes).to.include.members([...named(/^log (\w+)/), ...named(/transfer to (\w+)/)])
  })
})
