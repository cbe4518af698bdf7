import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { cardActivity } from '../../src/adapters/teams/card-activity.ts'
import { renderCard } from '../../src/adapters/teams/render-card.ts'
import type { Outcome } from '../../src/delivery/outcome.ts'
import { createPacer } from '../../src/delivery/pacer.ts'
import { queueMany } from '../../src/delivery/queue-many.ts'
import { systemTimer } from '../../src/ports/clock.ts'
import { kinds, letter, reachable, startSending, states } from '../../test/support/sending.ts'

/** Over its windows: rare, and tried again. */
const throttled: Outcome = { outcome: 'not-now', reason: 'over', trouble: 'throttled', retryAfterSeconds: 1 }

/**
 * Sends so many cards to each of so many tenants, as fast as Teams allows, and says how many are known to have been
 * sent: with the product and its store, or with nothing but the SDK's adapter and the same pace.
 */
const [mode, url = '', tenants = '1', each = '100'] = process.argv.slice(2)
const sent = mode === 'bare' ? await bare() : await convenor()
process.send?.({ sent })
process.disconnect?.()

function everybody(): { tenant: string; person: string }[] {
  return Array.from({ length: Number(tenants) * Number(each) }, (_, i) => {
    const tenant = `t${i % Number(tenants)}`
    return { tenant, person: `${tenant}-${i}` }
  })
}

/** Each tenant is a partnership of its own, and gets a bulletin. */
async function convenor(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'convenor-bench-'))
  const store = openSqliteStore(join(folder, 'convenor.db'))
  const scope = 'bulletin:1'
  for (let i = 0; i < Number(tenants); i += 1) {
    const partnership = `t${i}`
    const people = everybody().flatMap(({ tenant, person }) => (tenant === partnership ? [person] : []))
    await reachable(store, { partnership, people, serviceUrl: url, tenant: partnership })
    const letters = people.map(person => letter(person, person, { tally: { id: 'tally:1', line: 'agency' } }))
    await queueMany(store, { partnership, scope }, letters)
  }
  const sending = startSending({ store })
  let count = 0
  for (let tries = 0; tries < 100 && count < everybody().length; tries += 1) {
    // What was throttled comes due again by itself.
    if (tries > 0) await pause(200)
    await sending.sweep()
    count = 0
    for (let i = 0; i < Number(tenants); i += 1)
      count += (await states(store, { partnership: `t${i}`, scope }))['sent'] ?? 0
  }
  await store.close()
  await rm(folder, { recursive: true })
  return count
}

async function bare(): Promise<number> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
  const pacer = createPacer(systemTimer)
  const delivery = { about: { id: 'x' } } as never
  const message = await kinds['once']!.card(delivery, { partnership: 't', now: '' })
  if (!message || message === 'hold') throw new Error('The card of the benchmark is missing.')
  const activity = { ...cardActivity(renderCard(message)), summary: message.summary }
  let count = 0
  const one = async (tenant: string, person: string): Promise<void> => {
    const id = `chat-${person}`
    const turn = await pacer.turn({ tenant, conversation: id, urgent: false })
    if (!('left' in turn)) {
      await pause(turn.blockedForSeconds * 1000)
      return one(tenant, person)
    }
    const conversation = { id, isGroup: false, conversationType: 'personal', name: '', tenantId: tenant }
    const reference = {
      serviceUrl: url,
      channelId: 'msteams',
      bot: { id: 'convenor', name: 'Convenor' },
      conversation,
    }
    turn.left()
    const answered = adapter.continueConversationAsync('', reference, async context => {
      await context.sendActivity(activity)
    })
    const ok = await answered.then(
      () => true,
      () => false,
    )
    turn.ended(ok ? { outcome: 'sent', activityId: '' } : throttled, ok ? undefined : 1)
    if (!ok) return one(tenant, person)
    count += 1
  }
  await Promise.all(everybody().map(({ tenant, person }) => one(tenant, person)))
  return count
}
