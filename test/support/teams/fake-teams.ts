// A fake Microsoft Teams on loopback: the Bot Connector, the token issuers, a file store and the clients of its people.
// The real botbuilder, given `settings`, cannot tell it from the real one. In process for tests; `keep: 'counts'` and a
// fixed port for a benchmark that runs it elsewhere.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createButtons } from './buttons.ts'
import { createClient } from './client.ts'
import { createConnector } from './connector.ts'
import { createConsents } from './consent.ts'
import { createDelivery } from './delivery.ts'
import { createExtension } from './extension.ts'
import { createFaults } from './faults.ts'
import { createIssuer } from './issuer.ts'
import { isJson } from './rules.ts'
import { createWorld } from './world.ts'

export type FakeTeamsOptions = {
  port?: number
  /** The origin by which the bot reaches it, where that is not its own: behind a proxy. */
  reachedAt?: string
  appId?: string
  password?: string
  tenantId?: string
  botName?: string
  /** 'counts': keeps neither messages nor bodies, for hours under load. Buttons then need a message of the caller's. */
  keep?: 'all' | 'counts'
  /** Whether Teams' sending rates per conversation hold: unless false. */
  sendingRates?: boolean
}

export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>

/** A file as SharePoint would hold it, and how it was fetched. */
export type StoredFile = { name: string; url: string; size: number; requests: IncomingHttpHeaders[] }

const largestBody = 8 * 1024 * 1024

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= largestBody) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parse(text: string) {
  try {
    const value: unknown = text ? JSON.parse(text) : {}
    return isJson(value) ? value : {}
  } catch {
    return {}
  }
}

export async function startFakeTeams(options: FakeTeamsOptions = {}) {
  const { appId = randomUUID(), password = randomUUID(), tenantId = randomUUID(), botName = 'acr-check' } = options
  const world = createWorld({ appId, tenantId, botName, keep: options.keep ?? 'all' })
  let port = options.port ?? 0
  const base = () => options.reachedAt ?? `http://127.0.0.1:${port}`
  const serviceUrl = () => `${base()}/teams/`
  const issuer = await createIssuer(world, password, base)
  const faults = createFaults({ sendingRates: options.sendingRates ?? true })
  const connector = createConnector(world, issuer, faults)
  const delivery = createDelivery(world, issuer, serviceUrl)
  const client = createClient(world, delivery, serviceUrl)
  const buttons = createButtons(world, delivery, serviceUrl)
  const extension = createExtension(world, delivery, serviceUrl)
  const { take, ...consents } = createConsents(world, delivery, base, serviceUrl)
  const files = new Map<string, StoredFile & { content: string | Uint8Array; status: number }>()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request
    const url = new URL(request.url ?? '/', base())
    const path = url.pathname
    const text = await bodyOf(request)
    const answer = (status: number, body?: unknown, extra: Record<string, string> = {}) => {
      response.writeHead(status, {
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...extra,
      })
      response.end(body === undefined ? undefined : JSON.stringify(body))
    }
    const file = files.get(path)
    if (file) {
      file.requests.push(headers)
      if (headers.authorization) world.problem(`download of ${file.name}: a token was sent to SharePoint`)
      response.writeHead(file.status, { 'content-type': 'application/octet-stream' })
      response.end(file.status === 200 ? file.content : '')
      return
    }
    const taken = take(path, method, headers, text)
    if (taken !== undefined) return answer(taken, {})
    if (path.startsWith('/teams/')) {
      if (faults.delay() > 0) await wait(faults.delay())
      const token = headers.authorization
      const asked = { method, path: path.slice('/teams'.length), query: url.searchParams, token, body: parse(text) }
      const given = connector.answer(asked)
      if (given.lost) return void response.destroy()
      return answer(given.status, given.body, given.headers)
    }
    const issued = await issuer.answer(url, text, headers)
    if (!issued) world.problem(`${method} ${path}: nothing there`)
    const kind = !issued ? 'unknown' : path.endsWith('/token') ? 'token' : 'keys'
    world.called({ method, path, kind, authorized: true, status: issued?.status ?? 404, at: Date.now() })
    return answer(issued?.status ?? 404, issued?.body ?? {})
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      world.problem(`the fake itself failed: ${String(error)}`)
      response.destroy()
    })
  })
  const listen = async () => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const close = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  await listen()

  const { person, personalChat, groupChat, team, messages, watch, calls, counts, problems } = world
  const { next: _next, delay: _delay, of: _of, send: _send, ...switches } = faults
  return {
    /** Where it listens. */
    port,
    appId,
    tenantId,
    botId: world.botId,
    serviceUrl: serviceUrl(),
    /** Environment variables, or the settings of ConfigurationBotFrameworkAuthentication, for a client secret. */
    settings: issuer.settings(),
    /** The same for a user-assigned managed identity. The last two only work as the process's environment. */
    identitySettings: (): Record<string, string> => {
      const { MicrosoftAppPassword: _, ...rest } = issuer.settings()
      return {
        ...rest,
        MicrosoftAppType: 'UserAssignedMSI',
        IDENTITY_ENDPOINT: `${base()}/msi/token`,
        IDENTITY_HEADER: 'fake',
      }
    },
    person,
    conversations: world.conversations,
    personalChat,
    groupChat,
    team,
    messages,
    calls,
    counts,
    problems,
    watch,
    connect: delivery.connect,
    deliver: delivery.deliver,
    ...client,
    ...buttons,
    ...extension,
    ...consents,

    /** The bot's messages that stand in a conversation, or in one thread of it. */
    botMessages: (conversation: Parameters<typeof messages>[0], thread?: string) =>
      messages(conversation).filter((it) => it.from === 'bot' && !it.deleted && (!thread || it.thread === thread)),

    /** Puts a file where the bot can fetch it, to be shared with says(..., { files }). */
    file(name: string, content: string | Uint8Array, { status = 200 } = {}): StoredFile {
      const path = `/files/${randomUUID()}/${encodeURIComponent(name)}`
      const size = Buffer.byteLength(content)
      const stored = { name, url: `${base()}${path}?tempauth=signed`, size, requests: [], content, status }
      files.set(path, stored)
      return stored
    },

    ...switches,
    /** Nothing listens any more, for the bot, the tokens and the keys. */
    down: close,
    up: listen,
    /** Refuses tokens with this OAuth error ('invalid_client', ...), until called with nothing. */
    loginFails(error?: string): void {
      issuer.switches.loginError = error
    },
    /** How long the tokens issued from now on are good. */
    tokensLast(seconds: number): void {
      issuer.switches.tokenSeconds = seconds
    },
    /** An Authorization header that Teams takes, for calls past botbuilder. */
    bearer: issuer.bearer,
    /** Every token issued so far is refused from now on. */
    revokeTokens: issuer.revoke,

    /** Waits until it is so; fails with the problems and the last calls at hand. */
    async settled(predicate: () => boolean, ms = 2000): Promise<void> {
      const until = Date.now() + ms
      while (!predicate()) {
        if (Date.now() > until) {
          const last = calls.slice(-5).map((it) => `${it.kind} ${it.status}`)
          throw new Error(`not settled in ${ms} ms; last calls: ${last.join(', ')}; problems: ${problems.join('; ')}`)
        }
        await wait(5)
      }
    },

    stop: close,
  }
}
