import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import { AuthenticationConstants, ClaimsIdentity, type ConnectorClient } from 'botframework-connector'
import type { CardMessage } from '../../card-message.ts'
import type { BotCredentials } from '../../config.ts'
import type { Outcome } from '../../delivery/outcome.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Messenger, Place } from '../../ports/messenger.ts'
import { cardActivity } from './card-activity.ts'
import { outcomeOf } from './outcomes.ts'
import { renderCard } from './render-card.ts'
import { stopRetries } from './single-request.ts'

/**
 * Posts to Teams through the Bot Connector. One call, one request; every answer becomes an Outcome. What is not
 * answered in time (15 seconds unless told) has an unknown one.
 */
export function createTeamsMessenger(
  credentials: BotCredentials,
  { clock, timeoutMilliseconds }: { clock: Clock; timeoutMilliseconds?: number },
): Messenger {
  const clientFor = connectorClients(credentials, timeoutMilliseconds)
  const botId = credentials.MicrosoftAppId ? `28:${credentials.MicrosoftAppId}` : 'convenor'
  return {
    async openPersonal({ tenantId, entraId, serviceUrl }, leaving) {
      try {
        const client = await clientFor(serviceUrl)
        leaving?.()
        const answer = await client.conversations.createConversation({
          isGroup: false,
          bot: { id: botId, name: 'Convenor' },
          members: [{ id: entraId, name: '', aadObjectId: entraId }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        } as never)
        const opened: Place = { kind: 'personal', tenantId, conversationId: answer.id, serviceUrl, entraId }
        return { opened }
      } catch (error) {
        return outcomeOf(error, clock.now())
      }
    },
    async post(place, message, leaving) {
      const made = activityFor(message, botId)
      if ('outcome' in made) return made
      try {
        const client = await clientFor(place.serviceUrl)
        leaving?.()
        const answer = await client.conversations.sendToConversation(place.conversationId, made as never)
        return { outcome: 'sent', activityId: answer.id }
      } catch (error) {
        return outcomeOf(error, clock.now())
      }
    },
    async update({ place, activityId }, message, leaving) {
      const made = activityFor(message, botId)
      if ('outcome' in made) return made
      const activity = { ...made, id: activityId }
      try {
        const client = await clientFor(place.serviceUrl)
        leaving?.()
        await client.conversations.updateActivity(place.conversationId, activityId, activity as never)
        return { outcome: 'sent', activityId }
      } catch (error) {
        return outcomeOf(error, clock.now())
      }
    },
  }
}

function activityFor(message: CardMessage, botId: string): Partial<Activity> | Refused {
  try {
    const from = { id: botId, name: 'Convenor' } as Activity['from']
    return { ...cardActivity(renderCard(message)), summary: message.summary, from }
  } catch {
    return { outcome: 'refused', reason: 'Convenor could not make this card.' }
  }
}

type Refused = Extract<Outcome, { outcome: 'refused' }>

/** One client for each service URL, kept: it holds the connections and the token. */
function connectorClients(
  credentials: BotCredentials,
  timeoutMilliseconds: number | undefined,
): (serviceUrl: string) => Promise<ConnectorClient> {
  const settings = credentials as Record<string, string>
  const authentication = new ConfigurationBotFrameworkAuthentication(
    settings,
    new ConfigurationServiceClientCredentialFactory(settings),
  )
  const appId = credentials.MicrosoftAppId ?? ''
  const claims = [AuthenticationConstants.AudienceClaim, AuthenticationConstants.AppIdClaim].map(type => ({
    type,
    value: appId,
  }))
  const factory = authentication.createConnectorFactory(new ClaimsIdentity(claims, true))
  const scope = credentials.ToChannelFromBotOAuthScope ?? AuthenticationConstants.ToChannelFromBotOAuthScope
  const clients = new Map<string, Promise<ConnectorClient>>()
  const connect = async (serviceUrl: string): Promise<ConnectorClient> => {
    const client = await factory.create(serviceUrl, scope)
    stopRetries(client, timeoutMilliseconds)
    return client
  }
  return serviceUrl => {
    const client = clients.get(serviceUrl) ?? connect(serviceUrl)
    clients.set(serviceUrl, client)
    return client
  }
}
