import { expect } from 'chai'
import { type Action, actionDraft } from '../../src/actions/action.ts'
import { filteredActions, placeOf, sameAction } from '../../src/actions/find-actions.ts'
import type { Store } from '../../src/ports/store.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const partition = { partnership: 'p', scope: 'group:qio' }
const at = { calendar: { extraClosures: [] }, today: '2026-11-23' }
const wanted = { partnership: 'p', group: 'qio', filter: { words: 'neglect' }, at }

const action = (number: number): Action => ({
  schema: 1,
  ref: `QIO-26-${String(number).padStart(3, '0')}`,
  group: 'qio',
  what: number % 20 === 0 ? 'Publish the neglect toolkit' : 'Write to the schools',
  owners: [{ person: 'dop', agency: 'bct' }],
  eachAgency: false,
  dueOn: '2026-12-01',
  dueMoves: [],
  status: 'open',
  marking: 'OFFICIAL',
  chasedOn: '2026-11-01',
  version: 1,
  history: [{ at: '2026-11-01T10:00:00.000Z', by: 'x', verb: 'record' }],
})

describe('actions that are found by what no tag says', () => {
  let store: Store
  let asked: number

  before(async () => {
    const kept = temporaryStore()
    const find: Store['find'] = query => {
      asked += 1
      return kept.find(query)
    }
    store = { ...kept, find }
    for (let from = 1; from <= 260; from += 65) {
      const drafts = Array.from({ length: 65 }, (_, i) => actionDraft(action(from + i), undefined))
      await kept.commit(
        partition,
        drafts.map(create => ({ create })),
      )
    }
  })
  beforeEach(() => {
    asked = 0
  })
  after(() => store.close())

  it('come a page at a time, each once, and the page after goes on behind the last', async () => {
    const refs: string[] = []
    let after: string | undefined
    do {
      const { actions, next } = await filteredActions(store, wanted, { limit: 6, after })
      expect(actions.length).to.be.at.most(6)
      refs.push(...actions.map(({ ref }) => ref))
      after = next
    } while (after)
    expect(refs).to.deep.equal(Array.from({ length: 13 }, (_, i) => action((i + 1) * 20).ref))
  })

  it('cost a few questions to the store, however few of many are wanted', async () => {
    await filteredActions(store, { ...wanted, filter: { words: 'asbestos' } }, { limit: 6 })
    expect(asked).to.equal(6)
  })

  it('go on behind a place, though more than a page of them are due on the same day', async () => {
    const overdue = { ...wanted, filter: { overdue: 'yes' as const }, at: { ...at, today: '2026-12-10' } }
    const refs: string[] = []
    for (let beyond: string | undefined = ''; beyond !== undefined; ) {
      const { actions } = await filteredActions(store, { ...overdue, beyond }, { limit: 60 })
      refs.push(...actions.map(({ ref }) => ref))
      const [last] = actions.slice(-1)
      beyond = last && placeOf(last)
    }
    expect(refs).to.deep.equal(Array.from({ length: 260 }, (_, i) => action(i + 1).ref))
  })

  it('are the same as one just recorded, though a hundred others are due before it', async () => {
    const one: Action = { ...action(999), what: 'Ask the GPs', dueOn: '2027-02-01' }
    await store.commit(partition, [{ create: actionDraft(one, undefined) }])
    const { owners, dueOn } = one
    const same = await sameAction(store, partition, {
      group: { id: 'qio' },
      owners,
      what: 'ask the GPs.',
      dueOn,
    })
    expect(same?.ref).to.equal(one.ref)
  })
})
