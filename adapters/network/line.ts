// An open connection, from the bare socket to HTTP over TLS on it.
import { connect as connectTo, isIP, type Socket } from 'node:net'
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import { Client } from '#undici'
import packageJson from '../../package.json' with { type: 'json' }
import type { Certificate, Failed, HttpRequest, HttpResponse, Secured } from '../../src/ports.ts'
import { stopwatch } from './stopwatch.ts'
import { before, failed, silent } from './troubles.ts'
import { distrusted, trusting } from './trust.ts'

export type Line = {
  socket: Socket
  client?: Client
  /** The same way once more: to the address that was judged, or through the same proxy. */
  again?: (signal: AbortSignal) => Promise<Line | undefined>
  ca?: readonly string[]
  closed?: boolean
}

/** Where to connect to in place of an address's port 443: for tests. */
export type Dial = (address: string) => { host: string; port: number }

const port = 443
const maxHeaderSize = 16 * 1024
const late = 60_000

type Opened = { ok: true; line: Line; ownMs: number } | Failed

function open(at: { host: string; port: number }, signal: AbortSignal): Promise<Opened> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(silent)
    const taken = stopwatch()
    const socket = connectTo({ ...at, autoSelectFamily: false })
    const stop = () => {
      socket.destroy()
      resolve(silent)
    }
    signal.addEventListener('abort', stop, { once: true })
    // Kept for good: a socket may break at any later time.
    socket.on('error', (error) => {
      signal.removeEventListener('abort', stop)
      resolve(failed(error))
    })
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop)
      socket.setNoDelay(true)
      resolve({ ok: true, line: { socket }, ownMs: taken().ownMs })
    })
  })
}

export const dialler =
  (dial: Dial = (host) => ({ host, port })) =>
  async (address: string, signal: AbortSignal): Promise<Opened> => {
    const opened = await open(dial(address), signal)
    if (opened.ok)
      opened.line.again = async (later) => {
        const next = await open(dial(address), later)
        return next.ok ? next.line : undefined
      }
    return opened
  }

export function close(line: Line): void {
  line.closed = true
  void line.client?.destroy().catch(() => {})
  line.socket.destroy()
}

/** Many a server ends a connection after each answer: what is asked next goes over a new one, verified like the first. */
async function renewed(line: Line, host: string, signal: AbortSignal): Promise<boolean> {
  const next = await line.again?.(signal)
  if (!next) return false
  const secured = await secure(next, host, signal, line.ca)
  if (!secured.ok || line.closed) {
    close(next)
    return false
  }
  void line.client?.destroy().catch(() => {})
  line.socket = next.socket
  delete line.client
  return true
}

/** The client asks for a connection anew as long as what it is given is over: each is handed to it once, and only open. */
function clientOver({ socket }: Line, host: string): Client {
  let handed = false
  return new Client(`https://${host}`, {
    // Told in the same breath, it would take the connection and never send.
    connect: (_options, done) =>
      queueMicrotask(() => {
        if (handed || socket.destroyed) return done(Object.assign(new Error('closed'), { code: 'ENOTCONN' }), null)
        handed = true
        done(null, socket)
      }),
    maxHeaderSize,
    pipelining: 1,
    keepAliveTimeout: late,
    headersTimeout: late,
    bodyTimeout: late,
  })
}

const nameOf = (part: PeerCertificate['subject'] | undefined, field: 'CN' | 'O'): string => {
  const value: unknown = part?.[field]
  return String(Array.isArray(value) ? value[0] : (value ?? '')).slice(0, 200)
}

function certificateOf(peer: PeerCertificate): Certificate | undefined {
  if (!peer.subject && !peer.issuer) return undefined
  const organisation = nameOf(peer.issuer, 'O')
  const iso = (date: string) => (Number.isNaN(Date.parse(date)) ? '' : new Date(date).toISOString())
  return {
    subject: nameOf(peer.subject, 'CN'),
    issuer: nameOf(peer.issuer, 'CN') || organisation,
    ...(organisation && { issuerOrganisation: organisation }),
    names: (peer.subjectaltname ?? '')
      .split(', ')
      .flatMap((it) => /^DNS:(.+)$/.exec(it)?.[1]?.slice(0, 253) ?? [])
      .slice(0, 50),
    validFrom: iso(peer.valid_from),
    validTo: iso(peer.valid_to),
  }
}

