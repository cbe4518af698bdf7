import { Application } from '@microsoft/teams-ai'
import type { Activity, TurnContext } from 'botbuilder'
import { AuthenticationError } from 'botframework-connector'
import { z } from 'zod'
import type { BotCredentials } from '../../config.ts'
import type { Bot, Reply, Turn } from '../../ports/bot.ts'
import { errorKind, type Log, type Metrics } from '../../ports/log.ts'
import { attachedFile, routeFiles } from './chat-files.ts'
import { type Handle, routeDialogs } from './dialogs.ts'
import { type Answering, KeepingAdapter } from './keeping-adapter.ts'
import { routeExtension } from './message-extension.ts'
import { readTurn, typedText } from './read-activity.ts'
import { routeReceipts } from './read-receipt.ts'
import { renderCard } from './render-card.ts'
import { activityOf, replacePressed } from './reply-activity.ts'

export type TeamsPorts = {
  bot: Bot
  log: Log
  metrics: Metrics
  credentials: BotCredentials
  answering: Answering
}

/** One POST of the Bot Framework, and what it is answered. */
export type Call = { authorization: string | undefined; body: unknown }
export type CallAnswer = { status: number; body?: unknown }

/** Handles one call: verifies it, routes it, answers it. Never fails: what is no activity is 400, what is not verified 401. */
export type ProcessActivity = (call: Call) => Promise<CallAnswer>

const text = z.string().nullish()
/** What the SDK takes for text without looking. The rest of the frame is read once the call is verified. */
const anyActivity = z.looseObject({ type: z.string().min(1), serviceUrl: text, channelId: text, text })

/** Teams' side of the bot: typed text, Action.Execute and Action.Submit all become turns, and replies become activities. */
export function createTeamsBot(ports: TeamsPorts): ProcessActivity {
  const { credentials, log } = ports
  const adapter = new KeepingAdapter(credentials, ports.answering)
  adapter.onTurnError = async (_context, error) => log.error('activity-failed', { why: errorKind(error) })
  const app = routes(ports)
  return async ({ authorization = '', body }) => {
    if (!anyActivity.safeParse(body).success) return { status: 400 }
    try {
      const run = async (context: TurnContext) => void (await app.run(context))
      return (await adapter.answer(authorization, body as Activity, run)) ?? { status: 200 }
    } catch (error) {
      log.warn('call-refused', { why: errorKind(error) })
      return { status: error instanceof AuthenticationError ? 401 : 500 }
    }
  }
}

function routes({ bot, log, metrics, credentials }: TeamsPorts): Application {
  const app = new Application({
    startTypingTimer: false,
    longRunningMessages: false,
    removeRecipientMention: true,
  })

  const handleAs = (how: Pick<Turn, 'aside'>) => async (context: TurnContext, input: Turn['input']) => {
    const started = performance.now()
    const turn = readTurn(context.activity, input)
    if (!turn) {
      log.warn('activity-refused', { type: context.activity.type })
      return { nothing: true } satisfies Reply
    }
    const reply = await bot.handle({ ...turn, ...how })
    // Nobody waits for what a receipt starts, and it may wait itself.
    if (!('seen' in input)) metrics.observe('turn_seconds', (performance.now() - started) / 1000)
    return reply
  }
  const handle: Handle = handleAs({})
  const handleAside: Handle = handleAs({ aside: true })

  app.adaptiveCards.actionExecute(/.*/, async (context, _state, data) => {
    const verb = String(context.activity.value?.action?.verb)
    const reply = await handle(context, { verb, data })
    if ('card' in reply) return renderCard(reply.card) as never
    return 'text' in reply ? reply.text : ''
  })
  app.adaptiveCards.actionSubmit(/.*/, async (context, _state, data: { verb?: unknown }) => {
    const { verb, ...values } = data
    await replaceOrSend(context, await handle(context, { verb: String(verb), data: values }))
  })
  const verified = credentials.MicrosoftAppId !== undefined
  routeReceipts(app, handle)
  routeExtension(app, handleAside)
  routeDialogs(app, handleAside)
  routeFiles(app, handle, verified)
  app.activity('message', async context => {
    const text = typedText(context.activity)
    const attached = attachedFile(context.activity, verified)
    await send(context, await handle(context, attached ? { text, attached } : { text }))
  })
  app.activity('installationUpdate', async context => {
    if (context.activity.action === 'add') await send(context, await handle(context, { met: true }))
  })
  return app
}

async function send(context: TurnContext, reply: Reply): Promise<void> {
  const activity = activityOf(reply)
  if (activity) await context.sendActivity(activity)
}

/** Action.Submit gives no card back, so the pressed card is updated; where that cannot be, the answer is sent. */
async function replaceOrSend(context: TurnContext, reply: Reply): Promise<void> {
  if (!(await replacePressed(context, reply))) await send(context, reply)
}
