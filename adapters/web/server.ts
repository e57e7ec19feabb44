// The one HTTP server that everything listens on. The guards stand before the playground and the API only, since chat
// platforms prove themselves otherwise.
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { secureHeaders } from 'hono/secure-headers'
import type { Checks } from '../checks.ts'
import type { Config } from '../config.ts'
import type { Platforms } from '../platforms.ts'
import { whereOf } from '../where.ts'
import { alertsRoute, limitAlert } from './alerts-route.ts'
import { chatRoutes } from './chat-routes.ts'
import { checkRoute } from './check-route.ts'
import { type Diagnose, diagnoseRoute, limitBody } from './diagnose-route.ts'
import { type Env, guardApi } from './guards.ts'
import { playground } from './playground.ts'
import { refuse } from './refuse.ts'

type WebApp = {
  config: Config
  diagnose: Diagnose
  /** Unset: the API makes no checks. */
  checks?: Checks
  platforms: Platforms
  /** The folder with the bundled playground. */
  page: string
  log?: (line: string) => void
}

export function webApp({ config, diagnose, checks, platforms, page, log = console.error }: WebApp): Hono<Env> {
  const app = new Hono<Env>()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      // Whoever puts TLS in front decides that; sent from here it would follow every other server on localhost.
      strictTransportSecurity: false,
    }),
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header('Allow', methods.join(', '))
        return refuse(c, 405, 'wrong-method', `${c.req.path} takes ${methods.join(' or ')}`)
      },
    }),
  )
  app.notFound((c) =>
    refuse(
      c,
      404,
      'not-found',
      'Nothing is here: the playground is at /, the API takes POST at /api/diagnose and /api/check',
    ),
  )
  app.onError((error, c) => {
    const id = randomUUID()
    log(`error ${id}: ${whereOf(error)}`)
    return refuse(
      c,
      500,
      'internal',
      `Something broke here. It is not your text's fault: report the id ${id}, which stands in the server's log too`,
    )
  })
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.use('/api/diagnose', guardApi(config))
  app.post('/api/diagnose', limitBody, diagnoseRoute(diagnose))
  app.use('/api/check', guardApi(config))
  if (checks) app.post('/api/check', limitBody, checkRoute(checks, log))
  app.post('/api/alerts/:token', limitAlert, alertsRoute(platforms.oncall, log))
  app.route('/', chatRoutes(config, platforms))
  app.route('/', playground(config, page, { azure: checks?.offersAzure ?? false }))
  return app
}

export type Served = { url: string; close: () => Promise<void> }

/** Rejects with a sentence that says what to do when it cannot listen. */
export async function serve(app: Hono<Env>, { host, port }: Pick<Config, 'host' | 'port'>): Promise<Served> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(cannotListen(error, host, port), { cause: error })),
    )
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere || host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${name}:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), 2_000)
        server.close(() => {
          clearTimeout(late)
          resolve()
        })
      }),
  }
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program, perhaps another acr-check: stop it, or set PORT to another port (PORT=${port < 65_535 ? port + 1 : 3978})`
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to a port from 1024 up`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1 or 0.0.0.0`
    default:
      return `Cannot listen on ${host}, port ${port} (${error.code ?? error.message}): set HOST and PORT to others`
  }
}
