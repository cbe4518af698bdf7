import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../node_modules/.cache/convenor', import.meta.url))

/**
 * Has Node keep what it compiles of the thousands of modules to come, so that the next start loads it a second sooner. It
 * is kept beside the packages, where nobody but their owner writes, and not in the shared temporary folder. Where it cannot
 * be written, all is compiled anew as before. To be called before anything else is imported.
 */
export function keepCompiled(): void {
  enableCompileCache(folder)
}

/** Writes down what was compiled so far, which else is written only by a process that ends by itself: one may be killed. */
export function keepCompiledNow(): void {
  flushCompileCache()
}
