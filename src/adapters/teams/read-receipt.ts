import type { Application } from '@microsoft/teams-ai'
import type { TurnContext } from 'botbuilder'
import { z } from 'zod'
import type { Reply, Turn } from '../../ports/bot.ts'

type Handle = (context: TurnContext, input: Turn['input']) => Promise<Reply>

const receipt = z.looseObject({
  type: z.literal('event'),
  name: z.literal('application/vnd.microsoft.readReceipt'),
  conversation: z.looseObject({ conversationType: z.literal('personal') }),
  /** Ids of messages are the milliseconds at which they were posted. What is none cannot be compared. */
  value: z.looseObject({ lastReadMessageId: z.string().regex(/^\d{1,20}$/) }),
})

/**
 * Teams tells a bot up to which message somebody has seen their own chat with it, where the app's manifest asks for
 * that (ChatMessageReadReceipt.Read.Chat) and neither they nor their organisation have switched read receipts off.
 * Nothing is ever answered. (Application.teamsReadReceipt waits for a name that Teams does not send: teams-ai 1.7.)
 */
export function routeReceipts(app: Application, handle: Handle): void {
  app.activity(
    async context => receipt.safeParse(context.activity).success,
    async context => {
      const { value } = receipt.parse(context.activity)
      await handle(context, { seen: value.lastReadMessageId })
    },
  )
}
