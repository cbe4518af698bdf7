import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { findPlace } from '../../src/delivery/places.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { listPeople, loadPerson, recognise } from '../../src/partnership/records.ts'
import { StoreUnavailable } from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, memberClient, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp, tenant } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const today = '2018-10-01'
const headings = 'Id,Name,Post,Agency,E-mail,Entra ID,Tenant,Locality,Roles,To'
const ann = `,Ann Lee,Health Visitor,BWC,ann@example.org,oid-ann,${tenant},Erdington,nurse,`
const bob = `,Bob Day,Teacher,Birmingham City Council,bob@example.org,,,,DSL,`

describe('a list of people', () => {
  let app: RunningApp
  let server: Server
  let manager: Member
  let served = Buffer.from('')

  beforeEach(async () => {
    server = createServer((_, res) => void res.end(served))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    app = await runApp({
      store: temporaryStore(),
      file: birminghamToWorkWith(),
      now: `${today}T08:00:00.000Z`,
    })
    manager = app.member('business-manager')
    await manager.type('hello')
  })
  afterEach(async () => {
    await app.stop()
    server.close()
  })

  const attach = (content: string | Buffer, name = 'staff.csv') => {
    served = Buffer.from(content as string)
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const downloadUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`
    return { attachments: [{ contentType, name, content: { downloadUrl } }] }
  }
  /** Puts a list in, and waits for the card that shows it. */
  const put = async (content: string | Buffer, name?: string) => {
    expect((await manager.type('import people', attach(content, name))).text).to.contain('is being read')
    await app.app.sweep()
    return { card: manager.latest()?.card }
  }
  const preview = (rows: string[], name?: string) => put([headings, ...rows].join('\n'), name)
  const bring = async (rows: string[]) => {
    const { card } = await preview(rows)
    const words = await manager.press(
      card,
      `Bring in ${rows.length} ${rows.length === 1 ? 'person' : 'people'}`,
    )
    await app.app.sweep()
    return `${words.text} ${wordsOn(manager.latest()?.card)}`
  }
  const someone = (entraId: string) =>
    memberClient({ url: app.url, connector: app.connector, person: entraId, entraId, tenant })
  const everyone = async () =>
    (await app.store.find({ partnership: 'bscb', type: 'person', tags: ['everyone'], limit: 500 })).docs

  it('is shown first with every row’s problems, and nobody is brought in before it is confirmed', async () => {
    const before = (await everyone()).length
    const { card } = await preview([ann, bob, ',Cat,Nurse,Nowhere Trust,c@example.org,,,,,'])
    expect(wordsOn(card))
      .to.contain('2 people can be brought in: 2 new, 0 changed, 0 as before. 1 row needs correcting first.')
      .and.to.contain('Row 4: No agency called Nowhere Trust')
      .and.to.contain('1 row has no Entra id')
    expect(await everyone()).to.have.length(before)
    expect((await someone('oid-ann').type('hello')).text).to.contain('not on its list')
  })

  it('confirmed, its people are known and answered, and whoever confirmed is told', async () => {
    expect(await bring([ann, bob]))
      .to.contain('2 people are being brought in')
      .and.to.contain('2 people are new')
    expect(wordsOn((await someone('oid-ann').type('hello')).card)).to.contain('Hello, Ann Lee')
    const who = await recognise(app.store, { tenantId: tenant, entraId: 'OID-ANN' }, today)
    expect(who?.person).to.include({
      title: 'Health Visitor',
      agency: 'bwc',
      locality: 'Erdington',
      email: 'ann@example.org',
    })
    expect(who?.person.roles).to.deep.equal(['nurse'])
  })

  it('gives nobody of it a right that goes with a part in the partnership', async () => {
    await bring([ann])
    const member = someone('oid-ann')
    expect((await member.type('log QIO')).text).to.match(/no such|not yours|can see/i)
    expect((await member.type('import people', attach(`${headings}\n${bob}`))).text).to.contain(
      'business team',
    )
    expect(wordsOn((await member.type('new action QIO: x; owner: dcs; due: 1 Nov')).card)).not.to.contain(
      'is recorded',
    )
  })

  it('brought in twice makes no doubles, and takes what changed', async () => {
    await bring([ann, bob])
    const count = (await everyone()).length
    expect(await bring([ann, bob])).to.contain('0 people are new, 0 changed, 2 as before')
    expect(await bring([ann.replace('Erdington', 'Aston'), bob])).to.contain(
      '0 people are new, 1 changed, 1 as before',
    )
    expect(await everyone()).to.have.length(count)
  })

  it('knows somebody who got an account since by their e-mail address, and by a changed account', async () => {
    await bring([bob])
    const withAccount = bob.replace('bob@example.org,,', `bob@example.org,oid-bob,${tenant}`)
    expect(await bring([withAccount])).to.contain('0 people are new, 1 changed')
    expect(wordsOn((await someone('oid-bob').type('hello')).card)).to.contain('Bob Day')
    const found = (await everyone()).filter(({ tags }) => tags.includes('email:bob@example.org'))
    expect(found).to.have.length(1)
    const id = found[0]!.id.replace('person:', '')
    await bring([`${id}${withAccount.replace('oid-bob', 'oid-bob-2')}`])
    expect((await someone('oid-bob').type('hello')).text, 'the account that was given up').to.contain(
      'not on its list',
    )
    const sought = { partnership: 'bscb', to: { person: id }, now: app.clock.now() }
    const place = await findPlace(app.store, sought)
    expect(place, 'a chat of its own, not that of the account given up').to.have.nested.property(
      'open.entraId',
      'oid-bob-2',
    )
    expect(wordsOn((await someone('oid-bob-2').type('hello')).card)).to.contain('Bob Day')
    expect(await findPlace(app.store, sought)).to.have.nested.property('known.entraId', 'oid-bob-2')
  })

  it('keeps two people of one shared mailbox apart, since each has an account', async () => {
    const rows = ['a', 'b'].map(one => `,Person ${one},Nurse,bwc,team@example.org,oid-${one},${tenant},,,`)
    expect(await bring(rows)).to.contain('2 people are new')
    expect(await bring(rows)).to.contain('2 as before')
    const later = `,Person c,Nurse,bwc,team@example.org,oid-c,${tenant},,,`
    expect(await bring([later]), 'also when they come one after the other').to.contain('1 person is new')
  })

  it('knows by name and address whoever’s account moved, says so before, and makes nobody twice', async () => {
    await bring([ann])
    const { card } = await preview([ann.replace('oid-ann', 'oid-ann-2')])
    expect(wordsOn(card))
      .to.contain('0 new, 1 changed')
      .and.to.contain('Row 2: Ann Lee has another account here: this one takes its place.')
    await manager.press(card, 'Bring in 1 person')
    await app.app.sweep()
    expect((await everyone()).filter(({ tags }) => tags.includes('email:ann@example.org'))).to.have.length(1)
    expect((await someone('oid-ann').type('hello')).text).to.contain('not on its list')
    expect(wordsOn((await someone('oid-ann-2').type('hello')).card)).to.contain('Ann Lee')
  })

  it('says of a new person with somebody’s address that they may be there twice, and how to prevent it', async () => {
    await bring([ann])
    const { card } = await preview([`,Ann Hill,Nurse,bwc,ann@example.org,oid-hill,${tenant},,,`])
    expect(wordsOn(card)).to.match(/1 new.*Row 2: Ann Lee has the same e-mail address.*write the id p-/s)
  })

  it('says that somebody in the partnership’s file gets no account by a list', async () => {
    const file = birminghamToWorkWith()
    const people = file.people.map(person =>
      person.id === 'ad-cyp' ? { ...person, entraId: undefined, tenant: undefined } : person,
    )
    await importPartnership(app.store, { ...file, people }, app.clock.now())
    const row = `ad-cyp,A,B,bcc,,oid-ad,${tenant},,,`
    const said = 'is in the partnership’s file without an account, and gets none by a list'
    expect(wordsOn((await preview([row])).card)).to.contain(said)
    expect(await bring([row])).to.contain(said)
  })

  it('with fewer columns leaves what it does not say: accounts, places, roles and leaving days; a dash takes away', async () => {
    await bring([ann, `${bob}30/11/2018`])
    const { card } = await put(
      'Name,Agency,E-mail\nAnn Leigh,BWC,ann@example.org\nBob Day,Birmingham City Council,bob@example.org',
    )
    await manager.press(card, 'Bring in 2 people')
    await app.app.sweep()
    const person = async (email: string) =>
      (await everyone()).find(({ tags }) => tags.includes(`email:${email}`))?.body as { person: object }
    expect((await person('ann@example.org')).person).to.include({
      name: 'Ann Leigh',
      entraId: 'oid-ann',
      locality: 'Erdington',
    })
    expect((await person('bob@example.org')).person).to.include({ to: '2018-11-30' })
    expect(wordsOn((await someone('oid-ann').type('hello')).card)).to.contain('Ann Leigh')
    await put('Name,Agency,E-mail,Locality\nAnn Leigh,BWC,ann@example.org,-')
    expect((await manager.type('import people now')).text).to.contain('1 person is being brought in')
    await app.app.sweep()
    expect((await person('ann@example.org')).person).not.to.have.property('locality')
    expect((await manager.type('import people now')).text).to.contain('has been dealt with')
  })

  it('ends access by the day it gives; whoever it leaves out stays', async () => {
    await bring([ann, bob])
    await bring([bob])
    expect(wordsOn((await someone('oid-ann').type('hello')).card)).to.contain('Ann Lee')
    await bring([`${ann}30/09/2018`])
    expect((await someone('oid-ann').type('hello')).text).to.contain('not on its list')
  })

  it('of several hundred goes in part by part, and stopped in the middle goes on once', async () => {
    const many = Array.from(
      { length: 300 },
      (_, i) => `,Person ${i},Nurse,bwc,p${i}@example.org,oid-${i},${tenant},,,`,
    )
    const { card } = await preview(many)
    await manager.press(card, 'Bring in 300 people')
    const { commit } = app.store
    let commits = 0
    app.store.commit = (partition, writes) => {
      if (partition.scope !== 'people' || writes.length < 50) return commit(partition, writes)
      commits += 1
      if (commits === 2) return Promise.reject(new StoreUnavailable('The power failed.'))
      return commit(partition, writes)
    }
    await app.app.sweep()
    const half = (await everyone()).length
    expect(half).to.be.within(90, 200)
    await app.goTo('2018-10-01T08:10:00.000Z')
    app.store.commit = commit
    expect(wordsOn(manager.latest()?.card)).to.contain('300 people are new, 0 changed')
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'people-rows', limit: 10 })
    expect(docs, 'no rows are left behind').to.have.length(0)
  })

  it('confirmed twice, or after a day, is brought in once or not at all', async () => {
    const { card } = await preview([ann])
    const press = manager.pressing(card, 'Bring in 1 person', {})
    const answers = await Promise.all([
      manager.invoke(press),
      manager.invoke(press),
      manager.press(card, 'Bring in 1 person'),
    ])
    expect(answers.filter(({ text }) => text?.includes('being brought in')).length).to.be.at.least(1)
    await app.app.sweep()
    expect(
      manager.inbox().filter(one => wordsOn(one.card).includes('The list of people is brought in')),
    ).to.have.length(1)
    const late = await preview([bob])
    await app.goTo('2018-10-02T09:00:00.000Z')
    expect((await manager.press(late.card, 'Bring in 1 person')).text).to.contain('over a day old')
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'people-rows', limit: 10 })
    expect(docs, 'and its rows are forgotten').to.have.length(0)
  })

  it('lives beside the partnership file: importing that again removes nobody of it', async () => {
    await bring([ann])
    await importPartnership(app.store, birminghamToWorkWith(), app.clock.now())
    expect(wordsOn((await someone('oid-ann').type('hello')).card)).to.contain('Ann Lee')
  })

  it('says of somebody in the file how they are written to, and changes nothing else of them', async () => {
    await bring([
      `business-manager,Somebody Else,Cleaner,wmp,manager@example.org,oid-other,${tenant},City,manager,`,
    ])
    const person = await loadPerson(app.store, 'bscb', 'business-manager', today)
    expect(person).to.include({ email: 'manager@example.org', locality: 'City', businessTeam: true })
    expect(person?.title).not.to.equal('Cleaner')
    expect((await someone('oid-other').type('hello')).text).to.contain('not on its list')
    await importPartnership(app.store, birminghamToWorkWith(), app.clock.now())
    const after = await loadPerson(app.store, 'bscb', 'business-manager', today)
    expect(after, 'and the file keeps it').to.include({ email: 'manager@example.org', businessTeam: true })
  })

  it('whoever leaves the file stays as a reader when a list names them, without their rights', async () => {
    await bring([`business-manager,Pat,Manager,bcc,pat@example.org,,,,,`])
    const file = birminghamToWorkWith()
    const people = file.people.filter(({ id }) => id !== 'business-manager')
    await importPartnership(app.store, { ...file, people }, app.clock.now())
    const person = await loadPerson(app.store, 'bscb', 'business-manager', today)
    expect(person?.businessTeam).to.equal(undefined)
    expect((await manager.type('import people', attach('x'))).text).to.contain('business team')
    const team = await listPeople(app.store, 'bscb', { today, limit: 5, tag: 'business-team' })
    expect(team.map(({ id }) => id)).not.to.include('business-manager')
  })

  it('whoever joins the file with an account of a list is one person from then on', async () => {
    await bring([ann])
    const file = birminghamToWorkWith()
    const lead = { id: 'new-lead', title: 'Named Nurse', agency: 'bwc', entraId: 'oid-ann', tenant }
    await importPartnership(app.store, { ...file, people: [...file.people, lead] }, app.clock.now())
    expect(wordsOn((await someone('oid-ann').type('hello')).card)).to.contain('Hello, Named Nurse')
    const accounts = (await everyone()).filter(({ body }) => JSON.stringify(body).includes('oid-ann'))
    expect(accounts.map(({ id }) => id)).to.deep.equal(['person:new-lead'])
  })

  it('refuses an account that is somebody else’s, here or in another partnership', async () => {
    await bring([ann])
    const other = birminghamToWorkWith()
    const people = [{ ...other.people[0]!, entraId: 'oid-elsewhere', tenant }]
    await importPartnership(
      app.store,
      {
        ...other,
        partnership: { ...other.partnership, id: 'elsewhere' },
        people,
        groups: [{ id: 'x', name: 'X', kind: 'forum' as const }],
        agencies: other.agencies.map(({ lead: _, ...agency }) => agency),
      },
      app.clock.now(),
    )
    const { card } = await preview([
      `thief,T,Nurse,bwc,,oid-ann,${tenant},,,`,
      `spy,S,Nurse,bwc,,oid-elsewhere,${tenant},,,`,
    ])
    expect(wordsOn(card))
      .to.contain('0 people can be brought in: 0 new, 0 changed, 0 as before. 2 rows need correcting first.')
      .and.to.contain('another partnership')
    expect(buttonsOf(card), 'there is nobody to bring in').to.deep.equal([])
    expect(
      (await recognise(app.store, { tenantId: tenant, entraId: 'oid-elsewhere' }, today))?.partnership
        .partnership.id,
    ).to.equal('elsewhere')
    expect(wordsOn((await someone('oid-ann').type('hello')).card)).to.contain('Ann Lee')
  })

  it('that is no list, no spreadsheet, or holds what may not be kept is refused in words', async () => {
    expect((await manager.type('import people')).text).to.contain('Put the Excel or CSV file into this chat')
    expect(wordsOn((await put('Action,Due\nx,y')).card)).to.contain('No list of people')
    const broken = (await put('PK\u0003\u0004 not really', 'a.xlsx')).card
    expect(wordsOn(broken)).to.contain('Nothing was changed')
    expect(buttonsOf(broken)).to.deep.equal([])
    const formula = await preview([
      `,=HYPERLINK("http://x"),Nurse,bwc,f@example.org,,,,,`,
      `,"${'x'.repeat(2000)}",Nurse,bwc,g@example.org,,,,,`,
    ])
    expect(wordsOn(formula.card)).to.contain(
      '1 person can be brought in: 1 new, 0 changed, 0 as before. 1 row needs correcting first.',
    )
    const nhs = await preview([`,Ann,Nurse,bwc,a@example.org,,,943 476 5919,,`])
    expect(wordsOn(nhs.card)).to.contain('an NHS number').and.not.to.contain('5919')
    const forged = {
      action: { type: 'Action.Execute', verb: 'people.import', data: { import: 'person:dcs' } },
    }
    const answer = await manager.invoke(
      manager.frame({ type: 'invoke', name: 'adaptiveCard/action', value: forged }),
    )
    expect(answer.text).to.contain('has been dealt with')
  })

  it('with a problem in every one of thousands of rows still fits on a card', async () => {
    const { card } = await preview(
      Array.from({ length: 4000 }, (_, i) => `,P,N,${'Nowhere '.repeat(20)}${i},x,,,,,`),
    )
    expect(JSON.stringify(card).length * 2).to.be.below(28 * 1024)
    expect(wordsOn(card)).to.contain('and 3,970 more')
    await manager.type('people problems')
    const offer = manager.latest()?.attachments?.[0] as { name: string; content: { description: string } }
    expect(offer.name).to.equal('people-to-correct-2018-10-01.xlsx')
    expect(offer.content.description).to.contain('4000 rows')
    expect((await app.member('ad-cyp').type('people problems')).text).to.contain('No list of yours')
    await app.goTo('2018-10-02T09:00:00.000Z')
    expect((await manager.type('people problems')).text, 'kept for a day').to.contain('No list of yours')
  })

  it('of twenty thousand is answered at once, and shown with who is new, changed and as before', async () => {
    await bring([ann, bob])
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `,Person ${i},Nurse,bwc,p${i}@example.org,oid-${i},${tenant},,,`,
    )
    const content = [headings, ...rows, ann.replace('Erdington', 'Aston'), bob].join('\n')
    const before = (await everyone()).length
    const asked = performance.now()
    expect((await manager.type('import people', attach(content))).text).to.contain('is being read')
    expect(performance.now() - asked, 'a turn answers within two seconds').to.be.below(2000)
    expect((await manager.type('import people now')).text).to.contain('still being read')
    await app.app.sweep()
    expect(wordsOn(manager.latest()?.card)).to.contain(
      '20,002 people can be brought in: 20,000 new, 1 changed, 1 as before. Nobody is brought in yet.',
    )
    expect(await everyone()).to.have.length(before)
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'people-piece', limit: 10 })
    expect(docs, 'the file itself is not kept').to.have.length(0)
  }).timeout(60_000)
})
