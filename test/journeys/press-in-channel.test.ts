import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import type { Card } from '../support/fake-connector.ts'
import { actionsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const channel = '19:qio@thread.tacv2'
const note = 'note-QIO-18-001'
const inPrivate = 'in your own chat with Convenor'

describe('a press in a channel', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  beforeEach(async () => {
    app = await runApp({ file: birminghamToWorkWith(), now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    await manager.typeIn(channel, 'link QIO')
    await manager.typeIn(channel, 'post log QIO')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    await manager.type('new action SCR: Publish the findings; owner: yos-performance; due: 12 Oct')
    await app.goTo('2018-10-01T08:01:01.000Z')
  })
  afterEach(() => app.stop())

  const board = () => app.connector.in(channel).find(post => post.summary?.includes('action log'))
  const posts = () => app.connector.in(channel).length
  const there = (member: Member, activity: object, conversationType = 'channel') => {
    const tenantId = member.frame({}).conversation.tenantId
    const conversation = { id: channel, conversationType, tenantId }
    return member.frame({ conversation, replyToId: board()?.id, ...activity })
  }
  const execute = (member: Member, verb: string, data: object, conversationType?: string) => {
    const value = { action: { type: 'Action.Execute', verb, data } }
    const press = { type: 'invoke', name: 'adaptiveCard/action', value }
    return member.invoke(there(member, press, conversationType))
  }
  const submit = async (member: Member, verb: string, data: object) => {
    const before = posts()
    await member.post(there(member, { type: 'message', value: { verb, ...data } }))
    return app.connector.in(channel).slice(before)
  }
  const dialog = async (name: 'task/fetch' | 'task/submit', data: object) => {
    const answer = await owner.post(there(owner, { type: 'invoke', name, value: { data } }))
    const { task } = (await answer.json()) as { task: { value: { card: { content: Card } } } }
    return wordsOn(task.value.card.content)
  }
  const kept = async () =>
    (await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, 'action:QIO-18-001'))?.body as Action

  it('shows nobody’s own list in the place of the group’s log, where everybody would read it', async () => {
    const was = wordsOn(board()?.card)
    const [answer] = await submit(owner, 'action.back', { view: 'mine' })
    expect(answer?.text).to.include(inPrivate)
    expect(answer?.card).to.equal(undefined)
    expect(wordsOn(board()?.card)).to.equal(was).and.not.to.include('SCR')
    const { text, card } = await execute(owner, 'action.back', { view: 'mine' })
    expect(text).to.include(inPrivate)
    expect(card).to.equal(undefined)
  })

  it('or in a group chat of any button but those of help is refused, whatever it would show', async () => {
    const presses: [string, object][] = [
      ['action.show', { ref: 'SCR-18-001' }],
      ['action.form', { ref: 'QIO-18-001', step: 'done' }],
      ['action.history', { ref: 'SCR-18-001' }],
      ['action.new', {}],
      ['actions.log', { group: 'scr' }],
      ['chasing.all', {}],
      ['reviews.list', { which: 'open' }],
      ['bulletin.list', {}],
      ['challenges.list', {}],
      ['delivery.unreachable', { page: 1 }],
      ['nothing.such', {}],
    ]
    for (const where of ['channel', 'groupChat', ''])
      for (const [verb, data] of presses) {
        const { text, card } = await execute(manager, verb, data, where)
        expect(card, verb).to.equal(undefined)
        expect(text, verb).to.include(inPrivate)
      }
  })

  it('that is refused changes nothing, and brings back no form that the guard would', async () => {
    const before = await kept()
    for (const words of ['half done', 'half done, NHS number 943 476 5919']) {
      const { text, card } = await execute(owner, 'action.update', { ref: 'QIO-18-001', [note]: words })
      expect(card).to.equal(undefined)
      expect(text).to.include(inPrivate)
    }
    expect(await kept()).to.deep.equal(before)
  })

  it('on help does there what typing does there: an agenda is shown without its actions, and one’s own are not', async () => {
    const { card } = await manager.typeIn(channel, 'help')
    const verbs = new Set(actionsOf(card).map(action => action['verb']))
    expect([...verbs]).to.deep.equal(['turn.say'])
    expect((await execute(owner, 'turn.say', { text: 'my actions' })).text).to.include(inPrivate)
    await app.app.sweep()
    const agenda = wordsOn((await execute(manager, 'turn.say', { text: 'agenda SCR' })).card)
    expect(agenda).to.include('Agenda: ').and.not.to.include('Publish the findings')
  })

  it('in a dialog is seen by whoever presses alone: it is answered there, and never on the card behind it', async () => {
    const was = wordsOn(board()?.card)
    const data = { verb: 'action.show', ref: 'SCR-18-001' }
    expect(await dialog('task/fetch', data)).to.include('Publish the findings')
    const update = { verb: 'action.update', ref: 'SCR-18-001', 'note-SCR-18-001': 'half done' }
    expect(await dialog('task/submit', update)).to.include('In progress')
    expect(wordsOn(board()?.card)).to.equal(was)
  })

  it('puts no file there, which would be another group’s for everybody', async () => {
    const uploadInfo = { uploadUrl: 'http://127.0.0.1:9/x', contentUrl: 'http://127.0.0.1:9/x' }
    const before = posts()
    await manager.post(
      there(manager, {
        type: 'invoke',
        name: 'fileConsent/invoke',
        value: {
          type: 'fileUpload',
          action: 'accept',
          context: { verb: 'actions.export', data: { group: 'scr' } },
          uploadInfo: { ...uploadInfo, uniqueId: 'u', fileType: 'xlsx' },
        },
      }),
    )
    expect(app.connector.in(channel)[before]?.text).to.include(inPrivate)
  })
})
