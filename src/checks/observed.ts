// What a check saw on the way, as plain values: for whoever hands it on, as a firewall request or for a support ticket. Steps say the
// same in sentences.
import type { Observed, ObservedRequest } from '../check.ts'
import {
  certificateOf,
  chainOf,
  clientIpIn,
  regionOf,
  type Seen,
  type Timed,
  type Told,
  textOf,
  type Way,
} from './seen.ts'

const addressesOf = (way: Way | undefined): readonly string[] =>
  way?.lookedUp?.ok ? way.lookedUp.addresses : way?.resolved?.ok ? way.resolved.addresses : []

/** ACR names a request in a header, and where it refuses an address in the body. */
function correlationIdOf(told: Told): string | undefined {
  if (!told.ok) return undefined
  const written =
    told.headers['x-ms-correlation-request-id'] ?? /CorrelationId: ([0-9a-f-]{36})/i.exec(textOf(told))?.[1]
  return written && /^[0-9a-f-]{36}$/i.test(written) ? written : undefined
}

function requestOf(what: ObservedRequest['what'], told: Timed<Told> | undefined): ObservedRequest[] {
  if (!told?.ok) return []
  const correlationId = correlationIdOf(told)
  const date = Date.parse(told.headers.date ?? '')
  return [
    {
      what,
      status: told.status,
      ...(correlationId && { correlationId }),
      ...(Number.isFinite(date) && { at: new Date(date).toISOString() }),
    },
  ]
}

export function observedOf({ way, challenge, token, manifest, layer, data = [], suffix }: Seen): Observed {
  const certificate = certificateOf(way)
  const region = regionOf(way) ?? regionOf(layer?.way)
  const server = way?.resolved?.server ?? suffix?.server
  const clientIp = [challenge, token].flatMap((told) => (told?.ok ? (clientIpIn(told) ?? []) : []))[0]
  const hosts = [layer?.host, ...data.filter((it) => addressesOf(it).length > 0).map(({ host }) => host)]
  const layerHosts = [...new Set(hosts.flatMap((host) => (host !== undefined && host !== way?.host ? [host] : [])))]
  return {
    addresses: [...addressesOf(way)],
    chain: [...chainOf(way)],
    layerHosts,
    requests: [
      ...requestOf('challenge', challenge),
      ...requestOf('token', token),
      ...requestOf('manifest', manifest),
      ...requestOf('layer', layer?.redirect),
    ],
    ...(server && { resolver: server }),
    ...(region && { region }),
    ...(way?.proxy && { proxy: way.proxy.url }),
    ...(clientIp && { clientIp }),
    ...(certificate && {
      certificate: {
        subject: certificate.subject,
        issuer: certificate.issuer,
        validFrom: certificate.validFrom,
        validTo: certificate.validTo,
      },
    }),
  }
}
