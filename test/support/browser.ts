import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const { version } = JSON.parse(readFileSync(join(packages, '@sparticuz/chromium/package.json'), 'utf8'))
const unpacked = join(packages, '.cache', `chromium-${version}`)

/**
 * A headless Chromium out of the npm packages: nothing is downloaded or installed, and it runs as root and where no
 * browser, NSS library or font is installed (Linux on x64). Unpacked once, in about three seconds; started in about
 * half a second. Text is drawn in Open Sans wherever a page asks for a font that is not there, so a page looks the
 * same on every machine. Whoever launches it closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(unpacked)) await unpack()
  return playwright.launch({
    executablePath: join(unpacked, 'chromium'),
    args: chromium.args.filter(fits),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(unpacked, 'al2023/lib'),
      FONTCONFIG_FILE: join(unpacked, 'fonts.conf'),
    },
  })
}

/**
 * The package's flags are made for AWS Lambda. One process for everything dies with the first page that is closed;
 * headless is Playwright's to ask for; and a page should meet the same web security as in anybody's browser.
 */
function fits(flag: string): boolean {
  return !['--single-process', '--headless', '--disable-web-security'].some(one => flag.startsWith(one))
}

/**
 * Unpacks beside and moves into place, so that of two processes that start at once neither runs half a browser. A
 * process of its own, because the package takes the folder, and whether to bring its libraries, from the environment.
 */
async function unpack(): Promise<void> {
  mkdirSync(join(packages, '.cache'), { recursive: true })
  const beside = mkdtempSync(`${unpacked}-`)
  const script = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`
  await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: packages,
    env: { ...process.env, TMPDIR: beside, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  })
  writeFileSync(join(beside, 'fonts.conf'), fontsIn(unpacked))
  try {
    renameSync(beside, unpacked)
  } catch (cause) {
    rmSync(beside, { recursive: true })
    if (!existsSync(unpacked)) throw cause
  }
}

function fontsIn(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`
}
