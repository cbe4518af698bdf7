import { expect } from 'chai'
import type { Action } from '../../src/actions/action.ts'
import { applyStep } from '../../src/actions/apply-step.ts'
import { allowedVerbs } from '../../src/actions/barred-step.ts'
import type { Step } from '../../src/actions/step.ts'
import type { ActionRole } from '../../src/actions/transition.ts'

const at = '2026-11-20T10:00:00.000Z'
const owners = [
  { person: 'dop', agency: 'bcc' },
  { person: 'nurse', agency: 'bwc' },
  { person: 'super', agency: 'wmp' },
]
const each: Action = {
  schema: 1,
  ref: 'QIO-26-001',
  group: 'qio',
  what: 'Audit',
  owners,
  eachAgency: true,
  dueOn: '2026-12-01',
  dueMoves: [],
  status: 'open',
  marking: 'OFFICIAL',
  chasedOn: '2026-11-01',
  version: 1,
  history: [{ at: '2026-11-01T10:00:00.000Z', by: 'dop', verb: 'record' }],
}
const answered: Action = {
  ...each,
  status: 'awaiting-agreement',
  owners: owners.map(owner => ({ ...owner, answeredAt: at })),
}
const nurses = { id: 'bwc', name: 'The hospital' }

const author = (person: string, roles: ActionRole[], leads: string[] = []) => ({
  person,
  roles,
  now: at,
  today: '2026-11-20',
  ownersMoveOnce: false,
  standsFor: [person],
  leads,
})
const take = (action: Action, step: Partial<Step>, who: ReturnType<typeof author>) =>
  applyStep(action, { verb: 'update', note: 'said so', ...step }, who)
const stepped = (...given: Parameters<typeof take>): Action => {
  const applied = take(...given)
  if ('refused' in applied) throw new Error(applied.refused.join(' '))
  return applied.changed
}
const answers = (action: Action) =>
  action.owners.flatMap(owner => (owner.answeredAt === undefined ? [] : [owner.agency]))
const refusal = (...given: Parameters<typeof take>): string => {
  const applied = take(...given)
  return 'refused' in applied ? applied.refused.join(' ') : 'taken'
}

