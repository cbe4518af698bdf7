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
  const unreadable = yamlFaults(yaml, lines)
  if (unreadable.length > 0) return { faults: unreadable }
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
  const others = [...ofShape, ...across].filter(({ path, problem }) => kindsIn(`${path} | ${problem}`) === '')
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

/** What is not plain YAML. Aliases are refused: a file of a few lines could stand for one without end. */
function yamlFaults(yaml: ReturnType<typeof parseDocument>, lines: LineCounter): Fault[] {
  const found = yaml.errors.map(error => ({
    line: lines.linePos(error.pos[0]).line,
    path: '(file)',
    problem: `is not readable YAML: ${error.code.toLowerCase().replaceAll('_', ' ')}. Mend this line first`,
  }))
  visit(yaml, {
    Alias: (_key, alias) => {
      const line = lines.linePos(alias.range?.[0] ?? 0).line
      found.push({
        line,
        path: '(file)',
        problem: `refers to another part with *${alias.source}. Write it out instead`,
      })
    },
  })
  return found
}

/** Words for what zod found, where the format has no better ones of its own. */
function sayIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys')
    return 'is not a word this format knows. Remove it, or correct its spelling'
  if (issue.code === 'invalid_type') {
    const wanted = wordFor[issue.expected] ?? `a ${issue.expected}`
    return issue.input === undefined ? `is missing. Write ${wanted} here` : `should be ${wanted}`
  }
  if (issue.code === 'invalid_value') return `should be one of: ${issue.values.join(', ')}`
  if (issue.code === 'too_small')
    return issue.origin === 'array' ? 'is an empty list. Add at least one entry' : 'is too short'
  if (issue.code === 'too_big') return `is too long. The most is ${issue.maximum}`
  return 'is not in the form this format expects'
}

const wordFor: Record<string, string> = {
  string: 'text',
  array: 'a list',
  object: 'a section',
  number: 'a number',
  boolean: 'true or false',
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
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`))
    .join('')
}
