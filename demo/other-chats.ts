import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The chats of whoever the Playground does not show. `close` ends them. */
export type OtherChats = { serviceUrl: string; close(): void }

/**
 * The Playground knows the chat of one person, and says of all others that there is no such chat: Convenor would take those
 * people for gone. What is sent to them is taken here as Teams takes it, and shown to nobody.
 */
export async function startOtherChats(): Promise<OtherChats> {
  let taken = 0
  const server = createServer((req, res) => {
    req.resume().on('end', () => {
      taken += 1
      res.writeHead(req.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
      res.end(JSON.stringify({ id: `other-chats-${taken}` }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    serviceUrl: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
