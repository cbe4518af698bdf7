import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Language, type Node, Parser } from 'web-tree-sitter'

/** What is only known when it is deployed: a parameter, a property of a resource, a call. */
export type Expression = { expression: string }
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value } | Expression
export type Body = { [key: string]: Value }

/** `of` is what a declaration is of: a resource's type without version, a module's path. A loop counts once. */
export type Declaration = { name: string; of: string; body: Body }

export type Bicep = {
  errors: string[]
  params: { name: string; needed: boolean }[]
  outputs: string[]
  resources: Declaration[]
  modules: Declaration[]
  /** Every name that is declared, and every name that is used, functions among them. */
  declared: string[]
  used: string[]
}

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

await Parser.init()
const parser = new Parser()
parser.setLanguage(await Language.load(fromRoot('node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm')))

/** A Bicep file's declarations, from its syntax tree. Interpolations in strings stay as typed: 'cosmos:${endpoint}'. */
export const readBicep = (path: string): Bicep => parseBicep(readFileSync(fromRoot(path), 'utf8'))

/** The grammar knows no parameter file: its params are read as the variables they look like. */
export const readBicepParams = (path: string): Bicep =>
  parseBicep(
    readFileSync(fromRoot(path), 'utf8')
      .replace(/^using .*$/m, '')
      .replaceAll(/^param /gm, 'var '),
  )

export function parseBicep(text: string): Bicep {
  const tree = parser.parse(text)
  if (!tree) throw new Error('Bicep could not be parsed at all.')
  const root = tree.rootNode
  const all = (type: string): Node[] => root.descendantsOfType(type)
  const nameOf = (node: Node): string => partsOf(node)[0]?.text ?? ''
  const namers = [
    'parameter_declaration',
    'variable_declaration',
    'resource_declaration',
    'module_declaration',
    'for_statement',
  ]
  return {
    errors: [...root.descendantsOfType('ERROR'), ...missing(root)].map(
      node => `line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`,
    ),
    params: all('parameter_declaration').map(node => ({
      name: nameOf(node),
      needed: partsOf(node).length < 3,
    })),
    outputs: all('output_declaration').map(nameOf),
    resources: all('resource_declaration').map(declaration),
    modules: all('module_declaration').map(declaration),
    declared: namers.flatMap(all).map(nameOf),
    used: all('identifier')
      .filter(isUse)
      .map(node => node.text),
  }
}

function missing(node: Node): Node[] {
  return node.isMissing ? [node] : node.children.flatMap(missing)
}

const partsOf = (node: Node): Node[] => node.namedChildren.filter(child => child.type !== 'comment')

function declaration(node: Node): Declaration {
  const [name, of, rest] = partsOf(node)
  const body = rest?.type === 'for_statement' ? partsOf(rest).at(-1) : rest
  return {
    name: name?.text ?? '',
    of: of?.text.slice(1, -1).replace(/@.*$/, '') ?? '',
    body: body ? (readValue(body) as Body) : {},
  }
}

/** Names stand first in what they name, and keys first in their property; every other identifier is a use. */
function isUse(node: Node): boolean {
  const parent = node.parent
  if (!parent || /_(declaration|property)$|^for_/.test(parent.type) === false) return true
  const [first] = partsOf(parent)
  return first?.id !== node.id
}

function readValue(node: Node): Value {
  const parts = partsOf(node)
  switch (node.type) {
    case 'object':
      return Object.fromEntries(parts.map(property))
    case 'array':
      return parts.map(readValue)
    case 'string':
      return node.text.slice(1, -1)
    case 'number':
      return Number(node.text)
    case 'boolean':
      return node.text === 'true'
    case 'null':
      return null
    default:
      return { expression: node.text }
  }
}

function property(node: Node): [string, Value] {
  const [key, value] = partsOf(node)
  const name = key?.type === 'string' ? key.text.slice(1, -1) : (key?.text ?? '')
  return [name, value ? readValue(value) : null]
}
