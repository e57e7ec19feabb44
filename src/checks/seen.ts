// What a check saw, step by step, before anything is judged of it.
import type { Certificate, Failed, HttpResponse, LookedUp, Resolved, Secured, ShownProxy, Tunnelled } from '../ports.ts'
import type { AddressKind } from './address.ts'
import type { NoTarget, Target } from './target.ts'

export type Timed<Value> = Value & { ms: number }

export type Tried = { address: string; kind: AddressKind } & Timed<{ ok: true; ownMs?: number } | Failed>

/** The way to one host, as far as it led. */
export type Way = {
  host: string
  proxy?: ShownProxy
  tunnel?: Timed<Without<Tunnelled<unknown>>>
  lookedUp?: Timed<LookedUp>
  resolved?: Timed<Resolved>
  /** Every address that may be dialled, or why not. */
  tried?: readonly Tried[]
  secured?: Timed<Secured>
}
type Without<Union> = Union extends { ok: true } ? { ok: true } : Union

export type Told = HttpResponse | Failed

export type Seen = {
  target: Target | NoTarget
  way?: Way
  /** What DNS says of the cloud's own suffix, where it knows no such registry. */
  suffix?: Timed<Resolved>
  /** The answer to `GET /v2/`. */
  challenge?: Timed<Told>
  as: 'anonymous' | 'password' | 'azure'
  /** An identity was asked for and gave no token. */
  withoutToken?: true
  /** Of the last request for an access token; `granted` when it held one. */
  token?: Timed<Told> & { granted: boolean }
  /** What was asked for, and whether somebody named it. */
  image?: { repository: string; reference: string; named: boolean }
  manifest?: Timed<Told>
  /** Why there is no manifest to fetch though there is a token. */
  noImage?: 'catalog-refused' | 'catalog-empty' | 'tags-refused'
  /** Where the layer lies, and how far the way there led. */
  layer?: { redirect: Timed<Told>; host?: string; foreign?: string; way?: Way; body?: Timed<Told> }
  /** Data endpoints that are known without a pull. */
  data?: readonly Way[]
  control?: Way
  /** Whole milliseconds. */
  ms: number
}

export const certificateOf = (way: Way | undefined): Certificate | undefined => way?.secured?.certificate

/** Names on the way, as DNS itself tells them. */
export const chainOf = (way: Way | undefined): readonly string[] => way?.resolved?.chain ?? []

export const hasPrivateLink = (way: Way | undefined): boolean =>
  chainOf(way).some((name) => /\.privatelink\./.test(name))

/** `westeurope` of `r0929weu-az.westeurope.cloudapp.azure.com`. */
export function regionOf(way: Way | undefined): string | undefined {
  for (const name of chainOf(way).toReversed()) {
    const [, region] =
      /\.([a-z0-9]{2,40})\.cloudapp\.(?:azure\.com|usgovcloudapi\.net|chinacloudapi\.cn)\.?$/.exec(name) ?? []
    if (region) return region
  }
  return undefined
}

const decoder = new TextDecoder()
export const textOf = ({ body }: HttpResponse): string => decoder.decode(body)

export function jsonOf(response: HttpResponse): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(textOf(response))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** The address that ACR saw, when its answer names one. */
export function clientIpIn(response: HttpResponse): string | undefined {
  return /client with IP (?:'|\\u0027)([0-9a-fA-F.:]{3,39})(?:'|\\u0027)/.exec(textOf(response))?.[1]
}

/** Does the answer bear the marks of ACR? (acr-facts 5.2) */
export const isFromAcr = ({ headers }: HttpResponse): boolean =>
  headers['docker-distribution-api-version'] !== undefined || headers['x-ms-correlation-request-id'] !== undefined

/** The challenge sends clients to this registry's own token endpoint, as ACR's does. */
export function isOwnChallenge({ headers }: HttpResponse, loginServer: string): boolean {
  const challenge = headers['www-authenticate'] ?? ''
  const [, realm] = /^Bearer\b.*?\brealm="([^"]*)"/i.exec(challenge) ?? []
  return realm?.toLowerCase() === `https://${loginServer}/oauth2/token`
}
