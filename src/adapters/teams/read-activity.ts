import { hash } from 'node:crypto'
import type { Activity } from 'botbuilder'
import { z } from 'zod'
import type { Turn } from '../../ports/bot.ts'
import type { Place } from '../../ports/messenger.ts'

const id = z.string().min(1).max(1000)

/** The frame of an activity: what every kind of turn needs, and nothing else of it. */
const frame = z.object({
  id: id.optional(),
  replyToId: id.optional().catch(undefined),
  serviceUrl: z.url().max(500),
  from: z.object({ id, aadObjectId: z.string().max(100).optional() }),
  conversation: z.object({
    id,
    conversationType: z.string().max(50).optional(),
    tenantId: z.string().max(100).optional(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string().max(100).optional() }).optional(),
      channel: z.looseObject({ id: z.string().max(1000).optional() }).optional(),
      team: z.looseObject({ id: z.string().max(1000).optional() }).optional(),
    })
    .nullish(),
})

const kinds: Record<string, Place['kind']> = {
  personal: 'personal',
  channel: 'channel',
  groupChat: 'group-chat',
}

/** A turn from an activity, or undefined when its frame is not one Teams would send. */
export function readTurn(activity: Partial<Activity>, input: Turn['input']): Turn | undefined {
  const parsed = frame.safeParse(activity)
  if (!parsed.success) return undefined
  const { from, conversation, channelData, serviceUrl } = parsed.data
  const tenantId = channelData?.tenant?.id ?? conversation.tenantId ?? ''
  const channel = channelData?.channel?.id ?? channelData?.team?.id
  const kind = kinds[conversation.conversationType ?? ''] ?? (channel ? 'channel' : 'group-chat')
  const conversationId = (kind === 'channel' && channel) || conversation.id.split(';')[0] || conversation.id
  return {
    activityId: turnId(conversation.id, parsed.data.id),
    from: { tenantId, entraId: from.aadObjectId ?? '' },
    place: { kind, tenantId, conversationId, serviceUrl },
    // Of what is typed in a thread it is the message that began it.
    ...('verb' in input && parsed.data.replyToId ? { pressed: parsed.data.replyToId } : {}),
    input,
  }
}

/** Teams' ids are unique within a conversation only. An activity without one cannot be recognised when repeated. */
function turnId(conversation: string, activity: string | undefined): string {
  const own = activity ?? crypto.randomUUID()
  return hash('sha256', `${conversation}\n${own}`, 'base64url').slice(0, 32)
}

/** What was typed, without what clients add: the mention of the bot that it begins with, hard spaces, blank edges. */
export function typedText(activity: Partial<Activity>): string {
  return (activity.text ?? '')
    .replace(/^\s*(<at>[^<]*<\/at>\s*)+/, '')
    .replaceAll('\u00a0', ' ')
    .trim()
}
