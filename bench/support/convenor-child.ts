import { readConfig } from '../../src/config.ts'
import { start } from '../../src/start.ts'
import { answerParent } from './answer-parent.ts'
import { tickingClock } from './ticking-clock.ts'

/** The product as `npm run serve` starts it, on the clock of the benchmarks. Settings come by the environment. */
answerParent(await start(readConfig(), { clock: tickingClock() }))
