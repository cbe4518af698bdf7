import { expect } from 'chai'
import { verbs } from '../../src/actions/action-transitions.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const ref = 'QIO-18-001'
const note = `note-${ref}`

/** Somebody types it, or presses it: on the action's card, or on the form that a button of the card opens. */
type Way = {
  verb: string
  by: string
  /** What has happened before, as typed by whom. */
  before?: [who: string, text: string][]
  typed: string
  pressed: string
  inputs: Record<string, string>
  isForm?: true
  /** What the action's card says afterwards, either way. */
  shows: string[]
}

const owner = 'yos-performance'
const chair = 'independent-chair'
const manager = 'business-manager'
const done: [string, string] = [owner, `${ref} done sent to all`]

const ways: Way[] = [
  {
    verb: 'update',
    by: owner,
    typed: 'update half way',
    pressed: 'Save update',
    inputs: { [note]: 'half way' },
    shows: ['Status\nIn progress', 'half way'],
  },
  {
    verb: 'done',
    by: owner,
    typed: 'done sent to all',
    pressed: 'It is done',
    inputs: { [note]: 'sent to all' },
    shows: ['Status\nDone, awaiting agreement', 'sent to all'],
  },
  {
    verb: 'agree',
    by: chair,
    before: [done],
    typed: 'agree',
    pressed: 'Agree it is complete',
    inputs: {},
    shows: ['Status\nComplete'],
  },
  {
    verb: 'return',
    by: chair,
    before: [done],
    typed: 'return: no dates',
    pressed: 'Return it',
    inputs: { [note]: 'no dates' },
    shows: ['Status\nReturned', 'no dates'],
  },
  {
    verb: 'block',
    by: owner,
    typed: 'blocked by wmp: the figures',
    pressed: 'Blocked by another agency',
    inputs: { agency: 'wmp', [note]: 'the figures' },
    isForm: true,
    shows: ['Blocked by West Midlands Police', 'the figures'],
  },
  {
    verb: 'resume',
    by: owner,
    before: [[owner, `${ref} blocked by wmp: the figures`]],
    typed: 'no longer blocked: they came',
    pressed: 'No longer blocked',
    inputs: { [note]: 'they came' },
    isForm: true,
    shows: ['Status\nIn progress', 'they came'],
  },
  {
    verb: 'ask-date',
    by: owner,
    typed: 'extend to 1 Nov because of illness',
    pressed: 'Ask for another date',
    inputs: { date: '2018-11-01', [note]: 'illness' },
    isForm: true,
    shows: ['New date asked for\nThu 1 Nov: illness', 'Due\nFri 12 Oct'],
  },
  {
    verb: 'extend',
    by: manager,
    typed: 'extend to 1 Nov because of illness',
    pressed: 'Move the date',
    inputs: { date: '2018-11-01', [note]: 'illness' },
    isForm: true,
    shows: ['Due\nThu 1 Nov, moved once'],
  },
  {
    verb: 'agree-date',
    by: chair,
    before: [[owner, `${ref} extend to 1 Nov because of illness`]],
    typed: 'agree the date',
    pressed: 'Agree the new date',
    inputs: {},
    shows: ['Due\nThu 1 Nov, moved once'],
  },
  {
    verb: 'refuse-date',
    by: chair,
    before: [[owner, `${ref} extend to 1 Nov because of illness`]],
    typed: 'keep the date: the inspection',
    pressed: 'Keep the date',
    inputs: { [note]: 'the inspection' },
    shows: ['Due\nFri 12 Oct', 'kept the date: the inspection'],
  },
  {
    verb: 'reassign',
    by: chair,
    typed: 'reassign to ad-cyp: she knows it',
    pressed: 'Hand over',
    inputs: { person: 'ad-cyp', [note]: 'she knows it' },
    isForm: true,
    shows: ['Owner\nAssistant Director, Children and Young People', 'she knows it'],
  },
  {
    verb: 'split',
    by: manager,
    typed: 'split: Tell every school; owner: ad-cyp; due: 1 Nov',
    pressed: 'Split',
    inputs: { [note]: 'Tell every school', person: 'ad-cyp', date: '2018-11-01' },
    isForm: true,
    shows: ['split it (into QIO-18-002)'],
  },
  {
    verb: 'not-pursue',
    by: chair,
    typed: 'not pursued: it has closed',
    pressed: 'Close as not pursued',
    inputs: { [note]: 'it has closed' },
    isForm: true,
    shows: ['Status\nNot pursued', 'it has closed'],
  },
  {
    verb: 'transfer',
    by: manager,
    typed: 'transfer to SCR: a review',
    pressed: 'Transfer to another group',
    inputs: { group: 'scr', [note]: 'a review' },
    isForm: true,
    shows: ['Status\nTransferred', 'a review'],
  },
  {
    verb: 'to-agenda',
    by: chair,
    typed: 'to the agenda: which agency leads',
    pressed: 'Take to the agenda',
    inputs: { [note]: 'which agency leads' },
    isForm: true,
    shows: ['On the agenda', 'which agency leads'],
  },
  {
    verb: 'raise',
    by: chair,
    typed: 'raise: no agency will lead',
    pressed: 'Raise to the Executive',
    inputs: { [note]: 'no agency will lead' },
    isForm: true,
    shows: ['With the Executive\nsince Mon 1 Oct, raised by', 'no agency will lead'],
  },
  {
    verb: 'reopen',
    by: manager,
    before: [[chair, `${ref} not pursued: it has closed`]],
    typed: 'reopen: it is open again',
    pressed: 'Reopen',
    inputs: { [note]: 'it is open again' },
    isForm: true,
    shows: ['Status\nOpen again', 'it is open again'],
  },
  {
    verb: 'describe',
    by: owner,
    typed: 'impact: Children are asked sooner',
    pressed: 'Add details',
    inputs: { impact: 'Children are asked sooner' },
    isForm: true,
    shows: ['Impact on children\nChildren are asked sooner'],
  },
  {
    verb: 'undo',
    by: owner,
    before: [done],
    typed: 'undo',
    pressed: 'Undo my last step',
    inputs: {},
    shows: ['Status\nOpen', 'took back their last step'],
  },
]

