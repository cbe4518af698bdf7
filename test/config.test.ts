import { expect } from 'chai'
import { BadConfig, readConfig } from '../src/config.ts'

describe('the configuration', () => {
  it('has defaults that serve this machine only', () => {
    const config = readConfig({})
    expect(config).to.deep.include({
      port: 3978,
      host: '127.0.0.1',
      store: { sqlite: 'data/convenor.db' },
      logLevel: 'info',
      leaseSeconds: 30,
      verified: false,
    })
  })

  it('names Cosmos with its key and database', () => {
    const { store } = readConfig({ STORE: 'cosmos:https://x.documents.azure.com', COSMOS_KEY: 'k' })
    expect(store).to.deep.equal({ cosmos: 'https://x.documents.azure.com', key: 'k', database: 'convenor' })
  })

  it('takes credentials and then any host', () => {
    const config = readConfig({ HOST: '0.0.0.0', MicrosoftAppId: 'id', MicrosoftAppPassword: 'p' })
    expect(config.verified).to.equal(true)
    expect(config.bot).to.include({ MicrosoftAppId: 'id', MicrosoftAppPassword: 'p' })
  })

  it('takes an empty setting for one that is not there', () => {
    expect(readConfig({ PORT: '', HOST: ' ', STORE: '' })).to.deep.include({ port: 3978, host: '127.0.0.1' })
  })

  const table: [string, NodeJS.ProcessEnv, RegExp[]][] = [
    ['a port that is no number', { PORT: 'many' }, [/PORT should be a number/]],
    [
      'a store of no known kind',
      { STORE: 'postgres:x' },
      [/STORE should be sqlite:<file> or cosmos:<endpoint>/],
    ],
    [
      'a lease that runs out before it is renewed',
      { LEASE_SECONDS: '4' },
      [/LEASE_SECONDS should be a whole number of seconds from 5 to 300/],
    ],
    ['a lease that nobody would wait for', { LEASE_SECONDS: '301' }, [/LEASE_SECONDS should be/]],
    ['a lease that is no number', { LEASE_SECONDS: 'long' }, [/LEASE_SECONDS should be/]],
    ['several faults at once', { PORT: '-1', LOG_LEVEL: 'loud', STORE: 'x' }, [/PORT/, /LOG_LEVEL/, /STORE/]],
    ['a password without an id', { MicrosoftAppPassword: 'p' }, [/MicrosoftAppId is missing/]],
    ['an id without a password', { MicrosoftAppId: 'id' }, [/MicrosoftAppPassword is missing/]],
    [
      'a single tenant without its id',
      { MicrosoftAppId: 'id', MicrosoftAppPassword: 'p', MicrosoftAppType: 'SingleTenant' },
      [/MicrosoftAppTenantId is missing/],
    ],
    ['an unknown type', { MicrosoftAppType: 'Any' }, [/MicrosoftAppType should be MultiTenant/]],
    [
      'an open host without credentials',
      { HOST: '0.0.0.0' },
      [/HOST is 0\.0\.0\.0, but no credentials are set/],
    ],
    [
      'an open host and a fault of a value together',
      { PORT: 'x', HOST: '0.0.0.0' },
      [/PORT should be a number/, /HOST is 0\.0\.0\.0/],
    ],
    ['a port beyond all ports', { PORT: '70000' }, [/PORT should be from 0 to 65535/]],
    [
      'a fault of a value and half-set credentials together',
      { PORT: 'x', MicrosoftAppPassword: 'p' },
      [/PORT/, /MicrosoftAppId is missing/],
    ],
  ]
  for (const [what, env, messages] of table) {
    it(`with ${what} is refused, naming the setting and the fix`, () => {
      for (const message of messages) expect(() => readConfig(env)).to.throw(BadConfig, message)
    })
  }

  it('never repeats a secret in its message', () => {
    expect(() => readConfig({ MicrosoftAppPassword: 'hunter2' }))
      .to.throw(BadConfig)
      .and.satisfy((error: Error) => !error.message.includes('hunter2'))
  })
})
