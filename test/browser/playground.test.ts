import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { serviceUrlOf, startPlayground } from '../../demo/playground.ts'
import { demoPartnership } from '../../demo/prepare.ts'
import { seedDemo } from '../../demo/seed.ts'
import type { Listening } from '../../src/adapters/http/server.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { readConfig } from '../../src/config.ts'
import { start } from '../../src/main.ts'
import { launchBrowser } from '../support/browser.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const today = '2026-11-23'
const pictures = 'test-pictures'

describe('in Microsoft’s own client, in a real browser', function () {
  this.timeout(90_000)
  let now = `${today}T08:50:00.000Z`
  let server: Listening
  let playground: ChildProcess
  let browser: Browser
  let page: Page

  before(async () => {
    const file = temporaryFile()
    const port = await freePort()
    const store = openSqliteStore(file)
    await seedDemo({ store, today, serviceUrl: serviceUrlOf(port) })
    await store.close()
    server = await start(readConfig({ PORT: '0', STORE: `sqlite:${file}`, LOG_LEVEL: 'silent' }), {
      now: () => now,
    })
    const folder = mkdtempSync(join(tmpdir(), 'playground-'))
    const endpoint = `http://127.0.0.1:${server.port}/api/messages`
    playground = startPlayground({
      file: demoPartnership(today),
      as: 'director-of-practice',
      folder,
      port,
      endpoint,
    })
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1000, height: 1400 } })
    await openWhenReady(page, `http://localhost:${port}`)
  })
  after(async () => {
    await browser?.close()
    playground?.kill()
    await server?.close()
  })

  const say = async (text: string) => {
    const box = page.getByRole('textbox').first()
    await box.click()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  const sees = (text: string) => page.getByText(text).last().waitFor({ timeout: 15_000 })
  const picture = async (name: string) => {
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`) })
  }

  it('a member types my actions, answers one on the card, and sees the card updated', async () => {
    await say('my actions')
    await sees('QIO-26-001 · Red: 3 working days late')
    await page.getByRole('button', { name: 'Answer QIO-26-001' }).last().click()
    await page.getByRole('textbox', { name: 'In a few words' }).last().fill('all but one agency has answered')
    await picture('answering')
    await page.getByRole('button', { name: 'Save update' }).last().click()
    await sees('QIO-26-001: you updated it. Thank you.')
    await sees('due Wed 18 Nov · In progress')
    await picture('answered')
  })

  it('the morning’s chaser arrives by itself at nine', async () => {
    now = `${today}T09:00:00.000Z`
    await sees('For your answer, Mon 23 Nov')
    await sees('Overdue in a group you chair')
    await picture('chaser')
  })
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise(resolve => probe.close(resolve))
  return port
}

async function openWhenReady(page: Page, url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await page.goto(url, { timeout: 5_000 })
      await page.getByText('Hello, Director of Practice').waitFor({ timeout: 20_000 })
      return
    } catch (error) {
      if (attempt === 40) throw error
      await page.waitForTimeout(500)
    }
  }
}
