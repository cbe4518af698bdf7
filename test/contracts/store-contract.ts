import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import fc from 'fast-check'
import { ZodError } from 'zod'
import { AlreadyExists, type Draft, type Partition, StaleWrite, type Store } from '../../src/ports/store.ts'
import { rejects } from '../support/rejects.ts'

/** What src/ports/store.ts promises, tried on whichever store is given. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store's promises, kept by ${name}`, () => {
    let store: Store
    let here: Partition

    before(async () => {
      store = await open()
    })
    beforeEach(() => {
      here = { partnership: `p-${randomUUID()}`, scope: 'group:qio' }
    })
    after(() => store.close())

    const draft = (id: string, more: Partial<Draft> = {}): Draft => ({
      id,
      type: 'action',
      body: { n: 0 },
      tags: [],
      sort: id,
      ...more,
    })
    const create = (...drafts: Draft[]) =>
      store.commit(
        here,
        drafts.map(d => ({ create: d })),
      )
    const etagOf = async (id: string) => (await store.get(here, id))?.etag ?? ''
    const ids = async (query: object) =>
      (await store.find({ partnership: here.partnership, type: 'action', limit: 100, ...query })).docs.map(
        doc => doc.id,
      )

    it('gives back what was kept, with an etag', async () => {
      const wakeAt = '2026-11-23T09:00:00.000Z'
      await create(
        draft('a', {
          body: { text: 'agreed', list: [1, null] },
          tags: ['open', 'owner:dcs'],
          sort: '2026-12-01',
          wakeAt,
        }),
      )
      const doc = await store.get(here, 'a')
      expect(doc).to.deep.include({ ...here, id: 'a', type: 'action', sort: '2026-12-01', wakeAt })
      expect(doc?.body).to.deep.equal({ text: 'agreed', list: [1, null] })
      expect([...(doc?.tags ?? [])]).to.have.members(['open', 'owner:dcs'])
      expect(doc?.etag).to.be.a('string').and.not.equal('')
    })

    it('answers undefined for a document that is not there, or is in another scope', async () => {
      await create(draft('a'))
      expect(await store.get(here, 'b')).to.equal(undefined)
      expect(await store.get({ ...here, scope: 'group:scr' }, 'a')).to.equal(undefined)
      expect(await store.get({ ...here, partnership: 'another' }, 'a')).to.equal(undefined)
    })

    it('refuses to create what exists, so that doing something twice makes one', async () => {
      await create(draft('a'))
      await rejects(create(draft('a', { body: 'second' })), AlreadyExists)
      expect((await store.get(here, 'a'))?.body).to.deep.equal({ n: 0 })
    })

    it('refuses to replace or delete what changed since it was read, so that no update is lost', async () => {
      await create(draft('a'))
      const etag = await etagOf('a')
      await store.commit(here, [{ replace: draft('a', { body: 'first' }), etag }])
      await rejects(store.commit(here, [{ replace: draft('a', { body: 'second' }), etag }]), StaleWrite)
      await rejects(store.commit(here, [{ delete: 'a', etag }]), StaleWrite)
      expect((await store.get(here, 'a'))?.body).to.equal('first')
      await store.commit(here, [{ delete: 'a', etag: await etagOf('a') }])
      expect(await store.get(here, 'a')).to.equal(undefined)
      await rejects(store.commit(here, [{ replace: draft('a'), etag }]), StaleWrite)
    })

    it('lets one of many racing writers win each round, and loses no increment', async () => {
      await create(draft('counter'))
      const increment = async (): Promise<unknown> => {
        const doc = await store.get(here, 'counter')
        const n = (doc as { body: { n: number } }).body.n + 1
        return store
          .commit(here, [{ replace: draft('counter', { body: { n } }), etag: doc?.etag ?? '' }])
          .catch(error => {
            if (error instanceof StaleWrite) return increment()
            throw error
          })
      }
      await Promise.all(Array.from({ length: 12 }, increment))
      expect((await store.get(here, 'counter'))?.body).to.deep.equal({ n: 12 })
    })

    it('commits all or nothing: a stale write among others undoes them all', async () => {
      await create(draft('a'), draft('b'))
      const etag = await etagOf('a')
      const stale = store.commit(here, [
        { create: draft('c') },
        { replace: draft('a', { body: 1 }), etag },
        { delete: 'b', etag: 'old' },
      ])
      await rejects(stale, StaleWrite)
      expect((await store.get(here, 'a'))?.body).to.deep.equal({ n: 0 })
      expect(await store.get(here, 'c')).to.equal(undefined)
      const exists = store.commit(here, [
        { delete: 'a', etag },
        { create: draft('d') },
        { create: draft('b') },
      ])
      await rejects(exists, AlreadyExists)
      expect(await ids({})).to.deep.equal(['a', 'b'])
    })

    it('carries out a hundred writes in one commit, and refuses none and a hundred and one', async () => {
      const many = (n: number) => Array.from({ length: n }, (_, i) => draft(`m${String(i).padStart(3, '0')}`))
      await create(...many(100))
      expect(await ids({})).to.have.length(100)
      await rejects(create(), RangeError)
      await rejects(create(...many(101)), RangeError)
    })

    it('says the etags that documents have after a commit, so that they need not be read again', async () => {
      const [a, b] = await create(draft('a'), draft('b'))
      expect([a, b]).to.deep.equal([await etagOf('a'), await etagOf('b')])
      const changed = await store.commit(here, [
        { delete: 'b', etag: b ?? '' },
        { replace: draft('a', { body: 1 }), etag: a ?? '' },
      ])
      expect(changed).to.deep.equal(['', await etagOf('a')])
      await store.commit(here, [{ replace: draft('a', { body: 2 }), etag: changed[1] ?? '' }])
      expect((await store.get(here, 'a'))?.body).to.equal(2)
    })

    it('finds by every tag asked for, within type, scope and sort range', async () => {
      await create(
        draft('a', { tags: ['open', 'owner:x'], sort: '2026-01-01' }),
        draft('b', { tags: ['open', 'owner:x', 'agency:wmp'], sort: '2026-02-01' }),
        draft('c', { tags: ['owner:x'], sort: '2026-03-01' }),
        draft('d', { tags: ['open', 'owner:x'], sort: '2026-01-15', type: 'meeting' }),
      )
      await store.commit({ ...here, scope: 'group:scr' }, [
        { create: draft('e', { tags: ['open', 'owner:x'], sort: '2026-01-20' }) },
      ])
      expect(await ids({ tags: ['owner:x', 'open'] })).to.deep.equal(['a', 'e', 'b'])
      expect(await ids({ tags: ['open', 'owner:x'], scope: here.scope })).to.deep.equal(['a', 'b'])
      expect(await ids({ tags: ['open', 'agency:wmp'] })).to.deep.equal(['b'])
      expect(await ids({ from: '2026-01-20', to: '2026-02-01' })).to.deep.equal(['e', 'b'])
      expect(await ids({ tags: ['closed'] })).to.deep.equal([])
    })

    it('forgets the tags and the sort of what was replaced', async () => {
      await create(draft('a', { tags: ['open'], sort: '1' }))
      await store.commit(here, [
        { replace: draft('a', { tags: ['closed'], sort: '2' }), etag: await etagOf('a') },
      ])
      expect(await ids({ tags: ['open'] })).to.deep.equal([])
      expect(await ids({ tags: ['closed'], from: '2' })).to.deep.equal(['a'])
    })

    it('keeps whatever a replacement changes, if it is only one thing', async () => {
      await store.commit(here, [{ create: draft('a', { tags: ['t'], sort: '1' }) }])
      let now = draft('a', { tags: ['t'], sort: '1', body: { n: 1 } })
      const wakeAt = '2026-12-01T09:00:00.000Z'
      const changes: Partial<Draft>[] = [{ sort: '2' }, { type: 'meeting' }, { wakeAt }, { lane: 'bulk' }]
      for (const change of changes) {
        now = { ...now, ...change }
        const kept = await store.get(here, 'a')
        await store.commit(here, [{ replace: now, etag: kept?.etag ?? '' }])
        const { type, sort, body } = now
        expect(await store.get(here, 'a')).to.deep.include({ type, sort, body })
        const asked = { partnership: here.partnership, type, tags: ['t'], from: sort, to: sort, limit: 9 }
        expect((await store.find(asked)).docs.map(doc => doc.id)).to.deep.equal(['a'])
        const due = { partnership: here.partnership, before: wakeAt, limit: 9, lane: now.lane }
        expect((await store.due(due)).length).to.equal(now.wakeAt ? 1 : 0)
      }
    })

    it('has one order for everyday text, whichever store it is: character by character, capitals first', async () => {
      const inOrder = ['"', '1', '10', '2', 'B', 'Z', 'a', 'a b', 'ab', 'z', 'É', 'é', 'ß', 'Ω', 'ж', '中']
      await create(...inOrder.toReversed().map(id => draft(id, { sort: 'same', tags: ['order'] })))
      const query = { partnership: here.partnership, type: 'action', tags: ['order'], limit: 50 }
      const found = (await store.find(query)).docs.map(doc => doc.id)
      expect(found).to.deep.equal([...inOrder].sort())
    })

    it('pages in order, missing and repeating nothing that stood still while others wrote', async () => {
      await create(
        ...Array.from({ length: 25 }, (_, i) =>
          draft(`s${String(i).padStart(2, '0')}`, { sort: String(i % 3), tags: ['t'] }),
        ),
      )
      const seen: string[] = []
      let after: string | undefined
      for (let page = 0; page < 10; page += 1) {
        const found = await store.find({
          partnership: here.partnership,
          type: 'action',
          tags: ['t'],
          limit: 4,
          after,
        })
        seen.push(...found.docs.map(doc => doc.id))
        await create(draft(`new${page}`, { sort: page % 2 ? '0' : '9', tags: ['t'] }))
        after = found.next
        if (!after) break
      }
      const still = seen.filter(id => id.startsWith('s'))
      expect(still).to.have.length(25)
      expect(new Set(still).size).to.equal(25)
      expect(still).to.deep.equal(
        [...still].sort((a, b) => (Number(a.slice(1)) % 3) - (Number(b.slice(1)) % 3) || a.localeCompare(b)),
      )
    })

    it('refuses a cursor that no page gave as values that cannot be read: the store is not at fault', async () => {
      await create(draft('a'), draft('b'))
      const find = (after: string) =>
        store.find({ partnership: here.partnership, type: 'action', limit: 1, after })
      for (const forged of ['', 'x', 'null', '5', '{}', '[]', '["a"]', '["a",1]', '["a","a","a"]'])
        await rejects(find(forged), ZodError)
      const { next = '' } = await store.find({ partnership: here.partnership, type: 'action', limit: 1 })
      expect((await find(next)).docs.map(doc => doc.id)).to.deep.equal(['b'])
    })

    it('says what is due, the longest waiting first, and nothing that is not', async () => {
      const at = (minute: number) => `2026-11-23T09:${String(minute).padStart(2, '0')}:00.000Z`
      await create(
        draft('late', { wakeAt: at(2) }),
        draft('first', { wakeAt: at(1) }),
        draft('future', { wakeAt: at(9) }),
        draft('never'),
      )
      const due = (limit: number, before = at(5)) =>
        store.due({ partnership: here.partnership, before, limit })
      expect((await due(10)).map(doc => doc.id)).to.deep.equal(['first', 'late'])
      expect((await due(1)).map(doc => doc.id)).to.deep.equal(['first'])
      expect((await due(10, at(9))).map(doc => doc.id)).to.deep.equal(['first', 'late', 'future'])
      await store.commit(here, [{ replace: draft('first'), etag: await etagOf('first') }])
      expect((await due(10)).map(doc => doc.id)).to.deep.equal(['late'])
    })

    it('keeps lanes apart, so that none waits behind a backlog of another', async () => {
      const wakeAt = '2026-11-23T09:00:00.000Z'
      await create(
        draft('none', { wakeAt }),
        draft('bulk', { wakeAt, lane: 'bulk' }),
        draft('post', { wakeAt, lane: 'post' }),
      )
      const due = async (lane?: string) =>
        (await store.due({ partnership: here.partnership, before: wakeAt, limit: 9, lane })).map(d => d.id)
      expect([await due(), await due('bulk'), await due('post'), await due('other')]).to.deep.equal([
        ['none'],
        ['bulk'],
        ['post'],
        [],
      ])
      expect(await store.get(here, 'bulk')).to.have.property('lane', 'bulk')
      await store.commit(here, [{ replace: draft('bulk', { wakeAt }), etag: await etagOf('bulk') }])
      expect(await due('bulk')).to.deep.equal([])
      expect(await due()).to.have.members(['none', 'bulk'])
    })

    it('keeps any text whole: other scripts, emoji, quotes, and what looks like a query', async () => {
      const texts = [
        'Łódź, żółw',
        'مرحبا',
        '👩‍👧 family',
        `'; DROP TABLE docs; --`,
        '"quoted" \\ back',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay as it is
        '${name} <b>',
        '\u0000 zero',
      ]
      await create(...texts.map((text, i) => draft(`u${i}`, { body: { text }, tags: [text] })))
      for (const [i, text] of texts.entries()) {
        expect((await store.get(here, `u${i}`))?.body).to.deep.equal({ text })
        expect(await ids({ tags: [text] })).to.deep.equal([`u${i}`])
      }
    })

    it('keeps a body of one megabyte whole', async () => {
      const body = { text: 'é'.repeat(500_000) }
      await create(draft('big', { body }))
      expect((await store.get(here, 'big'))?.body).to.deep.equal(body)
    })

    it('takes odd ids as they are', async () => {
      const odd = [
        'action:QIO-26-014',
        'a/b',
        'a\\b',
        'what?',
        'a#b',
        '100%',
        '%2F',
        'ÆØÅ 漢字',
        "o'clock",
        ' spaced ',
      ]
      await create(...odd.map(id => draft(id, { body: id })))
      for (const id of odd) expect((await store.get(here, id))?.body).to.equal(id)
      expect(await ids({})).to.have.members(odd)
    })

    it('gives back any JSON body as it was', async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue({ noUnicodeString: false } as never), async body => {
          const id = randomUUID()
          await create(draft(id, { body: { body } }))
          const kept = (await store.get(here, id))?.body
          expect(JSON.stringify(kept)).to.equal(JSON.stringify({ body }))
        }),
        { numRuns: 30 },
      )
    })
  })
}
