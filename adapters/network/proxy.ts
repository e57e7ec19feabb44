// The way out through a proxy: which one applies to a host, and the tunnel through it, told apart from what the registry says.
import { connect as connectTo } from 'node:net'
import { buildConnector, Client } from '#undici'
import type { ShownProxy, Tunnelled } from '../../src/ports.ts'
import type { Line } from './line.ts'
import { before, failed } from './troubles.ts'

const late = 60_000

/** Whether NO_PROXY names the host: itself, or what it ends in, or everything. */
function isExempt(host: string, noProxy: string): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((it) => it !== '')
    .map((it) => it.replace(/:443$/, ''))
    .some((it) => {
      if (it === '*' || it === host) return true
      const domain = it.replace(/^\*?\.?/, '.')
      return !it.includes(':') && host.endsWith(domain)
    })
}

/** What the environment asks for; `unreadable` where that is no address. */
function proxyUrl(env: NodeJS.ProcessEnv, host: string): URL | 'unreadable' | undefined {
  const given = env.HTTPS_PROXY || env.https_proxy
  if (!given || isExempt(host.toLowerCase(), env.NO_PROXY || env.no_proxy || '')) return undefined
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`) ?? 'unreadable'
}

export const proxyFor =
  (env: NodeJS.ProcessEnv) =>
  (host: string): ShownProxy | undefined => {
    const url = proxyUrl(env, host)
    // It may hold a password, whatever else is wrong with it.
    return url === 'unreadable' ? { url: 'HTTPS_PROXY' } : url && { url: `${url.protocol}//${url.host}` }
  }

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function credentialsOf({ username, password }: URL): Record<string, string> {
  if (!username && !password) return {}
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')
  return { 'proxy-authorization': `Basic ${login}` }
}

const ports: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/**
 * None for what undici speaks no proxy over, such as `socks5:`.
 * @param reached called once somebody takes the connection
 * @param signal ends a connection that nobody takes; the client itself knows nothing of it yet
 */
function clientOf(url: URL, reached: () => void, signal: AbortSignal, ca?: readonly string[]): Client | undefined {
  const usual = ports[url.protocol]
  if (usual === undefined) return undefined
  const secure = buildConnector({ timeout: late, ...(ca && { ca: [...ca] }) })
  return new Client(url.origin, {
    headersTimeout: late,
    connect: (options, done) => {
      const port = Number(url.port || usual)
      const socket = connectTo({ host: url.hostname.replace(/^\[|\]$/g, ''), port })
      const fails = (error: Error) => done(error, null)
      const stop = () => socket.destroy(new Error('late'))
      socket.once('error', fails)
      signal.addEventListener('abort', stop, { once: true })
      socket.once('connect', () => {
        socket.off('error', fails)
        signal.removeEventListener('abort', stop)
        reached()
        if (url.protocol === 'https:') secure({ ...options, httpSocket: socket }, done)
        else done(null, socket)
      })
    },
  })
}

export const tunneller = (env: NodeJS.ProcessEnv, ca?: readonly string[]) => {
  const again = (host: string) => async (signal: AbortSignal) => {
    const next = await tunnel(host, signal)
    return next.ok ? next.line : undefined
  }
  return tunnel

  async function tunnel(host: string, signal: AbortSignal): Promise<Tunnelled<Line>> {
    const url = proxyUrl(env, host)
    if (!url || url === 'unreadable') return { ok: false, at: 'reach', why: 'broken', code: 'no address' }
    let reached = false
    const client = clientOf(
      url,
      () => {
        reached = true
      },
      signal,
      ca,
    )
    if (!client) return { ok: false, at: 'reach', why: 'broken', code: 'no-http-proxy' }
    const silent: Tunnelled<Line> = { ok: false, at: 'reach', why: 'timeout' }
    const late_ = () => (reached ? { ...silent, at: 'closed' as const } : silent)
    const opening = client
      .connect({ path: `${host}:443`, headers: { host: `${host}:443`, ...credentialsOf(url) }, signal })
      .then(({ statusCode, headers, socket }): Tunnelled<Line> => {
        socket.on('error', () => {})
        if (statusCode >= 200 && statusCode < 300)
          return { ok: true, line: { socket: socket as Line['socket'], again: again(host) } }
        socket.destroy()
        const server = [headers.server].flat()[0]
        return { ok: false, at: 'answer', status: statusCode, ...(server && { server: server.slice(0, 100) }) }
      })
      .catch((error): Tunnelled<Line> => {
        if (signal.aborted) return late_()
        const { why, code } = failed(error)
        return { ok: false, at: reached || why === 'reset' ? 'closed' : 'reach', why, ...(code && { code }) }
      })
    const tunnelled = await before(signal, opening, undefined)
    if (!tunnelled?.ok) void client.destroy().catch(() => {})
    return tunnelled ?? late_()
  }
}
