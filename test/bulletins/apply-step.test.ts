import { expect } from 'chai'
import { applyStep } from '../../src/bulletins/apply-step.ts'
import type { Bulletin } from '../../src/bulletins/bulletin.ts'
import type { BulletinVerb } from '../../src/bulletins/bulletin-transitions.ts'

const now = '2026-11-23T10:00:00.000Z'
const bulletin = (change: Partial<Bulletin>): Bulletin =>
  ({
    schema: 1,
    ref: 'LB-26-001',
    version: 1,
    status: 'sent',
    history: [],
    corrections: [],
    reminders: [],
    work: [],
    frozen: { no: 1, done: true, total: 5, at: now },
    ...change,
  }) as never

const stepped = (before: Bulletin, verb: BulletinVerb, more: object = {}) =>
  applyStep(before, { verb, by: 'author', now, note: '', ...more })
const jobs = ({ work }: Bulletin): string[] => work.map(job => job.kind)

describe('the work that a step leaves', () => {
  it('of a resend survives a pause: nobody who was to get it again is forgotten', () => {
    const again = stepped(bulletin({}), 'resend', { states: ['failed'] })
    const paused = stepped(again, 'pause')
    expect(jobs(paused)).to.deep.equal(['gather', 'hold'])
    expect(jobs(stepped(paused, 'resume'))).to.deep.equal(['gather', 'release'])
  })

  it('of counting ends when it is returned: nobody is asked to approve a draft', () => {
    const proposed = bulletin({ status: 'proposed', work: [{ kind: 'count' }] })
    expect(jobs(stepped(proposed, 'return', { note: 'too long' }))).to.deep.equal([])
  })
})
