import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { type Card, renderCard } from '../src/adapters/teams/render-card.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { drawOn } from './in-browser.ts'
import { sampleOf, templateNames } from './samples.ts'
import { themes, widths } from './themes.ts'

const folder = new URL('../docs/cards/', import.meta.url)
const notice = 'QIO-26-009: you updated it. Thank you.'

type Variant = { png: string; caption: string; width: number }

/** One picture of a card for each theme and width, as PNG in base64. */
async function variants(page: Page, name: string): Promise<Variant[]> {
  const isList = name === 'actions/action-list'
  const card: Card = renderCard(sampleOf(name, isList ? notice : undefined))
  const found: Variant[] = []
  for (const [theme, look] of Object.entries(themes)) {
    for (const [place, width] of Object.entries(widths)) {
      await drawOn(page, { cards: [card], theme: look, width, open: isList })
      await page.locator('input[type=date]').evaluateAll(showBritishDates)
      const png = await page.locator('body').screenshot()
      found.push({ png: png.toString('base64'), caption: `${place}, ${theme}`, width })
    }
  }
  return found
}

/** Runs in the browser, whose date inputs know American dates only: Teams shows them as its reader writes them. */
function showBritishDates(inputs: unknown[]): void {
  for (const input of inputs as { type: string; value: string }[]) {
    const day = input.value
    input.type = 'text'
    input.value = day.split('-').reverse().join('/')
  }
}

/** The four variants side by side in one picture. */
async function sheet(page: Page, name: string): Promise<Buffer> {
  const shown = await variants(page, name)
  const figures = shown
    .map(
      ({ png, caption, width }) =>
        `<figure style="margin:0">${caption}<br><img width="${width}" src="data:image/png;base64,${png}" alt=""></figure>`,
    )
    .join('')
  await page.setContent(
    `<body style="margin:0;display:inline-flex;gap:8px;align-items:flex-start;background:#fff;color:#555;font:12px 'Open Sans'">${figures}</body>`,
  )
  await page.setViewportSize({ width: shown.reduce((sum, one) => sum + one.width + 8, 0), height: 200 })
  return page.locator('body').screenshot()
}

/** Draws every card template with its sample to docs/cards: light and dark, desktop and phone. */
async function drawAll(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  const page = await browser.newPage()
  for (const name of templateNames()) {
    const file = new URL(`${name.replaceAll('/', '-')}.png`, folder)
    writeFileSync(file, await sheet(page, name))
    console.log(file.pathname)
  }
  await browser.close()
}

await drawAll()
