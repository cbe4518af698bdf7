import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startPlayground } from '../../demo/playground.ts'
import { demoPartnership } from '../../demo/prepare.ts'
import { temporaryFolder } from './temporary-store.ts'

const pictures = 'test-pictures'

type Options = { browser: Browser; as: string; today: string; port: number; botPort: number }

/** One person of the demo in Microsoft's own client, in a browser page of their own. */
export async function playgroundClient({ browser, as, today, port, botPort }: Options) {
  const folder = temporaryFolder()
  const file = demoPartnership(today)
  const endpoint = `http://127.0.0.1:${botPort}/api/messages`
  const playground = startPlayground({ file, as, folder, port, endpoint })
  const page = await browser.newPage({ viewport: { width: 1000, height: 1400 } })
  const title = file.people.find(person => person.id === as)?.title ?? ''
  await openWhenReady(page, `http://localhost:${port}`, `Hello, ${title}`)
  return {
    page,
    say: (text: string) => say(page, text),
    sees: (text: string) => sees(page, text),
    press: (name: string) => page.getByRole('button', { name }).last().click(),
    fill: (label: string, words: string) => page.getByRole('textbox', { name: label }).last().fill(words),
    async picture(name: string) {
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: join(pictures, `${name}.png`) })
    },
    stop: () => void playground.kill(),
  }
}

/** Waits until the page shows a text; if it does not, says what it shows instead. */
async function sees(page: Page, text: string): Promise<void> {
  const shown = page.getByText(text).last()
  await shown.waitFor({ timeout: 40_000 }).catch(async () => {
    throw new Error(`The page never showed "${text}"; it shows: ${await page.locator('body').innerText()}`)
  })
}

/**
 * Types a message and waits until the chat shows it: on a slow machine the page may draw its box anew
 * and lose what was typed into the old one, and then it is typed once more. Cards have boxes to type in too: the
 * chat's own is no input of a form.
 */
async function say(page: Page, text: string): Promise<void> {
  const shown = page.getByText(text, { exact: true })
  const before = await shown.count()
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const box = page.locator('[role=textbox][contenteditable]')
    await box.fill(text)
    await box.press('Enter')
    const seen = await shown
      .nth(before)
      .waitFor({ timeout: 10_000 })
      .then(() => true)
      .catch(() => false)
    if (seen) return
  }
  throw new Error(`The chat never showed "${text}"; it shows: ${await page.locator('body').innerText()}`)
}

export type PlaygroundClient = Awaited<ReturnType<typeof playgroundClient>>

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise(resolve => probe.close(resolve))
  return port
}

async function openWhenReady(page: Page, url: string, greeting: string): Promise<void> {
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
  for (let tries = 0; tries < 120 && !(await answers()); tries += 1) await page.waitForTimeout(500)
  for (let attempt = 1; ; attempt += 1) {
    try {
      await page.goto(url, { timeout: 5_000 })
      await page.getByText(greeting).waitFor({ timeout: 20_000 })
      return
    } catch (error) {
      if (attempt === 5) throw error
    }
  }
}
