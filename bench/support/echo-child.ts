import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Application, TeamsAdapter } from '@microsoft/teams-ai'
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { createServer, plugins } from 'restify'
import { answerParent } from './answer-parent.ts'

/** The least a bot on this stack can do: the same door, the same SDKs, one fixed card for every press. */
const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'You pressed a button.', wrap: true }],
}

const adapter = new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}))
const app = new Application({ startTypingTimer: false, longRunningMessages: false })
app.adaptiveCards.actionExecute(/.*/, async () => card as never)

const server = createServer({ name: 'Echo' })
server.post('/api/messages', ...plugins.bodyParser({ mapParams: false }), async (req, res) => {
  await adapter.process(req as never, res as never, async context => void (await app.run(context)))
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
answerParent({
  port: (server.address() as AddressInfo).port,
  close: () => new Promise(resolve => server.close(() => resolve())),
})
