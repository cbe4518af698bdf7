import { DatabaseSync } from 'node:sqlite'
import { type Counts, readTally, totals } from '../../src/delivery/tally.ts'
import type { Doc } from '../../src/ports/store.ts'

/** One delivery as it stands: its id, whose it is, its state. */
export type Standing = { id: string; person: string; state: string }

/** What one moment of a tally says, and the deliveries it counts, read from the file itself in one transaction. */
export type Ledger = { counts: Counts; deliveries: Standing[] }

/** Reads the ledgers of one bulletin out of a store's file, whoever writes it. */
export function ledgersIn(file: string, scope: string) {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  const tallyOf = db.prepare('SELECT body FROM docs WHERE scope = ? AND id = ?')
  const deliveriesOf = db.prepare(
    `SELECT id, json_extract(body, '$.to.person') AS person, json_extract(body, '$.state') AS state FROM docs
     WHERE scope = ? AND type = 'delivery' AND json_extract(body, '$.tally.id') = ?`,
  )
  return {
    read(tally: string): Ledger {
      db.exec('BEGIN')
      const kept = tallyOf.get(scope, tally)
      const deliveries = deliveriesOf.all(scope, tally) as Standing[]
      db.exec('COMMIT')
      const body = kept && JSON.parse(String(kept['body']))
      return { counts: body ? totals(readTally({ body } as Doc)) : {}, deliveries }
    },
    close: () => db.close(),
  }
}

export const sum = (all: Counts): number => Object.values(all).reduce((total, one) => total + one, 0)

/** The states as they are counted by hand. */
export function countedByHand(deliveries: readonly Standing[]): Counts {
  const counts: Record<string, number> = {}
  for (const { state } of deliveries) counts[state] = (counts[state] ?? 0) + 1
  return counts as Counts
}
