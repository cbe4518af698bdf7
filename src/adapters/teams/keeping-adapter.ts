import { TeamsAdapter } from '@microsoft/teams-ai'
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import type { ConnectorClient, ConnectorFactory, UserTokenClient } from 'botframework-connector'
import type { BotCredentials } from '../../config.ts'
import { stopRetries } from './single-request.ts'

/** Teams has a service URL for each region: a few. Whoever runs without credentials may name more. */
const mostKept = 100

/**
 * The SDK's adapter makes two HTTP clients anew for each turn, with their pipelines and credentials: a tenth of a
 * turn's time, and most turns use neither. This one makes them once for each service URL and audience, and stops their
 * retries. Each call is verified as before, and only then is a client looked for; all are of the one bot.
 */
export class KeepingAdapter extends TeamsAdapter {
  constructor(credentials: BotCredentials) {
    const settings = credentials as Record<string, string>
    super(settings, new ConfigurationServiceClientCredentialFactory(settings))
    const sdk = this.botFrameworkAuthentication
    const authenticate = sdk.authenticateRequest.bind(sdk)
    const makeTokenClient = sdk.createUserTokenClient.bind(sdk)
    const keep = keptClients()
    let tokens: UserTokenClient | undefined
    sdk.authenticateRequest = async (activity, header) => {
      const { connectorFactory, ...verified } = await authenticate(activity, header)
      return connectorFactory ? { ...verified, connectorFactory: keep(connectorFactory) } : verified
    }
    sdk.createUserTokenClient = async claims => {
      tokens ??= await makeTokenClient(claims)
      return tokens
    }
  }
}

function keptClients(): (factory: ConnectorFactory) => ConnectorFactory {
  const clients = new Map<string, ConnectorClient>()
  return factory => ({
    async create(serviceUrl, audience) {
      const key = `${serviceUrl} ${audience}`
      const known = clients.get(key)
      if (known) return known
      const client = await factory.create(serviceUrl, audience)
      stopRetries(client)
      if (clients.size >= mostKept) clients.clear()
      clients.set(key, client)
      return client
    },
  })
}
