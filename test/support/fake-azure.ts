// A fake of Azure on real sockets: the registry of fake-network.ts, its layer hosts and the control over TLS, a DNS server,
// and ports that refuse, stall or break off. Public addresses are put on loopback by a dialler; nothing needs root.
import { createSocket } from 'node:dgram'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, createServer as createTcpServer, type Server } from 'node:net'
import { decode, encode } from 'dns-packet'
import type { NetworkOptions } from '../../adapters/network/network.ts'
import { addresses, answerOf, type Broken } from './fake-network.ts'
import { certificateFor, listen as listenUntil, refusingPort } from './sockets.ts'

/** How TCP and TLS of a host go wrong. */
export type SocketFault = 'refused' | 'reset' | 'stalled' | 'untrusted' | 'wrong-host' | 'outdated' | 'silent'
/** A proxy as the only way out: it lets through, ends without an answer, is not there, or answers with a status. */
export type ProxyFault = 'well' | 'closed' | 'down' | 403 | 407
export type DnsFault = 'NXDOMAIN' | 'SERVFAIL' | 'no-address' | 'silent'

export type FakeAzure = {
  options: NetworkOptions
  break(fault: {
    sockets?: Record<string, SocketFault>
    dns?: Record<string, DnsFault>
    answer?: Broken['answer']
    proxy?: ProxyFault
  }): void
  close(): void
}

const names = ['*.azurecr.io', '*.westeurope.data.azurecr.io', '*.blob.core.windows.net', 'mcr.microsoft.com']

export async function startFakeAzure(): Promise<FakeAzure> {
  const closing: (() => void)[] = []
  let sockets: Record<string, SocketFault> = {}
  let dns: Record<string, DnsFault> = {}
  let answer: Broken['answer']
  let proxy: ProxyFault | undefined
  const env: NodeJS.ProcessEnv = {}

  const listen = (server: Server) => listenUntil(server, closing)
  const [good, stranger, gateway, old] = await Promise.all([
    certificateFor(names),
    certificateFor(names),
    certificateFor(['gateway.contoso.example']),
    certificateFor(names, { from: -90, to: -1 }),
  ])
  const secure = (made: typeof good, mute = false) =>
    listen(
      createHttpsServer({ key: made.private, cert: made.cert }, (request, response) => {
        const pieces: Buffer[] = []
        request.on('data', (piece: Buffer) => pieces.push(piece))
        request.on('end', () => {
          if (mute) return
          const { method, url = '', headers } = request
          const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
          const body = Buffer.concat(pieces).toString()
          const asked = {
            method: method === 'POST' ? 'POST' : 'GET',
            path: url,
            headers: flat,
            body,
            atMost: 0,
          } as const
          const said = answerOf({ ...(answer && { answer }) }, headers.host ?? '', asked)
          if ('ok' in said) return void request.socket.destroy()
          response.writeHead(said.status, said.headers)
          response.end(said.body)
        })
      }),
    )
  const ports = {
    well: await secure(good),
    untrusted: await secure(stranger),
    'wrong-host': await secure(gateway),
    outdated: await secure(old),
    silent: await secure(good, true),
    refused: await refusingPort(),
    stalled: await listen(createTcpServer()),
    reset: await listen(createTcpServer((socket) => void socket.once('data', () => socket.resetAndDestroy()))),
  }
  const hostAt = new Map(Object.entries(addresses).map(([host, address]) => [address, host]))

  const forward = createHttpServer()
  forward.on('connect', (request, socket) => {
    socket.on('error', () => {})
    if (proxy === 'closed') return void socket.end()
    if (typeof proxy === 'number') return void socket.end(`HTTP/1.1 ${proxy} No\r\nContent-Length: 0\r\n\r\n`)
    const [host = ''] = (request.url ?? '').split(':')
    const onward = connect(ports[sockets[host] ?? 'well'], '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
  })
  const proxies = { well: `http://127.0.0.1:${await listen(forward)}`, down: `http://127.0.0.1:${ports.refused}` }

  const server = createSocket('udp4')
  server.on('message', (message, from) => {
    const { id = 0, questions = [] } = decode(message)
    const { name = '', type } = questions[0] ?? {}
    const fault = dns[name]
    if (fault === 'silent') return
    const address = addresses[name]
    const rcode = fault === 'SERVFAIL' ? 2 : fault === 'NXDOMAIN' || (!fault && !address) ? 3 : 0
    const answers =
      rcode === 0 && !fault && type === 'A' && address ? [{ type: 'A' as const, name, data: address }] : []
    server.send(encode({ type: 'response', id, flags: rcode, questions, answers }), from.port, from.address)
  })
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  closing.push(() => server.close())

  return {
    options: {
      env,
      ca: [good.cert, gateway.cert, old.cert],
      dnsServers: [`127.0.0.1:${server.address().port}`],
      dial: (address) => ({ host: '127.0.0.1', port: ports[sockets[hostAt.get(address) ?? ''] ?? 'well'] }),
      // As the system's look-up goes by what DNS says.
      lookUp: async (host, signal) => {
        const fault = dns[host]
        if (fault === 'silent')
          return new Promise((resolve) =>
            signal.addEventListener('abort', () => resolve({ ok: false, why: 'timeout' }), { once: true }),
          )
        if (fault === 'SERVFAIL') return { ok: false, why: 'failed', code: 'EAI_AGAIN' }
        const address = fault ? undefined : addresses[host]
        return address ? { ok: true, addresses: [address] } : { ok: false, why: 'no-such-name', code: 'ENOTFOUND' }
      },
    },
    break(fault) {
      sockets = fault.sockets ?? {}
      dns = fault.dns ?? {}
      answer = fault.answer
      proxy = fault.proxy
      if (proxy === undefined) delete env.HTTPS_PROXY
      else env.HTTPS_PROXY = proxies[proxy === 'down' ? 'down' : 'well']
    },
    close: () => {
      for (const each of closing) each()
    },
  }
}
