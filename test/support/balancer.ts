// What stands before several servers: each request goes to the next of them.
import { createServer, type IncomingMessage, request } from 'node:http'
import { listen } from './sockets.ts'

export type Balancer = { url: string; servers: string[]; close(): void }

export async function balancer(): Promise<Balancer> {
  const servers: string[] = []
  const closing: (() => void)[] = []
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const to = new URL(incoming.url ?? '/', servers[turn++ % servers.length])
    const { method, headers } = incoming
    const forward = (answer: IncomingMessage) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    }
    const away = request(to, { method: method ?? 'GET', headers }, forward)
    away.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
    incoming.pipe(away)
  })
  const port = await listen(server, closing)
  return {
    url: `http://127.0.0.1:${port}/`,
    servers,
    close() {
      for (const close of closing) close()
    },
  }
}
