// What a pull asks for once the registry has asked for a login: tokens, a manifest, a layer. Credentials go to the token
// endpoint of the registry alone, and its tokens to the registry alone.
import type { HttpRequest } from '../ports.ts'
import { type Credential, type Image, imageOf } from './image.ts'
import { jsonOf, type Seen, type Timed, type Told } from './seen.ts'
import { isLayerHost, type Target } from './target.ts'
import { budgets, reach, timed, type Walker } from './way.ts'

/** In bytes. */
export const smallBody = 64 * 1024
const manifestBody = 4 * 1024 * 1024
/** Of a layer no more is read than this, nor longer than that. */
const layerBytes = 1024 * 1024
const layerMs = 2000
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

export type Asking<Line> = {
  walker: Walker<Line>
  target: Target
  image: Image | undefined
  add: (more: Partial<Seen>) => void
  current: () => Seen
  /** Asks the registry, over the connection that stands. */
  ask: (request: HttpRequest) => Promise<Timed<Told>>
}

const form = (fields: Record<string, string>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

/** Asks for access tokens, by scope; undefined when there is none to be had. */
export type Bearer = (scope: string) => Promise<string | undefined>

export async function authorise<Line>(
  { target, image, add, ask }: Asking<Line>,
  credential: Credential,
): Promise<Bearer | undefined> {
  const service = target.loginServer
  let refresh: string | undefined
  if (credential.kind === 'azure') {
    const exchanged = await ask({
      method: 'POST',
      path: '/oauth2/exchange',
      atMost: smallBody,
      ...form({ grant_type: 'access_token', service, access_token: credential.token }),
    })
    const given = exchanged.ok && exchanged.status === 200 ? jsonOf(exchanged).refresh_token : undefined
    if (typeof given !== 'string') {
      add({ token: { ...exchanged, granted: false } })
      return undefined
    }
    refresh = given
  }
  const tokens = new Map<string, string>()
  async function bearer(scope: string): Promise<string | undefined> {
    const before = tokens.get(scope)
    if (before !== undefined) return before
    const query = new URLSearchParams({ service, scope }).toString()
    const answer = await ask(
      refresh === undefined
        ? {
            method: 'GET',
            path: `/oauth2/token?${query}`,
            atMost: smallBody,
            ...(credential.kind === 'password' && { headers: { authorization: basic(credential) } }),
          }
        : {
            method: 'POST',
            path: '/oauth2/token',
            atMost: smallBody,
            ...form({ grant_type: 'refresh_token', service, scope, refresh_token: refresh }),
          },
    )
    const token = answer.ok && answer.status === 200 ? jsonOf(answer).access_token : undefined
    const granted = typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)
    add({ token: { ...answer, granted } })
    if (granted) tokens.set(scope, token)
    return granted ? token : undefined
  }
  // Without an image only an anonymous token tells whether anybody may pull; a login is told by the catalogue's.
  const scope = image
    ? pullScope(image.repository)
    : credential.kind === 'anonymous'
      ? pullScope('hello-world')
      : catalogScope
  return (await bearer(scope)) === undefined ? undefined : bearer
}

