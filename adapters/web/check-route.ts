// POST /api/check: a check as one JSON document, or, for whoever accepts an event stream, each step as it ends and then the
// check. Whoever goes away ends only their own waiting.
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { isCluster } from '../../src/azure/cluster-name.ts'
import { imageOf } from '../../src/checks/image.ts'
import { readingOf, readPaste } from '../../src/diagnose.ts'
import { type Lang, langs } from '../../src/words/text.ts'
import { CheckRefused } from '../check-refused.ts'
import type { CheckRequest, Checks } from '../checks.ts'
import { whereOf } from '../where.ts'
import { refuse } from './refuse.ts'

const maxTextBytes = 1_048_576
const longestName = 300
const seconds = { least: 1, most: 60 }

const statuses = { 'not-covered': 403, busy: 503 } as const

const example = '{"registry": "myregistry"}'

/** Whoever may ask here may see all that this machine sees. */
const shown = { azure: 'shown' } as const

type Asked = { request: CheckRequest; lang: Lang }

/** The request, or a sentence that says what to send instead. */
function read(body: Record<string, unknown>): Asked | string {
  const { registry, image, paste, azure, aks, deadline, lang } = body
  if (typeof registry !== 'string' || registry.trim() === '' || registry.length > longestName)
    return `"registry" must be the name or login server of a registry: send ${example}`
  if (image !== undefined && (typeof image !== 'string' || !imageOf(image)))
    return '"image" must be repository, repository:tag or repository@sha256:digest, without the registry, or left out'
  if (paste !== undefined && typeof paste !== 'string') return '"paste" must be the error as text, or left out'
  if (paste !== undefined && Buffer.byteLength(paste) > maxTextBytes)
    return '"paste" is over 1 MB: send the part around the error'
  if (azure !== undefined && typeof azure !== 'boolean') return '"azure" must be true, false or left out'
  if (aks !== undefined && (typeof aks !== 'string' || !isCluster(aks)))
    return '"aks" must be the name or resource id of an AKS cluster, or left out'
  if (
    deadline !== undefined &&
    !(typeof deadline === 'number' && deadline >= seconds.least && deadline <= seconds.most)
  )
    return `"deadline" must be a number of seconds from ${seconds.least} to ${seconds.most}, or left out`
  if (lang !== undefined && !langs.includes(lang as Lang))
    return `"lang" must be one of ${langs.map((it) => `"${it}"`).join(', ')}, or left out`
  const read = typeof paste === 'string' ? readPaste(paste) : undefined
  return {
    request: {
      registry,
      from: 'remote',
      ...(typeof image === 'string' && { image }),
      ...(read && { paste: read }),
      ...((azure === true || aks !== undefined) && { azure: true }),
      ...(typeof aks === 'string' && { cluster: aks }),
      ...(typeof deadline === 'number' && { deadlineMs: deadline * 1000 }),
    },
    lang: langs.find((it) => it === lang) ?? (read ? readingOf(read).lang : 'en'),
  }
}

export const checkRoute = (checks: Checks, log: (line: string) => void) => async (c: Context) => {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    return refuse(c, 415, 'not-json', 'Send the body as JSON, with the header "Content-Type: application/json"')
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder().decode(await c.req.arrayBuffer()))
  } catch {
    return refuse(c, 400, 'not-json', `The body is not JSON: send ${example}`)
  }
  const asked = read({ ...(body as object) })
  if (typeof asked === 'string') return refuse(c, 400, 'bad-request', asked)
  const { request, lang } = asked
  c.header('Cache-Control', 'no-store')
  const { signal } = c.req.raw
  if (!/\btext\/event-stream\b/i.test(c.req.header('accept') ?? ''))
    try {
      return c.json((await checks.run(request, { signal }))(lang, shown))
    } catch (error) {
      if (!(error instanceof CheckRefused)) throw error
      if (error.why === 'busy') c.header('Retry-After', '60')
      return refuse(c, statuses[error.why], error.why, error.message)
    }
  return streamSSE(c, async (stream) => {
    const tell = (event: string, data: unknown) => stream.writeSSE({ event, data: JSON.stringify(data) })
    try {
      const check = await checks.run(request, { signal, onStep: (step) => void tell('step', step(lang)) })
      await tell('check', check(lang, shown))
    } catch (error) {
      if (error instanceof CheckRefused) return tell('error', { error: { code: error.why, message: error.message } })
      log(`a check failed: ${whereOf(error)}`)
      await tell('error', {
        error: { code: 'internal', message: 'Something broke here; the log of the server says where' },
      })
    }
  })
}
