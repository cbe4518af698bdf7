import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { bulletinPartition, tallyId } from '../../src/bulletins/bulletin.ts'
import { createPacer } from '../../src/delivery/pacer.ts'
import { type Counts, readTally, totals } from '../../src/delivery/tally.ts'
import { systemClock, systemTimer } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/store.ts'
import {
  type Area,
  approvedFor,
  areasAt,
  bulletinApp,
  chatOf,
  turnOf,
} from '../../test/support/bulletin-app.ts'

/**
 * Sends a bulletin in each partnership of a store ('send'), or sends as others do: a paced loop that never tries again
 * ('plain'), or one that tries everything again ('again').
 */
const [mode = '', url = '', tenants = '1', each = '100', file = ''] = process.argv.slice(2)

const areas = areasAt(url, Number(tenants))
const steps: Record<string, () => Promise<Counts>> = {
  send,
  plain: () => loop(1),
  again: () => loop(5),
}
const counts = (await steps[mode]?.()) ?? {}
process.send?.({ counts, peak: process.resourceUsage().maxRSS * 1024 })
process.disconnect?.()

async function send(): Promise<Counts> {
  const store = openSqliteStore(file)
  const app = bulletinApp({ store, instance: 'bench' })
  const sent: { area: Area; ref: string }[] = []
  for (const area of areas) sent.push({ area, ref: await approvedFor(app, area) })
  // What the approvals made due is gone, so that only the bulletins count.
  await app.sweep()
  await fetch(url)
  for (const { area, ref } of sent)
    await turnOf(app, area, { person: 'business-manager', text: `${ref} send now` })
  const ticker = setInterval(() => void app.look(), 100)
  let all: Counts = {}
  do {
    await pause(500)
    all = await together(store, sent)
  } while (all.held || all.queued || all.sending)
  clearInterval(ticker)
  await app.stop()
  await store.close()
  return all
}

async function together(store: Store, sent: readonly { area: Area; ref: string }[]): Promise<Counts> {
  const lines: Record<string, Counts> = {}
  for (const { area, ref } of sent) {
    const doc = await store.get(bulletinPartition(area.partnership, ref), tallyId(ref, 1))
    lines[area.tenant] = doc ? totals(readTally(doc)) : { queued: 1 }
  }
  return totals({ lines })
}

/** What a bot does that keeps no record: the same pace, and so many tries whatever the answer was. */
async function loop(tries: number): Promise<Counts> {
  const messenger = createTeamsMessenger({} as never, { clock: systemClock })
  const pacer = createPacer(systemTimer)
  const all: Counts = {}
  const message = { template: 'notice', data: { notice: 'Seeing the Bigger Picture' }, summary: 'A bulletin' }
  const one = async (area: Area, person: string, left: number): Promise<void> => {
    const conversationId = chatOf(area, person)
    const turn = await pacer.turn({ tenant: area.tenant, conversation: conversationId, urgent: false })
    if (!('left' in turn)) {
      await pause(turn.blockedForSeconds * 1000)
      return one(area, person, left)
    }
    const place = { kind: 'personal' as const, tenantId: area.tenant, conversationId, serviceUrl: url }
    const outcome = await messenger.post(place, message, turn.left)
    turn.ended({ outcome: 'sent', activityId: '' })
    if (outcome.outcome !== 'sent' && left > 1) return one(area, person, left - 1)
    const state = outcome.outcome === 'sent' ? 'sent' : 'failed'
    all[state] = (all[state] ?? 0) + 1
  }
  const people = Array.from({ length: Number(each) }, (_, i) => `practitioner-${i}`)
  await Promise.all(areas.flatMap(area => people.map(person => one(area, person, tries))))
  return all
}
