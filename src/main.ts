import { keepCompiled, keepCompiledNow } from './keep-compiled.ts'

keepCompiled()
const { serve } = await import('./start.ts')
await serve()
keepCompiledNow()