const file = birminghamToWorkWith()
const meets = { every: 'month' as const, on: 'third tuesday', startsOn: '2018-04-01' }

describe('each step, typed and pressed, comes to the same:', () => {
  let app: RunningApp
  let member: (id: string) => Member

  beforeEach(async () => {
    app = await runApp({
      store: temporaryStore(),
      file: { ...file, groups: file.groups.map(group => (group.id === 'qio' ? { ...group, meets } : group)) },
      now: '2018-10-01T08:00:00.000Z',
    })
    member = id => app.member(id)
    await app.app.sweep()
    await member(manager).type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
  })
  afterEach(() => app.stop())

  it('none is left out', () => {
    expect(new Set(ways.map(way => way.verb))).to.deep.equal(new Set([...verbs, 'undo']))
  })

  for (const way of ways) {
    const prepare = async () => {
      for (const [who, text] of way.before ?? []) await member(who).type(text)
    }
    const check = async () => {
      const words = wordsOn((await member(way.by).type(ref)).card)
      for (const wanted of way.shows) expect(words).to.contain(wanted)
    }

    it(`${way.verb}, typed`, async () => {
      await prepare()
      await member(way.by).type(`${ref} ${way.typed}`)
      await check()
    })

    it(`${way.verb}, pressed`, async () => {
      await prepare()
      const { card } = await member(way.by).type(ref)
      const shown = way.isForm ? (await member(way.by).press(card, way.pressed)).card : card
      await member(way.by).press(shown, way.pressed, way.inputs)
      await check()
    })
  }
})
