import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody's OneDrive: takes what is put there, and gives what is in it. */
export async function startDrive() {
  const files = new Map<string, Uint8Array>()
  const server: Server = createServer((req, res) => {
    const parts: Uint8Array[] = []
    req.on('data', part => parts.push(part))
    req.on('end', () => {
      if (req.method === 'PUT') files.set(String(req.url), Buffer.concat(parts))
      const file = files.get(String(req.url))
      res.statusCode = file ? 200 : 404
      res.end(file)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { files, url, stop: () => server.close() }
}
