import { readFileSync } from 'node:fs'
import { Template } from 'adaptivecards-templating'
import type { CardMessage } from '../../card-message.ts'
import { escapeMarkdown } from './escape-markdown.ts'
import { quickenNames } from './quick-names.ts'

/** An expanded Adaptive Card: plain JSON. */
export type Card = Record<string, unknown>
type Json = unknown

/** Teams takes cards of up to 28 KB, counted in UTF-16. */
export const mostBytes = 28 * 1024

/** A card too large for Teams, even with its texts cut: a fault of the card's paging. */
export class CardTooLarge extends Error {
  readonly code = 'card-too-large'
}

quickenNames()
const templates = new Map<string, Template>()

function templateOf(name: string): Template {
  const known = templates.get(name)
  if (known) return known
  const file = new URL(`../../../cards/${name}.json`, import.meta.url)
  const template = new Template(JSON.parse(readFileSync(file, 'utf8')))
  templates.set(name, template)
  return template
}

/** What buttons carry, what choices stand for and what somebody typed into a form come back to us: they stay whole, as links do. */
const comesBack = ['data', 'value', 'typed', 'kept', 'url']

/**
 * Free text is cut to these lengths, one after the other, until a card fits: what is typed can be of any size. Only
 * where thousands of quotation marks, each written as two, leave no other way is a form's own text cut as well.
 */
const cuts = [
  ...[Number.POSITIVE_INFINITY, 600, 400, 300, 200, 80, 40].map(most => ({ most, keep: comesBack })),
  { most: 1200, keep: ['data', 'value', 'url'] },
  { most: 40, keep: ['data', 'value', 'url'] },
]

/**
 * The card for a message: its template filled with its data. What people typed shows as they typed it, buttons work
 * in clients that know only Action.Submit, and a client that shows no cards shows the summary. Text that would make
 * it too large for Teams is shown in part.
 */
export function renderCard(message: CardMessage): Card {
  for (const { most, keep } of cuts) {
    const card = expand({ ...message, data: cut(message.data, most, keep) as CardMessage['data'] })
    if (JSON.stringify(card).length * 2 <= mostBytes) return card
  }
  throw new CardTooLarge(`The card ${message.template} is over 28 KB.`)
}

function expand(message: CardMessage): Card {
  const card = templateOf(message.template).expand({ $root: message.data }) as Card
  const body = [...noticeOf(message), ...((card['body'] as Json[] | undefined) ?? [])]
  const finished = finish({ ...card, body, fallbackText: message.summary }) as Card
  return message.mention ? withMention(finished, message.mention) : finished
}

/**
 * Teams takes for a mention what stands in <at> in the text and is named by an entity, whose id may be the Entra
 * object id (docs/field.md, "Deliveries"). The marks around it are ours; the name keeps none of its own.
 */
function withMention(card: Card, { name, entraId }: NonNullable<CardMessage['mention']>): Card {
  const plain = name.replaceAll(/[<>&\\*_`[\]]/g, ' ').trim()
  const text = `<at>${plain}</at>`
  const body = (card['body'] as Card[]).map(block =>
    block['id'] === 'mention' ? { ...block, text: `${text} ${block['text']}` } : block,
  )
  const entities = [{ type: 'mention', text, mentioned: { id: entraId, name: plain } }]
  return { ...card, body, msteams: { entities } }
}

/** The data with every text to read cut to so many characters, except under the keys to keep. */
function cut(node: Json, most: number, keep: readonly string[]): Json {
  if (most === Number.POSITIVE_INFINITY) return node
  if (typeof node === 'string')
    return node.length > most ? `${node.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : node
  if (Array.isArray(node)) return node.map(one => cut(one, most, keep))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, keep.includes(key) ? value : cut(value, most, keep)]),
  )
}

function noticeOf({ notice }: CardMessage): Json[] {
  if (!notice) return []
  const expanded = templateOf('notice').expand({ $root: { notice } }) as { body: Json[] }
  return expanded.body
}

/** Walks the card once: text is made literal, and Action.Execute gets its Action.Submit fallback. What it is given stays. */
function finish(node: Json): Json {
  if (typeof node !== 'object' || node === null) return node
  if (Array.isArray(node)) return node.map(finish)
  const finished: Card = { ...node }
  for (const key in finished) if (key !== 'data') finished[key] = finish(finished[key])
  finishers.get(finished['type'])?.(finished)
  return finished
}

/** What becomes of the nodes of each type, each a copy of the library's, once all within them is finished. */
const finishers = new Map<unknown, (node: Card) => void>([
  ['TextBlock', block => makeLiteral(block, 'text')],
  [
    'RichTextBlock',
    block => {
      block['inlines'] = (block['inlines'] as Card[]).flatMap(literalRuns)
    },
  ],
  [
    'FactSet',
    set => {
      for (const fact of set['facts'] as Card[]) makeLiteral(fact, 'title', 'value')
    },
  ],
  ['Action.Execute', withSubmit],
  ['Input.ChoiceSet', withLiteralChoices],
])

function makeLiteral(node: Card, ...keys: string[]): void {
  for (const key of keys) node[key] = escapeMarkdown(node[key])
}

/** Choices that are all shown are drawn as text, with Markdown; those of a drop-down are not. */
function withLiteralChoices(set: Card): void {
  if (set['style'] === 'expanded') for (const choice of set['choices'] as Card[]) makeLiteral(choice, 'title')
}

/** Runs know no Markdown, only date macros: braces that stand together are put into runs of their own. */
function literalRuns(run: Card): Card[] {
  const { selectAction, ...rest } = run
  const link = selectAction ? { selectAction } : {}
  const parts = String(run['text']).split(/(?<=\{)(?=\{)/)
  return parts.map(text => ({ ...rest, text, ...link }))
}

function withSubmit(action: Card): void {
  const { title, verb, data, style, id } = action
  const shared = { title, ...(style ? { style } : {}), ...(id ? { id: `${id}-submit` } : {}) }
  action['fallback'] = { type: 'Action.Submit', ...shared, data: { ...(data as object), verb } }
}
