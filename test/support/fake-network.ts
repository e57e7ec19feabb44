// A fake of the network behind src/ports.ts, in memory: a registry that works, its data endpoint, blob storage and a control,
// with one thing after another to break. What real sockets do is tried in test/network.
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  Certificate,
  Failed,
  HttpRequest,
  HttpResponse,
  LookedUp,
  Network,
  Resolved,
  Secured,
  ShownProxy,
  Tunnelled,
} from '../../src/ports.ts'

type Line = { host: string }

export type Answer = {
  status: number
  headers?: Record<string, string>
  body?: string
  headersMs?: number
  bodyMs?: number
  /** Of both, how long the process that asks is busy itself. */
  ownMs?: { headers: number; body: number }
}

const suffix = 'azurecr.io'
export const login = `contoso.${suffix}`
export const dataHost = 'contoso.westeurope.data.azurecr.io'
export const blobHost = 'weumanaged15.blob.core.windows.net'
export const controlHost = 'mcr.microsoft.com'
export const digest = `sha256:${'a'.repeat(64)}`

export const addresses: Readonly<Record<string, string>> = {
  [login]: '20.61.99.10',
  [dataHost]: '20.61.99.20',
  [blobHost]: '20.60.26.30',
  [controlHost]: '20.61.99.50',
}

const certificate: Certificate = {
  subject: '*.azurecr.io',
  issuer: 'Microsoft Azure RSA TLS Issuing CA 04',
  issuerOrganisation: 'Microsoft Corporation',
  names: ['*.azurecr.io'],
  validFrom: '2026-09-01T00:00:00.000Z',
  validTo: '2027-02-28T00:00:00.000Z',
}

const marks = {
  server: 'AzureContainerRegistry',
  'docker-distribution-api-version': 'registry/2.0',
  'x-ms-correlation-request-id': '32fe705d-3bcc-412e-99e9-1a3b017bebae',
  'content-type': 'application/json; charset=utf-8',
}
const error = (code: string, message: string) => JSON.stringify({ errors: [{ code, message }] })

export const acr = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...marks, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
export const denied = acr(
  403,
  error(
    'DENIED',
    "client with IP '203.0.113.25' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
  ),
)
const unauthorized = error(
  'UNAUTHORIZED',
  'authentication required, visit https://aka.ms/acr/authorization for more information.',
)
const challengeOf = (host: string) =>
  acr(401, unauthorized, { 'www-authenticate': `Bearer realm="https://${host}/oauth2/token",service="${host}"` })
export const challenge = challengeOf(login)

/** What differs from a registry that works. A promise that never settles hangs. */
export type Broken = {
  lookUp?: Record<string, LookedUp>
  resolve?: Record<string, Resolved>
  /** How long DNS itself takes. */
  resolveMs?: number
  /** By address. */
  connect?: Record<string, Failed | 'hangs'>
  /** By host. */
  secure?: Record<string, Secured | 'hangs'>
  /** Answers by host, before the usual ones. */
  answer?: (host: string, request: HttpRequest) => Answer | Failed | undefined
  /** Anonymous pull is on. */
  anonymous?: boolean
  proxy?: ShownProxy
  tunnel?: Record<string, Tunnelled<Line>>
}

