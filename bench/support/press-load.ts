import { Agent, request } from 'node:http'
import { CheckFailed } from './figure.ts'
import { type Target, tenant } from './seed.ts'

type Press = { body: string; note: string }

export type Presser = {
  /** Presses so many buttons, each answered before the same connection presses the next. Returns presses a second. */
  press(count: number): Promise<number>
  /** Every note that was answered as taken. */
  readonly notes: readonly string[]
}

type Options = {
  port: number
  targets: readonly Target[]
  connections: number
  /** Whether an answer says that the press was taken. */
  taken(answer: string, note: string): boolean
}

/**
 * People pressing “Save update”. Each connection has actions of its own and goes round them, so that presses
 * run side by side on different records and every one carries its record's present version.
 */
export function presser({ port, targets, connections, taken }: Options): Presser {
  const notes: string[] = []
  const workers = Array.from({ length: connections }, (_, w) =>
    pressesOn(targets.filter((_, i) => i % connections === w)),
  )
  const pressOnce = async (agent: Agent, next: () => Press) => {
    const { body, note } = next()
    const { status, text } = await post(agent, port, body)
    if (status !== 200 || !taken(text, note))
      throw new CheckFailed(`A press was answered ${status} and not taken: ${text.slice(0, 300)}`)
    notes.push(note)
  }
  return {
    notes,
    async press(count) {
      // New connections for each round: a server closes those that were idle during the other's, just as we use them.
      const agent = new Agent({ keepAlive: true, maxSockets: connections })
      let left = count
      const started = performance.now()
      const work = async (next: () => Press) => {
        while (left > 0) {
          left -= 1
          await pressOnce(agent, next)
        }
      }
      await Promise.all(workers.map(work))
      const seconds = (performance.now() - started) / 1000
      agent.destroy()
      return count / seconds
    },
  }
}

/** Everybody looks at one of their actions, one after another: where they are reached is known before the load. */
export async function everyoneLooks(port: number, targets: readonly Target[]): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  const firsts = new Map(targets.map(target => [target.person, target]))
  for (const target of firsts.values()) {
    const { status } = await post(agent, port, JSON.stringify(lookAt(target)))
    if (status !== 200) throw new CheckFailed(`A look at an action was answered ${status}.`)
  }
  agent.destroy()
}

let pressed = 0

/** Presses on some actions, in turn, each with the version its card would have. */
function pressesOn(targets: readonly Target[]): () => Press {
  let count = 0
  return () => {
    const target = targets[count % targets.length]!
    const version = 1 + Math.floor(count / targets.length)
    count += 1
    pressed += 1
    const note = `Press ${String(pressed).padStart(6, '0')}: eleven of the fourteen schools have answered so far`
    return { body: JSON.stringify(updateOf(target, version, note, pressed)), note }
  }
}

function updateOf(target: Target, version: number, note: string, id: number) {
  const { ref } = target
  const data = { ref, version, view: `action:${ref}`, [`note-${ref}`]: note }
  return activityOf(target, `f:press-${id}`, { verb: 'action.update', data })
}

const lookAt = (target: Target) =>
  activityOf(target, `f:look-${target.person}`, { verb: 'action.show', data: { ref: target.ref } })

/** A press as Teams sends it. */
function activityOf({ person, entraId }: Target, id: string, action: { verb: string; data: object }) {
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id,
    timestamp: '2019-02-04T10:00:00.000Z',
    localTimestamp: '2019-02-04T10:00:00.000+00:00',
    channelId: 'msteams',
    // Nothing listens there: a press is answered in its own response, and nothing else is sent.
    serviceUrl: 'http://127.0.0.1:9/teams/',
    from: { id: `29:${entraId}`, name: person, aadObjectId: entraId },
    recipient: { id: '28:convenor', name: 'Convenor' },
    conversation: { id: `a:${entraId}`, conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant }, source: { name: 'message' } },
    entities: [
      { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' },
    ],
    locale: 'en-GB',
    replyToId: '1549274400000',
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
  }
}

function post(agent: Agent, port: number, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: 'POST',
        path: '/api/messages',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', chunk => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
