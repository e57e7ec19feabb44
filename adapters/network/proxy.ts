// The way out through a proxy: which one applies to a host, and the tunnel through it, told apart from what the registry says.
import { request } from 'node:http'
import { connect as connectTo, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { ShownProxy, Tunnelled } from '../../src/ports.ts'
import type { Line } from './line.ts'
import { before, failed } from './troubles.ts'

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
 * Over TLS where its address begins with `https:`.
 * @param reached called once somebody takes the connection
 */
function connection(url: URL, reached: () => void, signal: AbortSignal, ca?: readonly string[]): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const bare = connectTo({ host, port: Number(url.port || ports[url.protocol]) })
    const stop = () => bare.destroy(new Error('late'))
    signal.addEventListener('abort', stop, { once: true })
    const stands = (socket: Socket) => {
      signal.removeEventListener('abort', stop)
      resolve(socket)
    }
    bare.on('error', reject)
    bare.once('connect', () => {
      reached()
      if (url.protocol !== 'https:') return stands(bare)
      const secure = connectTls({
        socket: bare,
        host,
        // An address is no name to ask for by SNI.
        servername: isIP(host) ? '' : host,
        ALPNProtocols: ['http/1.1'],
        ...(ca && { ca: [...ca] }),
      })
      secure.on('error', reject)
      secure.once('secureConnect', () => stands(secure))
    })
  })
}

type Answered = { status: number; server?: string | undefined; socket: Socket }

function connectThrough(socket: Socket, url: URL, host: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const path = `${host}:443`
    const headers = { host: path, connection: 'keep-alive', ...credentialsOf(url) }
    const asking = request({ method: 'CONNECT', path, headers, createConnection: () => socket })
    asking.once('connect', ({ statusCode = 0, headers: answer }, _, rest) => {
      const [server] = [answer.server].flat()
      if (rest.length > 0) socket.unshift(rest)
      resolve({ status: statusCode, server, socket })
    })
    asking.on('error', reject)
    asking.end()
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
    // Such as `socks5:`.
    if (!(url.protocol in ports)) return { ok: false, at: 'reach', why: 'broken', code: 'no-http-proxy' }
    let reached = false
    const late = (): Tunnelled<Line> => ({ ok: false, at: reached ? 'closed' : 'reach', why: 'timeout' })
    const onReached = () => {
      reached = true
    }
    if (signal.aborted) return late()
    let opened: Socket | undefined
    const opening = (async (): Promise<Tunnelled<Line>> => {
      opened = await connection(url, onReached, signal, ca)
      const { status, server, socket } = await connectThrough(opened, url, host)
      if (status >= 200 && status < 300) return { ok: true, line: { socket, again: again(host) } }
      return { ok: false, at: 'answer', status, ...(server && { server: server.slice(0, 100) }) }
    })().catch((error): Tunnelled<Line> => {
      if (signal.aborted) return late()
      const { why, code } = failed(error)
      return { ok: false, at: reached || why === 'reset' ? 'closed' : 'reach', why, ...(code && { code }) }
    })
    const tunnelled = await before(signal, opening, undefined)
    if (!tunnelled?.ok) opened?.destroy()
    return tunnelled ?? late()
  }
}
