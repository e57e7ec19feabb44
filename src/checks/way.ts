// The way to one host: look-up, TCP, TLS; or the proxy, the tunnel through it, TLS. The same for the registry, for the
// hosts of its layers and for the control.
import type { Failed, Network } from '../ports.ts'
import { addressKind } from './address.ts'
import type { Timed, Tried, Way } from './seen.ts'

/** How long each part may take, in milliseconds, when the whole may take ten seconds. */
export const budgets = { lookUp: 3500, connect: 3000, tunnel: 4000, secure: 3000, request: 3500 } as const
/** Silence for less than this tells nothing, however little time the whole may take. */
export const leastSilence = 2000

export type Walker<Line> = {
  net: Network<Line>
  /** Of a part: ends with it, and with the whole. */
  within: (ms: number) => AbortSignal
}

export async function timed<Value extends object, Line>(
  { net }: Pick<Walker<Line>, 'net'>,
  work: Promise<Value>,
): Promise<Timed<Value>> {
  const began = net.now()
  const value = await work
  return { ...value, ms: Math.max(0, net.now() - began) }
}

/** `resolving`: settles once DNS itself has answered or will not. */
type Reached<Line> = { way: Way; line?: Line; resolving: Promise<unknown> }

/**
 * @param partly called with what is known so far, each time that something is
 * @returns the open and secured connection, when there is one; whoever asked closes it
 */
export async function reach<Line>(
  walker: Walker<Line>,
  host: string,
  partly: (way: Way) => void = () => {},
): Promise<Reached<Line>> {
  const { net } = walker
  let way: Way = { host }
  const add = (more: Partial<Way>) => {
    way = { ...way, ...more }
    partly(way)
  }
  const resolving = timed(walker, net.resolve(host, walker.within(budgets.lookUp))).then((resolved) =>
    add({ resolved }),
  )
  const proxy = net.proxyFor(host)
  if (proxy) add({ proxy })
  const connected = await (proxy ? throughProxy(walker, host, add) : directly(walker, host, add, resolving))
  if (connected === undefined) return { way, resolving }
  const secured = await timed(walker, net.secure(connected, host, walker.within(budgets.secure)))
  add({ secured })
  if (secured.ok) return { way, line: connected, resolving }
  net.close(connected)
  return { way, resolving }
}

/** The look-up is the proxy's; ours only tells more about the name. */
async function throughProxy<Line>(walker: Walker<Line>, host: string, add: (more: Partial<Way>) => void) {
  const { net } = walker
  const tunnelled = await timed(walker, net.tunnel(host, walker.within(budgets.tunnel)))
  if (!tunnelled.ok) {
    add({ tunnel: tunnelled })
    return undefined
  }
  const { line, ...tunnel } = tunnelled
  add({ tunnel })
  return line
}

async function directly<Line>(
  walker: Walker<Line>,
  host: string,
  add: (more: Partial<Way>) => void,
  resolving: Promise<unknown>,
) {
  const { net } = walker
  const lookedUp = await timed(walker, net.lookUp(host, walker.within(budgets.lookUp)))
  add({ lookedUp })
  if (!lookedUp.ok) {
    await resolving
    return undefined
  }
  const allowed = lookedUp.addresses.map((address) => ({ address, kind: addressKind(address) }))
  const trying = allowed.map(({ address, kind }) => ({ address, kind, trial: tryOne(walker, address, kind) }))
  const first = await firstOpen(trying.map(({ trial }) => trial))
  const tried: Tried[] = []
  for (const { address, kind, trial } of trying) {
    // With one that is open, the others are told only when they are done already.
    const outcome = first ? await Promise.race([trial, Promise.resolve(undefined)]) : await trial
    if (!outcome) void trial.then((late) => late.line !== undefined && late.line !== first && net.close(late.line))
    else {
      const { line, ...told } = outcome
      if (line !== undefined && line !== first) net.close(line)
      tried.push({ address, kind, ...told } as Tried)
    }
  }
  add({ tried })
  return first
}

type Trial<Line> = Timed<{ ok: true; line: Line; ownMs?: number } | (Failed & { line?: undefined })>

async function tryOne<Line>(walker: Walker<Line>, address: string, kind: Tried['kind']): Promise<Trial<Line>> {
  if (kind === 'forbidden') return { ok: false, why: 'unreachable', code: 'forbidden', ms: 0 }
  return timed(walker, walker.net.connect(address, walker.within(budgets.connect)))
}

/** The connection that stood first; undefined when none did. */
const firstOpen = <Line>(trials: readonly Promise<Trial<Line>>[]): Promise<Line | undefined> =>
  Promise.any(trials.map(async (trial) => (await trial).line ?? Promise.reject(new Error('not open')))).catch(
    () => undefined,
  )
