import MarkdownIt, { type Token } from 'markdown-it'

/** A stretch of text that looks the same throughout; with a url it is a link. Its text is shown as it is. */
export type Run = { text: string; bold: boolean; italic: boolean; url: string }
/** One line or paragraph. */
export type Block = { runs: Run[]; spacing: 'Medium' | 'Small' }

/** Nothing but these: what else looks like Markdown shows as it was typed. */
const parser = new MarkdownIt('zero').enable(['emphasis', 'link', 'list', 'newline', 'escape'])

/** Text with simple Markdown (bold, italics, bullets, links) as blocks to show. No mark of it reaches a client. */
export function readLearningText(text: string): Block[] {
  const blocks: Block[] = []
  let bullet = ''
  for (const token of parser.parse(text, {})) {
    if (token.type === 'list_item_open')
      bullet = `${' '.repeat(token.level - 1)}${token.info === '' ? '•' : `${token.info}.`} `
    if (token.type !== 'inline') continue
    blocks.push(...lines(token.children ?? [], bullet))
    bullet = ''
  }
  return blocks
}

type Style = { bold: number; italic: number; url: string }

/** A line break begins a block of its own. */
function lines(tokens: readonly Token[], bullet: string): Block[] {
  const blocks: Block[] = [{ runs: [], spacing: bullet === '' ? 'Medium' : 'Small' }]
  const style: Style = { bold: 0, italic: 0, url: '' }
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
    blocks.at(-1)?.runs.push(token.type === 'link_close' ? { ...run, url: '' } : run)
  }
  return blocks.filter(block => block.runs.some(run => run.text.trim() !== ''))
}

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
  return token.type === 'text' || token.type === 'text_special' ? token.content : ''
}

/** Where an address leads, as readers know it; undefined for what is no https address. */
export function hostOf(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  return parsed?.protocol === 'https:' && parsed.username === '' ? parsed.host : undefined
}

/** Every address that the text links to. */
export function linksIn(text: string): string[] {
  const inline = parser.parse(text, {}).flatMap(token => token.children ?? [])
  return inline.flatMap(token => (token.type === 'link_open' ? [token.attrGet('href') ?? ''] : []))
}
