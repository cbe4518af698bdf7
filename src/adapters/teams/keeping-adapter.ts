import { TeamsAdapter } from '@microsoft/teams-ai'
import {
  type Activity,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder'
import type { ConnectorClient, ConnectorFactory, UserTokenClient } from 'botframework-connector'
import type { BotCredentials } from '../../config.ts'
import type { Place } from '../../ports/messenger.ts'
import { readTurn } from './read-activity.ts'
import { stopRetries } from './single-request.ts'

/** Called as the answer to a turn leaves as a request of its own: Teams counts it, whatever else we send. */
export type Answering = (place: Place) => void

/** Teams has a service URL for each region: a few. Whoever runs without credentials may name more. */
const mostKept = 100

/**
 * The SDK's adapter makes two HTTP clients anew for each turn, with their pipelines and credentials: a tenth of a
 * turn's time, and most turns use neither. This one makes them once for each service URL and audience, and stops their
 * retries. Each call is verified as before, and only then is a client looked for; all are of the one bot. It tells of every request that answers a turn.
 */
export class KeepingAdapter extends TeamsAdapter {
  readonly #answering: Answering

  constructor(credentials: BotCredentials, answering: Answering) {
    const settings = credentials as Record<string, string>
    super(settings, new ConfigurationServiceClientCredentialFactory(settings))
    this.#answering = answering
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

  /**
   * The SDK's `process` without its door: that is for any server, and makes checks of one request anew each time, a
   * twentieth of a turn. Fails with AuthenticationError when the call is not shown to be from the Bot Framework. Returns
   * what is answered to an activity that asks for an answer.
   */
  answer(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic)
  }

  override sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    for (const { type = '' } of activities) if (!notRequests.includes(type)) this.#leaves(context)
    return super.sendActivities(context, activities)
  }

  override updateActivity(context: TurnContext, activity: Partial<Activity>) {
    this.#leaves(context)
    return super.updateActivity(context, activity)
  }

  #leaves({ activity }: TurnContext): void {
    const turn = readTurn(activity, { met: true })
    if (turn) this.#answering(turn.place)
  }
}

/** What goes back in the answer to Teams' own request, or nowhere. */
const notRequests = ['invokeResponse', 'delay', 'trace']

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
