import { setTimeout as pause } from 'node:timers/promises'
import { CommitUnconfirmed, StaleWrite, StoreUnavailable } from '../ports/store.ts'

const insistAfterMilliseconds = [100, 400, 1600]

/** What is known of a message that left should not be lost for a store that is away for a moment. */
export async function insist(write: () => Promise<void>): Promise<void> {
  let unconfirmed = false
  for (const milliseconds of [...insistAfterMilliseconds, undefined]) {
    try {
      return await write()
    } catch (error) {
      // Its answer was lost, and it was carried out.
      if (unconfirmed && error instanceof StaleWrite) return
      if (!(error instanceof StoreUnavailable) || milliseconds === undefined) throw error
      unconfirmed ||= error instanceof CommitUnconfirmed
      await pause(milliseconds)
    }
  }
}
