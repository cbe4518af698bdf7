import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Posted = {
  id: string
  conversation: string
  text?: string
  card?: Card
  attachments?: unknown[]
  summary?: string
  updates: number
}
export type Card = Record<string, unknown> & { body?: unknown[]; actions?: unknown[] }

/** How one coming request is answered instead: `delivered` says whether it took effect all the same. */
export type Trouble = {
  status: number | 'drop'
  delivered?: boolean
  retryAfter?: number
  on?: 'post' | 'update' | 'open'
}

type Activity = { text?: string; summary?: string; attachments?: { content: Card }[] }

/** A Bot Connector that keeps what is posted where, and gives trouble when told to. Post ids are unlike each other. */
export async function startFakeConnector() {
  const posted: Posted[] = []
  const troubles: Trouble[] = []
  const requests: string[] = []
  let count = 0

  const take = (kind: NonNullable<Trouble['on']>): Trouble | undefined => {
    const at = troubles.findIndex(trouble => (trouble.on ?? 'post') === kind)
    return at < 0 ? undefined : troubles.splice(at, 1)[0]
  }
  const keep = (conversation: string, activity: Activity): Posted => {
    count += 1
    const card = activity.attachments?.[0]?.content
    const one: Posted = {
      id: `m${count}`,
      conversation,
      text: activity.text,
      card,
      attachments: activity.attachments,
      summary: activity.summary,
      updates: 0,
    }
    posted.push(one)
    return one
  }
  const routes: [string, RegExp, NonNullable<Trouble['on']>, (found: string[], body: never) => object][] = [
    [
      'POST',
      /^\/v3\/conversations$/,
      'open',
      (_, body: { members: { id: string }[] }) => ({ id: personalConversation(body.members[0]?.id ?? '') }),
    ],
    [
      'POST',
      /^\/v3\/conversations\/([^/]+)\/activities(?:\/[^/]+)?$/,
      'post',
      ([conversation = ''], body: Activity) => ({ id: keep(conversation, body).id }),
    ],
    [
      'PUT',
      /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
      'update',
      ([, id], body: Activity) => {
        const one = posted.find(post => post.id === id)
        if (one)
          Object.assign(one, {
            text: body.text,
            card: body.attachments?.[0]?.content,
            updates: one.updates + 1,
          })
        return { id }
      },
    ],
  ]
  const server = createServer(async (req, res) => {
    const body = await readJson(req)
    requests.push(`${req.method} ${req.url}`)
    for (const [method, pattern, kind, act] of routes) {
      const found = req.method === method ? pattern.exec(req.url ?? '') : null
      if (!found) continue
      const trouble = take(kind)
      const answer =
        !trouble || trouble.delivered ? act(found.slice(1).map(decodeURIComponent), body as never) : {}
      return respond(res, trouble, answer)
    }
    respond(res, { status: 404 }, {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    requests,
    trouble: (...more: Trouble[]) => troubles.push(...more),
    in: (conversation: string) => posted.filter(post => post.conversation === conversation),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type FakeConnector = Awaited<ReturnType<typeof startFakeConnector>>

export const personalConversation = (entraId: string): string => `personal-${entraId}`

async function readJson(req: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of req) text += chunk
  return text === '' ? {} : JSON.parse(text)
}

function respond(res: ServerResponse, trouble: Trouble | undefined, answer: object): void {
  if (trouble?.status === 'drop') return void res.destroy()
  const headers = {
    'content-type': 'application/json',
    ...(trouble?.retryAfter ? { 'retry-after': String(trouble.retryAfter) } : {}),
  }
  res.writeHead(trouble?.status ?? 200, headers)
  res.end(JSON.stringify(trouble ? { error: { code: 'trouble', message: 'as the test wished' } } : answer))
}
