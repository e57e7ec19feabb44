// How Azure is asked, the same for every SDK and for the REST client: read-only, of Azure alone, each try within the deadline, and what
// is throttled or failed tried again only as long as an answer can still come in time.
import { setTimeout as sleep } from 'node:timers/promises'
import { type PipelinePolicy, type PipelineRequest, type PipelineResponse, RestError } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import type { Until } from '../../src/azure/port.ts'
import type { Cloud } from './clouds.ts'

type Around = {
  cloud: Cloud
  credential: TokenCredential
  now: () => Date
}

/** One reading's: what it is asked with, until when. */
export type Asking = Around & { signal: Until }

/** The only POSTs: they ask questions. */
const questions = /^\/providers\/Microsoft\.ResourceGraph\/resources$|^\/v1\/[^?]*\/query$/

const tries = 3
const firstPauseMs = 250
/** Where nobody has said when the deadline is. */
const longestPauseMs = 5_000

/** Whole milliseconds that Azure wants to be left alone, if it said so. */
function wishOf(response: PipelineResponse, now: Date): number | undefined {
  const said = response.headers.get('retry-after')?.trim()
  if (!said) return undefined
  if (/^\d{1,6}$/.test(said)) return Number(said) * 1000
  const at = Date.parse(said)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}

/** How long to wait before the next try; undefined: what came is the answer. */
function pauseFor(came: PipelineResponse | Error, tried: number, { now, signal }: Asking): number | undefined {
  if (tried >= tries || signal.aborted) return undefined
  const usual = firstPauseMs * 2 ** (tried - 1)
  if (came instanceof Error) return usual
  const { status } = came
  if (status !== 429 && status < 500) return undefined
  const pause = Math.max(usual, wishOf(came, now()) ?? (status === 429 ? 1000 : 0))
  const left = signal.at === undefined ? longestPauseMs : signal.at - now().getTime()
  return pause < left ? pause : undefined
}

type Refusal = { code?: string; innererror?: Refusal }

/** With the innermost of Azure's codes, and nothing else of the answer: SDKs stumble over a gateway's page, and keep too much. */
export function refused({ status, bodyAsText }: PipelineResponse): RestError {
  let code: string | undefined
  try {
    const { error } = JSON.parse(bodyAsText ?? '') as { error?: Refusal }
    for (let it = error; it; it = it.innererror) code = it.code ?? code
  } catch {
    // Its status says enough.
  }
  return new RestError('refused', { statusCode: status, ...(code !== undefined && { code }) })
}

/** Whoever signs requests reads in it what another token must have. */
const challenge = 401

async function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal })
    return true
  } catch {
    return false
  }
}

/** @param origin the only one that is asked, and given the token: answers name where the next page is */
const reading = (origin: string, asking: Asking): PipelinePolicy => ({
  name: 'acrCheckReading',
  async sendRequest(request: PipelineRequest, next) {
    const url = new URL(request.url)
    if (url.origin !== origin) throw new Error(`not a part of ${origin}`)
    if (request.method !== 'GET' && !(request.method === 'POST' && questions.test(url.pathname)))
      throw new Error(`${request.method} is no reading`)
    request.abortSignal ??= asking.signal
    for (let tried = 1; ; tried++) {
      const came = await next(request).catch((error: unknown) => {
        if (error instanceof Error) return error
        throw error
      })
      const pause = pauseFor(came, tried, asking)
      if (pause !== undefined && (await paused(pause, asking.signal))) continue
      if (came instanceof Error) throw came
      if (came.status >= 300 && came.status !== challenge) throw refused(came)
      return came
    }
  },
})

/** For the client of an SDK. */
export const optionsFor = (asking: Asking, { endpoint, scope }: { endpoint: string; scope: string }) => ({
  endpoint,
  credentials: { scopes: [scope] },
  retryOptions: { maxRetries: 0 },
  redirectOptions: { maxRetries: 0 },
  additionalPolicies: [{ policy: reading(new URL(endpoint).origin, asking), position: 'perCall' as const }],
})

export const armScope = ({ arm }: Cloud): string => `${arm}/.default`

export const armOptions = (asking: Asking) =>
  optionsFor(asking, { endpoint: asking.cloud.arm, scope: armScope(asking.cloud) })
