import type { Turn } from '../../src/ports/bot.ts'
import { type Card, type FakeConnector, type Posted, personalConversation } from './fake-connector.ts'

export type Answer = { text?: string; card?: Card; status: number }
export type Member = ReturnType<typeof memberClient>

type Options = { url: string; connector: FakeConnector; person: string; entraId: string; tenant: string }

let activities = 0

/** Somebody in Teams: types, presses buttons on cards, and sees what arrives. */
export function memberClient({ url, connector, person, entraId, tenant }: Options) {
  const personal = personalConversation(entraId)

  const frame = (more: object) => {
    activities += 1
    return {
      id: `a${activities}`,
      channelId: 'msteams',
      serviceUrl: connector.url,
      from: { id: `29:${entraId}`, name: person, aadObjectId: entraId },
      recipient: { id: 'convenor', name: 'Convenor' },
      conversation: { id: personal, conversationType: 'personal', tenantId: tenant },
      channelData: { tenant: { id: tenant } },
      ...more,
    }
  }
  const post = (activity: object) =>
    fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    })

  const say = async (activity: { conversation: { id: string } }): Promise<Answer> => {
    const before = connector.posted.length
    const { status } = await post(activity)
    const reply = connector.posted.slice(before).find(one => one.conversation === activity.conversation.id)
    return { status, text: reply?.text, card: reply?.card }
  }
  const invoke = async (activity: object): Promise<Answer> => {
    const response = await post(activity)
    const body = (await response.json().catch(() => ({}))) as { type?: string; value?: unknown }
    return typeof body.value === 'string'
      ? { status: response.status, text: body.value }
      : { status: response.status, card: body.value as Card }
  }
  const pressing = (card: Card | undefined, title: string, inputs: object) => {
    const button = buttonFor(card, title, inputs)
    const replyToId = connector.in(personal).find(one => one.card === card)?.id
    return frame({
      type: 'invoke',
      name: 'adaptiveCard/action',
      ...(replyToId ? { replyToId } : {}),
      value: {
        action: {
          type: 'Action.Execute',
          verb: button['verb'],
          data: { ...(button['data'] as object), ...filledIn(card), ...inputs },
        },
      },
    })
  }

  return {
    entraId,
    personal,
    /** A turn of theirs without a server between, for what Teams answers in ways of its own, such as a file. */
    turn: (input: Turn['input']): Turn => {
      activities += 1
      const place = {
        kind: 'personal' as const,
        tenantId: tenant,
        conversationId: personal,
        serviceUrl: connector.url,
      }
      return { activityId: `a${activities}`, from: { tenantId: tenant, entraId }, place, input }
    },
    frame,
    post,
    /** Types in the personal chat; answers with what came back there. */
    type: (text: string, more: object = {}): Promise<Answer> =>
      say(frame({ type: 'message', text, ...more }) as never),
    typeIn: (channel: string, text: string): Promise<Answer> => {
      const conversation = { id: channel, conversationType: 'channel', tenantId: tenant }
      const channelData = { tenant: { id: tenant }, channel: { id: channel }, team: { id: 'team' } }
      return say(
        frame({ type: 'message', text: `<at>Convenor</at> ${text}`, conversation, channelData }) as never,
      )
    },
    /** Adds the bot, as an installation does. */
    install: (): Promise<Answer> => say(frame({ type: 'installationUpdate', action: 'add' }) as never),
    /** Has seen the chat up to a message; read receipts tell so. Returns the answer's status. */
    sees: async (message: string | undefined, more: object = {}): Promise<number> => {
      const value = { lastReadMessageId: message }
      const name = 'application/vnd.microsoft.readReceipt'
      return (await post(frame({ type: 'event', name, value, ...more }))).status
    },
    /** Uses the message extension, in a channel: what Teams gets back. */
    extension: async (name: 'query' | 'fetchTask' | 'submitAction', value: object): Promise<unknown> => {
      const conversation = { id: '19:any@thread.tacv2', conversationType: 'channel', tenantId: tenant }
      const response = await post(
        frame({ type: 'invoke', name: `composeExtension/${name}`, value, conversation }),
      )
      return response.json()
    },
    pressing,
    invoke,
    /** Presses a button by its title, as a client that knows Action.Execute. */
    press: (card: Card | undefined, title: string, inputs: object = {}): Promise<Answer> =>
      invoke(pressing(card, title, inputs)),
    /** A press that no card of ours offers, such as somebody sends who writes their own requests. */
    forge: (verb: string, data: object): Promise<Answer> =>
      invoke(
        frame({
          type: 'invoke',
          name: 'adaptiveCard/action',
          value: { action: { type: 'Action.Execute', verb, data } },
        }),
      ),
    /** Presses the Action.Submit that a client shows which does not know Action.Execute. */
    pressSubmit: async (post: Posted, title: string, inputs: object = {}): Promise<Answer> => {
      const fallback = buttonFor(post.card, title, inputs)['fallback'] as { data: object }
      return say(
        frame({ type: 'message', value: { ...fallback.data, ...inputs }, replyToId: post.id }) as never,
      )
    },
    /** Everything that has arrived in the personal chat. */
    inbox: (): Posted[] => connector.in(personal),
    latest: (): Posted | undefined => connector.in(personal).at(-1),
  }
}

/** The button of a title; in a list, that of the row whose input is filled in. */
function buttonFor(card: Card | undefined, title: string, inputs: object): Record<string, unknown> {
  const titled = actionsOf(card).filter(action => action['title'] === title)
  const ref = Object.keys(inputs)
    .find(key => key.startsWith('note-'))
    ?.replace('note-', '')
  const button = titled.find(action => (action['data'] as { ref?: string }).ref === ref) ?? titled[0]
  if (!button) throw new Error(`The card has no button “${title}”, but: ${buttonsOf(card).join(', ')}`)
  return button
}

/** What a card's inputs hold before anybody touches them: a client sends them all. */
export const inputsOf = (card: Card | undefined): Record<string, unknown> => filledIn(card)

function filledIn(node: unknown): Record<string, unknown> {
  if (Array.isArray(node)) return Object.assign({}, ...node.map(filledIn))
  if (typeof node !== 'object' || node === null) return {}
  const { type, id, value } = node as Record<string, unknown>
  if (type === 'Action.ShowCard') return {}
  if (/^Input\./.test(String(type))) return { [String(id)]: value ?? '' }
  return Object.assign({}, ...Object.values(node).map(filledIn))
}

/** All buttons on a card that carry a verb, wherever they are. */
export function actionsOf(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(actionsOf)
  if (typeof node !== 'object' || node === null) return []
  const record = node as Record<string, unknown>
  const own = record['type'] === 'Action.Execute' ? [record] : []
  const inside = Object.entries(record).flatMap(([key, value]) =>
    key === 'fallback' || key === 'data' ? [] : actionsOf(value),
  )
  return [...own, ...inside]
}

export const buttonsOf = (card: Card | undefined): string[] =>
  actionsOf(card).map(action => String(action['title']))

/** All words on a card, as one text, with Markdown's escapes taken back. */
export function wordsOn(node: unknown): string {
  if (Array.isArray(node)) return node.map(wordsOn).join('\n')
  if (typeof node !== 'object' || node === null) return ''
  return Object.entries(node)
    .map(([key, value]) => {
      if (['text', 'title', 'value', 'label', 'legend'].includes(key) && typeof value === 'string')
        return value.replaceAll(/\\([\\`*_[\]~<{#>+.)-])/g, '$1')
      return key === 'fallback' || key === 'data' ? '' : wordsOn(value)
    })
    .filter(Boolean)
    .join('\n')
}
