import type { Browser } from 'playwright-core'
import { serviceUrlOf } from '../../demo/playground.ts'
import { seedDemo } from '../../demo/seed.ts'
import type { Listening } from '../../src/adapters/http/server.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { readConfig } from '../../src/config.ts'
import { start } from '../../src/start.ts'
import { launchBrowser } from '../support/browser.ts'
import { freePort, type PlaygroundClient, playgroundClient } from '../support/playground-client.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const today = '2026-11-23'

describe('a bulletin, in Microsoft’s own client, in a real browser', function () {
  this.timeout(180_000)
  let now = `${today}T08:50:00.000Z`
  let server: Listening
  let browser: Browser
  const clients: PlaygroundClient[] = []

  before(async () => {
    const file = temporaryFile()
    const ports = [await freePort(), await freePort(), await freePort()] as const
    const store = openSqliteStore(file)
    await seedDemo({ store, today, serviceUrl: serviceUrlOf(ports[0]) })
    await store.close()
    server = await start(readConfig({ PORT: '0', STORE: `sqlite:${file}`, LOG_LEVEL: 'silent' }), {
      clock: { now: () => now },
    })
    browser = await launchBrowser()
    const everyone = ['business-manager', 'programme-manager', 'named-nurse']
    for (const [i, as] of everyone.entries())
      clients.push(await playgroundClient({ browser, today, botPort: server.port, as, port: ports[i] ?? 0 }))
  })
  after(async () => {
    await browser?.close()
    for (const client of clients) client.stop()
    await server?.close()
  })

  it('is written, approved by another, received, acknowledged, and counted', async () => {
    const [author, second, nurse] = clients as [PlaygroundClient, PlaygroundClient, PlaygroundClient]
    await author.say('new bulletin')
    await author.sees('Learning, on one page')
    await author.fill('Title', 'Seeing the Bigger Picture')
    await author.fill('Learning, on one page', 'Consider the **journey of a child**.')
    await author.fill('Learnt from', 'multi-agency audit of neglect')
    await author.page.getByRole('checkbox', { name: 'Community Healthcare NHS Trust' }).last().check()
    await author.picture('bulletin-form')
    await author.press('Keep the draft')
    await author.sees('LB-26-001 is kept as a draft')
    await author.press('See it as recipients do')
    await author.sees('A preview: this is the card that recipients get.')
    await author.picture('bulletin-preview')
    await author.say('LB-26-001 propose')
    await second.sees('LB-26-001: Seeing the Bigger Picture')
    await second.sees('Waits for the approval of a second person.')
    await second.picture('bulletin-to-approve')
    await second.press('Approve')
    await second.sees('LB-26-001: you approved it.')
    await author.say('LB-26-001 send now')
    await nurse.sees('Learning bulletin LB-26-001')
    await nurse.picture('bulletin-received')
    await nurse.press('Read and understood')
    await nurse.sees('You have read and understood this')
    now = `${today}T08:51:00.000Z`
    await author.say('LB-26-001 status')
    await author.sees('1 delivered; 1 read and understood')
    await author.picture('bulletin-figures')
  })
})
