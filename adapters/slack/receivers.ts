// Bolt's two ways in, HTTP and Socket Mode, with one difference: Bolt acknowledges an event before it shows it to
// anybody, and we do so only when it is committed. Whatever ends this process in between, Slack sends it again.
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import { EnvHttpProxyAgent } from 'undici'
import type { Health } from '../chat/health.ts'
import { quiet } from './log.ts'
import { reasonOf } from './web.ts'

export type Way = { receiver: Receiver; listener?: (request: IncomingMessage, response: ServerResponse) => void }

/** Acknowledges what the app has done with, and not before; also what it has no use for. */
const ackAfterwards = (app: App, log: (line: string) => void): Pick<App, 'processEvent'> => ({
  async processEvent(event: ReceiverEvent) {
    if (event.body.type === 'app_rate_limited')
      log('slack: sends no more events for a minute: this workspace has had more than 30,000 in an hour')
    let answer: unknown
    await app.processEvent({
      ...event,
      ack: async (response?: unknown) => {
        answer = response
      },
    } as ReceiverEvent)
    await (event.ack as (response?: unknown) => Promise<void>)(answer)
  },
})

export function overHttp(signingSecret: string, log: (line: string) => void): Way {
  const http = new HTTPReceiver({
    signingSecret,
    logger: quiet(log),
    processEventErrorHandler: async ({ response }) => {
      // Not acknowledged: Slack sends it again.
      if (!response.headersSent) response.writeHead(503).end()
      return false
    },
  })
  const receiver: Receiver = {
    init: (app) => http.init(ackAfterwards(app, log) as App),
    start: async () => {},
    stop: async () => {},
  }
  return { receiver, listener: http.requestListener }
}

const helloWithinMs = 30_000
/** In milliseconds. A connection that ends sooner than `shortMs` counts as a failure. */
const pauses = [100, 1_000, 2_000, 5_000, 10_000, 30_000]
const shortMs = 10_000
/** Of the connections that Slack allows an app, one may have become free. */
const freeAfterMs = 30_000
const withoutSocket = 'without a connection of its own: Slack allows an app ten, and other servers hold them'

type SocketOptions = {
  appToken: string
  apiUrl: string | undefined
  health: Health
  log: (line: string) => void
  /** In milliseconds: how often one that found no room looks again. */
  lookEveryMs?: number
}

export function overSocket({ appToken, apiUrl, health, log, lookEveryMs = freeAfterMs }: SocketOptions): Way {
  const socket = new SocketModeReceiver({
    appToken,
    logger: quiet(log),
    // Its own reconnecting ends the process when Slack refuses the token meanwhile: we connect again ourselves.
    autoReconnectEnabled: false,
    // Its own dispatcher knows no proxy.
    dispatcher: new EnvHttpProxyAgent({ allowH2: false, proxyTunnel: true }),
    installerOptions: {
      clientOptions: { ...(apiUrl && { slackApiUrl: apiUrl }), retryConfig: { retries: 0 }, fetch: globalThis.fetch },
    },
    processEventErrorHandler: async () => false,
  })
  const stopping = new AbortController()
  let full = false
  socket.client.on('ws_message', (data: unknown) => (full ||= saysTooMany(data)))

  async function connectOnce(): Promise<void> {
    const late = new AbortController()
    const gone = once(socket.client as unknown as NodeJS.EventEmitter, 'disconnected')
    try {
      await Promise.race([
        socket.client.start(),
        sleep(helloWithinMs, undefined, { signal: late.signal }).then(() => {
          throw new Error('no hello')
        }),
      ])
    } catch (error) {
      gone.catch(() => {})
      void socket.client.disconnect().catch(() => {})
      throw error
    } finally {
      late.abort()
    }
    // Told to stop while it was being made.
    if (stopping.signal.aborted) void socket.client.disconnect().catch(() => {})
    health.good()
    await gone
  }

  async function stayConnected(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      const began = Date.now()
      full = false
      try {
        await connectOnce()
      } catch (error) {
        if (!full) health.bad(`Socket Mode: ${reasonOf(error)}`)
      }
      if (full) {
        health.good(withoutSocket)
        // Not all of them at once.
        await sleep(lookEveryMs * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {})
        continue
      }
      // A connection that lasted is renewed at once, as Slack wishes.
      if (Date.now() - began > shortMs) failures = 0
      const pause = pauses[Math.min(failures++, pauses.length - 1)]
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const receiver: Receiver = {
    init: (app) => socket.init(ackAfterwards(app, log) as App),
    start: async () => void stayConnected(),
    stop: async () => {
      stopping.abort()
      await Promise.race([socket.client.disconnect(), sleep(1_000)]).catch(() => {})
    },
  }
  return { receiver }
}

/** Long messages are events. */
const longestNotice = 1_000

function saysTooMany(data: unknown): boolean {
  if (typeof data !== 'string' || data.length > longestNotice) return false
  try {
    const { type, reason } = JSON.parse(data) as { type?: unknown; reason?: unknown }
    return type === 'disconnect' && reason === 'too_many_websockets'
  } catch {
    return false
  }
}
