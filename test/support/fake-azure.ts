// A fake of Azure on real sockets: the registry of fake-network.ts, its layer hosts and the control over TLS, a DNS server,
// proxies, and ports that drop, refuse, stall or break off. Public addresses are put on loopback by a dialler; nothing needs
// root. One fake has one fault, so that many can be tried at a time.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { NetworkOptions } from '../../adapters/network/network.ts'
import { type ProxyFault, startAzureProxy } from './azure-proxy.ts'
import { type DnsRecord, startFakeDns } from './fake-dns.ts'
import { type Answer, addresses, answerOf, type Broken } from './fake-network.ts'
import { type AzureAt, reaching } from './reach-azure.ts'
import { silentPort } from './silent-port.ts'
import { type Certificate, certificateFor, listen as listenUntil, refusingPort } from './sockets.ts'

/** How TCP, TLS and HTTP of a host go wrong. */
export type SocketFault =
  | 'dropped'
  | 'refused'
  | 'reset'
  | 'stalled'
  | 'no-tls'
  | 'untrusted'
  | 'wrong-host'
  | 'outdated'
  | 'silent'
  | 'no-http'
export type AzureFault = {
  /** By host. */
  sockets?: Readonly<Record<string, SocketFault>>
  dns?: Readonly<Record<string, DnsRecord>>
  /** What DNS says once somebody has connected. */
  dnsLater?: Readonly<Record<string, DnsRecord>>
  answer?: Broken['answer']
  proxy?: ProxyFault
}

export type Heard = { host: string; path: string; authorization?: string }

export type FakeAzure = {
  options: NetworkOptions
  at: AzureAt
  /** All addresses that were connected to, and all that was asked of whom, in order. */
  dialled: readonly string[]
  heard: readonly Heard[]
  close(): void
}

export const needsSilence = ({ sockets = {}, proxy }: AzureFault): boolean =>
  proxy === 'dropped' || Object.values(sockets).includes('dropped')

const names = ['*.azurecr.io', '*.westeurope.data.azurecr.io', '*.blob.core.windows.net', 'mcr.microsoft.com']

async function certificates() {
  const [good, stranger, gateway, old] = await Promise.all([
    certificateFor([...names, '127.0.0.1']),
    certificateFor([...names, '127.0.0.1']),
    certificateFor(['gateway.contoso.example']),
    certificateFor(names, { from: -90, to: -1 }),
  ])
  return { good, stranger, gateway, old, ca: [good.cert, gateway.cert, old.cert] }
}
let known: ReturnType<typeof certificates> | undefined

/** As a registry of the public cloud stands in DNS. */
const usual = (host: string, address: string): DnsRecord =>
  host.endsWith('.azurecr.io') && !host.includes('.data.')
    ? { chain: ['weu.fe.azcr.io', 'r0929weu-az.westeurope.cloudapp.azure.com'], address }
    : { address }

const dripEveryMs = 50

/** No sooner than the answer says, and no faster. */
function send({ status, headers, body = '', headersMs = 0, bodyMs = 0 }: Answer, response: ServerResponse): void {
  const begin = () => {
    response.writeHead(status, headers)
    const parts = Math.max(1, Math.round(bodyMs / dripEveryMs))
    const size = Math.ceil(body.length / parts)
    let sent = 0
    const drip = () => {
      response.write(body.slice(sent, sent + size))
      sent += size
      if (sent >= body.length) response.end()
      else setTimeout(drip, dripEveryMs).unref()
    }
    drip()
  }
  if (headersMs > 0) setTimeout(begin, headersMs).unref()
  else begin()
}

function hearing(answer: Broken['answer'], heard: Heard[]) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method, url: path = '', headers } = request
      const { host = '', authorization } = headers
      heard.push({ host, path, ...(authorization && { authorization }) })
      const said = answerOf({ ...(answer && { answer }) }, host, {
        method: method === 'POST' ? 'POST' : 'GET',
        path,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(pieces).toString(),
        atMost: 0,
      })
      if ('ok' in said) request.socket.destroy()
      else send(said, response)
    })
  }
}

/** @param hosts every host that there is, with its address */
export async function startFakeAzure(
  { sockets = {}, dns = {}, dnsLater, answer, proxy }: AzureFault = {},
  hosts: Readonly<Record<string, string>> = addresses,
): Promise<FakeAzure> {
  const closing: (() => void)[] = []
  const dialled: string[] = []
  const heard: Heard[] = []
  known ??= certificates()
  const { good, stranger, gateway, old, ca } = await known

  const listen = (server: Server) => listenUntil(server, closing)
  const hear = hearing(answer, heard)
  const secure = ({ private: key, cert }: Certificate, listener = hear) =>
    listen(createHttpsServer({ key, cert }, listener))
  const tcp = (answer: (socket: Socket) => void) =>
    listen(createTcpServer((socket) => void socket.once('data', () => answer(socket))))
  const open: Record<SocketFault | 'well', () => Promise<number>> = {
    well: () => secure(good),
    untrusted: () => secure(stranger),
    'wrong-host': () => secure(gateway),
    outdated: () => secure(old),
    silent: () => secure(good, () => {}),
    refused: async () => nowhere,
    dropped: async () => (await silentPort()) ?? Promise.reject(new Error('no port of this system keeps silent')),
    stalled: () => tcp(() => {}),
    reset: () => tcp((socket) => socket.resetAndDestroy()),
    'no-tls': () => tcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'no-http': () =>
      listen(
        createTlsServer({ key: good.private, cert: good.cert }, (socket) =>
          socket.on('error', () => {}).once('data', () => socket.end('what?\r\n\r\n')),
        ),
      ),
  }
  const nowhere = await refusingPort()
  const wanted = new Set<keyof typeof open>(Object.keys(hosts).map((host) => sockets[host] ?? 'well'))
  const ports = new Map(await Promise.all([...wanted].map(async (kind) => [kind, await open[kind]()] as const)))
  const portOf = (host: string) => (host in hosts ? (ports.get(sockets[host] ?? 'well') ?? nowhere) : nowhere)

  const recordOf = (host: string): DnsRecord | undefined => {
    const address = hosts[host]
    return (dialled.length > 0 && dnsLater?.[host]) || dns[host] || (address ? usual(host, address) : undefined)
  }
  const at: AzureAt = {
    ca,
    dns: await startFakeDns(recordOf, closing),
    nowhere,
    ports: Object.fromEntries(
      Object.entries(hosts).flatMap(([host, address]) => {
        // Where DNS sends a host to another address, it is found there.
        return [address, dns[host]?.address].flatMap((it) => (it ? [[it, portOf(host)]] : []))
      }),
    ),
    ...(proxy && { proxy: await startAzureProxy(proxy, { good, stranger }, portOf, closing) }),
  }
  const options = reaching(at)
  return {
    options: {
      ...options,
      dial: (address) => {
        dialled.push(address)
        return options.dial?.(address) ?? { host: '127.0.0.1', port: nowhere }
      },
    },
    at,
    dialled,
    heard,
    close: () => {
      for (const each of closing) each()
    },
  }
}
