import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { expect } from 'chai'
import { unzipSync } from 'fflate'
import { BadManifest, fillManifest, packManifest, schemaProblems, trialId } from '../../manifest/build.ts'
import { drawIcons } from '../../manifest/draw-icons.ts'
import { actionsFeature } from '../../src/actions/index.ts'
import { bulletinsFeature } from '../../src/bulletins/index.ts'
import { challengesFeature } from '../../src/challenges/index.ts'
import { chasingFeature } from '../../src/chasing/index.ts'
import { deliveryFeature } from '../../src/delivery/index.ts'
import { meetingsFeature } from '../../src/meetings/index.ts'
import { reviewsFeature } from '../../src/reviews/index.ts'
import { temporaryFolder } from '../support/temporary-store.ts'

type Command = { title: string; description: string }
type Manifest = {
  manifestVersion: string
  id: string
  icons: { color: string; outline: string }
  bots: {
    botId: string
    scopes: string[]
    supportsFiles: boolean
    commandLists: { scopes: string[]; commands: Command[] }[]
  }[]
  webApplicationInfo: { id: string; resource: string }
  authorization: { permissions: { resourceSpecific: { name: string; type: string }[] } }
}

const appId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const root = new URL('../../', import.meta.url)
const template = readFileSync(new URL('manifest/manifest.json', root), 'utf8')
const manifest: Manifest = JSON.parse(template.replaceAll(/\$\{\{\w+\}\}/g, appId))
const bot = manifest.bots[0]!

describe('The Teams manifest', () => {
  it("fits Microsoft's schema of the version it names, or Teams refuses the upload", () => {
    expect(schemaProblems(manifest)).to.deep.equal([])
  })

  it('is refused when a place is wrong, with that place named', () => {
    const { bots, ...rest } = manifest
    const wrong = { ...rest, bots: [{ ...bots[0], scopes: ['groupchat'] }], accentColor: 'teal' }
    expect(schemaProblems(wrong).join('\n')).to.match(/\/accentColor .*\n.*\/bots\/0\/scopes\/0 /)
  })

  it('carries the id of the registration in every place, and leaves no placeholder', () => {
    const filled = fillManifest(appId)
    const { id, bots }: Manifest = JSON.parse(filled)
    expect([id, bots[0]?.botId]).to.deep.equal([appId, appId])
    expect(filled).not.to.contain('{{')
  })

  it('offers the bot where a partnership works: alone with it, in teams and in group chats', () => {
    expect(bot.scopes).to.have.members(['personal', 'team', 'groupChat'])
  })

  it('takes and offers files, since logs and lists come in and go out as files: Teams gives them to no other bot', () => {
    const takesFiles = readFileSync(
      new URL('../../src/adapters/teams/chat-files.ts', import.meta.url),
      'utf8',
    )
    expect(takesFiles).to.contain('file.download.info').and.to.contain('file.consent')
    expect(bot.supportsFiles).to.equal(true)
  })
})

describe('What the app may know of a chat', () => {
  it('is up to where somebody has seen their own, and nothing else that a chat holds', () => {
    const { resourceSpecific } = manifest.authorization.permissions
    expect(resourceSpecific).to.deep.equal([
      { name: 'ChatMessageReadReceipt.Read.Chat', type: 'Application' },
    ])
  })

  it('is given to the bot’s own registration, with a resource, without which Teams gives nothing', () => {
    expect(manifest.webApplicationInfo.id).to.equal(appId)
    expect(manifest.webApplicationInfo.resource).not.to.equal('')
  })
})

const never = undefined as never
const understood = [
  actionsFeature({
    store: never,
    spreadsheets: never,
    nextAttention: never,
    settled: never,
    agendaItem: never,
    offAgenda: never,
    agendasAnew: never,
  }),
  meetingsFeature(never),
  reviewsFeature({ store: never, ask: never, hours: never }),
  chasingFeature(never),
  challengesFeature({ store: never, ask: never, nextAttention: never }),
  bulletinsFeature({ store: never, spreadsheets: never }),
  deliveryFeature({} as never),
].flatMap(feature => feature.commands ?? [])

/** What a member types: the example a description ends with, or the title where that is enough. */
const typed = ({ title, description }: Command): string => /, such as: (.+)$/.exec(description)?.[1] ?? title

