import { fileURLToPath } from 'node:url'
import { benchBulletins } from './bulletins.ts'
import { benchLists } from './lists.ts'
import { benchMemory } from './memory.ts'
import { benchPresses } from './presses.ts'
import { benchSends } from './sends.ts'
import { sizesAsked, smoke } from './sizes.ts'
import { benchStart } from './start.ts'
import { print } from './support/figure.ts'
import { keepCompiled } from './support/surroundings.ts'
import { benchWakeSweep } from './wake-sweep.ts'

/**
 * Every benchmark, one after another; `--smoke` for small ones. Ends with 1 when one cannot run or its own sums do
 * not add up, never for a missed target: machines are slow for reasons of their own.
 */
const sizes = sizesAsked()
if (sizes === smoke) keepCompiled(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)))
let failed = false
for (const bench of [
  benchPresses,
  benchStart,
  benchMemory,
  benchLists,
  benchSends,
  benchBulletins,
  benchWakeSweep,
]) {
  try {
    print(await bench(sizes))
  } catch (error) {
    console.error(`${bench.name} failed: ${error instanceof Error ? error.message : String(error)}`)
    failed = true
  }
}
// A failed benchmark may have left a child behind, which ends with its parent.
process.exit(failed ? 1 : 0)
