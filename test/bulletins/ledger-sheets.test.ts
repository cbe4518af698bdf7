import { expect } from 'chai'
import type { Bulletin } from '../../src/bulletins/bulletin.ts'
import { type Known, rowOf } from '../../src/bulletins/ledger-sheets.ts'
import type { Delivery } from '../../src/delivery/delivery.ts'

const known = {
  people: new Map([['dcs', { name: 'The Next', email: 'next@example.org', tenant: 'T', entraId: 'Next' }]]),
  reads: new Map(),
  seen: new Map(),
  bulletin: { corrections: [] } as unknown as Bulletin,
  arrangements: { agencies: [] },
} as unknown as Known
const copy = (account?: string) =>
  ({ to: { person: 'dcs' }, state: 'sent', attempts: [], account }) as unknown as Delivery

describe('a row of the ledger', () => {
  it('names whoever it went to, and nobody who took their post over since', () => {
    expect(rowOf(copy('t/next'), known)).to.include.members(['The Next', 'next@example.org'])
    expect(rowOf(copy('t/before'), known))
      .to.include('Whoever was dcs before')
      .and.not.include('next@example.org')
  })

  it('names the person where it was kept without an account', () => {
    expect(rowOf(copy(), known)).to.include('The Next')
  })
})
