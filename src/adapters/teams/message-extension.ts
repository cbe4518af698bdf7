import type { Application } from '@microsoft/teams-ai'
import { CardFactory, type MessagingExtensionResult } from 'botbuilder'
import { z } from 'zod'
import type { Reply } from '../../ports/bot.ts'
import { dialog, type Handle, submitted } from './dialogs.ts'
import { renderCard } from './render-card.ts'

/** What Teams sends of the message that was chosen; all of it is somebody's, none of it is trusted. */
const chosen = z.looseObject({
  messagePayload: z
    .looseObject({
      body: z.looseObject({ content: z.string().max(200_000).nullish() }).nullish(),
      linkToMessage: z.string().max(2000).nullish(),
    })
    .nullish(),
})
const query = z.looseObject({ search: z.string().max(500).catch('') })

/** The message extension: looks for actions to put into a chat, and makes an action of a message. */
export function routeExtension(app: Application, handle: Handle): void {
  app.messageExtensions.query('searchActions', async (context, _state, { parameters }) => {
    const { search } = query.parse(parameters)
    const reply = await handle(context, { search })
    return 'found' in reply ? results(reply) : saying('text' in reply ? reply.text : '')
  })
  app.messageExtensions.fetchTask('createAction', async context => {
    const { messagePayload } = chosen.catch({}).parse(context.activity.value)
    const text = plainText(messagePayload?.body?.content ?? '')
    const link = messagePayload?.linkToMessage ?? ''
    return dialog(await handle(context, { message: { text, link } }))
  })
  app.messageExtensions.submitAction('createAction', async (context, _state, values) => {
    const { verb, ...data } = submitted.parse(values)
    return dialog(await handle(context, { verb, data }))
  })
}

const saying = (text: string): MessagingExtensionResult => ({ type: 'message', text })

function results({ found }: Extract<Reply, { found: unknown }>): MessagingExtensionResult {
  const attachments = found.map(({ title, subtitle, card }) => ({
    ...CardFactory.adaptiveCard(renderCard(card)),
    preview: CardFactory.thumbnailCard(escapeHtml(title), undefined, undefined, {
      text: escapeHtml(subtitle),
    }),
  }))
  return { type: 'result', attachmentLayout: 'list', attachments }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** The words of a message, without its HTML. What comes out is shown as text only, never as HTML again. */
function plainText(html: string): string {
  return html
    .replaceAll(/<(?:br|\/p|\/div|\/li)[^<>]{0,200}>/gi, '\n')
    .replaceAll(/<[^<>]{0,2000}>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll(/\n\s*\n+/g, '\n')
    .trim()
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
