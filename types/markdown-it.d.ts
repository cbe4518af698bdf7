/** markdown-it ships no types: of it, the part that is used, its parser. */
export type Token = {
  type: string
  level: number
  content: string
  info: string
  markup: string
  children: Token[] | null
  attrGet(name: string): string | null
}

export default class MarkdownIt {
  constructor(preset: 'zero')
  enable(rules: readonly string[]): this
  parse(text: string, environment: object): Token[]
}
