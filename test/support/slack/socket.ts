// Socket Mode: the connections that the app holds open, the envelopes sent through them and what came back.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { type Json, problem, type World } from './world.ts'

export type Ack = { envelope_id: string; type: string; payload: unknown; ms: number }
type Pending = { type: string; socket: WebSocket; at: number; accepts: boolean; done(ack: Ack | undefined): void }
export type Envelope = { type: string; payload: Json; accepts: boolean; retry?: { num: number; reason: string } }

/** Of one app; whoever comes then is told so, and let go. */
const mostConnections = 10

export class SocketMode {
  readonly acks: Ack[] = []
  readonly #world: World
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #tickets = new Set<string>()
  readonly #open = new Set<WebSocket>()
  readonly #pending = new Map<string, Pending>()
  readonly #answered = new Set<string>()
  #turn = 0
  readonly #pings: NodeJS.Timeout

  constructor(world: World) {
    this.#world = world
    this.#pings = setInterval(() => {
      for (const socket of this.#open) socket.ping(`Ping from ${world.ids.hex()}`)
    }, 5000).unref()
  }

  get connections() {
    return this.#open.size
  }

  /** What apps.connections.open answers: a url that opens once. */
  url(): string {
    const ticket = randomUUID()
    this.#tickets.add(ticket)
    return `${this.#world.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${this.#world.app.id}`
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
    const ticket = /ticket=([^&]+)/.exec(request.url ?? '')?.[1] ?? ''
    if (!this.#tickets.delete(ticket)) return stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    return this.#server.handleUpgrade(request, stream, head, (socket) => this.#welcome(socket))
  }

  #welcome(socket: WebSocket) {
    const world = this.#world
    socket.on('error', () => {})
    if (this.#open.size >= mostConnections) {
      const debug_info = { host: 'applink-fake' }
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info }))
      return socket.close()
    }
    this.#open.add(socket)
    socket.on('message', (data) => this.#read(data))
    socket.on('close', () => {
      this.#open.delete(socket)
      for (const [id, { socket: its, done }] of this.#pending) {
        if (its !== socket) continue
        this.#pending.delete(id)
        done(undefined)
      }
    })
    const debug = { host: 'applink-fake', started: new Date().toISOString(), build_number: 1 }
    const hello = { type: 'hello', num_connections: this.#open.size, connection_info: { app_id: world.app.id } }
    return socket.send(JSON.stringify({ ...hello, debug_info: { ...debug, approximate_connection_time: 18_060 } }))
  }

  #read(data: RawData) {
    const world = this.#world
    const text = Buffer.isBuffer(data) ? data.toString() : ''
    const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id?: string; payload?: Json }
    const pending = this.#pending.get(id ?? '')
    if (id === undefined || !pending) {
      const why = this.#answered.has(id ?? '') ? 'acknowledged twice' : 'acknowledged too late or never sent'
      return problem(world, `Socket Mode: an envelope ${why}`)
    }
    this.#pending.delete(id)
    if (world.keep === 'all') this.#answered.add(id)
    if (!pending.accepts && payload !== undefined && Object.keys(payload).length > 0) {
      problem(world, `Socket Mode: a payload in the acknowledgement of ${pending.type}`)
    }
    const ack = { envelope_id: id, type: pending.type, payload, ms: performance.now() - pending.at }
    if (world.keep === 'all') this.acks.push(ack)
    return pending.done(ack)
  }

  /** Through one of the connections, in turn; undefined when it was not acknowledged. */
  send({ type, payload, accepts, retry }: Envelope, within: number): Promise<Ack | undefined> {
    const ready = [...this.#open].filter(({ readyState, OPEN }) => readyState === OPEN)
    this.#turn += 1
    const socket = ready[this.#turn % ready.length]
    if (!socket) return Promise.resolve(undefined)
    const id = randomUUID()
    const retried = { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
    const envelope = { envelope_id: id, payload, type, accepts_response_payload: accepts }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id)
        resolve(undefined)
      }, within)
      const done = (ack: Ack | undefined) => {
        clearTimeout(timer)
        resolve(ack)
      }
      this.#pending.set(id, { type, socket, at: performance.now(), accepts, done })
      socket.send(JSON.stringify(type === 'events_api' ? { ...envelope, ...retried } : envelope))
    })
  }

  /** Slack says that it will close the connections; 'warning' comes some seconds before the other. */
  disconnect(reason: 'refresh_requested' | 'warning' | 'link_disabled' = 'refresh_requested') {
    const said = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-fake' } })
    for (const socket of this.#open) socket.send(said)
  }

  /** The network goes away, without a closing frame. */
  drop() {
    for (const socket of this.#open) socket.terminate()
  }

  /** Sends what is not JSON, or no envelope. */
  sendRaw(text: string) {
    for (const socket of this.#open) socket.send(text)
  }

  close() {
    clearInterval(this.#pings)
    this.drop()
    this.#server.close()
  }
}
