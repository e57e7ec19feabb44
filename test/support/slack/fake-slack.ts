// A fake Slack: its Web API, files, response urls and Socket Mode on one port of loopback, and its people in the hands
// of a test. The real SDKs talk to it; what the real Slack would refuse it refuses, and says so in `problems`.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { makeApi } from './api.ts'
import { Courier, type Delivery, type Target } from './deliver.ts'
import { type EventOptions, makeEvents } from './events.ts'
import { Failures, type Revoked } from './failing.ts'
import { type Download, serveFile } from './files.ts'
import { sendText } from './http.ts'
import { makeInteractions } from './interactions.ts'
import { makePeople } from './people.ts'
import { SocketMode } from './socket.ts'
import { makeSubmit } from './submit.ts'
import { Tickets } from './tickets.ts'
import { takeUpload } from './uploads.ts'
import {
  addChannel,
  addGroup,
  addPerson,
  type Call,
  type Channel,
  type ChannelOptions,
  dmWith,
  type Ephemeral,
  type Message,
  makeWorld,
  type Person,
  problem,
  type View,
  type WorldOptions,
} from './world.ts'

export type FakeSlackOptions = WorldOptions & {
  port?: number
  /** The origin by which the app reaches it, where that is not its own: behind a proxy */
  reachedAt?: string
  /** Slack's rate limits; on unless false */
  limits?: boolean
  /** The bot's own posts, updates and deletions come back as events, as the real ones do; on unless false */
  echo?: boolean
  /** Pauses in ms after which an event not answered with 2xx is sent again; none unless said */
  retryDelays?: readonly number[]
}
export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>

