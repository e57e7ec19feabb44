// Who may use the playground and the API. They answer people at this machine without a word, so they must not answer
// a page of the web that reaches them through the browser of one of these people (a foreign Origin), through a name
// that the page's owner points at 127.0.0.1 (DNS rebinding: a foreign Host), or through a tunnel or proxy that leads
// in from elsewhere (forwarding headers). Chat platforms and alerts prove themselves otherwise: these guards stand
// before `/` and `/api/diagnose|check` only.
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type { Config } from '../config.ts'
import { isLoopback } from '../loopback.ts'
import { refuse } from './refuse.ts'

export type Env = { Bindings: HttpBindings }

/** Lets in whoever shows the API token; without it, only people at this machine, and in production not even them. */
export const guardApi = (config: Config): MiddlewareHandler<Env> => guard(config, config.production)

/** The page itself holds nothing secret, so that in production it opens at this machine; its questions need the token. */
export const guardPlayground = (config: Config): MiddlewareHandler<Env> => guard(config, false)

/**
 * Lets in clients at this machine alone, token or not: without a configured bot nobody proves who they are, and a tunnel
 * would let in the world.
 */
export const guardLocal = (config: Config): MiddlewareHandler<Env> => {
  const own = guard(config, false)
  return async (c, next) => {
    const peer = c.env.incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
    if (config.production || !isLoopback(config.host) || !isLoopback(peer) || isForwarded(c))
      return refuse(
        c,
        403,
        'teams-off',
        'Teams is not configured here, so only clients at this machine may speak to the bot: set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId on the server',
      )
    return own(c, next)
  }
}

function guard(config: Config, always: boolean): MiddlewareHandler<Env> {
  const beyondLoopback = !isLoopback(config.host)
  return async (c, next) => {
    const why = always
      ? 'NODE_ENV is production'
      : beyondLoopback
        ? `the server listens beyond this machine (HOST is ${config.host})`
        : isForwarded(c)
          ? 'the request came through a proxy or tunnel (it carries forwarding headers)'
          : undefined
    if (why) {
      if (!config.apiToken)
        return refuse(
          c,
          403,
          'not-enabled',
          `Refused, because ${why} and no token is set: set ACR_CHECK_API_TOKEN on the server and send it as "Authorization: Bearer TOKEN"`,
        )
      const sent = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
      if (!sent || !same(sent, config.apiToken)) {
        c.header('WWW-Authenticate', 'Bearer realm="acr-check"')
        const wrong = sent ? 'The token is not the one in ACR_CHECK_API_TOKEN' : `A token is needed, because ${why}`
        return refuse(c, 401, 'token-needed', `${wrong}: send "Authorization: Bearer TOKEN" with the server's token`)
      }
    }
    const own = ownHosts(config, c.env.incoming.socket.localPort ?? config.port)
    const host = c.env.incoming.headers.host?.toLowerCase() ?? ''
    // Whoever knows the token is no rebinding page, and comes by whatever name the proxy or service has.
    if (!why && !own.has(host))
      return refuse(
        c,
        403,
        'foreign-host',
        `This server answers to its own names and port only: open http://${[...own][0]}/ (a forwarded port has to keep its number)`,
      )
    const origin = c.req.header('origin')
    if (origin !== undefined && !isOwnOrigin(origin, why ? new Set([...own, host]) : own))
      return refuse(
        c,
        403,
        'foreign-origin',
        'Pages of other sites may not ask this server: ask from the playground, or from a program that sends no Origin header',
      )
    await next()
  }
}

function isForwarded(c: Context<Env>) {
  return Object.keys(c.env.incoming.headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded'))
}

// Hashed first, because timingSafeEqual wants equal lengths and the length is nobody's business either.
function same(a: string, b: string) {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

function ownHosts(config: Config, port: number): Set<string> {
  const names = ['localhost', '127.0.0.1', '[::1]', isIP(config.host) === 6 ? `[${config.host}]` : config.host]
  // Clients leave out the port that http has anyway.
  return new Set(
    names.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]).map((it) => it.toLowerCase()),
  )
}

function isOwnOrigin(origin: string, hosts: Set<string>) {
  const [, host] = /^https?:\/\/([^/]+)$/i.exec(origin) ?? []
  return host !== undefined && hosts.has(host.toLowerCase())
}
