// The real network behind src/ports.ts.
import type { LookedUp, Network } from '../../src/ports.ts'
import { close, type Dial, dialler, type Line, request, secure } from './line.ts'
import { lookUp } from './look-up.ts'
import { proxyFor, tunneller } from './proxy.ts'
import { resolver } from './resolve.ts'

export type NetworkOptions = {
  /** HTTPS_PROXY and NO_PROXY count. */
  env: NodeJS.ProcessEnv
  /** For tests: where public addresses lie on loopback, which DNS servers to ask, how the system looks up, whom to trust. */
  dial?: Dial
  dnsServers?: readonly string[]
  lookUp?: (host: string, signal: AbortSignal) => Promise<LookedUp>
  ca?: readonly string[]
}

export function network({ env, dial, dnsServers, lookUp: systemLookUp = lookUp, ca }: NetworkOptions): Network<Line> {
  return {
    lookUp: systemLookUp,
    resolve: resolver(dnsServers),
    connect: dialler(dial),
    proxyFor: proxyFor(env),
    tunnel: tunneller(env, ca),
    secure: (line, host, signal) => secure(line, host, signal, ca),
    request,
    close,
    within: (ms, parent) => {
      const timeout = AbortSignal.timeout(Math.max(1, Math.round(ms)))
      return parent ? AbortSignal.any([parent, timeout]) : timeout
    },
    now: () => performance.now(),
  }
}
