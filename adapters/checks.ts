// The one place that runs checks, for every door: who may be checked, with whose credentials, how many at a time, and what
// is shared between those who ask for the same.
import { hostname } from 'node:os'
import type { Check, CheckStep } from '../src/check.ts'
import { type Asked, check, defaultDeadlineMs } from '../src/checks/check.ts'
import { readTarget } from '../src/checks/target.ts'
import type { Paste } from '../src/diagnose.ts'
import type { Credentials, Network } from '../src/ports.ts'
import type { Lang } from '../src/words/text.ts'

export type CheckSettings = {
  /** Names or patterns with `*`, of registries or login servers; none: every registry, without credentials from afar. */
  registries: readonly string[]
  control?: string
  mostAtATime: number
  login?: { username: string; password: string }
  /** The environment offers an Azure identity. */
  hasIdentity: boolean
}

export type CheckRequest = {
  registry: string
  image?: string
  paste?: Paste
  lang?: Lang
  deadlineMs?: number
  /** Ask with an Azure identity although nothing in the environment says so. */
  azure?: boolean
  /** Whoever sits at this machine may use its credentials for any registry. */
  from: 'terminal' | 'remote'
}

type Watching = { onStep?: (step: CheckStep) => void; signal?: AbortSignal }

export type Checks = {
  /** Rejects with `NotCovered` for a registry that is not among ACR_CHECK_REGISTRIES. */
  run(asked: CheckRequest, watching?: Watching): Promise<Check>
}

export class NotCovered extends Error {}

const reuseMs = 30_000

type Around = {
  settings: CheckSettings
  net: Network
  identity: (signal: AbortSignal, loginServer: string) => Promise<string | undefined>
  today?: () => Date
}

export function startChecks({ settings, net, identity, today = () => new Date() }: Around): Checks {
  const vantage = { kind: 'host', name: hostname() } as const
  const patterns = settings.registries.map(patternOf)
  const shared = new Map<string, { check: Promise<Check>; until: number }>()
  let running = 0
  const waiting: (() => void)[] = []

  const covers = (names: readonly string[]) => patterns.some((pattern) => names.some((name) => pattern.test(name)))

  async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (running >= settings.mostAtATime) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  function credentialsFor(
    { from, azure }: CheckRequest,
    loginServer: string,
    covered: boolean,
  ): Credentials | undefined {
    if (from === 'remote' && !covered) return undefined
    const { login, hasIdentity } = settings
    if (login) return { kind: 'password', ...login }
    return azure || hasIdentity ? { kind: 'azure', token: (signal) => identity(signal, loginServer) } : undefined
  }

  return {
    async run(request, { onStep, signal } = {}) {
      const { registry, image, paste, lang, deadlineMs = defaultDeadlineMs, from } = request
      const target = readTarget(registry)
      const covered = target.ok && covers([target.registry, target.loginServer])
      if (target.ok && patterns.length > 0 && !covered)
        throw new NotCovered(
          `${target.loginServer} is not among the registries that ACR_CHECK_REGISTRIES allows to check`,
        )
      const credentials = target.ok ? credentialsFor(request, target.loginServer, covered) : undefined
      const asked: Asked = {
        name: registry,
        deadlineMs,
        ...(image !== undefined && { image }),
        ...(paste && { paste }),
        ...(lang && { lang }),
        ...(settings.control && { control: settings.control }),
        ...(credentials && { credentials }),
      }
      const begin = (watching: Watching) => inTurn(() => check(asked, { net, today, vantage, ...watching }))
      // A paste is somebody's own, and whoever sits here wants to know how it is now.
      if (paste || from === 'terminal' || !target.ok)
        return begin({ ...(onStep && { onStep }), ...(signal && { signal }) })
      const key = JSON.stringify([target.loginServer, image, lang, credentials?.kind, deadlineMs])
      const now = today().getTime()
      for (const [old, { until }] of shared) if (until <= now) shared.delete(old)
      const before = shared.get(key)
      if (before) {
        const done = await before.check
        for (const step of done.steps) onStep?.(step)
        return done
      }
      // Others may be waiting for it: nobody's leaving ends it.
      const under = begin(onStep ? { onStep } : {})
      shared.set(key, { check: under, until: Number.POSITIVE_INFINITY })
      under.then(
        () => shared.set(key, { check: under, until: today().getTime() + reuseMs }),
        () => shared.delete(key),
      )
      return under
    },
  }
}

/** `*` stands for anything within a name. */
function patternOf(text: string): RegExp {
  const escaped = text.toLowerCase().replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '[a-z0-9.-]*')}$`)
}
