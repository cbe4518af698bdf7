import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Where Node keeps the code that it compiled: a program that was started before starts in two thirds of the time. */
export const compiledCode = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url))

/** Runs a program of this project in its own process, with only these settings. */
export function program(
  path: string,
  options: { args?: string[]; env?: Record<string, string>; cwd?: string } = {},
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  return spawn(
    process.execPath,
    [new URL(`../../${path}`, import.meta.url).pathname, ...(options.args ?? [])],
    {
      cwd: options.cwd,
      env: { PATH, HOME, NODE_COMPILE_CACHE: compiledCode, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
}

/** Waits until the program has said something that matches; fails with all it said when it ends before that. */
export async function said(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let output = ''
  for await (const chunk of child.stdout ?? []) {
    output += chunk
    const match = pattern.exec(output)
    if (match) return match
  }
  throw new Error(`The program ended without saying ${pattern}: ${output}`)
}

/** Everything a program said on standard error, and its exit code, once it has ended by itself. */
export async function ended(child: ChildProcess): Promise<{ code: number | null; words: string }> {
  let words = ''
  child.stderr?.on('data', chunk => {
    words += chunk
  })
  child.stdout?.resume()
  const [code] = await once(child, 'close')
  return { code: code as number | null, words }
}
