import { type Activity, MessageFactory, type TurnContext } from 'botbuilder'
import type { Reply } from '../../ports/bot.ts'
import { cardActivity } from './card-activity.ts'
import { offerActivity } from './chat-files.ts'
import { renderCard } from './render-card.ts'

/** A reply as a message to send; undefined where there is nothing to say. */
export function activityOf(reply: Reply): Partial<Activity> | undefined {
  if ('offer' in reply) return offerActivity(reply.offer)
  if ('card' in reply) return { ...cardActivity(renderCard(reply.card)), summary: reply.card.summary }
  return 'text' in reply && reply.text !== ''
    ? { ...MessageFactory.text(reply.text), textFormat: 'plain' }
    : undefined
}

/** Puts a card in the place of the one that was pressed, where Teams says which that was. Returns whether it is there. */
export async function replacePressed(context: TurnContext, reply: Reply): Promise<boolean> {
  const { replyToId } = context.activity
  const activity = activityOf(reply)
  if (!activity || !('card' in reply) || !replyToId) return false
  try {
    await context.updateActivity({ ...activity, id: replyToId })
    return true
  } catch {
    return false
  }
}
