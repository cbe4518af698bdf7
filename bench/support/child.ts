import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FromChild, Memory, ToChild } from './answer-parent.ts'
import { bareEnvironment, serveFlags } from './surroundings.ts'

export type Child = {
  port: number
  weigh(): Promise<Memory>
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>
  /** Ends it now, if it has not ended: for when a benchmark has failed. */
  kill(): void
}

type Options = { env?: Record<string, string>; execArgv?: string[] }

/** A server in a process of its own, so that it shares no event loop with the load. */
export async function startChild(script: string, { env = {}, execArgv = [] }: Options = {}): Promise<Child> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    env: bareEnvironment(env),
    execArgv: [...execArgv, ...profiling()],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { port } = await answer<{ port: number }>(child, 'port')
  return {
    port,
    async weigh() {
      const weighed = answer<{ memory: Memory }>(child, 'memory')
      child.send('memory' satisfies ToChild)
      return (await weighed).memory
    },
    async stop() {
      const exited = once(child, 'exit')
      child.send('stop' satisfies ToChild)
      const [code] = await exited
      if (code !== 0) throw new Error(`${script} ended with ${code}.`)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Convenor on a store that is there already, with the flags of `npm run serve`. */
export function startConvenor(file: string, execArgv: string[] = []): Promise<Child> {
  const env = { STORE: `sqlite:${file}`, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  return startChild('./convenor-child.ts', { env, execArgv: [...serveFlags(), ...execArgv] })
}

async function answer<T extends FromChild>(child: ChildProcess, key: string): Promise<T> {
  const died = new AbortController()
  const gone = once(child, 'exit', { signal: died.signal }).then(([code]) => {
    throw new Error(`A child of the benchmark ended with ${code} before it answered.`)
  })
  gone.catch(() => {})
  try {
    for (;;) {
      const [message] = (await Promise.race([once(child, 'message'), gone])) as [FromChild]
      if (key in message) return message as T
    }
  } finally {
    died.abort()
  }
}

/** `--cpu-prof <folder>` on the benchmark's own command line has every child write a profile there. */
function profiling(): string[] {
  const at = process.argv.indexOf('--cpu-prof')
  const folder = process.argv[at + 1]
  return at < 0 || !folder ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}
