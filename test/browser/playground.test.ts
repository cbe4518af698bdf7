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

describe('in Microsoft’s own client, in a real browser', function () {
  this.timeout(120_000)
  let now = `${today}T08:50:00.000Z`
  let server: Listening
  let browser: Browser
  let chair: PlaygroundClient
  let nurse: PlaygroundClient

  before(async () => {
    const file = temporaryFile()
    const ports = [await freePort(), await freePort()] as const
    const store = openSqliteStore(file)
    await seedDemo({ store, today, serviceUrl: serviceUrlOf(ports[0]) })
    await store.close()
    server = await start(readConfig({ PORT: '0', STORE: `sqlite:${file}`, LOG_LEVEL: 'silent' }), {
      clock: { now: () => now },
    })
    browser = await launchBrowser()
    const both = { browser, today, botPort: server.port }
    chair = await playgroundClient({ ...both, as: 'director-of-practice', port: ports[0] })
    nurse = await playgroundClient({ ...both, as: 'named-nurse', port: ports[1] })
  })
  after(async () => {
    await browser?.close()
    chair?.stop()
    nurse?.stop()
    await server?.close()
  })

  it('a member types my actions, answers one on the card, and sees the card updated', async () => {
    await chair.say('my actions')
    await chair.sees('QIO-26-001 · Red: 3 working days late')
    await chair.press('Answer QIO-26-001')
    await chair.fill('In a few words', 'all but one agency has answered')
    await chair.picture('answering')
    await chair.press('Save update')
    await chair.sees('QIO-26-001: you updated it. Thank you.')
    await chair.sees('due Wed 18 Nov · In progress')
    await chair.picture('answered')
  })

  it('two people take an action to its end: one updates it and says it is done, the other agrees', async () => {
    await nurse.say('my actions')
    await nurse.sees('QIO-26-002 · Amber: due today')
    await nurse.press('Answer QIO-26-002')
    await nurse.fill('In a few words', 'the findings are drafted')
    await nurse.press('Save update')
    await nurse.sees('QIO-26-002: you updated it. Thank you.')
    await nurse.say('QIO-26-002 is finished, the findings are in the papers')
    await nurse.sees('Is this what you mean?')
    await nurse.picture('confirm')
    await nurse.press('Yes: It is done')
    await nurse.sees('QIO-26-002: you said it is done. Thank you.')
    await chair.sees('Said to be done: QIO-26-002')
    await chair.picture('said-to-be-done')
    await chair.press('Agree it is complete')
    await chair.sees('QIO-26-002: you agreed it is complete. Thank you.')
    await nurse.sees('Agreed as complete: QIO-26-002')
  })

  it('the log is shown with its chart, and can be narrowed', async () => {
    await chair.say('log QIO')
    await chair.sees('3 open, the most urgent first.')
    await chair.picture('log')
    await chair.say('log QIO closed')
    await chair.sees('Bring the neglect audit findings')
  })

  it('the morning’s chaser arrives by itself at nine', async () => {
    now = `${today}T09:00:00.000Z`
    await chair.sees('For your answer, Mon 23 Nov')
    await chair.sees('Late in a group you answer for')
    await chair.sees('A decision is asked of you')
    await chair.picture('chaser')
    await chair.press('Decide on QIO-26-')
    await chair.picture('deciding')
  })
})
