import { AlreadyExists, type Partition, StaleWrite, type Store } from '../ports/store.ts'
import { commitDeliveries, type DeliveryChange, mostChanges } from './commit-deliveries.ts'

export type DeliveryWriter = {
  /** Commits the change; returns the delivery's new etag. Fails as commitDeliveries does. */
  write(partition: Partition, change: DeliveryChange): Promise<string>
}

type Job = { change: DeliveryChange; done(etag: string): void; fail(error: unknown): void }

/**
 * Commits changes of one partition together that come while its last commit is under way: the first waits for
 * nothing, and a hundred cost little more than one. A change that lost a race fails alone.
 */
export function deliveryWriter(store: Store): DeliveryWriter {
  const lines = new Map<string, Job[]>()

  const run = async (key: string, partition: Partition, line: Job[]): Promise<void> => {
    // What this moment brings goes together.
    await new Promise(resolve => setImmediate(resolve))
    while (line.length > 0) await commitTogether(store, partition, line.splice(0, mostChanges))
    lines.delete(key)
  }
  return {
    write(partition, change) {
      const key = JSON.stringify([partition.partnership, partition.scope])
      return new Promise((done, fail) => {
        const line = lines.get(key)
        if (line) return line.push({ change, done, fail })
        const begun = [{ change, done, fail }]
        lines.set(key, begun)
        return run(key, { partnership: partition.partnership, scope: partition.scope }, begun)
      })
    },
  }
}

async function commitTogether(store: Store, partition: Partition, jobs: readonly Job[]): Promise<void> {
  let left = jobs
  while (left.length > 0) {
    try {
      const changes = left.map(job => job.change)
      const etags = await commitDeliveries(store, partition, changes)
      return left.forEach((job, i) => {
        job.done(etags[i] as string)
      })
    } catch (error) {
      const lostRace = error instanceof StaleWrite || error instanceof AlreadyExists
      const loser = lostRace ? left.find(job => job.change.id === error.id) : undefined
      for (const job of loser ? [loser] : left) job.fail(error)
      left = left.filter(job => loser && job !== loser)
    }
  }
}
