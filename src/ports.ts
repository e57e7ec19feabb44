// What the checks ask of the outside world. Nothing here throws: whatever goes wrong is a value, and whoever is given a
// signal answers soon after it fires. `adapters/network` is the real one; tests put public addresses on loopback ports.

/**
 * Why nothing came. `timeout`: nobody answered; `refused`: somebody said no at once; `reset`: broken off; `closed`: ended
 * in good order without an answer; `unreachable`: this machine knows no way there; `broken`: what came makes no sense.
 */
export type Trouble = 'timeout' | 'refused' | 'reset' | 'closed' | 'unreachable' | 'broken'
/** `code`: what the system or the library called it, such as `ECONNREFUSED`; never anything out of a paste. */
export type Failed = { ok: false; why: Trouble; code?: string }

/** `no-address`: the name exists, without an IPv4 or IPv6 address. `failed`: the resolver said that it could not. */
export type NoAddresses = { ok: false; why: 'no-such-name' | 'no-address' | 'failed' | 'timeout'; code?: string }
/** As a program of this machine looks a name up: hosts file, nsswitch, cache. */
export type LookedUp = { ok: true; addresses: readonly string[] } | NoAddresses
/**
 * As DNS itself answers. `chain`: the names that the asked one leads to, in order, without itself. `authority`: the zone on
 * whose word a name does not exist or has no address, and its primary server; many a resolver leaves it out.
 */
export type Resolved = {
  chain: readonly string[]
  server?: string
  authority?: { zone: string; primary: string }
} & LookedUp

export type Certificate = {
  subject: string
  /** The issuer's common name, and its organisation where it has one. */
  issuer: string
  issuerOrganisation?: string
  /** DNS names it is for. */
  names: readonly string[]
  /** As ISO 8601. */
  validFrom: string
  validTo: string
}
export type Secured = { certificate?: Certificate; protocol?: string } & (
  | { ok: true }
  | { ok: false; why: Trouble | 'untrusted' | 'wrong-host' | 'outdated'; code?: string }
)

export type HttpRequest = {
  method: 'GET' | 'HEAD' | 'POST'
  /** Path and query. */
  path: string
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Reads no more of the body than this. In bytes. */
  atMost: number
  /** Reads the body no longer than this, and keeps what has come. In milliseconds. */
  bodyWithin?: number
}
export type HttpResponse = {
  ok: true
  status: number
  /** By lower-case name; several of one name are joined by `, `. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** From the request to the headers, and from there to the end of what was read. In milliseconds. */
  headersMs: number
  bodyMs: number
  /** Of these, how long this process was busy itself: it may only have noticed late. Unset: not at all. */
  ownMs?: { headers: number; body: number }
}

/** A proxy as it may be shown: without its credentials. */
export type ShownProxy = { url: string }
export type Tunnelled<Line> =
  | { ok: true; line: Line }
  /** `reach`: the proxy itself; `answer`: it answered, with this status; `closed`: it ended without an answer. */
  | { ok: false; at: 'reach' | 'closed'; why: Trouble; code?: string }
  | { ok: false; at: 'answer'; status: number; server?: string }

/** An open connection; only who made it looks inside. */
export type Network<Line = unknown> = {
  lookUp(host: string, signal: AbortSignal): Promise<LookedUp>
  resolve(host: string, signal: AbortSignal): Promise<Resolved>
  /** To port 443. Whether this address may be connected to at all has been judged before. */
  connect(address: string, signal: AbortSignal): Promise<{ ok: true; line: Line; ownMs?: number } | Failed>
  /** What HTTPS_PROXY and NO_PROXY say of this host. */
  proxyFor(host: string): ShownProxy | undefined
  /** Through that proxy, to port 443. */
  tunnel(host: string, signal: AbortSignal): Promise<Tunnelled<Line>>
  /** TLS with the name `host`; the line carries HTTP only when it is `ok`. */
  secure(line: Line, host: string, signal: AbortSignal): Promise<Secured>
  request(line: Line, host: string, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse | Failed>
  close(line: Line): void
  /** Fires after so many milliseconds, or with `parent`. */
  within(ms: number, parent?: AbortSignal): AbortSignal
  /** Milliseconds that only ever grow. */
  now(): number
}

/** How a check proves who it is. `azure`: asks for an Entra token; undefined when there is none. */
export type Credentials =
  | { kind: 'password'; username: string; password: string }
  | { kind: 'azure'; token: (signal: AbortSignal) => Promise<string | undefined> }