const catalogScope = 'registry:catalog:*'
const pullScope = (repository: string) => `repository:${repository}:pull`
const listScope = (repository: string) => `repository:${repository}:pull,metadata_read`
const basic = ({ username, password }: { username: string; password: string }) =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`

const bearing = (token: string, more: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...more },
})

export type Pulled = 'well' | 'ill' | 'none'

export async function pull<Line>(asking: Asking<Line>, bearer: Bearer, lines: Set<Line>): Promise<Pulled> {
  const { image, add, ask } = asking
  const wanted = image ?? (asking.current().as === 'anonymous' ? undefined : await anyImage(asking, bearer))
  if (!wanted) return 'none'
  const { repository } = wanted
  const reference = wanted.reference ?? (await anyTag(asking, bearer, repository)) ?? 'latest'
  add({ image: { repository, reference, named: image !== undefined } })
  const token = await bearer(pullScope(repository))
  if (token === undefined) return 'ill'
  const get = (what: string, atMost: number) =>
    ask({ method: 'GET', path: `/v2/${repository}/${what}`, atMost, ...bearing(token, { accept: manifestTypes }) })
  let manifest = await get(`manifests/${reference}`, manifestBody)
  if (manifest.ok && manifest.status === 200) {
    const child = childOf(jsonOf(manifest))
    if (child) manifest = await get(`manifests/${child}`, manifestBody)
  }
  add({ manifest })
  if (!manifest.ok || manifest.status !== 200) return 'ill'
  const digest = layerOf(jsonOf(manifest))
  if (!digest) return 'none'
  return fetchLayer(asking, `/v2/${repository}/blobs/${digest}`, token, lines)
}

/** Some image that there is, where rights allow to look. */
async function anyImage<Line>({ add, ask }: Asking<Line>, bearer: Bearer): Promise<Image | undefined> {
  const token = await bearer(catalogScope)
  const catalog =
    token === undefined
      ? undefined
      : await ask({ method: 'GET', path: '/v2/_catalog?n=20', atMost: smallBody, ...bearing(token) })
  if (!catalog?.ok || catalog.status !== 200) {
    add({ noImage: 'catalog-refused' })
    return undefined
  }
  const { repositories } = jsonOf(catalog)
  const first = (Array.isArray(repositories) ? repositories : []).map((name) => imageOf(String(name))).find((it) => it)
  if (!first) add({ noImage: 'catalog-empty' })
  return first
}

async function anyTag<Line>(
  { add, ask }: Asking<Line>,
  bearer: Bearer,
  repository: string,
): Promise<string | undefined> {
  const token = await bearer(listScope(repository))
  const listed =
    token === undefined
      ? undefined
      : await ask({ method: 'GET', path: `/v2/${repository}/tags/list?n=100`, atMost: smallBody, ...bearing(token) })
  if (!listed?.ok || listed.status !== 200) {
    add({ noImage: 'tags-refused' })
    return undefined
  }
  const { tags } = jsonOf(listed)
  const names = (Array.isArray(tags) ? tags : [])
    .filter((tag) => imageOf(`${repository}:${tag}`) !== undefined)
    .map(String)
  return names.includes('latest') ? 'latest' : names.at(-1)
}

type Descriptor = {
  digest?: unknown
  size?: unknown
  urls?: unknown
  platform?: { os?: unknown; architecture?: unknown }
}
const descriptors = (value: unknown): Descriptor[] =>
  Array.isArray(value) ? value.filter((it): it is Descriptor => typeof it === 'object' && it !== null) : []
const isDigest = (value: unknown): value is string => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)

/** Of an index: the image for the commonest machines, else the first. */
function childOf({ manifests }: Record<string, unknown>): string | undefined {
  const all = descriptors(manifests).filter(({ digest }) => isDigest(digest))
  const common = all.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64')
  const { digest } = common ?? all[0] ?? {}
  return isDigest(digest) ? digest : undefined
}

/** The largest layer that the registry itself has: it tells most about the speed. */
function layerOf({ layers }: Record<string, unknown>): string | undefined {
  const [largest] = descriptors(layers)
    .filter(({ digest, urls }) => isDigest(digest) && !urls)
    .toSorted((a, b) => Number(b.size) - Number(a.size))
  return isDigest(largest?.digest) ? largest.digest : undefined
}

async function fetchLayer<Line>(asking: Asking<Line>, path: string, token: string, lines: Set<Line>): Promise<Pulled> {
  const { walker, target, add, ask } = asking
  const measured = { method: 'GET', atMost: layerBytes, bodyWithin: layerMs } as const
  const redirect = await ask({ ...measured, path, ...bearing(token) })
  if (redirect.ok && redirect.status === 200) {
    add({ layer: { redirect, host: target.loginServer, body: redirect } })
    return 'well'
  }
  if (!redirect.ok || redirect.status < 300 || redirect.status > 399) {
    add({ layer: { redirect } })
    return 'ill'
  }
  const location = URL.parse(redirect.headers.location ?? '', `https://${target.loginServer}`)
  const host = location?.hostname ?? ''
  const follows =
    location?.protocol === 'https:' && location.port === '' && location.username === '' && location.password === ''
  if (!location || !follows || !isLayerHost(host, target)) {
    add({ layer: { redirect, foreign: host.slice(0, 100) } })
    return 'ill'
  }
  const reached = await reach(walker, host, (way) => add({ layer: { redirect, host, way } }))
  const { way, line } = reached
  if (line === undefined) return 'ill'
  lines.add(line)
  // Without the token: the address itself is signed.
  const request = { ...measured, path: location.pathname + location.search }
  const body = await timed(walker, walker.net.request(line, host, request, walker.within(budgets.request)))
  add({ layer: { redirect, host, way, body } })
  return body.ok && body.status < 300 ? 'well' : 'ill'
}
