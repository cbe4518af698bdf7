import { readFileSync } from 'node:fs'

let compiled: Record<string, string> = {}

/** Has measured processes keep their compiled code in a folder: their starts mean nothing then, and take half as long. */
export function keepCompiled(folder: string): void {
  compiled = { NODE_COMPILE_CACHE: folder }
}

/** Nothing of the caller's settings reaches a measured process: no credentials, no cache, no flags of its own. */
export function bareEnvironment(more: Record<string, string> = {}): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...compiled, ...more }
}

/** The flags with which `npm run serve` starts Node: what is measured runs as what is served. */
export function serveFlags(): string[] {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { scripts } = JSON.parse(file) as { scripts: { serve: string } }
  return scripts.serve.split(/\s+/).filter(word => word.startsWith('--'))
}
