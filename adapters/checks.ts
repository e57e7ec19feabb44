// The one place that runs checks, for every door: who may be checked, with whose credentials, how many at a time, and what
// is shared between those who ask for the same.
import { hostname } from 'node:os'
import type { AzurePort } from '../src/azure/port.ts'
import { type AzureRead, type CheckStep, defaultDeadlineMs, type Told, type ToldCheck } from '../src/check.ts'
import { type Asked, check } from '../src/checks/check.ts'
import { readTarget, type Target } from '../src/checks/target.ts'
import type { Paste } from '../src/diagnose.ts'
import type { Credentials, Network } from '../src/ports.ts'
import { CheckRefused } from './check-refused.ts'
import { offersAzure } from './config.ts'

export type CheckSettings = {
  /** Names or patterns with `*`, of registries or login servers; none: every registry, without credentials from afar. */
  registries: readonly string[]
  control?: string
  mostAtATime: number
  login?: { username: string; password: string }
  /** The environment offers an Azure identity. */
  hasIdentity: boolean
  /** The Log Analytics workspace that denied logins are asked of: its own id, or its resource id. */
  logWorkspace?: string
}

export type CheckRequest = {
  registry: string
  image?: string
  paste?: Paste
  deadlineMs?: number
  /**
   * `true`: log in and ask what Azure itself knows with an Azure identity, although nothing in the environment says so. Else it is
   * asked only where the environment offers one, and from afar only of registries that are covered.
   */
  azure?: true | 'always' | 'on-trouble'
  /** An AKS cluster that pulls, by name or id. */
  cluster?: string
  /** Whoever sits at this machine may use its credentials for any registry. */
  from: 'terminal' | 'remote'
}

type Watching = {
  onStep?: ((step: Told<CheckStep>) => void) | undefined
  /** When Azure has been read; not where others had it asked already. */
  onAzure?: ((read: Told<AzureRead>) => void) | undefined
  signal?: AbortSignal | undefined
}

export type Checks = {
  /** Rejects with `CheckRefused` for a registry that is not among ACR_CHECK_REGISTRIES, and when too many are asked for. */
  run(asked: CheckRequest, watching?: Watching): Promise<ToldCheck>
  /** Whether ACR_CHECK_REGISTRIES allows it. */
  covers(registry: string): Promise<boolean>
  /** How many run at a time, whoever asked for them. */
  mostAtATime: number
  /** There is an identity to ask Azure with, and a registry that it may be asked of from afar. */
  offersAzure?: boolean
}

const reuseMs = 30_000
/** Less is not enough to tell anything: whoever has waited longer for a turn gets none. */
const leastMs = 1_000
/** For each that runs. More would not get their turn in time, and each holds a connection or an event. */
const mostWaiting = 20

type Around = {
  settings: CheckSettings
  net: Network
  identity: (signal: AbortSignal) => Promise<string | undefined>
  /** Loaded for the first check that asks what Azure itself knows; unset: nobody is asked. */
  azure?: () => Promise<AzurePort>
  today?: () => Date
}

