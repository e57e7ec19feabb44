// The fake Azure on real sockets, over https on loopback: management, logs, Entra ID, and the metadata endpoint over plain http, with
// everything that goes wrong there. The real SDKs are its clients.
import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { certificateFor, listen } from '../sockets.ts'
import { type Entra, fakeEntra } from './fake-entra.ts'
import { type Answered, type Asked, answerLogs, answerManagement, type Manager } from './fake-manager.ts'
import { defaultWorld } from './world.ts'

/** What goes wrong with the requests whose method and path it is on. */
export type Fault = {
  on: RegExp
  /** So often; otherwise always. */
  times?: number
} & (
  | { status: number; code?: string; retryAfter?: string }
  /** A gateway's page in place of an answer. */
  | { page: number }
  | { slowMs: number }
  | { drop: true }
  /** The answer lacks this, such as `sku` or `value.0.name`. */
  | { without: string }
  /** The answer holds this at the field. */
  | { field: string; holds: unknown }
  | { redirect: string }
  /** This subscription is gone from then on. */
  | { vanishes: string }
)

export type FakeAzureApi = Manager & {
  /** As a cloud has them; the two differ in their host. */
  arm: string
  logs: string
  /** Entra's. */
  authority: string
  metadata: string
  /** The authority of its certificate, for another process. */
  ca: string
  entra: Entra
  faults: Fault[]
  /** Method and path with the query, in order. */
  heard: string[]
  close(): void
}

/** Takes a field out of an answer, or puts something there. */
function change(body: unknown, field: string, value?: unknown): unknown {
  const copy = structuredClone(body)
  const steps = field.split('.')
  const last = steps.pop() ?? ''
  let at = copy as Record<string, unknown> | undefined
  for (const step of steps) at = at?.[step] as Record<string, unknown> | undefined
  if (!at) return copy
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}

/** Those of each cloud too, for whoever comes through a proxy. */
const hosts = [
  'localhost',
  '127.0.0.1',
  'management.azure.com',
  'management.usgovcloudapi.net',
  'management.chinacloudapi.cn',
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.chinacloudapi.cn',
  'login.partner.microsoftonline.cn',
  'api.loganalytics.io',
]

const unauthorized = (code: string, message: string): Answered => ({ status: 401, body: { error: { code, message } } })

export async function startFakeAzureApi(): Promise<FakeAzureApi> {
  const closing: (() => void)[] = []
  const certificate = await certificateFor(hosts)
  setDefaultCACertificates([...getCACertificates('default'), certificate.cert])
  const entra = fakeEntra()
  const api: Omit<FakeAzureApi, 'arm' | 'logs' | 'authority' | 'metadata'> = {
    world: defaultWorld(),
    granted: [{ actions: ['*/read'], scope: '/' }],
    used: [],
    refused: [],
    pageSize: 2,
    ca: certificate.cert,
    entra,
    faults: [],
    heard: [],
    close: () => {
      for (const each of closing) each()
    },
  }

  /** What a request is answered without anything going wrong. */
  function usual(asked: Asked, host: string, authorization: string | undefined): Answered {
    const [kind, token = ''] = (authorization ?? '').split(' ')
    if (kind !== 'Bearer')
      return unauthorized('AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.")
    const audience = entra.audienceOf(token)
    if (!audience) return unauthorized('InvalidAuthenticationToken', 'The access token is invalid.')
    if (audience !== `https://${host}`)
      return unauthorized(
        'InvalidAuthenticationTokenAudience',
        `The access token has been obtained for wrong audience or resource '${audience}'.`,
      )
    return asked.url.pathname.startsWith('/v1/') ? answerLogs(api, asked) : answerManagement(api, asked)
  }

  function send(response: ServerResponse, { status, body }: Answered, headers: Record<string, string> = {}): void {
    const isPage = typeof body === 'string'
    response.writeHead(status, {
      'content-type': isPage ? 'text/html' : 'application/json; charset=utf-8',
      'x-ms-request-id': '22222222-3333-4444-5555-666666666666',
      ...headers,
    })
    response.end(isPage ? body : JSON.stringify(body))
  }

  const server: Server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const host = request.headers.host ?? ''
      const url = new URL(request.url ?? '', `https://${host}`)
      const asked: Asked = { method: request.method ?? '', url, body: Buffer.concat(pieces).toString() }
      const signIn = entra.answer(url.pathname, asked.body, url.origin)
      api.heard.push(`${asked.method} ${request.url}`)
      const line = `${asked.method} ${decodeURIComponent(url.pathname)}`
      const fault = api.faults.find((it) => it.on.test(line) && it.times !== 0)
      if (fault?.times !== undefined) fault.times--
      if (fault && 'vanishes' in fault)
        api.world.subscriptions = api.world.subscriptions.filter((id) => id !== fault.vanishes)
      if (fault && 'drop' in fault) return void request.socket.destroy()
      if (fault && 'page' in fault)
        return send(response, { status: fault.page, body: '<html><body><h1>Bad Gateway</h1></body></html>' })
      if (fault && 'redirect' in fault) return send(response, { status: 307, body: {} }, { location: fault.redirect })
      if (fault && 'status' in fault)
        return send(
          response,
          {
            status: fault.status,
            body: {
              error: { code: fault.code ?? 'InternalServerError', message: 'Encountered internal server error.' },
            },
          },
          fault.retryAfter ? { 'retry-after': fault.retryAfter } : {},
        )
      const answer = signIn ?? usual(asked, host, request.headers.authorization)
      if (fault && 'without' in fault) return send(response, { ...answer, body: change(answer.body, fault.without) })
      if (fault && 'field' in fault)
        return send(response, { ...answer, body: change(answer.body, fault.field, fault.holds) })
      if (fault && 'slowMs' in fault) return void setTimeout(() => send(response, answer), fault.slowMs).unref()
      send(response, answer)
    })
  })
  const port = await listen(server, closing)
  const metadata = await listen(
    createHttpServer((request, response) => entra.metadata(request, response)),
    closing,
  )
  return Object.assign(api, {
    arm: `https://localhost:${port}`,
    logs: `https://127.0.0.1:${port}`,
    authority: `https://localhost:${port}`,
    metadata: `http://127.0.0.1:${metadata}`,
  })
}