/** What a registry that works, or that is broken so, answers to a request. */
export function answerOf(
  broken: Pick<Broken, 'answer' | 'anonymous'>,
  host: string,
  request: HttpRequest,
): Answer | Failed {
  const special = broken.answer?.(host, request)
  if (special) return special
  const { path, headers = {}, method, body } = request
  if (host.includes('.data.') || host === blobHost) return { status: 200, body: 'x'.repeat(64 * 1024), bodyMs: 20 }
  if (path === '/v2/') return challengeOf(host)
  const isLogin = headers.authorization?.startsWith('Basic ') || body?.includes('refresh_token=refresh')
  if (path.startsWith('/oauth2/token'))
    return isLogin || broken.anonymous ? acr(200, { access_token: 'access' }) : acr(401, unauthorized)
  if (path === '/oauth2/exchange' && method === 'POST') return acr(200, { refresh_token: 'refresh' })
  if (headers.authorization !== 'Bearer access') return challengeOf(host)
  if (path.startsWith('/v2/_catalog')) return acr(200, { repositories: ['app/web'] })
  if (path.startsWith('/v2/app/web/tags/list')) return acr(200, { name: 'app/web', tags: ['1.0', 'latest'] })
  if (path === '/v2/app/web/manifests/latest')
    return acr(200, { manifests: [{ digest, platform: { os: 'linux', architecture: 'amd64' } }] })
  if (path === `/v2/app/web/manifests/${digest}`) return acr(200, { layers: [{ digest, size: 65536 }] })
  if (path === `/v2/app/web/blobs/${digest}`)
    return acr(307, '', { location: `https://${host.replace('.', '.westeurope.data.')}/x/data?sig=secret` })
  return acr(404, error('MANIFEST_UNKNOWN', 'manifest tagged by "nope" is not found'))
}

export type Asked = { host: string } & HttpRequest

/** @returns the network, and all that was asked over it */
export function fakeNetwork(broken: Broken = {}): {
  net: Network<Line>
  asked: Asked[]
  dialled: string[]
  open: () => number
  mostOpen: () => number
} {
  const asked: Asked[] = []
  const dialled: string[] = []
  const lines = new Set<Line>()
  let mostOpen = 0
  const hostAt = new Map(Object.entries(addresses).map(([host, address]) => [address, host]))

  const hang = <Value>(signal: AbortSignal, otherwise: Value) =>
    new Promise<Value>((resolve) => signal.addEventListener('abort', () => resolve(otherwise), { once: true }))
  const silent: Failed = { ok: false, why: 'timeout' }
  function line(host: string): Line {
    const made = { host }
    lines.add(made)
    mostOpen = Math.max(mostOpen, lines.size)
    return made
  }

  const net: Network<Line> = {
    async lookUp(host) {
      const address = addresses[host]
      return (
        broken.lookUp?.[host] ?? (address ? { ok: true, addresses: [address] } : { ok: false, why: 'no-such-name' })
      )
    },
    async resolve(host) {
      if (broken.resolveMs) await sleep(broken.resolveMs)
      const known = broken.resolve?.[host]
      const looked = await net.lookUp(host, new AbortController().signal)
      if (host === suffix) return known ?? { ok: false, why: 'no-address', chain: [] }
      return (
        known ?? {
          chain: host === login ? ['r0929weu-az.westeurope.cloudapp.azure.com'] : [],
          server: '10.0.0.2',
          ...looked,
        }
      )
    },
    async connect(address, signal) {
      dialled.push(address)
      const fault = broken.connect?.[address]
      if (fault === 'hangs') return hang(signal, silent)
      return fault ?? { ok: true, line: line(hostAt.get(address) ?? login) }
    },
    proxyFor: () => broken.proxy,
    tunnel: async (host) => broken.tunnel?.[host] ?? broken.tunnel?.['*'] ?? { ok: true, line: line(host) },
    async secure(_line, host, signal) {
      const fault = broken.secure?.[host]
      if (fault === 'hangs') return hang<Secured>(signal, { ok: false, why: 'timeout' })
      return fault ?? { ok: true, protocol: 'TLSv1.3', certificate }
    },
    async request(_line, host, request): Promise<HttpResponse | Failed> {
      asked.push({ host, ...request })
      const answer = answerOf(broken, host, request)
      if ('ok' in answer) return answer
      const { status, headers = {}, body = '', headersMs = 2, bodyMs = 1, ownMs } = answer
      return {
        ok: true,
        status,
        headers,
        body: new TextEncoder().encode(body).subarray(0, request.atMost),
        headersMs,
        bodyMs,
        ...(ownMs && { ownMs }),
      }
    },
    close: (closed) => void lines.delete(closed),
    within(ms, parent) {
      const timeout = AbortSignal.timeout(Math.round(ms))
      return parent ? AbortSignal.any([parent, timeout]) : timeout
    },
    now: () => performance.now(),
  }
  return { net, asked, dialled, open: () => lines.size, mostOpen: () => mostOpen }
}
