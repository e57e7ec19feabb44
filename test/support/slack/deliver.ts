// Brings what happens at Slack to the app, signed over HTTP or in an envelope over Socket Mode, and notes the answer.
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { stringify } from 'node:querystring'
import { setTimeout } from 'node:timers/promises'
import type { SocketMode } from './socket.ts'
import type { Json, World } from './world.ts'

export type Target = 'socket' | { http: string; interactions?: string; commands?: string }
export type Kind = 'event' | 'interactive' | 'command'
/** How a delivery may differ from a good one. */
export type Delivery = {
  signature?: 'good' | 'bad' | 'missing' | 'malformed' | 'empty'
  /** The timestamp is so many seconds old */
  age?: number
  retry?: { num: number; reason: string }
  /** Milliseconds until Slack gives up: 3000 */
  within?: number
}
export type Answer = {
  /** 'message', 'app_mention', 'block_actions', '/acr-check', … */
  what: string
  /** 0 when there was no answer in time or no connection; over Socket Mode 200 for an acknowledgement */
  status: number
  /** JSON parsed, text as it is; over Socket Mode the acknowledgement's payload */
  body: unknown
  headers: Record<string, string>
  ms: number
  error?: string
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function sign(secret: string, timestamp: string, body: string, how: Delivery['signature']) {
  const good = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  if (how === 'bad') return `v0=${createHmac('sha256', 'another').update(body).digest('hex')}`
  if (how === 'malformed') return good.replace('v0=', 'v1=')
  return how === 'empty' ? '' : good
}

export class Courier {
  target: Target | undefined
  /** Pauses after which Slack tries an unanswered event again; the real ones are 0, 60000, 300000 */
  retryDelays: readonly number[]
  readonly socket: SocketMode
  readonly #world: World
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  readonly #underWay = new Set<Promise<unknown>>()
  readonly #stopped = new AbortController()

  constructor(world: World, socket: SocketMode, retryDelays: readonly number[]) {
    this.#world = world
    this.socket = socket
    this.retryDelays = retryDelays
  }

  async send(kind: Kind, what: string, payload: Json, options: Delivery = {}): Promise<Answer> {
    const { target } = this
    if (!target) throw new Error('connect() the fake Slack to an app first')
    const answer =
      target === 'socket'
        ? await this.#overSocket(kind, what, payload, options)
        : await this.#overHttp(target, kind, what, payload, options)
    this.#world.counts.delivered += 1
    if (answer.status === 0) this.#world.counts.unanswered += 1
    const refused = answer.headers['x-slack-no-retry'] !== undefined
    if (kind === 'event' && options.retry === undefined && (answer.status < 200 || answer.status > 299) && !refused) {
      this.later(this.#tryAgain(what, payload, options, answer.error === 'timeout' ? 'http_timeout' : 'http_error'))
    }
    return answer
  }

  async #tryAgain(what: string, payload: Json, options: Delivery, reason: string) {
    for (const [i, pause] of this.retryDelays.entries()) {
      await setTimeout(pause, undefined, { signal: this.#stopped.signal })
      const { status, headers } = await this.send('event', what, payload, { ...options, retry: { num: i + 1, reason } })
      if ((status >= 200 && status <= 299) || headers['x-slack-no-retry'] !== undefined) return
    }
  }

  /** Goes on in the background; `idle` waits for it. */
  later(work: Promise<unknown>) {
    const done: Promise<unknown> = work.catch(() => {}).finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
  }

  async idle() {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  stop() {
    this.#stopped.abort()
    this.#agent.destroy()
  }

  async #overSocket(kind: Kind, what: string, payload: Json, options: Delivery): Promise<Answer> {
    const type = { event: 'events_api', interactive: 'interactive', command: 'slash_commands' }[kind]
    const accepts = kind === 'command' || what === 'view_submission'
    if (kind === 'event' && payload.event === undefined) throw new Error(`${what} comes only over HTTP`)
    const began = performance.now()
    const connected = this.socket.connections > 0
    const { within = 3000, retry } = options
    const ack = await this.socket.send({ type, payload, accepts, ...(retry ? { retry } : {}) }, within)
    const ms = performance.now() - began
    const error = !connected ? 'no connection' : ms < within - 2 ? 'connection lost' : 'timeout'
    if (ack) return { what, status: 200, body: ack.payload ?? '', headers: {}, ms }
    return { what, status: 0, body: '', headers: {}, ms, error }
  }

  #overHttp(target: Exclude<Target, 'socket'>, kind: Kind, what: string, payload: Json, options: Delivery) {
    const url = { event: target.http, interactive: target.interactions, command: target.commands }[kind] ?? target.http
    const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
    const body = kind === 'event' ? JSON.stringify(payload) : stringify(form)
    const { signature = 'good', age = 0, retry, within = 3000 } = options
    const timestamp = String(Math.floor(Date.now() / 1000) - age)
    const headers: Record<string, string> = {
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: '*/*',
      'accept-encoding': 'gzip,deflate',
      'content-type': kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      'x-slack-request-timestamp': timestamp,
    }
    if (signature !== 'missing') {
      headers['x-slack-signature'] = sign(this.#world.secrets.signingSecret, timestamp, body, signature)
    }
    if (retry) Object.assign(headers, { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason })
    return this.post(url, body, headers, what, within)
  }

  /** Any request to the app: what no good Slack would send as well. */
  post(url: string, body: string, headers: Record<string, string>, what = 'raw', within = 3000): Promise<Answer> {
    const began = performance.now()
    const nothing = { what, status: 0, body: '' as unknown, headers: {} }
    return new Promise((resolve) => {
      const sent = request(url, { method: 'POST', headers, agent: this.#agent })
      const timer = globalThis.setTimeout(() => sent.destroy(new Error('timeout')), within)
      const end = (answer: Omit<Answer, 'ms'>) => {
        clearTimeout(timer)
        resolve({ ...answer, ms: performance.now() - began })
      }
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the app had just closed: not the app's fault
        if (sent.reusedSocket && error.code === 'ECONNRESET') {
          clearTimeout(timer)
          resolve(this.post(url, body, headers, what, within))
        } else end({ ...nothing, error: error.code ?? error.message })
      })
      sent.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', (error) => end({ ...nothing, error: error.message }))
        response.on('end', () => {
          const told = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
          const text = Buffer.concat(chunks).toString()
          end({ what, status: response.statusCode ?? 0, body: parsed(text), headers: Object.fromEntries(told) })
        })
      })
      sent.end(body)
    })
  }
}
