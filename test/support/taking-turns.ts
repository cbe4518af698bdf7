import { carriedPace } from '../../src/delivery/carried-pace.ts'
import { createPacer } from '../../src/delivery/pacer.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { AlreadyExists, type Doc, idOf, StaleWrite, type Store } from '../../src/ports/store.ts'
import { leases } from '../../src/wake/lease.ts'
import { leapingTimer } from './leaping-timer.ts'

/** The lease documents of a store, and nothing else: no time passes while they are read and written, but `slow`'s. */
export function leaseStore(slow: () => Promise<void> = async () => {}) {
  const docs = new Map<string, Doc>()
  let commits = 0
  const store: Store = {
    async get(_, id) {
      await slow()
      return docs.get(id)
    },
    find: async () => ({ docs: [] }),
    due: async () => [],
    async commit(at, writes) {
      await slow()
      for (const write of writes) {
        const there = docs.get(idOf(write))
        if ('create' in write && there) throw new AlreadyExists(there.id)
        if ('etag' in write && there?.etag !== write.etag) throw new StaleWrite(idOf(write))
        commits += 1
        const draft = 'create' in write ? write.create : 'replace' in write ? write.replace : undefined
        if (!draft) continue
        const body = JSON.parse(JSON.stringify(draft.body))
        docs.set(draft.id, { ...at, ...draft, body, etag: String(commits) })
      }
      return []
    },
    close: async () => {},
  }
  return { store, docs, commits: () => commits }
}

/** Instances that send one after the other to the same conversations, on a clock of the test's own. */
export function takingTurns({
  leaseSeconds = 30,
  storeMilliseconds = 0,
}: {
  leaseSeconds?: number
  storeMilliseconds?: number
} = {}) {
  const timer = leapingTimer()
  const start = Date.UTC(2026, 10, 26, 9)
  const clock: Clock = { now: () => new Date(start + timer.now()).toISOString() }
  const wait = (milliseconds: number) =>
    new Promise<void>(resolve => {
      if (milliseconds === 0) resolve()
      else timer.after(milliseconds, resolve)
    })
  const kept = leaseStore(() => wait(storeMilliseconds))
  const left = new Map<string, number[]>()
  let count = 0

  return {
    ...kept,
    left,
    wait,
    now: timer.now,
    instance() {
      count += 1
      const name = `instance ${count}`
      const pacer = createPacer(timer)
      const carried = carriedPace(pacer, clock, name)
      const led = (partnership: string) => ({ partnership, isTheirs: () => true })
      const held = leases(kept.store, name, leaseSeconds, {
        pressing: partnership => carried.pressing(led(partnership)),
        tell: partnership => carried.tell(led(partnership)),
        learn: carried.learn,
      })
      const hold = (partnership = 'p') => held.hold(partnership, clock.now())
      let dead = false
      return {
        pacer,
        carried,
        hold,
        /** Waits for its turn to lead. */
        async lead(partnership = 'p') {
          while (!(await hold(partnership))) await wait(500)
        },
        /** As deliveries are sent: the lease is asked for right before, and it takes so long until the request leaves. */
        async send(conversation: string, dawdle = 0) {
          const turn = await pacer.turn({ tenant: 'lea', conversation, urgent: false })
          if (!('left' in turn)) return
          const leads = !dead && (await hold())
          await wait(leads ? dawdle : 0)
          if (dead || !leads) return turn.unused()
          turn.left()
          left.set(conversation, [...(left.get(conversation) ?? []), timer.now()])
          await wait(100)
          turn.ended({ outcome: 'sent', activityId: 'm' })
        },
        release: () => held.release(clock.now()),
        /** Nothing more leaves, and nothing is told. */
        kill() {
          dead = true
        },
      }
    },
  }
}
