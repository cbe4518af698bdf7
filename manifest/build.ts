import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { zipSync } from 'fflate'

/** Stands in for a bot that is not registered yet: good for looking at the package, and nothing answers in it. */
export const trialId = '00000000-0000-0000-0000-000000000000'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const token = /\$\{\{MicrosoftAppId\}\}/g
const here = (file: string): URL => new URL(file, import.meta.url)
const schemas = here('../node_modules/@microsoft/app-manifest/build/json-schemas/teams/')

// A zip keeps local time: written without a zone, this is the same bytes wherever it is built.
const builtAt = '2026-01-01T00:00:00'

/** The package cannot be built. The message says what is wrong and what to do. */
export class BadManifest extends Error {
  readonly code = 'bad-manifest'
}

/** The manifest for one bot registration. Throws BadManifest when Teams would refuse it. */
export function fillManifest(appId: string): string {
  if (!uuid.test(appId))
    throw new BadManifest(
      `MicrosoftAppId is “${appId}”, which is not a UUID. Set it to the client id of the bot's identity (infra prints it as microsoftAppId), or leave it out for a trial package.`,
    )
  const text = readFileSync(here('manifest.json'), 'utf8').replaceAll(token, appId.toLowerCase())
  const problems = schemaProblems(JSON.parse(text))
  if (problems.length > 0)
    throw new BadManifest(
      `manifest/manifest.json does not fit Teams' schema. Correct these places:\n${problems.join('\n')}`,
    )
  return text
}

/** Where a manifest departs from Microsoft's schema of the version it names; empty when it fits. */
export function schemaProblems(manifest: { manifestVersion: string }): string[] {
  const file = new URL(`v${manifest.manifestVersion}/MicrosoftTeams.schema.json`, schemas)
  // Ajv knows no draft 4, which the schema names; what the schema uses of it means the same in draft 7.
  const { $schema: _, ...schema } = JSON.parse(readFileSync(file, 'utf8'))
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const fits = ajv.compile(schema)
  if (fits(manifest)) return []
  return (fits.errors ?? []).map(({ instancePath, message }) => `  ${instancePath || '/'} ${message}`)
}

/** The package that is uploaded to Teams. The same id and files make the same bytes. */
export function packManifest(appId: string): Uint8Array {
  const manifest = new TextEncoder().encode(fillManifest(appId))
  const icon = (file: string): Uint8Array => new Uint8Array(readFileSync(here(file)))
  return zipSync(
    { 'manifest.json': manifest, 'color.png': icon('color.png'), 'outline.png': icon('outline.png') },
    { level: 9, mtime: builtAt },
  )
}

function build(appId: string | undefined, file: string): void {
  if (!appId)
    process.stdout.write(
      `MicrosoftAppId is not set: this is a trial package with the id ${trialId}, behind which there is no bot.\n`,
    )
  writeFileSync(file, packManifest(appId || trialId))
  process.stdout.write(`${relative('', file)}\n`)
}

if (import.meta.main) {
  try {
    const file = process.argv[2] ?? fileURLToPath(here('convenor.zip'))
    // biome-ignore lint/style/noProcessEnv: a build script of its own; src/config.ts is the server's.
    build(process.env['MicrosoftAppId']?.trim(), file)
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
