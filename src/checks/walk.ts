// Walks the ladder: which steps run when, each as soon as what it needs is known, and nothing later than the deadline.
// What was seen is only gathered here; each step says what it means.
import type { Credentials, HttpRequest, Network } from '../ports.ts'
import type { Credential, Image } from './image.ts'
import { type Asking, authorise, pull, smallBody } from './pull.ts'
import { isOwnChallenge, regionOf, type Seen, type Way } from './seen.ts'
import { dataHostOf, isLayerHost, readTarget } from './target.ts'
import { budgets, leastSilence, reach, timed, type Walker } from './way.ts'

export type Errand = {
  name: string
  image?: Image
  credentials?: Credentials
  /** Data endpoints and blob hosts that a paste names. */
  layerHosts: readonly string[]
  control: string
  deadlineMs: number
}

/** An identity that has not answered by then is done without. */
const identityMs = 3000
/** A registry that answers is not kept waiting longer by a DNS server that does not. */
const patienceMs = 500

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
  let seen: Seen = { target, as: errand.credentials?.kind ?? 'anonymous', ms: 0 }
  let over = false
  const add = (more: Partial<Seen>) => {
    // What the end of the whole broke off has said nothing.
    if (over || whole.aborted) return
    seen = { ...seen, ...more }
    partly(seen)
  }
  partly(seen)
  if (target.ok && !whole.aborted) {
    const controlled = control(walker, errand.control, add)
    const climbing = climb({ walker, target, errand, add, current: () => seen })
    // Whatever hangs in spite of its signal does not hang the answer.
    await Promise.race([climbing.then((well) => (well ? undefined : controlled)), fired(whole)])
  }
  over = true
  signal?.removeEventListener('abort', leave)
  // What nobody waits for any more is called back.
  leave()
  return { ...seen, ms: Math.round(net.now() - began) }
}

const fired = (signal: AbortSignal) =>
  new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })

async function control<Line>(walker: Walker<Line>, host: string, add: (more: Partial<Seen>) => void): Promise<void> {
  const { way, line } = await reach(walker, host)
  add({ control: way })
  if (line !== undefined) walker.net.close(line)
}

type Climb<Line> = Omit<Asking<Line>, 'ask' | 'image'> & { errand: Errand }

/** @returns whether all went well, so that nothing more need be known */
async function climb<Line>(up: Climb<Line>): Promise<boolean> {
  const { walker, target, errand, add, current } = up
  const { net } = walker
  const late = walker.within(identityMs)
  const identity = errand.credentials?.kind === 'azure' ? errand.credentials.token(late) : undefined
  const { line, resolving } = await reach(walker, target.loginServer, (way) => add({ way }))
  const lines = new Set<Line>()
  /** What a refusal means is told by the names that DNS itself led to. */
  const ill = async () => {
    await resolving
    if (isUnknown(current().way))
      add({ suffix: await timed(walker, net.resolve(target.suffix, walker.within(budgets.lookUp))) })
    return false
  }
  if (line === undefined) return ill()
  lines.add(line)
  try {
    const ask = async (request: HttpRequest) =>
      timed(walker, net.request(line, target.loginServer, request, walker.within(budgets.request)))
    const challenge = await ask({ method: 'GET', path: '/v2/', atMost: smallBody })
    add({ challenge })
    if (!challenge.ok || challenge.status !== 401 || !isOwnChallenge(challenge, target.loginServer)) return await ill()
    const asking = { walker, target, image: errand.image, add, current, ask }
    const bearer = await authorise(asking, await credential(up, identity, late))
    const pulled = bearer ? await pull(asking, bearer, lines) : 'none'
    if (pulled === 'none') await Promise.race([resolving, fired(walker.within(patienceMs))])
    const well = pulled === 'none' ? await dataEndpoints(up) : pulled === 'well'
    const { token, as } = current()
    return well && (token?.granted === true || as === 'anonymous') ? true : await ill()
  } finally {
    for (const each of lines) net.close(each)
  }
}

const isUnknown = (way: Way | undefined) =>
  way?.lookedUp?.ok === false && way.resolved?.ok === false && way.resolved.why === 'no-such-name'

async function credential<Line>(
  { errand, add }: Climb<Line>,
  identity: Promise<string | undefined> | undefined,
  late: AbortSignal,
): Promise<Credential> {
  const { credentials } = errand
  if (credentials?.kind === 'password') return credentials
  if (identity) {
    const token = await Promise.race([identity.catch(() => undefined), fired(late)])
    if (token) return { kind: 'azure', token }
    add({ as: 'anonymous', withoutToken: true })
  }
  return { kind: 'anonymous' }
}

/** Without a pull: the data endpoints that are known, as far as TLS. */
async function dataEndpoints<Line>({ walker, target, errand, add, current }: Climb<Line>): Promise<boolean> {
  const named = errand.layerHosts.filter((host) => isLayerHost(host, target))
  const region = regionOf(current().way)
  const likely = region && dataHostOf(target, region)
  const guessed = likely && !named.includes(likely) && (await exists(walker, likely)) ? [likely] : []
  const ways = await Promise.all(
    [...named, ...guessed].map(async (host) => {
      const { way, line } = await reach(walker, host)
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
