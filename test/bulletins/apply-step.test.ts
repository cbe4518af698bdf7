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

  it('of taking leavers out survives a pause, and a cancel ends it: then nobody gets anything', () => {
    const sent = stepped(bulletin({ status: 'approved' }), 'send')
    const paused = stepped(sent, 'pause')
    expect(jobs(paused)).to.deep.equal(['leavers', 'hold'])
    expect(jobs(stepped(paused, 'resume'))).to.deep.equal(['leavers', 'release'])
    expect(jobs(stepped(paused, 'cancel'))).to.deep.equal(['drop'])
  })

  it('of reminding goes on over a pause, and ends with a cancel or a withdrawal', () => {
    const again = stepped(stepped(bulletin({}), 'remind'), 'resend', { states: ['failed'] })
    expect(jobs(stepped(again, 'pause'))).to.deep.equal(['remind', 'gather', 'hold'])
    expect(jobs(stepped(again, 'stop'))).to.deep.equal(['drop'])
    expect(jobs(stepped(again, 'withdraw', { note: 'wrong' }))).to.deep.equal(['drop', 'spread'])
  })

  it('of trying edits again is apart from sending: no pause takes it back, and no other edits are meant', () => {
    const corrections = [{ no: 1, why: 'a date', at: now, by: 'author' }]
    const again = stepped(bulletin({ status: 'sending', corrections }), 'try-again')
    expect(jobs(stepped(again, 'pause'))).to.deep.equal(['gather', 'release', 'hold'])
    const tallies = again.work.map(job => 'tally' in job && job.tally)
    expect(tallies).to.deep.equal(Array(2).fill('tally:LB-26-001:correction-1'))
  })

  it('of a stopped reminder begins again with the same reminder: whoever had it is not reminded twice', () => {
    const stopped = stepped(stepped(bulletin({}), 'remind'), 'stop')
    expect(stopped.reminders).to.deep.include({ no: 1, by: 'author', at: now, stopped: true })
    const again = stepped(stopped, 'remind')
    expect(again.reminders).to.deep.equal([{ no: 1, by: 'author', at: now }])
    expect(jobs(again)).to.deep.equal(['drop', 'remind', 'gather', 'release'])
    expect(jobs(stepped(again, 'stop')), 'and stops with it').to.deep.equal(['drop'])
  })

  it('of sending to the rest leaves out whoever has left since, and a new run tells how far it is', () => {
    const sending = { by: 'author', at: now, run: 1 }
    const rest = stepped(bulletin({ status: 'cancelled', sending }), 'send-rest')
    expect(jobs(rest)).to.deep.equal(['gather', 'leavers', 'release'])
    expect(rest.sending).to.deep.equal({ ...sending, run: 2 })
  })

  it('of counting ends when it is returned: nobody is asked to approve a draft', () => {
    const proposed = bulletin({ status: 'proposed', work: [{ kind: 'count' }] })
    expect(jobs(stepped(proposed, 'return', { note: 'too long' }))).to.deep.equal([])
  })
})
