// What TLS says of a certificate. OpenSSL tells one fault of it, the last that it found, and dates come late: a stranger's
// certificate that is out of date as well would look like the registry's own, only old.
import { X509Certificate } from 'node:crypto'
import {
  checkServerIdentity,
  createSecureContext,
  type DetailedPeerCertificate,
  getCACertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import type { Secured } from '../../src/ports.ts'

type Distrusted = Pick<Extract<Secured, { ok: false }>, 'why' | 'code'>

const outdated = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

let usual: SecureContext | undefined
const others = new WeakMap<readonly string[], SecureContext>()

/**
 * One for all connections that trust the same.
 * @param ca the authorities to trust in place of this machine's, as PEM
 */
export function trusting(ca?: readonly string[]): SecureContext {
  if (!ca) {
    usual ??= createSecureContext()
    return usual
  }
  const known = others.get(ca) ?? createSecureContext({ ca: [...ca] })
  others.set(ca, known)
  return known
}

/** @param peer the certificate that it showed, with those that it came with */
export function distrusted(
  socket: TLSSocket,
  peer: DetailedPeerCertificate,
  host: string,
  ca?: readonly string[],
): Distrusted | undefined {
  // An Error by its type, and a code in truth.
  const told: string | Error | null = socket.authorizationError as string | Error | null
  const code = told instanceof Error ? (told as NodeJS.ErrnoException).code : (told ?? undefined)
  const misnamed = checkServerIdentity(host, peer) !== undefined
  const fault = code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : code
  if (fault && !(outdated.has(fault) && isFromKnown(peer, ca))) return { why: 'untrusted', code: fault }
  if (misnamed) return { why: 'wrong-host' }
  return fault ? { why: 'outdated', code: fault } : undefined
}

function isFromKnown(peer: DetailedPeerCertificate, ca: readonly string[] = getCACertificates('default')): boolean {
  if (!peer.raw) return false
  let top = peer
  while (top.issuerCertificate && top.issuerCertificate.fingerprint256 !== top.fingerprint256)
    top = top.issuerCertificate
  const last = new X509Certificate(top.raw)
  return ca.some((pem) => {
    const authority = new X509Certificate(pem)
    return (
      authority.fingerprint256 === last.fingerprint256 ||
      (last.checkIssued(authority) && last.verify(authority.publicKey))
    )
  })
}