export async function startFakeSlack(options: FakeSlackOptions = {}) {
  const world = makeWorld(options)
  const failures = new Failures()
  failures.limits = options.limits ?? true
  const tickets = new Tickets(world)
  const socket = new SocketMode(world)
  const courier = new Courier(world, socket, options.retryDelays ?? [])
  const downloads: Download[] = []
  const listeners = new Set<(call: Call) => void>()
  const heard = (call: Call) => {
    for (const listener of listeners) listener(call)
  }
  const api = makeApi(world, failures, tickets, () => socket.url(), heard)
  const events = makeEvents(world, courier, options.echo ?? true)

  function route(request: IncomingMessage, response: ServerResponse): unknown {
    const url = request.url ?? ''
    if (url.startsWith('/api/')) return api.serve(request, response)
    if (url.startsWith('/actions/') || url.startsWith('/commands/')) return tickets.serve(request, response)
    if (url.startsWith('/upload/v1/')) return takeUpload(world, request, response)
    if (url.startsWith('/files-pri/') || url.startsWith('/outside/')) {
      return serveFile(world, downloads, failures.revokedBot !== undefined, request, response)
    }
    if (url.startsWith('/?redir=')) return sendText(response, '<!DOCTYPE html><title>Sign in | Slack</title>')
    return sendText(response, '<!DOCTYPE html><title>There has been a glitch</title>', 404)
  }

  let resets = false
  const server = createServer(async (request, response) => {
    try {
      await route(request, response)
    } catch (error) {
      problem(world, `the fake Slack broke: ${error instanceof Error ? error.stack : String(error)}`)
      if (!response.headersSent) sendText(response, 'the fake Slack broke', 500)
    }
  })
  server.on('upgrade', (request, stream, head) => socket.upgrade(request, stream, head))
  server.on('connection', (stream) => {
    if (resets && stream instanceof Socket) stream.resetAndDestroy()
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const close = () =>
    new Promise<void>((resolve) => {
      socket.drop()
      if (server.listening) server.close(() => resolve())
      else resolve()
      server.closeAllConnections()
    })
  await listen(options.port ?? 0)
  const { port } = server.address() as AddressInfo
  world.origin = options.reachedAt ?? `http://127.0.0.1:${port}`

  /** Waits until it holds, and hands on what the predicate found. */
  async function settled<T>(predicate: () => T, ms = 1000): Promise<NonNullable<T>> {
    const until = performance.now() + ms
    while (true) {
      const found = predicate()
      if (found) return found as NonNullable<T>
      if (performance.now() > until) {
        throw new Error(`not within ${ms} ms: ${predicate.toString()}\n${world.problems.join('\n')}`)
      }
      await setTimeout(3)
    }
  }

  return {
    apiUrl: `${world.origin}/api/`,
    origin: world.origin,
    port,
    team: world.team,
    otherTeam: world.otherTeam,
    app: world.app,
    secrets: world.secrets,
    /** Granted to the token and subscribed to: change them as a test needs */
    scopes: world.scopes,
    subscriptions: world.subscriptions,
    calls: world.calls,
    counts: world.counts,
    problems: world.problems,
    downloads,
    socket,

    user: (person: Parameters<typeof addPerson>[1]): Person => addPerson(world, person),
    /** The id of a new user group. */
    group: (handle: string, members: readonly Person[] = []): string => addGroup(world, handle, members),
    mayCall: world.mayCall,
    /** Files that the bot shared. */
    uploaded: world.uploads.shared,
    channel: (channel: ChannelOptions): Channel => addChannel(world, channel),
    dm: (person: Person): Channel => dmWith(world, person),
    invite: (channel: Channel, who: Person | 'bot') => channel.members.add(who === 'bot' ? world.app.botUser : who.id),
    remove: (channel: Channel, who: Person | 'bot') =>
      channel.members.delete(who === 'bot' ? world.app.botUser : who.id),
    messages: (channel: Channel): Message[] => [...channel.messages.values()],
    /** The bot's messages that are still there */
    posted: (channel: Channel): Message[] =>
      [...channel.messages.values()].filter((each) => each.bot_id === world.app.botId && !each.deleted),
    ephemerals: (person: Person): Ephemeral[] => world.ephemerals.get(person.id) ?? [],
    /** Modals, in the order of opening; `open` says whether one still is */
    views: (person: Person): View[] => [...world.views.values()].filter(({ user }) => user === person.id),
    home: (person: Person): View | undefined => world.homes.get(person.id),

    /** Where deliveries go: an app's request URLs, or whoever holds a Socket Mode connection */
    connect(target: Target) {
      courier.target = target
    },
    ...makePeople(world, courier, events),
    ...makeInteractions(world, courier, tickets),
    ...makeSubmit(world, courier, tickets),

    /** The app is removed from the workspace: both events, and its token is dead. */
    async uninstalls(delivery: EventOptions = {}) {
      failures.revokedBot = 'account_inactive'
      const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [world.app.botUser] } }
      return await events.tell([revoked, { type: 'app_uninstalled' }], undefined, delivery)
    },
    async revokesTokens(delivery: EventOptions = {}) {
      failures.revokedBot = 'token_revoked'
      const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [world.app.botUser] } }
      return await events.tell([revoked], undefined, delivery)
    },
    verifiesUrl: (challenge = 'challenge', delivery: Delivery = {}) =>
      courier.send(
        'event',
        'url_verification',
        { token: world.app.verificationToken, challenge, type: 'url_verification' },
        delivery,
      ),
    /** Slack stops sending events for a while; only over HTTP. */
    rateLimitsApp: (delivery: Delivery = {}) =>
      courier.send(
        'event',
        'app_rate_limited',
        {
          token: world.app.verificationToken,
          type: 'app_rate_limited',
          team_id: world.team.id,
          minute_rate_limited: Math.floor(Date.now() / 60_000) * 60,
          api_app_id: world.app.id,
        },
        delivery,
      ),
    /** A delivery as it is given, signed or forged */
    deliver: courier.send.bind(courier),
    /** A request to the app's URL as it is given */
    post: courier.post.bind(courier),

    failing: {
      /** The next calls of a method ('*': any) are answered with 429. */
      rateLimit(method: string, seconds: number, times = 1) {
        failures.limited.push({ method, seconds, times })
      },
      limits(on: boolean) {
        failures.limits = on
      },
      /** `accepted`: after doing what was asked, as a gateway may. */
      serverError(times = 1, status = 503, { accepted = false } = {}) {
        failures.serverErrors = times
        failures.serverStatus = status
        failures.accepted = accepted
      },
      /** The call is done, but the connection breaks before its answer. */
      loseAnswer(method: string, times = 1) {
        failures.lost.push({ method, times })
      },
      slow(ms: number) {
        failures.slowMs = ms
      },
      /** Which token is refused, and how; the app-level one opens Socket Mode. */
      revoke(kind: Revoked, which: 'bot' | 'app' | 'both' = 'bot') {
        if (which !== 'app') failures.revokedBot = kind
        if (which !== 'bot') failures.revokedApp = kind
      },
      /** Every token works again, nothing is slow, limited or broken. */
      restore() {
        failures.revokedBot = undefined
        failures.revokedApp = undefined
        failures.slowMs = 0
        failures.serverErrors = 0
        failures.limited.length = 0
        failures.lost.length = 0
      },
      /** Connections are refused, or reset as soon as they are made; the open ones break. */
      async down(how: 'refused' | 'reset' = 'refused') {
        resets = how === 'reset'
        if (how === 'refused') return await close()
        socket.drop()
        server.closeAllConnections()
      },
      async up() {
        resets = false
        if (!server.listening) await listen(port)
      },
      /** Trigger ids and response urls handed out so far are too old. */
      expire: () => tickets.expire(),
    },

    /** Hears of every Web API call after it was answered; hands back what ends that. */
    onCall(listener: (call: Call) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    settled,
    /** Waits until the deliveries under way (the bot's echoes, retries) are answered. */
    idle: () => courier.idle(),
    async stop() {
      courier.stop()
      socket.close()
      await close()
    },
  }
}
