import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../src/ports/store.ts'
import { program } from './program.ts'

/** The program itself, as it is served, and by which name it holds leases once it listens. */
export type Instance = { child: ChildProcess; name: Promise<string> }

export function startInstance(store: string, env: Record<string, string> = {}): Instance {
  const child = program('src/main.ts', { env: { PORT: '0', STORE: store, ...env } })
  child.stderr?.pipe(process.stderr)
  const name = new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', chunk => {
      output = `${output}${chunk}`.slice(-10_000)
      const found = /"instance":"([^"]+)"/.exec(output)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`It ended before it listened: ${output}`)))
  })
  // Whoever kills it before it listens does not ask for its name.
  name.catch(() => {})
  return { child, name }
}

/** Waits until one of these leads a partnership; returns which. */
export async function leaderOf(
  store: Store,
  partnership: string,
  instances: readonly Instance[],
): Promise<number> {
  const names = await Promise.all(instances.map(({ name }) => name))
  for (;;) {
    const doc = await store.get({ partnership, scope: 'leases' }, `lease:${partnership}`)
    const at = names.indexOf((doc?.body as { holder?: string } | undefined)?.holder ?? '')
    if (at >= 0) return at
    await pause(20)
  }
}