describe('Each command that Teams suggests', () => {
  for (const { scopes, commands } of bot.commandLists) {
    for (const command of commands.filter(({ title }) => title !== 'help')) {
      it(`${command.title} (${scopes.join(', ')}) is understood as its example types it, or members are misled`, () => {
        expect(typed(command).startsWith(command.title)).to.equal(true)
        const means = understood.filter(({ pattern }) => pattern.test(typed(command)))
        expect(means.map(({ usage }) => usage)).to.have.lengthOf(1)
      })
    }
  }

  it('is in one list for each place, because Teams shows only one', () => {
    const places = bot.commandLists.flatMap(list => list.scopes)
    expect(places).to.have.members(bot.scopes)
    expect(new Set(places).size).to.equal(places.length)
  })

  it('comes after help in every list, so that a newcomer finds the rest', () => {
    for (const { commands } of bot.commandLists) expect(commands[0]?.title).to.equal('help')
  })
})

const icons = Object.entries({ [manifest.icons.color]: 192, [manifest.icons.outline]: 32 })

describe('The icons', () => {
  const read = (file: string): Buffer => readFileSync(new URL(`manifest/${file}`, root))

  for (const [file, size] of icons) {
    it(`${file} is a PNG of ${size} by ${size}, which Teams demands`, () => {
      const png = read(file)
      expect(png.subarray(1, 4).toString()).to.equal('PNG')
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([size, size])
    })
  }

  it('are what the script draws, so that a change of the drawing is not forgotten', () => {
    for (const [file, { size, pixels }] of Object.entries(drawIcons())) {
      expect(pixelsOf(read(file), size).equals(Buffer.from(pixels)), file).to.equal(true)
    }
  })

  it('outline.png is white on clear, nothing else, because Teams lays it on its own colours', () => {
    const pixels = pixelsOf(read('outline.png'), 32)
    const coloured = pixels.filter((value, i) => i % 4 < 3 && value !== 255)
    expect(coloured).to.have.lengthOf(0)
    expect([pixels[3], Math.max(...pixels.filter((_, i) => i % 4 === 3))]).to.deep.equal([0, 255])
  })
})

/** The script writes one block of data, and no row filters. */
function pixelsOf(png: Buffer, size: number): Buffer {
  const length = png.readUInt32BE(33)
  const rows = inflateSync(png.subarray(41, 41 + length))
  const row = size * 4
  return Buffer.concat(
    Array.from({ length: size }, (_, y) => rows.subarray(y * (row + 1) + 1, (y + 1) * (row + 1))),
  )
}

describe('The package', () => {
  const folder = temporaryFolder()

  const run = (env: Record<string, string>, file = join(folder, 'package.zip')) => {
    const { MicrosoftAppId: _, ...rest } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, ['manifest/build.ts', file], {
      cwd: root,
      env: { ...rest, ...env },
      encoding: 'utf8',
    })
    return { status, stdout, stderr, file }
  }

  it('holds the manifest and both icons, and nothing that Teams would refuse', () => {
    const files = unzipSync(packManifest(appId))
    expect(Object.keys(files)).to.have.members(['manifest.json', ...Object.values(manifest.icons)])
    expect(new TextDecoder().decode(files['manifest.json'])).to.equal(fillManifest(appId))
  })

  it('is the same bytes whenever and wherever it is built, so that a change in it means something', () => {
    const there = run({ MicrosoftAppId: appId, TZ: 'Pacific/Auckland' })
    const here = run({ MicrosoftAppId: appId, TZ: 'Europe/London' }, join(folder, 'other.zip'))
    expect([there.status, here.status]).to.deep.equal([0, 0])
    expect(readFileSync(there.file).equals(readFileSync(here.file))).to.equal(true)
    expect(readFileSync(there.file).equals(packManifest(appId))).to.equal(true)
  })

  it('says where it is, and that it is a trial when no bot is named', () => {
    const { status, stdout, file } = run({})
    expect(status).to.equal(0)
    expect(stdout).to.match(new RegExp(`MicrosoftAppId is not set: .* ${trialId}, .*\n.*package\\.zip\n$`))
    expect(new TextDecoder().decode(unzipSync(readFileSync(file))['manifest.json'])).to.contain(trialId)
  })

  it('is not built for an id that is no UUID: exit 1, and the setting and its fix named', () => {
    const { status, stdout, stderr } = run({ MicrosoftAppId: 'convenor' })
    expect(status).to.equal(1)
    expect(stdout).to.equal('')
    expect(stderr).to.match(/^MicrosoftAppId is “convenor”, which is not a UUID\. Set it to .*\n$/)
    expect(() => fillManifest('convenor')).to.throw(BadManifest)
  })
})
