import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { drawOn } from '../../cards/in-browser.ts'
import { sampleOf, templateNames } from '../../cards/samples.ts'
import { themes, widths } from '../../cards/themes.ts'
import { type Card, renderCard } from '../../src/adapters/teams/render-card.ts'
import { launchBrowser } from '../support/browser.ts'

type Json = Record<string, unknown>

/** Every object in a card, the card itself first. */
function nodes(node: unknown): Json[] {
  if (Array.isArray(node)) return node.flatMap(nodes)
  if (typeof node !== 'object' || node === null) return []
  return [
    node as Json,
    ...Object.entries(node).flatMap(([key, value]) => (key === 'data' ? [] : nodes(value))),
  ]
}

const ofType = (card: Card, pattern: RegExp) => nodes(card).filter(node => pattern.test(String(node['type'])))

/** Every string by its place, but for what a button sends and a choice stands for: nobody reads those. */
function leaves(node: unknown, place = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[place, node]])
  if (typeof node !== 'object' || node === null) return new Map()
  const inside = Object.entries(node).flatMap(([key, value]) => [...leaves(value, `${place}/${key}`)])
  return new Map(inside.filter(([path]) => !/\/(data|fallback)\/|\/choices\/\d+\/value$/.test(path)))
}

/** Data that nobody reads: what is sent or stood for. */
const unread =
  /\/(ref|due|event)$|^\/(received|none)\/|^\/(charts|dayCharts)\/\d+\/(slices|bars|points|instead)|^\/(markings|guestChoices|groups|people|agencies|contacts|picks)\/\d+\/value$|^\/(scope|again|more|moreData|pages\/\d+\/data)\//

/** The same, with one string changed. */
function withLeaf(node: unknown, place: string, text: string): unknown {
  if (place === '') return text
  const [, key, rest] = /^\/([^/]+)(.*)$/.exec(place) ?? []
  if (Array.isArray(node)) return node.map((one, i) => (String(i) === key ? withLeaf(one, rest!, text) : one))
  return { ...(node as Json), [key!]: withLeaf((node as Json)[key!], rest!, text) }
}

const templateText = (name: string) =>
  readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')

describe('card templates', () => {
  it('are found: the others below check something', () => expect(templateNames().length).to.be.greaterThan(6))

  for (const name of templateNames()) {
    describe(name, () => {
      const card = renderCard(sampleOf(name, 'Something changed.'))
      const text = JSON.stringify(card)

      it('is filled by its sample: no binding is left on the card', () => {
        expect(text.replaceAll('\\', '')).not.to.match(/\$\{|\$when|\$data/)
      })

      it('holds shape only: every word comes from its data, so that one word changes in one place', () => {
        const words = nodes(JSON.parse(templateText(name))).flatMap(node =>
          ['text', 'title', 'label', 'placeholder', 'value'].flatMap(key =>
            typeof node[key] === 'string' ? [node[key]] : [],
          ),
        )
        expect(words.filter(word => !/^\$\{[^}]+\}$/.test(word))).to.deep.equal([])
      })

      it('shows in clients of today: version 1.5, a summary for those that show no cards, under 28 KB', () => {
        expect(card).to.include({ type: 'AdaptiveCard', version: '1.5', fallbackText: `A sample of ${name}` })
        expect(text.length * 2).to.be.lessThan(28 * 1024)
      })

      it('gives each Action.Execute an Action.Submit with the same verb and values', () => {
        for (const action of ofType(card, /^Action\.Execute$/)) {
          const fallback = action['fallback'] as Json
          expect(fallback).to.include({ type: 'Action.Submit', title: action['title'] })
          expect(fallback['data']).to.deep.equal({ ...(action['data'] as Json), verb: action['verb'] })
        }
      })

      it('labels every input, for those who hear the card', () => {
        for (const input of ofType(card, /^Input\./))
          expect(input['label']).to.be.a('string').and.not.equal('')
      })

      it('wraps the choices that stand open: on a phone a name cut short is nobody’s', () => {
        for (const input of ofType(JSON.parse(templateText(name)), /^Input\.ChoiceSet$/))
          if (input['style'] === 'expanded') expect(input['wrap'], String(input['id'])).to.equal(true)
      })

      it('never lets a colour say something alone: on what is coloured, words say it', () => {
        for (const box of ofType(card, /^Container$/)) {
          const words = ofType(box, /^TextBlock$/).map(block => block['text'])
          if (box['style']) expect(words.join(' ')).to.match(/[a-z]{2,}/)
        }
      })

      it('colours no words: Teams’ own yellow and green are not legible on its white', () => {
        for (const block of ofType(card, /^TextBlock$/)) expect(block).not.to.have.property('color')
      })

      it('shows each word in one place, so that changing it once in its card’s data is enough', () => {
        const { data, ...message } = sampleOf(name, 'Something changed.')
        const before = leaves(card)
        for (const [path, word] of leaves(data)) {
          if (word === '' || unread.test(path)) continue
          const after = leaves(renderCard({ ...message, data: withLeaf(data, path, 'changed') as Json }))
          const places = [...after.keys()].filter(place => after.get(place) !== before.get(place))
          expect(places, path).to.have.length(1)
        }
      })
    })
  }
})

describe('what people typed', function () {
  this.timeout(60_000)
  let browser: Browser
  let page: Page

  before(async () => {
    browser = await launchBrowser()
    page = await browser.newPage()
  })
  after(() => browser.close())

  /** Each short enough to show whole on the fullest sample. */
  const hostile = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay as it is
    '**b** _i_ `c` [x](http://y) ~~s~~ ${name} 1* a\\b',
    '{{DATE(2020-01-01T00:00:00Z)}} <at>All</at> <b>h</b>',
    '# heading',
    '- item',
    '1. first',
    '> quote',
    '+ plus',
    '* star',
    'AT&amp;T &lt;b&gt;',
    '|-|-|',
    '===',
  ]

  /** Never typed by anybody, nor what a button sends. Labels must stay so: they take date macros, and without Markdown none can be escaped. */
  const ours = /^(colour|id|noteId|verb|data|label|labels|noteLabel|answerLabel|nextTitle)$/

  const withHostile = (node: unknown, text: string): unknown => {
    if (Array.isArray(node)) return node.map(one => withHostile(one, text))
    if (typeof node === 'object' && node !== null) {
      return Object.fromEntries(
        Object.entries(node).map(([key, value]) => [key, ours.test(key) ? value : withHostile(value, text)]),
      )
    }
    return typeof node === 'string' && node !== '' ? text : node
  }

  for (const name of templateNames()) {
    it(`shows as it was typed on ${name}, in Microsoft’s renderer with Markdown on`, async () => {
      const message = sampleOf(name)
      const texts = ['plain words', ...hostile]
      const cards = texts.map(text =>
        renderCard({ ...message, data: withHostile(message.data, text) as Json }),
      )
      await drawOn(page, { cards, theme: themes.light, width: widths.desktop })
      const shown = await page.locator('.card').allTextContents()
      const times = texts.map((text, i) => shown[i]!.split(text).length - 1)
      expect(times[0]).to.be.greaterThan(2)
      expect(times, 'each shows wherever plain words do').to.deep.equal(texts.map(() => times[0]))
      const made = await page
        .locator(
          '.card :is(strong, em, code, del, s, li, ol, ul, h1, blockquote, a[href]:not(.ac-richTextBlock a))',
        )
        .count()
      expect(made, 'no Markdown took effect').to.equal(0)
    })
  }
})
