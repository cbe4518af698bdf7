import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpServer } from '@vercel/cosmosdb-server'
import { indexQueries } from './indexed-queries.ts'

indexQueries()

/**
 * An in-memory Cosmos DB over HTTP. The emulator's own transactional batch is neither atomic nor whole, so a
 * front carries batches out as Cosmos documents them: all preconditions are checked under one lock, then all is
 * applied; otherwise nothing is, and every operation answers the failing one's code or 424. All else passes by.
 */
export async function startCosmosEmulator() {
  const emulator = createHttpServer({ keepAlive: true } as never) as unknown as Server
  const inner = await listen(emulator)
  let lock: Promise<unknown> = Promise.resolve()
  const refusals: number[] = []
  const front = createServer(async (req, res) => {
    const refusal = req.method === 'POST' ? refusals.shift() : undefined
    if (refusal) {
      await readBody(req)
      return answer(res, refusal, { message: 'refused by the test' }, { 'x-ms-retry-after-ms': '20' })
    }
    if (req.url === '/') return account(inner, req, res)
    const body = isBatch(req) ? await readBody(req) : undefined
    const work = () => (body ? batch(inner, req, res, body) : hand(emulator, req, res))
    if (req.method === 'GET') return work()
    lock = lock.then(work, work)
  })
  const port = await listen(front)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    key: 'emulator',
    /** The next requests that write or query are answered with these codes instead. */
    refuseNext: (...codes: number[]) => refusals.push(...codes),
    /** Ends the refusals that have not come yet. */
    calm: () => refusals.splice(0),
    stop: async () => {
      for (const server of [front, emulator]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const isBatch = (req: IncomingMessage) =>
  String(req.headers['x-ms-cosmos-is-batch-request']).toLowerCase() === 'true'

function answer(res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  res.writeHead(status, { 'content-type': 'application/json', 'x-ms-request-charge': '1', ...headers })
  res.end(JSON.stringify(body))
}

/** Hands a request to the emulator as it came, without another way over the wire; done when it is answered. */
async function hand(emulator: Server, req: IncomingMessage, res: ServerResponse) {
  if (req.method === 'GET' && req.url?.includes('/docs/')) Object.assign(req.headers, findsMissing)
  const answered = once(res, 'close')
  emulator.emit('request', req, res)
  await answered
}

/** Without this header the emulator fails on reading a document that is not there. */
const findsMissing = { 'x-ms-documentdb-query-enablecrosspartition': 'true' }

/** The account names its own address as that of every region: the front must stay in between. */
async function account(port: number, req: IncomingMessage, res: ServerResponse) {
  const { status, headers, body } = await call(port, { method: 'GET', path: '/', headers: req.headers })
  const text = body.toString().replaceAll(/https:\/\/[^/"]+/g, `http://${req.headers.host}`)
  const { 'content-length': _, ...kept } = headers
  res.writeHead(status, { ...kept, connection: 'keep-alive' })
  res.end(text)
}

type Call = { method: string; path: string; headers: Record<string, unknown>; body?: Buffer | string }

async function call(port: number, { method, path, headers, body }: Call) {
  const clean = Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(content-length|connection|host|transfer-encoding)$/.test(name),
    ),
  )
  if (method === 'GET' && path.includes('/docs/')) Object.assign(clean, findsMissing)
  const req = request({
    port,
    method,
    path,
    headers: { ...clean, 'content-length': Buffer.byteLength(body ?? '') } as never,
  })
  req.end(body)
  const [res] = (await once(req, 'response')) as [IncomingMessage]
  const { connection, 'transfer-encoding': _, ...kept } = res.headers
  return { status: res.statusCode ?? 500, headers: kept, body: await readBody(res) }
}

type Operation = {
  operationType: 'Create' | 'Replace' | 'Delete'
  id?: string
  ifMatch?: string
  resourceBody?: { id: string }
}

async function batch(port: number, req: IncomingMessage, res: ServerResponse, body: Buffer) {
  const operations = JSON.parse(body.toString()) as Operation[]
  const docs = String(req.url)
  const headers = {
    'x-ms-documentdb-partitionkey': req.headers['x-ms-documentdb-partitionkey'],
    authorization: req.headers.authorization,
    'x-ms-date': req.headers['x-ms-date'],
    'x-ms-version': req.headers['x-ms-version'],
  }
  const at = (op: Operation) => `${docs}/${encodeURIComponent(op.id ?? op.resourceBody?.id ?? '')}`
  const codes = await Promise.all(
    operations.map(async op => precondition(op, await call(port, { method: 'GET', path: at(op), headers }))),
  )
  if (codes.some(code => code >= 300)) {
    return answer(
      res,
      207,
      codes.map(code => ({ statusCode: code >= 300 ? code : 424, requestCharge: 1 })),
    )
  }
  const methods = { Create: 'POST', Replace: 'PUT', Delete: 'DELETE' }
  const results = []
  for (const op of operations) {
    const path = op.operationType === 'Create' ? docs : at(op)
    const reply = await call(port, {
      method: methods[op.operationType],
      path,
      headers,
      body: op.resourceBody && JSON.stringify(op.resourceBody),
    })
    results.push({ statusCode: reply.status, requestCharge: 1, eTag: reply.headers['etag'] })
  }
  answer(res, 200, results)
}

/** The code Cosmos documents for an operation whose document is as `present` says. */
function precondition(op: Operation, present: { status: number; headers: Record<string, unknown> }): number {
  const there = present.status === 200
  if (op.operationType === 'Create') return there ? 409 : 201
  if (!there) return 404
  if (op.ifMatch !== undefined && op.ifMatch !== present.headers['etag']) return 412
  return op.operationType === 'Delete' ? 204 : 200
}
