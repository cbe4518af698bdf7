import { LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { findIdentifiers, sayKinds } from '../privacy/index.ts'
import { type PartnershipFile, partnershipFile } from './arrangements.ts'
import { crossChecks, skeleton } from './partnership-file-rules.ts'

/** One thing wrong with a partnership file: where it is, what is wrong, what to write instead. */
export type Fault = { line: number; path: string; problem: string }

/** A good file comes with `at`, which turns a path of it into the line to look at. */
export type FileReading =
  | { file: PartnershipFile; at(path: Path, problem: string): Fault }
  | { faults: Fault[] }

type Path = readonly PropertyKey[]

/**
 * Reads a partnership file (YAML, format: docs/partnership-file.md). Every fault is listed at once, in the order
 * of the file: those of its shape, and those of the references between its parts. Never throws for bad input.
 */
export function readPartnershipFile(text: string): FileReading {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const { unreadable, repeated } = yamlFaults(yaml, lines)
  if (unreadable.length > 0) return { faults: [...unreadable, ...repeated].sort((a, b) => a.line - b.line) }
  const at = (path: Path, problem: string): Fault => ({
    line: lineOf(yaml, lines, path),
    path: sayPath(path),
    problem,
  })
  const written: unknown = yaml.toJS()
  const parsed = partnershipFile.safeParse(written, { error: sayIssue })
  const ofShape = parsed.success
    ? []
    : parsed.error.issues.flatMap(issue => placesOf(issue).map(path => at(path, issue.message)))
  const skeletal = skeleton.safeParse(written)
  const across = skeletal.success
    ? crossChecks(skeletal.data).map(({ path, problem }) => at(path, problem))
    : []
  const guarded = identifiers(written).map(({ path, kinds }) =>
    at(path, `looks as if it holds ${kinds}. Write it without`),
  )
  const others = [...repeated, ...ofShape, ...across].filter(
    ({ path, problem }) => kindsIn(`${path} | ${problem}`) === '',
  )
  const faults = [...guarded, ...others].sort((a, b) => a.line - b.line)
  return parsed.success && faults.length === 0 ? { file: parsed.data, at } : { faults }
}

const kindsIn = (text: string): string => sayKinds(findIdentifiers(text))

/** Where a value holds what could tell who a child is; where a key does, the part it is in. What is found is never said. */
function identifiers(value: unknown, path: Path = []): { path: Path; kinds: string }[] {
  if (typeof value === 'string' || typeof value === 'number') {
    const kinds = kindsIn(String(value))
    return kinds === '' ? [] : [{ path, kinds }]
  }
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).map(([key, one]) => {
    const kinds = kindsIn(key)
    return kinds === ''
      ? identifiers(one, [...path, Array.isArray(value) ? Number(key) : key])
      : [{ path, kinds }]
  })
  return inside.flat()
}

/**
 * What is not plain YAML, and keys that are repeated, with which the rest can still be read. Aliases are refused: a file
 * of a few lines could stand for one without end.
 */
function yamlFaults(
  yaml: ReturnType<typeof parseDocument>,
  lines: LineCounter,
): { unreadable: Fault[]; repeated: Fault[] } {
  const found = yaml.errors.map(error => ({
    code: error.code as string,
    line: lines.linePos(error.pos[0]).line,
    path: '(file)',
    problem: yamlWords[error.code] ?? otherYaml,
  }))
  visit(yaml, {
    Alias: (_key, alias) => {
      const line = lines.linePos(alias.range?.[0] ?? 0).line
      const problem = `refers to another part with *${alias.source}. Write it out instead`
      found.push({ code: 'ALIAS', line, path: '(file)', problem })
    },
  })
  const [repeated, unreadable] = [true, false].map(wanted =>
    found.filter(({ code }) => (code === 'DUPLICATE_KEY') === wanted).map(({ code: _, ...fault }) => fault),
  ) as [Fault[], Fault[]]
  return { unreadable, repeated }
}

const otherYaml = 'cannot be read. Write key: value, with what belongs to a key indented under it by spaces'

const yamlWords: Partial<Record<string, string>> = {
  DUPLICATE_KEY: 'has a key that stands in this section already. Keep one of the two',
  TAB_AS_INDENT: 'is indented with a tab. Write spaces instead',
  BAD_INDENT:
    'does not fit what stands before it: a bracket is open there, or it is indented otherwise. Close the bracket, or line it up',
  MULTIPLE_DOCS: 'begins a second document. Remove the line with ---',
  MISSING_CHAR: 'lacks a closing bracket or quote, a colon or a comma. Write it',
}

/** Words for what zod found, where the format has no better ones of its own. */
function sayIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys')
    return 'is not a word this format knows. Remove it, or correct its spelling'
  if (issue.code === 'invalid_type') {
    if ((issue.path ?? []).length === 0)
      return 'holds no arrangements. Begin with partnership:, agencies:, people: and groups:, as demo/partnership.yaml does'
    const { [issue.expected]: wanted = { say: `a ${issue.expected}`, how: '' } } = wordFor
    return issue.input === undefined
      ? `is missing. Write ${wanted.say} here`
      : `should be ${wanted.say}${wanted.how}`
  }
  if (issue.code === 'invalid_key') return 'is not a key of this section. Write one small letter, such as a'
  if (issue.code === 'invalid_value') return `should be one of: ${issue.values.join(', ')}`
  if (issue.code === 'too_small')
    return issue.origin === 'array' ? 'is an empty list. Add at least one entry' : 'is too short. Write more'
  if (issue.code === 'too_big') return `is too long. Shorten it: the most is ${issue.maximum}`
  return 'is not in the form this format expects. Write it as docs/partnership-file.md says'
}

const wordFor: Record<string, { say: string; how: string }> = {
  string: { say: 'text', how: '. Put it in quotes' },
  array: { say: 'a list', how: '. Write [one, another], or a line with a dash for each' },
  object: { say: 'a section', how: '. Write its keys and values, such as { id: …, name: … }' },
  number: { say: 'a number', how: '. Write it in digits, without quotes' },
  boolean: { say: 'true or false', how: ', without quotes' },
}

function placesOf(issue: z.core.$ZodIssue): Path[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path]
}

function lineOf(yaml: ReturnType<typeof parseDocument>, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = yaml.getIn(path.slice(0, depth), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(node.range[0]).line
    }
  }
  return 1
}

function sayPath(path: Path): string {
  if (path.length === 0) return '(file)'
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`))
    .join('')
}
