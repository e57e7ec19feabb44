// One request and its answer over a connection that stands, by Node's own HTTP/1.1: nothing else is ready so soon.
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import packageJson from '../../package.json' with { type: 'json' }
import type { Failed, HttpRequest, HttpResponse } from '../../src/ports.ts'
import { stopwatch } from './stopwatch.ts'
import { failed, silent } from './troubles.ts'

const maxHeaderSize = 16 * 1024

/** Has this connection and never another: it is handed out once, and only while it is open. */
export function agentOver(socket: Socket): Agent {
  let handed = false
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  agent.createConnection = (_options, done) => {
    if (!handed && !socket.destroyed) {
      handed = true
      return socket
    }
    done?.(Object.assign(new Error('closed'), { code: 'ENOTCONN' }), socket)
    return undefined
  }
  return agent
}

/** Redirects are not followed; what was asked for is all that is sent. */
export async function exchange(
  agent: Agent,
  host: string,
  asked: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse | Failed> {
  const untilHeaders = stopwatch()
  try {
    const response = await answered(agent, host, asked, signal)
    const head = untilHeaders()
    const untilRead = stopwatch()
    const body = await read(response, asked)
    const reading = untilRead()
    return {
      ok: true,
      status: response.statusCode ?? 0,
      headers: Object.fromEntries(
        Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
      ),
      body,
      headersMs: head.ms,
      bodyMs: reading.ms,
      ownMs: { headers: head.ownMs, body: reading.ownMs },
    }
  } catch (error) {
    return signal.aborted ? silent : failed(error)
  }
}

function answered(agent: Agent, host: string, asked: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, path, headers, body } = asked
  return new Promise((resolve, reject) => {
    const asking = request({
      agent,
      method,
      path,
      headers: { host, 'user-agent': `acr-check/${packageJson.version}`, accept: '*/*', ...headers },
      maxHeaderSize,
      signal,
    })
    asking.on('response', (response) => {
      // What breaks the connection is told here alone; the response says only that it was cut short.
      asking.on('error', (error) => response.destroy(error))
      resolve(response)
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

async function read(response: IncomingMessage, { atMost, bodyWithin }: HttpRequest): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  const until = bodyWithin === undefined ? undefined : performance.now() + bodyWithin
  response.on('error', () => {})
  const reading = async () => {
    for await (const piece of response as AsyncIterable<Uint8Array>) {
      pieces.push(piece)
      length += piece.length
      if (length >= atMost || (until !== undefined && performance.now() >= until)) break
    }
  }
  const work = reading()
  if (bodyWithin === undefined) await work
  else await enough(work, bodyWithin)
  if (!response.readableEnded) response.destroy()
  const all = Buffer.concat(pieces)
  return all.length > atMost ? all.subarray(0, atMost) : all
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
