// An open connection, from the bare socket to HTTP over TLS on it.
import type { Agent } from 'node:http'
import { connect as connectTo, isIP, type Socket } from 'node:net'
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { Certificate, Failed, HttpRequest, HttpResponse, Secured } from '../../src/ports.ts'
import { agentOver, exchange } from './exchange.ts'
import { stopwatch } from './stopwatch.ts'
import { before, failed, silent } from './troubles.ts'
import { distrusted } from './trust.ts'

export type Line = {
  socket: Socket
  agent?: Agent
  /** The same way once more: to the address that was judged, or through the same proxy. */
  again?: (signal: AbortSignal) => Promise<Line | undefined>
  ca?: readonly string[]
  closed?: boolean
}

/** Where to connect to in place of an address's port 443: for tests. */
export type Dial = (address: string) => { host: string; port: number }

const port = 443

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
  line.agent?.destroy()
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
  line.agent?.destroy()
  line.socket = next.socket
  delete line.agent
  return true
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
  const certificate = certificateOf(socket.getPeerCertificate())
  const protocol = socket.getProtocol()
  const about = { ...(certificate && { certificate }), ...(protocol && { protocol }) }
  const fault = distrusted(socket, host, ca)
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
      ...(ca && { ca: [...ca] }),
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
    socket.on('error', (error) => end(failed(error)))
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

export async function request(
  line: Line,
  host: string,
  asked: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse | Failed> {
  try {
    const used = line.agent !== undefined
    if (used && line.socket.destroyed && !line.closed && !(await renewed(line, host, signal)))
      return signal.aborted ? silent : { ok: false, why: 'closed' }
    const ask = () => {
      line.agent ??= agentOver(line.socket)
      return before(signal, exchange(line.agent, host, asked, signal), silent)
    }
    const said = await ask()
    // Ended by the server just when it was asked: what only reads may be asked once more.
    const wasEnding = !said.ok && used && asked.method !== 'POST' && (said.why === 'closed' || said.why === 'reset')
    return wasEnding && !line.closed && (await renewed(line, host, signal)) ? await ask() : said
  } catch (error) {
    return signal.aborted ? silent : failed(error)
  }
}
