// A fake forward proxy: the only way to ports that it alone knows. Counts what goes through it, by the path of each
// request, inside tunnels too, since all that is tunnelled in tests is plain text.
import { once } from 'node:events'
import { request as ask, createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

export type FakeProxy = {
  url: string
  /** An address at which nothing listens, and which leads through this proxy to that one. */
  front(origin: string): void
  /** `http://127.0.0.1:PORT`, not listening, for the next `front`. */
  reserve(): Promise<string>
  seen: string[]
  stop(): Promise<void>
}

export async function startFakeProxy(): Promise<FakeProxy> {
  const seen: string[] = []
  const ways = new Map<string, number>()
  const reserved: string[] = []
  const portOf = (port: string) => ways.get(port) ?? Number(port)

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '')
    seen.push(`${request.method} ${url.pathname}`)
    const onward = ask(
      {
        host: '127.0.0.1',
        port: portOf(url.port),
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  })
  server.on('connect', (request, socket, head) => {
    const [, port = ''] = (request.url ?? '').split(':')
    const onward = connect(portOf(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.write(head)
      socket.on('data', (data: Buffer) => {
        const [, line] = /^([A-Z]+ \S+) HTTP\/1\.1/.exec(data.toString('latin1')) ?? []
        if (line) seen.push(line.split('?')[0] ?? line)
      })
      socket.pipe(onward).pipe(socket)
    })
    const end = () => {
      socket.destroy()
      onward.destroy()
    }
    socket.on('error', end)
    onward.on('error', end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async reserve() {
      const free = createServer().listen(0, '127.0.0.1')
      await once(free, 'listening')
      const origin = `http://127.0.0.1:${(free.address() as AddressInfo).port}`
      free.close()
      reserved.push(origin)
      return origin
    },
    front(origin) {
      const reachedAt = reserved.shift() ?? ''
      ways.set(new URL(reachedAt).port, Number(new URL(origin).port))
    },
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
