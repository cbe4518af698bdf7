import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Card } from '../src/adapters/teams/render-card.ts'

const resolve = createRequire(import.meta.url).resolve
const renderer = join(dirname(resolve('adaptivecards/package.json')), 'dist/adaptivecards.min.js')
const markdown = join(dirname(resolve('markdown-it/package.json')), 'dist/markdown-it.min.js')

type Drawing = {
  cards: readonly Card[]
  theme: { hostConfig: object; css: string }
  width: number
  open?: boolean
}

/** Draws cards on a page with Microsoft's own renderer, Markdown switched on; `open` opens what a button would unfold. */
export async function drawOn(page: Page, { cards, theme, width, open }: Drawing): Promise<void> {
  await page.setViewportSize({ width, height: 200 })
  await page.setContent(
    `<!doctype html><html lang="en"><head><style>${theme.css}</style></head><body></body></html>`,
  )
  await page.addScriptTag({ content: readFileSync(renderer, 'utf8') })
  await page.addScriptTag({ content: readFileSync(markdown, 'utf8') })
  await page.evaluate(drawCards, { cards, hostConfig: theme.hostConfig })
  if (open) await page.locator('.ac-pushButton.expandable').first().click()
}

/** Runs in the browser. */
function drawCards({ cards, hostConfig }: { cards: readonly object[]; hostConfig: object }): void {
  const { AdaptiveCards, markdownit } = globalThis as unknown as Libraries
  const md = markdownit()
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = md.render(text)
    result.didProcess = true
  }
  for (const json of cards) {
    const card = new AdaptiveCards.AdaptiveCard()
    card.hostConfig = new AdaptiveCards.HostConfig(hostConfig)
    card.parse(json)
    const element = card.render()
    element.classList.add('card')
    document.body.append(element)
  }
}

type Libraries = {
  markdownit(): { render(text: string): string }
  AdaptiveCards: {
    HostConfig: new (config: object) => object
    AdaptiveCard: {
      new (): { hostConfig: object; parse(json: object): void; render(): Element }
      onProcessMarkdown: (text: string, result: { outputHtml?: string; didProcess: boolean }) => void
    }
  }
}

type Element = { classList: { add(name: string): void } }
declare const document: { body: { append(element: Element): void } }
