import { type Sizes, sizesAsked } from './sizes.ts'
import { checkPresses } from './support/check-presses.ts'
import { startChild, startConvenor } from './support/child.ts'
import { type Findings, middle, print, type Round } from './support/figure.ts'
import { everyoneLooks, type Presser, presser } from './support/press-load.ts'
import { seedStore } from './support/seed.ts'

/** How many presses a second Convenor takes, writes to disk and answers with a card, beside a bot that does nothing. */
export async function benchPresses({ presses: sizes }: Sizes): Promise<Findings> {
  const seeded = await seedStore(sizes.actions)
  const [echo, convenor] = await Promise.all([startChild('./echo-child.ts'), startConvenor(seeded.file)])
  try {
    const load = { targets: seeded.targets, connections: sizes.connections }
    const onEcho = presser({ ...load, port: echo.port, taken: isCard })
    const onConvenor = presser({ ...load, port: convenor.port, taken: isApplied })
    await everyoneLooks(convenor.port, seeded.targets)
    await onEcho.press(sizes.warmUp)
    await onConvenor.press(sizes.warmUp)
    const rounds = await interleaved({ onConvenor, onEcho }, sizes.rounds, sizes.aRound)
    for (const one of [echo, convenor]) await one.stop()
    const checked = await checkPresses(seeded.file, onConvenor.notes)
    const named = { name: 'Presses a second', unit: '/s', against: 'bare echo bot', target: { atLeast: 0.5 } }
    return { figures: [{ ...named, ...middle(rounds) }], checked: [checked] }
  } finally {
    for (const one of [echo, convenor]) one.kill()
    await seeded.remove()
  }
}

/** One round each in turn, beginning with the other every time, so that a slow moment of the machine meets both. */
async function interleaved(
  { onConvenor, onEcho }: { onConvenor: Presser; onEcho: Presser },
  rounds: number,
  aRound: number,
): Promise<Round[]> {
  const measured: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? await onEcho.press(aRound) : undefined
    const value = await onConvenor.press(aRound)
    measured.push({ value, baseline: first ?? (await onEcho.press(aRound)) })
  }
  return measured
}

const isCard = (answer: string): boolean =>
  answer.includes('"type":"application/vnd.microsoft.card.adaptive"') && answer.includes('"AdaptiveCard"')

/** The card that shows this very press, and says that it was taken. */
const isApplied = (answer: string, note: string): boolean =>
  isCard(answer) && answer.includes(note) && answer.includes('you updated it')

if (import.meta.main) print(await benchPresses(sizesAsked()))
