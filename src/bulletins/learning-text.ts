import MarkdownIt, { type Token } from 'markdown-it'

/** A stretch of text that looks the same throughout; with a url it is a link. Its text is shown as it is. */
export type Run = { text: string; bold: boolean; italic: boolean; url: string }
/** One line or paragraph. */
export type Block = { runs: Run[]; spacing: 'Medium' | 'Small' }

/** Nothing but these: what else looks like Markdown shows as it was typed. */
const parser = new MarkdownIt('zero').enable([
  'emphasis',
  'link',
  'image',
  'heading',
  'list',
  'newline',
  'escape',
])

/** An address says that it is one: no bare 'nspcc.org.uk', and nothing but https. What ends a sentence is no part of it. */
const address = /(?<![\w@./])(?:https:\/\/|www\.(?=[\w-]+\.))[^\s<>()[\]]*[\w/]/gi

/**
 * Text with simple Markdown (bold, italics, bullets, links, headings) as blocks to show; an address is a link too, and a
 * picture in the text, which no card shows, a link to it. No mark of it reaches a client.
 */
export function readLearningText(text: string): Block[] {
  const blocks: Block[] = []
  let bullet = ''
  let bold = 0
  for (const token of parser.parse(text, {})) {
    if (token.type === 'list_item_open')
      bullet = `${' '.repeat(token.level - 1)}${token.info === '' ? '•' : `${token.info}.`} `
    if (token.type === 'heading_open') bold = 1
    if (token.type === 'heading_close') bold = 0
    if (token.type !== 'inline') continue
    blocks.push(...lines(token.children ?? [], bullet, bold))
    bullet = ''
  }
  return blocks
}

type Style = { bold: number; italic: number; url: string }

/** A line break begins a block of its own. */
function lines(tokens: readonly Token[], bullet: string, bold: number): Block[] {
  const blocks: Block[] = [{ runs: [], spacing: bullet === '' ? 'Medium' : 'Small' }]
  const style: Style = { bold, italic: 0, url: '' }
  let before = bullet
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') {
      blocks.push({ runs: [], spacing: 'Small' })
      continue
    }
    const text = before + styled(token, style)
    before = ''
    if (text === '') continue
    const run = { text, bold: style.bold > 0, italic: style.italic > 0, url: style.url }
    blocks.at(-1)?.runs.push(...runsOf(token, run))
  }
  return blocks.filter(block => block.runs.some(run => run.text.trim() !== ''))
}

/** One token is one run, but for addresses in a text, and for a picture, which is a link to it. */
function runsOf(token: Token, run: Run): Run[] {
  if (token.type === 'link_close') return [{ ...run, url: '' }]
  if (token.type === 'image') {
    const url = token.attrGet('src') ?? ''
    return [
      { ...run, url },
      { ...run, text: ` (${hostOf(url)})` },
    ]
  }
  return run.url === '' ? withAddresses(run) : [run]
}

function withAddresses(run: Run): Run[] {
  const runs: Run[] = []
  let from = 0
  for (const { 0: text, index } of run.text.matchAll(address)) {
    runs.push({ ...run, text: run.text.slice(from, index) }, { ...run, text, url: addressOf(text) })
    from = index + text.length
  }
  return [...runs, { ...run, text: run.text.slice(from) }].filter(({ text }) => text !== '')
}

const addressOf = (text: string): string => (/^www/i.test(text) ? `https://${text}` : text)

/** What a token shows; what it changes in the style of what follows. A link says where it leads. */
function styled(token: Token, style: Style): string {
  if (token.type === 'strong_open') style.bold += 1
  if (token.type === 'strong_close') style.bold -= 1
  if (token.type === 'em_open') style.italic += 1
  if (token.type === 'em_close') style.italic -= 1
  if (token.type === 'link_open') style.url = token.attrGet('href') ?? ''
  if (token.type === 'link_close') {
    const host = hostOf(style.url)
    style.url = ''
    return ` (${host})`
  }
  if (token.type === 'image') return token.content || 'Picture'
  return token.type === 'text' || token.type === 'text_special' ? token.content : ''
}

/** Where an address leads, as readers know it; undefined for what is no https address. */
export function hostOf(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  return parsed?.protocol === 'https:' && parsed.username === '' ? parsed.host : undefined
}

/** Every address that the text links to. */
export const linksIn = (text: string): string[] =>
  readLearningText(text).flatMap(({ runs }) => runs.flatMap(({ url }) => (url === '' ? [] : [url])))
