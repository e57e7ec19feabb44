// Walks the ladder: which steps run when, each as soon as what it needs is known, and nothing later than the deadline.
// What was seen is only gathered here; tell.ts says what it means.
import type { Credentials, HttpRequest, Network } from '../ports.ts'
import { type Credential, type Image, imageOf } from './image.ts'
import { isOwnChallenge, jsonOf, regionOf, type Seen, type Timed, type Told, type Way } from './seen.ts'
import { dataHostOf, isLayerHost, readTarget, type Target } from './target.ts'
import { budgets, leastSilence, type Reached, reach, timed, type Walker } from './way.ts'

export type Errand = {
  name: string
  image?: Image
  credentials?: Credentials
  /** Data endpoints and blob hosts that a paste names. */
  layerHosts: readonly string[]
  control: string
  deadlineMs: number
}

/** In bytes. */
const smallBody = 64 * 1024
const manifestBody = 4 * 1024 * 1024
/** Of a layer no more is read than this, nor longer than that. */
const layerBytes = 1024 * 1024
const layerMs = 2000
/** An identity that has not answered by then is done without. */
const identityMs = 3000

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

/** @param partly called with all that is seen so far, each time that something is */
export async function walk<Line>(
  errand: Errand,
  net: Network<Line>,
  partly: (seen: Seen) => void,
  signal?: AbortSignal,
): Promise<Seen> {
  const began = net.now()
  const leaving = new AbortController()
  const leave = () => leaving.abort()
  if (signal?.aborted) leave()
  signal?.addEventListener('abort', leave, { once: true })
  const whole = net.within(errand.deadlineMs, leaving.signal)
  const shorter = Math.min(1, errand.deadlineMs / 10_000)
  const walker: Walker<Line> = { net, within: (ms) => net.within(Math.max(leastSilence, ms * shorter), whole) }
  const target = readTarget(errand.name)
  let seen: Seen = { target, as: errand.credentials?.kind ?? 'anonymous', ms: 0, late: false }
  let over = false
  const add = (more: Partial<Seen>) => {
    // What the end of the whole broke off has said nothing.
    if (over || whole.aborted) return
    seen = { ...seen, ...more }
    partly(seen)
  }
  partly(seen)
  if (target.ok) {
    const controlled = control(walker, errand.control, add)
    const climbing = climb({ walker, target, errand, add, current: () => seen })
    // Whatever hangs in spite of its signal does not hang the answer.
    const ended = new Promise<void>((resolve) => whole.addEventListener('abort', () => resolve(), { once: true }))
    await Promise.race([climbing.then((well) => (well ? undefined : controlled)), ended])
  }
  over = true
  const late = whole.aborted
  signal?.removeEventListener('abort', leave)
  // What nobody waits for any more is called back.
  leave()
  return { ...seen, ms: Math.round(net.now() - began), late }
}

async function control<Line>(walker: Walker<Line>, host: string, add: (more: Partial<Seen>) => void): Promise<void> {
  const { way, line } = await reach(walker, host)
  add({ control: way })
  if (line !== undefined) walker.net.close(line)
}

type Climb<Line> = {
  walker: Walker<Line>
  target: Target
  errand: Errand
  add: (more: Partial<Seen>) => void
  current: () => Seen
}

/** @returns whether all went well, so that nothing more need be known */
async function climb<Line>(up: Climb<Line>): Promise<boolean> {
  const { walker, target, errand, add } = up
  const { net } = walker
  const identity =
    errand.credentials?.kind === 'azure' ? errand.credentials.token(walker.within(identityMs)) : undefined
  const { line } = await reach(walker, target.loginServer, (way) => add({ way }))
  if (line === undefined) return false
  const lines = new Set<Line>([line])
  try {
    const ask = async (request: HttpRequest) =>
      timed(walker, net.request(line, target.loginServer, request, walker.within(budgets.request)))
    const challenge = await ask({ method: 'GET', path: '/v2/', atMost: smallBody })
    add({ challenge })
    if (!challenge.ok || challenge.status !== 401 || !isOwnChallenge(challenge, target.loginServer)) return false
    const bearer = await authorise({ ...up, ask }, await credential(up, identity))
    const layer = bearer ? await pull({ ...up, ask }, bearer, lines) : 'none'
    const well = layer === 'none' ? await dataEndpoints(up) : layer === 'well'
    const { token } = up.current()
    return well && (token?.granted === true || up.current().as === 'anonymous')
  } finally {
    for (const each of lines) net.close(each)
  }
}

