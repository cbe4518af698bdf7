import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import {
  containerDefinition,
  containerName,
  indexingPolicy,
  partitionKeyPaths,
} from '../../src/adapters/cosmos/container.ts'
import { createPrometheus } from '../../src/adapters/http/metrics.ts'
import { type Listening, listen } from '../../src/adapters/http/server.ts'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/ports/log.ts'
import { type Body, type Declaration, readBicep } from './read-bicep.ts'

const root = new URL('../../', import.meta.url)
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const resource = (file: string, name: string): Declaration => {
  const found = readBicep(`infra/modules/${file}.bicep`).resources.find(each => each.name === name)
  if (!found) throw new Error(`infra/modules/${file}.bicep has no resource ${name}.`)
  return found
}
const propertiesOf = (file: string, name: string): Body => resource(file, name).body['properties'] as Body

/** What Azure makes of the expressions in the app's settings. */
const deployed: Record<string, string> = {
  storeEndpoint: 'https://convenor.documents.azure.com:443/',
  databaseName: resource('store', 'database').body['name'] as string,
  identityClientId: '7f0c6f0e-0000-4000-8000-000000000001',
  tenantId: '7f0c6f0e-0000-4000-8000-000000000002',
  logLevel: 'info',
}

function settingsOnceDeployed(): Record<string, string> {
  const filled = (value: string): string =>
    value.replaceAll(/\$\{(\w+)\}/g, (_, name) => deployed[name] ?? '')
  return Object.fromEntries(
    Object.entries(propertiesOf('host', 'settings')).map(([name, value]) => [
      name,
      filled(typeof value === 'string' ? value : `\${${(value as { expression: string }).expression}}`),
    ]),
  )
}

describe('The container that infra makes is the one the store opens', () => {
  const made = propertiesOf('store', 'container')['resource'] as Body

  it('has its name, or every start would fail', () => {
    expect(made['id']).to.equal(containerName)
    expect(resource('store', 'container').body['name']).to.equal(containerName)
  })

  it('has its partition key, which can never be changed afterwards', () => {
    const { kind, version } = containerDefinition.partitionKey as unknown as Body
    expect(made['partitionKey']).to.deep.equal({ paths: partitionKeyPaths, kind, version })
  })

  it('has its indexing policy exactly, or queries are refused or grow dear', () => {
    expect(made['indexingPolicy']).to.deep.equal(indexingPolicy)
  })

  it('is in the database that COSMOS_DATABASE means when it is not set', () => {
    const config = readConfig({ STORE: 'cosmos:https://localhost' })
    expect(config.store).to.include({ database: deployed['databaseName'] })
  })

  it('is reached by identities only: keys are off', () => {
    expect(propertiesOf('store', 'account')).to.include({ disableLocalAuth: true })
    expect(propertiesOf('bot', 'bot')).to.include({ disableLocalAuth: true, msaAppType: 'UserAssignedMSI' })
  })

  it('gives its rights one after the other, since the account refuses a change while it makes another', () => {
    expect(textOf('infra/modules/store.bicep')).to.match(
      /@batchSize\(1\)\nresource mayReadAndWrite [\s\S]*?dependsOn: \[\s+container\s+\]/,
    )
  })

  it('can be restored to any second', () => {
    expect(propertiesOf('store', 'account')['backupPolicy']).to.include({ type: 'Continuous' })
  })
})

describe("The app's settings", () => {
  const knownToAzure = ['AZURE_CLIENT_ID', 'PRUNE_DEV_DEPENDENCIES', 'SCM_DO_BUILD_DURING_DEPLOYMENT']
  const names = Object.keys(settingsOnceDeployed())

  it('are names that src/config.ts or Azure reads, because a misspelt one is silently nothing', () => {
    const config = textOf('src/config.ts')
    const unknown = names.filter(
      name => !knownToAzure.includes(name) && !new RegExp(`^  ${name}: `, 'm').test(config),
    )
    expect(unknown).to.deep.equal([])
  })

  it('start the server: verified, on every address, with the store in Cosmos DB and no key', () => {
    expect(readConfig(settingsOnceDeployed())).to.deep.include({
      verified: true,
      host: '0.0.0.0',
      store: { cosmos: deployed['storeEndpoint'], database: deployed['databaseName'], key: undefined },
    })
  })

  it('make the app one identity everywhere: in Teams, and at the store', () => {
    const { MicrosoftAppId, AZURE_CLIENT_ID } = settingsOnceDeployed()
    expect(AZURE_CLIENT_ID).to.equal(MicrosoftAppId)
    expect(textOf('infra/main.bicep')).to.match(/principalIds: concat\(\[identity\.properties\.principalId\]/)
  })
})

describe('The host', () => {
  const site = propertiesOf('host', 'app')
  const config = site['siteConfig'] as Body
  const packageJson = JSON.parse(textOf('package.json')) as {
    scripts: Record<string, string>
    dependencies: { node: string }
  }

  it('runs the script that serves, which package.json has', () => {
    const [, script = ''] = /^npm run (\w+)$/.exec(String(config['appCommandLine'])) ?? []
    expect(packageJson.scripts).to.have.property(script)
  })

  it('runs the Node that the project runs', () => {
    const [, major] = /^\^(\d+)\./.exec(packageJson.dependencies.node) ?? []
    expect(config['linuxFxVersion']).to.equal(`NODE|${major}-lts`)
  })

  it('speaks HTTPS only, stays awake for what is due, and has no FTP', () => {
    expect(site).to.include({ httpsOnly: true })
    expect(config).to.include({ alwaysOn: true, minTlsVersion: '1.2', ftpsState: 'Disabled' })
  })
})

describe('The paths that Azure calls are paths the server has', () => {
  let server: Listening
  let url: string
  let messages = 0

  before(async () => {
    const process = async (_req: unknown, res: { send(status: number): void }) => {
      messages++
      res.send(200)
    }
    const ports = {
      process: process as never,
      health: async () => ({ ok: true }) as const,
      prometheus: createPrometheus(),
      log: silentLog,
    }
    server = await listen(ports, { host: '127.0.0.1', port: 0 })
    url = `http://127.0.0.1:${server.port}`
  })
  after(() => server.close())

  it('the health check answers, or App Service would replace a healthy instance', async () => {
    const config = propertiesOf('host', 'app')['siteConfig'] as Body
    expect((await fetch(url + config['healthCheckPath'])).status).to.equal(200)
  })

  it("the bot's endpoint takes messages, or Teams would speak to nobody", async () => {
    const endpoint = String(propertiesOf('bot', 'bot')['endpoint'])
    expect(endpoint).to.match(/^https:\/\/\$\{hostName\}\//)
    const path = new URL(endpoint.replace(/\$\{\w+\}/, 'host')).pathname
    await fetch(url + path, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
    expect(messages).to.equal(1)
  })
})
