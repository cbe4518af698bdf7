import type { Application } from '@microsoft/teams-ai'
import { CardFactory, type TaskModuleTaskInfo, type TurnContext } from 'botbuilder'
import { z } from 'zod'
import type { CardMessage } from '../../card-message.ts'
import type { Reply, Turn } from '../../ports/bot.ts'
import { type Card, renderCard } from './render-card.ts'
import { replacePressed } from './reply-activity.ts'

export type Handle = (context: TurnContext, input: Turn['input']) => Promise<Reply>

/** What comes of a button in a dialog: its verb and its data, as those of a button on a card. */
export const submitted = z.looseObject({ verb: z.string().max(100).catch('') }).catch({ verb: '' })

/**
 * Dialogs that a button on a card opens: the same verbs with the same data as in the chat. What is refused, and the next
 * form, stay in the dialog. What is settled shows on the card from which it was opened, where Teams says which that is
 * and nobody else sees it, and the dialog closes with a line; else it shows in the dialog.
 */
export function routeDialogs(app: Application, handle: Handle): void {
  const named = (name: string) => async (context: TurnContext) => context.activity.name === name
  const pressed = (context: TurnContext, values: unknown) => {
    const { verb, ...data } = submitted.parse(values)
    return handle(context, { verb, data })
  }
  app.taskModules.fetch(named('task/fetch'), async (context, _state, values) =>
    dialog(await pressed(context, values)),
  )
  app.taskModules.submit(named('task/submit'), async (context, _state, values) => {
    const reply = await pressed(context, values)
    const alone = context.activity.conversation.conversationType === 'personal'
    const settled = 'card' in reply && reply.settled === true
    const replaced = alone && settled && (await replacePressed(context, reply))
    return replaced ? (reply.card.notice ?? '') : dialog(reply)
  })
}

/** A reply as a dialog shows it: a card, or a line with which it closes. */
export function dialog(reply: Reply): TaskModuleTaskInfo | string {
  if ('text' in reply) return reply.text
  if (!('card' in reply)) return 'There is nothing to show.'
  const card = CardFactory.adaptiveCard(inDialog(reply.card))
  return { title: 'Convenor', height: 'large', width: 'medium', card }
}

/**
 * A dialog takes Action.Submit only: each button becomes what clients without Action.Execute would show. One that opens
 * a dialog has no place in one.
 */
function inDialog(message: CardMessage): Card {
  const submit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.filter(one => !opensDialog(one)).map(submit)
    if (typeof node !== 'object' || node === null) return node
    const { type, fallback } = node as Card
    if (type === 'Action.Execute') return fallback
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, key === 'data' ? value : submit(value)]),
    )
  }
  return submit(renderCard(message)) as Card
}

const dialogButton = z.object({
  type: z.literal('Action.Submit'),
  data: z.object({ msteams: z.object({ type: z.literal('task/fetch') }) }),
})
const opensDialog = (node: unknown): boolean => dialogButton.safeParse(node).success