export function startChecks({ settings, net, identity, azure: loadAzure, today = () => new Date() }: Around): Checks {
  const vantage = { kind: 'host', name: hostname() } as const
  const patterns = settings.registries.map(patternOf)
  const shared = new Map<string, Shared>()
  let running = 0
  const waiting = new Set<() => void>()

  /** A bare name is one of the public cloud without a hash: with another suffix or hash it can be anybody's. */
  const covers = ({ label, suffix, loginServer }: Target) =>
    patterns.some((pattern) => pattern.test(loginServer) || (suffix === 'azurecr.io' && pattern.test(label)))

  /** Whoever leaves while waiting gives up the place; what they asked for is then told to be over, without a turn. */
  async function inTurn<Value>(
    work: () => Promise<Value>,
    patienceMs: number,
    signal: AbortSignal | undefined,
  ): Promise<Value> {
    if (running >= settings.mostAtATime) {
      if (waiting.size >= settings.mostAtATime * mostWaiting) throw busy()
      const turn = Promise.withResolvers<'turn' | 'left' | 'late'>()
      const take = () => turn.resolve('turn')
      const leave = () => turn.resolve('left')
      const late = setTimeout(() => turn.resolve('late'), patienceMs)
      waiting.add(take)
      if (signal?.aborted) leave()
      signal?.addEventListener('abort', leave, { once: true })
      const came = await turn.promise
      waiting.delete(take)
      clearTimeout(late)
      signal?.removeEventListener('abort', leave)
      if (came === 'late') throw busy()
      if (came === 'left') return work()
    } else running++
    try {
      return await work()
    } finally {
      const [next] = waiting
      if (next) {
        waiting.delete(next)
        next()
      } else running--
    }
  }

  function credentialsFor({ from, azure }: CheckRequest, covered: boolean): Credentials | undefined {
    if (from === 'remote' && !covered) return undefined
    const { login, hasIdentity } = settings
    if (login) return { kind: 'password', ...login }
    return azure === true || hasIdentity ? { kind: 'azure', token: identity } : undefined
  }

  let port: Promise<AzurePort> | undefined
  function azureFor({ from, azure }: CheckRequest, covered: boolean): Promise<AzurePort> | undefined {
    if (!loadAzure || azure === undefined || (from === 'remote' && !covered)) return undefined
    if (azure !== true && !settings.hasIdentity) return undefined
    port ??= loadAzure()
    return port
  }

  return {
    mostAtATime: settings.mostAtATime,
    offersAzure: offersAzure(settings),
    async covers(registry) {
      const target = readTarget(registry)
      return patterns.length === 0 || (target.ok && covers(target))
    },
    async run(request, { onStep, onAzure, signal } = {}) {
      const { registry, image, paste, deadlineMs = defaultDeadlineMs, from } = request
      const target = readTarget(registry)
      const covered = target.ok && covers(target)
      if (target.ok && patterns.length > 0 && !covered)
        throw new CheckRefused(
          'not-covered',
          `${target.loginServer} is not among the registries that ACR_CHECK_REGISTRIES allows to check`,
        )
      const credentials = target.ok ? credentialsFor(request, covered) : undefined
      const azure = target.ok ? await azureFor(request, covered) : undefined
      const azureOnTrouble = request.azure === 'on-trouble'
      const asked: Asked = {
        name: registry,
        deadlineMs,
        ...(image !== undefined && { image }),
        ...(paste && { paste }),
        ...(settings.control && { control: settings.control }),
        ...(credentials && { credentials }),
        ...(azure && request.cluster !== undefined && { cluster: request.cluster }),
      }
      const askedAt = today().getTime()
      const begin = ({ onStep, onAzure, signal }: Watching) =>
        inTurn(
          () => {
            // Waiting for a turn is part of the deadline.
            const left = Math.max(leastMs, deadlineMs - (today().getTime() - askedAt))
            const watching = { ...(onStep && { onStep }), ...(onAzure && { onAzure }), ...(signal && { signal }) }
            const asking = azure && { azure, azureOnTrouble }
            return check({ ...asked, deadlineMs: left }, { net, today, vantage, ...asking, ...watching })
          },
          deadlineMs - leastMs,
          signal,
        )
      // A paste is somebody's own, and whoever sits here wants to know how it is now.
      if (paste || from === 'terminal' || !target.ok) return begin({ onStep, onAzure, signal })
      const asks = azure && [azureOnTrouble, request.cluster]
      const key = JSON.stringify([target.loginServer, image, credentials?.kind, deadlineMs, asks])
      const now = today().getTime()
      for (const [old, { until }] of shared) if (until <= now) shared.delete(old)
      const under = shared.get(key) ?? share(key, begin)
      return follow(under, { onStep, signal })
    },
  }

  function share(key: string, begin: (watching: Watching) => Promise<ToldCheck>): Shared {
    const stop = new AbortController()
    const listeners = new Set<(step: Told<CheckStep>) => void>()
    const steps: Told<CheckStep>[] = []
    const onStep = (step: Told<CheckStep>) => {
      steps.push(step)
      for (const listener of listeners) listener(step)
    }
    const under: Shared = {
      check: begin({ onStep, signal: stop.signal }),
      until: Number.POSITIVE_INFINITY,
      steps,
      listeners,
      followers: 0,
      stop,
    }
    shared.set(key, under)
    const forget = () => shared.get(key) === under && shared.delete(key)
    stop.signal.addEventListener('abort', forget)
    under.check.then(() => {
      under.until = today().getTime() + reuseMs
    }, forget)
    return under
  }
}

type Shared = {
  check: Promise<ToldCheck>
  /** Not reused from then on; as `Date.now`. */
  until: number
  steps: readonly Told<CheckStep>[]
  listeners: Set<(step: Told<CheckStep>) => void>
  followers: number
  stop: AbortController
}

/** Tells what is known already, then what comes; the last to leave ends a check that nobody waits for. */
async function follow(under: Shared, { onStep, signal }: Watching): Promise<ToldCheck> {
  const { check, steps, listeners, stop } = under
  let done = false
  const leave = () => {
    under.followers--
    if (under.followers === 0 && !done) stop.abort()
  }
  for (const step of steps) onStep?.(step)
  if (onStep) listeners.add(onStep)
  under.followers++
  if (signal?.aborted) leave()
  else signal?.addEventListener('abort', leave, { once: true })
  try {
    return await check
  } finally {
    done = true
    signal?.removeEventListener('abort', leave)
    if (onStep) listeners.delete(onStep)
  }
}

const busy = () =>
  new CheckRefused('busy', 'Too many checks are under way; ask again in a minute, or raise ACR_CHECK_MAX_CHECKS')

/** `*` stands for anything within a name. */
function patternOf(text: string): RegExp {
  const escaped = text.toLowerCase().replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '[a-z0-9.-]*')}$`)
}
