import { keepCompiled } from '../src/keep-compiled.ts'

keepCompiled()
const { run } = await import('./run.ts')
try {
  await run()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The demo could not start.'}\n`)
  process.exit(1)
}
