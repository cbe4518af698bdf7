import { readConfig } from './config.ts'
import { openStore } from './open-store.ts'

/**
 * Serves as the environment says until told to stop; a fault at the start is said in one line, with exit code 1. Teams'
 * SDKs take seconds to load: what is wrong with the settings or the store is said before that.
 */
export async function serve(): Promise<void> {
  try {
    const config = readConfig()
    const store = await openStore(config)
    const { start } = await import('./start.ts')
    const running = await start(config, { store })
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void running.close().then(() => process.exit(0)))
  } catch (error) {
    // Faults at the start are ours to explain: their messages name the setting and the fix, and no person.
    process.stderr.write(`${error instanceof Error ? error.message : 'Convenor could not start.'}\n`)
    process.exit(1)
  }
}
