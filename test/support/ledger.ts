import { DatabaseSync } from 'node:sqlite'
import { type Counts, readTally, totals } from '../../src/delivery/tally.ts'
import type { Doc, Partition } from '../../src/ports/store.ts'

/** One delivery as it stands: whose it is, its state. */
export type Standing = { person: string; state: string }

/** What one moment of a tally says, and the deliveries it counts, read from the file itself in one transaction. */
export type Ledger = { counts: Counts; deliveries: Standing[] }

/** Reads the ledgers of one bulletin out of a store's file, whoever writes it. Deliveries are found by how their ids begin. */
export function ledgersIn(file: string, { partnership, scope }: Partition) {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  const tallyOf = db.prepare('SELECT body FROM docs WHERE partnership = ? AND scope = ? AND id = ?')
  const deliveriesOf = db.prepare(
    "SELECT id, json_extract(body, '$.state') AS state FROM docs WHERE partnership = ? AND id >= ? AND id < ?",
  )
  return {
    read(tally: string, ids: string): Ledger {
      db.exec('BEGIN')
      const kept = tallyOf.get(partnership, scope, tally)
      const found = deliveriesOf.all(partnership, ids, `${ids}~`)
      db.exec('COMMIT')
      const body = kept && JSON.parse(String(kept['body']))
      return {
        counts: body ? totals(readTally({ body } as Doc)) : {},
        deliveries: found.map(({ id, state }) => ({
          person: String(id).slice(ids.length),
          state: String(state),
        })),
      }
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
