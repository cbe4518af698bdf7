import { expect } from 'chai'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

type Results = {
  composeExtension: { attachments: { content: object; preview: { content: { title: string } } }[] }
}
type Dialog = { task: { type: string; value: { card: { content: Record<string, unknown> } } & string } }

describe('the message extension', () => {
  let app: RunningApp
  let manager: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await manager.type('new action QIO: Publish the neglect toolkit; owner: yos-performance; due: 12 Oct')
    await manager.type('new action SCR: Publish the findings <b>now</b>; owner: vice-chair; due: 1 Nov')
  })
  afterEach(() => app.stop())

  const search = async (member: Member, words: string) => {
    const value = { commandId: 'searchActions', parameters: [{ name: 'search', value: words }] }
    const { composeExtension } = (await member.extension('query', value)) as Results
    return composeExtension.attachments ?? []
  }
  const titles = async (member: Member, words: string) =>
    (await search(member, words)).map(one => one.preview.content.title)

  it('finds actions by ref, by words, by owner and by group', async () => {
    for (const words of [
      'QIO-18-001',
      'qio-18-001',
      'neglect TOOLKIT',
      'Performance and Development',
      'impact toolkit',
    ])
      expect((await titles(manager, words))[0] ?? '', words).to.contain('QIO-18-001')
    expect(await titles(manager, 'publish')).to.have.length(2)
    expect(await titles(manager, 'publish nothing')).to.deep.equal([])
  })

  it('says how each stands in the words of its card', async () => {
    await app.member('independent-chair').type('QIO-18-001 not pursued: covered elsewhere')
    await manager.type('QIO-18-001 reopen: it is not')
    const found = await search(manager, 'QIO-18-001')
    expect(JSON.stringify(found)).to.contain('Open again').and.not.to.contain('Returned')
  })

  it('shows what is open before all that is closed, and of that the latest first', async () => {
    for (let number = 1; number <= 12; number += 1) {
      const ref = `QIO-18-${String(number + 1).padStart(3, '0')}`
      const due = `${number + 1} Oct`
      await manager.type(`new action QIO: Publish leaflet ${number}; owner: yos-performance; due: ${due}`)
      await app.member('yos-performance').type(`${ref} done, it is sent`)
      await app.goTo(`2018-10-01T${String(number + 8).padStart(2, '0')}:30:00.000Z`)
      await app.member('independent-chair').type(`${ref} agree`)
    }
    const found = await titles(manager, 'publish')
    expect(found).to.have.length(10)
    expect(found[0]).to.include('QIO-18-001')
    expect(found[1]).to.include('SCR-18-001')
    expect(found[2]).to.include('QIO-18-013')
  })

  it('shows one’s own where nothing is typed', async () => {
    expect(await titles(app.member('yos-performance'), '')).to.have.length(1)
  })

  it('finds for each reader only what they may see', async () => {
    expect(await titles(app.member('ad-cyp'), 'publish')).to.have.length(1)
    expect(await titles(app.member('council-chief-executive'), 'publish')).to.deep.equal([])
    expect(await titles(app.member('council-chief-executive'), 'QIO-18-001')).to.deep.equal([])
    const stranger = (await app.member('nobody').extension('query', {
      commandId: 'searchActions',
      parameters: [{ name: 'search', value: 'publish' }],
    })) as Results
    expect(JSON.stringify(stranger)).not.to.contain('Publish')
  })

  it('puts a card without buttons into the chat, and of what is sensitive no more than the ref', async () => {
    const [shared] = await search(manager, 'QIO-18-001')
    expect(wordsOn(shared?.content)).to.contain('Publish the neglect toolkit').and.to.contain('Fri 12 Oct')
    expect(JSON.stringify(shared?.content)).not.to.contain('Action.Execute')
    const form = await manager.press((await manager.type('QIO-18-001')).card, 'Add details')
    await manager.press(form.card, 'Add details', { marking: 'OFFICIAL-SENSITIVE' })
    const [sensitive] = await search(manager, 'QIO-18-001')
    expect(wordsOn(sensitive?.content)).to.contain('QIO-18-001').and.not.to.contain('neglect')
  })

  it('makes an action of a message, with its words filled in and a link back', async () => {
    const link = 'https://teams.example/l/message/1'
    const opened = (await manager.extension('fetchTask', {
      commandId: 'createAction',
      messagePayload: {
        body: { content: '<p>Please send the <b>form</b> &amp; the list</p>' },
        linkToMessage: link,
      },
    })) as Dialog
    const form = opened.task.value.card.content
    expect(JSON.stringify(form)).to.contain('Please send the form & the list').and.to.contain(link)
    expect(JSON.stringify(form)).not.to.contain('Action.Execute')
    const values = {
      verb: 'action.record',
      group: 'qio',
      what: 'Send the form',
      owner: 'ad-cyp',
      due: '',
      source: link,
    }
    const refused = (await manager.extension('submitAction', {
      commandId: 'createAction',
      data: values,
    })) as Dialog
    expect(wordsOn(refused.task.value.card.content)).to.contain('Give a due date')
    const taken = (await manager.extension('submitAction', {
      commandId: 'createAction',
      data: { ...values, due: '2018-11-01' },
    })) as Dialog
    expect(wordsOn(taken.task.value.card.content)).to.contain('QIO-18-002 is recorded')
    const back = { type: 'Action.OpenUrl', title: 'Open where it was agreed (teams.example)', url: link }
    expect(taken.task.value.card.content.body).to.deep.include({ type: 'ActionSet', actions: [back] })
  })

  it('says in the form that a message is longer than an action can be', async () => {
    const opened = async (content: string) =>
      JSON.stringify(
        await manager.extension('fetchTask', {
          commandId: 'createAction',
          messagePayload: { body: { content } },
        }),
      )
    expect(await opened('x'.repeat(2001))).to.contain('its first 2,000 characters are here')
    expect(await opened('x'.repeat(2000))).not.to.contain('longer than an action')
  })

  it('answers what Teams would not send with words, not with a fault', async () => {
    const odd = await manager.extension('fetchTask', {
      commandId: 'createAction',
      messagePayload: { body: 7 },
    })
    expect(JSON.stringify(odd)).to.contain('Record an action')
    const wrong = (await manager.extension('submitAction', {
      commandId: 'createAction',
      data: { verb: 7 },
    })) as Dialog
    expect(JSON.stringify(wrong)).to.contain('older version')
  })
})
