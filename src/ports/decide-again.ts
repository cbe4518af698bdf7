import { setTimeout as pause } from 'node:timers/promises'
import { AlreadyExists, type Draft, type Partition, StaleWrite, type Store, type Write } from './store.ts'

const mostAttempts = 30
const pauseMilliseconds = 25
const mostPauseMilliseconds = 200

/**
 * Runs a flow that reads, decides and commits. When it loses a race it waits a moment, reads and decides again,
 * thirty times at most, which is enough for forty at the same moment; then the race is reported. Anything else that fails is passed on at once.
 */
export async function decideAgain<T>(flow: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await flow()
    } catch (error) {
      const lostRace = error instanceof StaleWrite || error instanceof AlreadyExists
      if (!lostRace || attempt === mostAttempts) throw error
      // A wait of chance length, longer each time: those who raced do not meet again at the next try.
      await pause(Math.random() * Math.min(pauseMilliseconds * (attempt - 1), mostPauseMilliseconds))
    }
  }
}

/** Creates the document, or replaces it when it says something else. Doing it twice changes nothing. */
export function put(store: Store, partition: Partition, draft: Draft): Promise<void> {
  return decideAgain(async () => {
    const present = await store.get(partition, draft.id)
    if (present && sameContent(present, draft)) return
    const write: Write = present ? { replace: draft, etag: present.etag } : { create: draft }
    await store.commit(partition, [write])
  })
}

/** Creates the document unless it is there. Returns whether it was new. */
export async function createOnce(store: Store, partition: Partition, draft: Draft): Promise<boolean> {
  try {
    await store.commit(partition, [{ create: draft }])
    return true
  } catch (error) {
    if (error instanceof AlreadyExists) return false
    throw error
  }
}

function sameContent(a: Draft, b: Draft): boolean {
  return JSON.stringify([a.body, a.tags, a.sort]) === JSON.stringify([b.body, b.tags, b.sort])
}