describe('an action that each agency answers for itself', () => {
  const chair = author('chair', ['chair'])
  const team = author('manager', ['business-team'])

  it('is not done by a chair’s or the business team’s word for all: they say whose answer it is', () => {
    for (const who of [chair, team]) {
      expect(refusal(each, { verb: 'done' }, who)).to.include('Choose whose answer this is')
      const told = stepped(each, { verb: 'done', agency: nurses }, who)
      expect(answers(told)).to.deep.equal(['bwc'])
      expect(told.status).to.equal('in-progress')
      expect(told.history.at(-1)?.detail).to.equal('for The hospital; 2 still to answer')
    }
  })

  it('is answered for an agency by its lead, who is asked when the owner is silent', () => {
    const lead = author('lead', ['agency-lead'], ['wmp'])
    expect(answers(stepped(each, { verb: 'done' }, lead))).to.deep.equal(['wmp'])
    expect(stepped(each, { verb: 'update' }, lead).history.at(-1)).to.include({
      as: 'agency-lead',
      agency: 'wmp',
    })
  })

  it('is not stopped for all because one waits; a chair may stop it for all', () => {
    const owner = author('dop', ['owner'])
    const step: Partial<Step> = { verb: 'block', agency: { id: 'ch', name: 'Housing' } }
    expect(refusal(each, step, owner)).to.include('stop it for every agency')
    const blocked = stepped(each, step, chair)
    expect(blocked.status).to.equal('blocked')
    expect(refusal(blocked, { verb: 'resume' }, owner)).to.include('All agencies wait here')
    expect(stepped(blocked, { verb: 'resume' }, author('x', ['blocking-lead'])).status).to.equal(
      'in-progress',
    )
  })

  it('goes back to one agency, whose answer alone is asked for again, or to all', () => {
    expect(refusal(answered, { verb: 'return' }, chair)).to.include('Choose whose answer goes back')
    const one = stepped(answered, { verb: 'return', agency: nurses }, chair)
    expect(one.status).to.equal('returned')
    expect(answers(one)).to.deep.equal(['bcc', 'wmp'])
    expect(one.history.at(-1)?.detail).to.equal('to The hospital')
    const again = stepped(one, { verb: 'done' }, author('nurse', ['owner']))
    expect(again.status).to.equal('awaiting-agreement')
    expect(answers(stepped(answered, { verb: 'return', allAgencies: true }, chair))).to.deep.equal([])
  })

  it('shows each reader the buttons that are not refused whatever is written with them', () => {
    const owner = author('dop', ['owner'])
    expect(allowedVerbs(each, owner))
      .to.include.members(['update', 'done', 'extend'])
      .and.not.include('block')
    expect(allowedVerbs(each, chair)).to.include('block')
    const one = stepped(each, { verb: 'done' }, owner)
    expect(allowedVerbs(one, owner)).not.to.include('done')
    expect(refusal(one, { verb: 'done' }, owner)).to.include('Your agency has answered already')
    expect(allowedVerbs(one, author('nurse', ['owner']))).to.include('done')
    expect(allowedVerbs(one, author('dop', ['owner', 'chair'])), 'for another agency').to.include('done')
    const blocked = stepped(each, { verb: 'block', agency: { id: 'ch', name: 'Housing' } }, chair)
    expect(allowedVerbs(blocked, owner)).not.to.include('resume')
    expect(allowedVerbs(blocked, author('x', ['blocking-lead']))).to.include('resume')
  })

  it('shows nobody a button to agree to their own word', () => {
    const alone = { ...each, eachAgency: false }
    const done = stepped(alone, { verb: 'done' }, author('deputy', ['deputy', 'chair']))
    expect(allowedVerbs(done, author('deputy', ['chair']))).not.to.include('agree')
    expect(allowedVerbs(done, chair)).to.include('agree')
    const asking = stepped(alone, { verb: 'extend', dueOn: '2026-12-10' }, author('dop', ['owner']))
    expect(allowedVerbs(asking, chair)).to.include('agree-date')
    expect(allowedVerbs(asking, author('dop', ['chair']))).not.to.include('agree-date')
    expect(allowedVerbs(asking, { ...chair, today: '2026-12-11' })).not.to.include('agree-date')
  })

  it('has one date: no agency moves it for the others, even where owners may move theirs once', () => {
    const owner = { ...author('dop', ['owner']), ownersMoveOnce: true }
    expect(stepped(each, { verb: 'extend', dueOn: '2026-12-10' }, owner)).to.include({ dueOn: each.dueOn })
  })
})

describe('a step by whoever answers for an owner', () => {
  const alone: Action = { ...each, eachAgency: false, owners: owners.slice(0, 1) }
  const to: Partial<Step> = { verb: 'extend', dueOn: '2026-12-10' }

  it('gives nobody a date of their own making, the business team’s owners included', () => {
    for (const role of ['business-team', 'chair', 'raised-to'] as const)
      expect(stepped(alone, to, author('dop', ['owner', role])).asked, role).to.include({ by: 'dop' })
    expect(stepped(alone, to, author('manager', ['business-team', 'deputy'])).dueOn).to.equal('2026-12-10')
  })

  it('is taken by their agency’s lead too, who asks for a date as they would', () => {
    const lead = author('lead', ['agency-lead'], ['bcc'])
    expect(stepped(alone, { verb: 'done' }, lead).status).to.equal('awaiting-agreement')
    expect(stepped(alone, to, lead).asked).to.include({ by: 'lead' })
  })

  it('said to be done, asks for no new date any more', () => {
    const owner = author('dop', ['owner'])
    const asking = stepped(alone, to, owner)
    expect(stepped(asking, { verb: 'done' }, owner).asked).to.equal(undefined)
    expect(stepped(asking, { verb: 'not-pursue' }, author('chair', ['chair'])).asked).to.equal(undefined)
  })
})
