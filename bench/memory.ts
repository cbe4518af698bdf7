import { type Sizes, sizesAsked } from './sizes.ts'
import type { Memory } from './support/answer-parent.ts'
import { checkPresses } from './support/check-presses.ts'
import { startConvenor } from './support/child.ts'
import { type Figure, type Findings, middle, print } from './support/figure.ts'
import { everyoneLooks, presser } from './support/press-load.ts'
import { seedStore } from './support/seed.ts'

const mega = (bytes: number): number => bytes / 2 ** 20

type Weighed = { early: Memory; late: Memory; checked: string }

/** Whether memory grows with the work done: the same process weighed early and late, each time after collection. */
export async function benchMemory({ memory: sizes }: Sizes): Promise<Findings> {
  const runs: Weighed[] = []
  for (let run = 0; run < sizes.runs; run += 1) runs.push(await weighOnce(sizes))
  const figure = (name: string, key: keyof Memory): Figure => ({
    name: `${name} after ${sizes.late} presses`,
    ...middle(runs.map(({ early, late }) => ({ value: mega(late[key]), baseline: mega(early[key]) }))),
    unit: 'MB',
    against: `after ${sizes.early}`,
    target: { atMost: 1.2 },
  })
  return {
    figures: [figure('RSS', 'rss'), figure('Heap', 'heapUsed')],
    checked: runs.map(run => run.checked),
  }
}

async function weighOnce({ actions, connections, early, late }: Sizes['memory']): Promise<Weighed> {
  const { file, targets, remove } = await seedStore(actions)
  const convenor = await startConvenor(file, ['--expose-gc'])
  try {
    const taken = (answer: string, note: string) => answer.includes(note) && answer.includes('you updated it')
    const people = presser({ port: convenor.port, targets, connections, taken })
    await everyoneLooks(convenor.port, targets)
    await people.press(early)
    const first = await convenor.weigh()
    await people.press(late - early)
    const last = await convenor.weigh()
    await convenor.stop()
    return { early: first, late: last, checked: await checkPresses(file, people.notes) }
  } finally {
    convenor.kill()
    await remove()
  }
}

if (import.meta.main) print(await benchMemory(sizesAsked()))