type Ask = (request: HttpRequest) => Promise<Timed<Told>>
type Asking<Line> = Climb<Line> & { ask: Ask }

async function credential<Line>(
  { errand, add }: Climb<Line>,
  identity: Promise<string | undefined> | undefined,
): Promise<Credential> {
  const { credentials } = errand
  if (credentials?.kind === 'password') return credentials
  if (identity) {
    const token = await identity.catch(() => undefined)
    if (token) return { kind: 'azure', token }
    add({ as: 'anonymous', withoutToken: true })
  }
  return { kind: 'anonymous' }
}

const form = (fields: Record<string, string>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

/** Asks for access tokens, by scope; undefined when there is none to be had. */
type Bearer = (scope: string) => Promise<string | undefined>

async function authorise<Line>(
  { target, errand, add, ask }: Asking<Line>,
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
  async function bearer(scope: string): Promise<string | undefined> {
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
    return granted ? token : undefined
  }
  // Without an image only an anonymous token tells whether anybody may pull; a login is told by the catalogue's.
  const scope = errand.image
    ? pullScope(errand.image.repository)
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

type Pulled = 'well' | 'ill' | 'none'

async function pull<Line>(asking: Asking<Line>, bearer: Bearer, lines: Set<Line>): Promise<Pulled> {
  const { errand, add, ask } = asking
  const wanted = errand.image ?? (asking.current().as === 'anonymous' ? undefined : await anyImage(asking, bearer))
  if (!wanted) return 'none'
  const { repository } = wanted
  const reference = wanted.reference ?? (await anyTag(asking, bearer, repository)) ?? 'latest'
  add({ image: { repository, reference, named: errand.image !== undefined } })
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
  add({ layer: { redirect } })
  if (!redirect.ok) return 'ill'
  if (redirect.status === 200) {
    add({ layer: { redirect, host: target.loginServer, body: redirect } })
    return 'well'
  }
  if (redirect.status < 300 || redirect.status > 399) return 'ill'
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

/** Without a pull: the data endpoints that are known, as far as TLS. */
async function dataEndpoints<Line>({ walker, target, errand, add, current }: Climb<Line>): Promise<boolean> {
  const named = errand.layerHosts.filter((host) => isLayerHost(host, target))
  const region = regionOf(await resolved(current))
  const likely = region && target.ok ? dataHostOf(target, region) : undefined
  const guessed = likely && !named.includes(likely) && (await exists(walker, likely)) ? [likely] : []
  const ways = await Promise.all(
    [...named, ...guessed].map(async (host) => {
      const { way, line }: Reached<Line> = await reach(walker, host)
      if (line !== undefined) walker.net.close(line)
      return way
    }),
  )
  if (ways.length > 0) add({ data: ways })
  return ways.every(({ secured }) => secured?.ok)
}

/** A name that only looks like one of this registry's data endpoints tells something when it exists. */
async function exists<Line>({ net, within }: Walker<Line>, host: string): Promise<boolean> {
  return net.proxyFor(host) ? false : (await net.lookUp(host, within(budgets.lookUp))).ok
}

/** DNS itself is asked beside everything else, and mostly has answered long before. */
async function resolved(current: () => Seen): Promise<Way | undefined> {
  for (let turn = 0; turn < 50 && !current().way?.resolved; turn++) await Promise.resolve()
  return current().way
}