function judged(socket: TLSSocket, host: string, ca?: readonly string[]): Secured {
  const peer = socket.getPeerCertificate(true)
  const certificate = certificateOf(peer)
  const protocol = socket.getProtocol()
  const about = { ...(certificate && { certificate }), ...(protocol && { protocol }) }
  const fault = distrusted(socket, peer, host, ca)
  return fault ? { ok: false, ...fault, ...about } : { ok: true, ...about }
}

export function secure(line: Line, host: string, signal: AbortSignal, ca?: readonly string[]): Promise<Secured> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ ok: false, why: 'timeout' })
    const socket = connectTls({
      socket: line.socket,
      // An address is no name to ask for by SNI.
      servername: isIP(host) ? '' : host,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      secureContext: trusting(ca),
    })
    const end = (secured: Secured) => {
      signal.removeEventListener('abort', stop)
      line.socket.off('close', closed)
      resolve(secured)
    }
    const stop = () => {
      socket.destroy()
      end({ ok: false, why: 'timeout' })
    }
    const closed = () => end({ ok: false, why: 'closed' })
    signal.addEventListener('abort', stop, { once: true })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Node says "reset" too where the other side ended in good order before the handshake was over.
      const trouble = /before secure TLS connection/.test(error.message)
        ? { ok: false as const, why: 'closed' as const }
        : failed(error)
      end(trouble)
    })
    line.socket.once('close', closed)
    socket.once('secureConnect', () => {
      line.socket.off('close', closed)
      const secured = judged(socket, host, ca)
      line.socket = socket
      if (ca) line.ca = ca
      end(secured)
    })
  })
}

/** Redirects are not followed; what was asked for is all that is sent. */
export async function request(
  line: Line,
  host: string,
  asked: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse | Failed> {
  try {
    const used = line.client !== undefined
    if (used && line.socket.destroyed && !line.closed && !(await renewed(line, host, signal)))
      return signal.aborted ? silent : { ok: false, why: 'closed' }
    const ask = () => {
      line.client ??= clientOver(line, host)
      return before(signal, exchange(line.client, asked, signal), silent)
    }
    const said = await ask()
    // Ended by the server just when it was asked: what only reads may be asked once more.
    const wasEnding = !said.ok && used && asked.method !== 'POST' && (said.why === 'closed' || said.why === 'reset')
    return wasEnding && !line.closed && (await renewed(line, host, signal)) ? await ask() : said
  } catch (error) {
    return signal.aborted ? silent : failed(error)
  }
}

async function exchange(client: Client, asked: HttpRequest, signal: AbortSignal): Promise<HttpResponse | Failed> {
  const { method, path, headers = {}, body, atMost, bodyWithin } = asked
  const untilHeaders = stopwatch()
  try {
    const response = await client.request({
      method,
      path,
      headers: { 'user-agent': `acr-check/${packageJson.version}`, accept: '*/*', ...headers },
      ...(body !== undefined && { body }),
      signal,
    })
    const head = untilHeaders()
    const untilRead = stopwatch()
    response.body.on('error', () => {})
    const pieces: Uint8Array[] = []
    let length = 0
    const until = bodyWithin === undefined ? undefined : performance.now() + bodyWithin
    const reading = async () => {
      for await (const piece of response.body as AsyncIterable<Uint8Array>) {
        pieces.push(piece)
        length += piece.length
        if (length >= atMost || (until !== undefined && performance.now() >= until)) break
      }
    }
    const work = reading()
    if (bodyWithin === undefined) await work
    else await enough(work, bodyWithin)
    response.body.destroy()
    const read = untilRead()
    return {
      ok: true,
      status: response.statusCode,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [
          name.toLowerCase(),
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]),
      ),
      body: joined(pieces, atMost),
      headersMs: head.ms,
      bodyMs: read.ms,
      ownMs: { headers: head.ownMs, body: read.ownMs },
    }
  } catch (error) {
    return signal.aborted ? silent : failed(error)
  }
}

/** What has come by then is enough. */
async function enough(work: Promise<void>, ms: number): Promise<void> {
  work.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, over])
  clearTimeout(timer)
}

function joined(pieces: readonly Uint8Array[], atMost: number): Uint8Array {
  const all = Buffer.concat(pieces)
  return all.length > atMost ? all.subarray(0, atMost) : all
}
