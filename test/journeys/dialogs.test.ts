import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import type { Card, FakeConnector } from '../support/fake-connector.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

type Button = { type: string; title: string; data: Record<string, unknown> }
type Task = { type: 'continue' | 'message'; value: { title: string; card: { content: Card } } & string }

const ref = 'QIO-18-001'
const note = `note-${ref}`

describe('a dialog that a card opens', () => {
  let app: RunningApp
  let owner: Member
  let connector: FakeConnector

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    connector = app.connector
    owner = app.member('yos-performance')
    const line = 'new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct'
    await app.member('business-manager').type(line)
    await owner.type(ref)
  })
  afterEach(() => app.stop())

  /** What Teams sends for a button with msteams task/fetch on a card, and for each button in the dialog. */
  const invoke = async (
    name: 'task/fetch' | 'task/submit',
    data: unknown,
    { member = owner, replyToId }: { member?: Member; replyToId?: string | undefined } = {},
  ): Promise<{ status: number; task?: Task }> => {
    const value = { data, context: { theme: 'default' } }
    const response = await member.post(member.frame({ type: 'invoke', name, value, replyToId }))
    const body = (await response.json().catch(() => ({}))) as { task?: Task }
    return { status: response.status, ...body }
  }
  const buttons = (card: Card | undefined) => (card?.actions ?? []) as Button[]
  const button = (card: Card | undefined, title: string): Button => {
    const found = buttons(card).find(action => action.title === title)
    if (!found) throw new Error(`There is no button “${title}” on ${JSON.stringify(card?.actions)}`)
    return found
  }
  const shown = (answer: { task?: Task }) => answer.task?.value.card.content
  const kept = async (): Promise<Action> =>
    (await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, `action:${ref}`))?.body as Action
  const opened = async () => {
    const post = owner.latest()
    const { data } = button(post?.card, 'Open in a dialog')
    const fetched = await invoke('task/fetch', { ...data, [note]: 'half typed' }, { replyToId: post?.id })
    return { post, fetched }
  }

  it('shows the action with all that can be done, what was typed already, and Action.Submit only', async () => {
    const { fetched } = await opened()
    expect(fetched.task).to.include({ type: 'continue' })
    expect(fetched.task?.value).to.include({ title: 'Convenor' })
    expect(wordsOn(shown(fetched)))
      .to.include('Publish the toolkit')
      .and.include('half typed')
    const types = buttons(shown(fetched)).map(({ type }) => type)
    expect([...new Set(types)]).to.deep.equal(['Action.Submit'])
    expect(JSON.stringify(shown(fetched))).not.to.include('task/fetch')
  })

  it('asks for what a step needs, keeps what was refused, and shows what is done on the card behind', async () => {
    const { post, fetched } = await opened()
    const at = { replyToId: post?.id }
    const form = await invoke('task/submit', button(shown(fetched), 'Ask for another date').data, at)
    const submit = button(shown(form), 'Ask for another date').data
    const refused = await invoke('task/submit', { ...submit, date: '2018-09-01', [note]: 'illness' }, at)
    expect(wordsOn(shown(refused)))
      .to.include('is in the past')
      .and.include('illness')
    expect(post?.updates).to.equal(0)
    const done = await invoke('task/submit', { ...submit, date: '2018-11-01', [note]: 'illness' }, at)
    expect(done.task).to.deep.equal({
      type: 'message',
      value: `${ref}: you asked for another date. Thank you. Now Independent Chair and Assistant Director, Early Help, Family Support and Youth Justice are asked to agree it; until then the date stays as it is.`,
    })
    expect((await kept()).asked).to.include({ dueOn: '2018-11-01', reason: 'illness' })
    expect(post?.updates).to.equal(1)
    expect(wordsOn(post?.card)).to.include('New date asked for')
  })

  it('shows what is done itself where Teams does not say from which card it was opened, or that is gone', async () => {
    const { post, fetched } = await opened()
    const data = { ...button(shown(fetched), 'Save update').data, [note]: 'half done' }
    const done = await invoke('task/submit', data)
    expect(wordsOn(shown(done))).to.include('you updated it. Thank you.')
    connector.trouble({ status: 404, on: 'update' })
    const again = { ...button(shown(done), 'Save update').data, [note]: 'all of it' }
    expect(wordsOn(shown(await invoke('task/submit', again, { replyToId: post?.id })))).to.include(
      'all of it',
    )
  })

  it('records a new action, and puts its card in the place of the form', async () => {
    const manager = app.member('business-manager')
    const { card } = await manager.type('new action')
    const post = manager.latest()
    const at = { member: manager, replyToId: post?.id }
    const typed = { group: 'qio', what: 'Send the list', owner: 'ad-cyp', due: '', source: '' }
    const { data } = button(card, 'Open in a dialog')
    const form = await invoke('task/fetch', { ...data, ...typed }, at)
    expect(wordsOn(shown(form))).to.include('Send the list')
    const record = button(shown(form), 'Record it').data
    expect(wordsOn(shown(await invoke('task/submit', { ...record, ...typed }, at)))).to.include(
      'Give a due date',
    )
    await invoke('task/submit', { ...record, ...typed, due: '2018-11-01' }, at)
    expect(wordsOn(post?.card)).to.include('QIO-18-002 is recorded').and.include('Send the list')
  })

  it('is guarded and permitted as the chat is: an identifier is not kept, and others see nothing', async () => {
    const { post, fetched } = await opened()
    const data = { ...button(shown(fetched), 'Save update').data, [note]: 'for 943 476 5919' }
    const guarded = await invoke('task/submit', data, { replyToId: post?.id })
    expect(JSON.stringify(guarded)).to.include('NHS number').and.not.include('943 476 5919')
    const stranger = { member: app.member('council-chief-executive') }
    const open = button(post?.card, 'Open in a dialog').data
    expect((await invoke('task/fetch', open, stranger)).task?.value).to.include('No action with that ref')
    expect((await kept()).history).to.have.length(1)
  })

  it('answers what Teams would not send with words, not with a fault', async () => {
    for (const data of [7, null, undefined, { verb: 7 }, []])
      expect(JSON.stringify(await invoke('task/fetch', data))).to.include('older version')
  })

  it('takes the same submit once, however often Teams sends it', async () => {
    const { fetched } = await opened()
    const value = { data: { ...button(shown(fetched), 'Save update').data, [note]: 'half done' } }
    const activity = owner.frame({ type: 'invoke', name: 'task/submit', value })
    await Promise.all([owner.post(activity), owner.post(activity)])
    expect((await kept()).history.map(entry => entry.verb)).to.deep.equal(['record', 'update'])
  })

  it('is no loss to a client without dialogs: its button shows the card in place', async () => {
    const post = owner.latest()
    const { data } = button(post?.card, 'Open in a dialog')
    await owner.post(owner.frame({ type: 'message', value: data, replyToId: post?.id }))
    expect(post?.updates).to.equal(1)
    expect(wordsOn(post?.card)).to.include('Publish the toolkit')
  })
})
