// The way to a fake Azure, also from another process: the network's options that put public addresses on its ports.
import { Resolver } from 'node:dns/promises'
import type { NetworkOptions } from '../../adapters/network/network.ts'
import type { LookedUp } from '../../src/ports.ts'

export type AzureAt = {
  /** Whom to trust. */
  ca: readonly string[]
  dns: string
  /** By public address. */
  ports: Readonly<Record<string, number>>
  /** For every other address: nobody listens there. */
  nowhere: number
  proxy?: string
}

/** As the system looks up: by what DNS says, without telling a name that does not exist from one without an address. */
const lookUpAt =
  (dns: string) =>
  async (host: string, signal: AbortSignal): Promise<LookedUp> => {
    if (signal.aborted) return { ok: false, why: 'timeout' }
    const resolver = new Resolver({ timeout: 1000, tries: 2 })
    resolver.setServers([dns])
    const stop = () => resolver.cancel()
    signal.addEventListener('abort', stop, { once: true })
    try {
      return { ok: true, addresses: await resolver.resolve4(host) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ECANCELLED') return { ok: false, why: 'timeout' }
      return code === 'ENOTFOUND' || code === 'ENODATA'
        ? { ok: false, why: 'no-such-name', code: 'ENOTFOUND' }
        : { ok: false, why: 'failed', code: 'EAI_AGAIN' }
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

export const reaching = ({ ca, dns, ports, nowhere, proxy }: AzureAt): NetworkOptions => ({
  env: proxy ? { HTTPS_PROXY: proxy } : {},
  ca,
  dnsServers: [dns],
  dial: (address) => ({ host: '127.0.0.1', port: ports[address] ?? nowhere }),
  lookUp: lookUpAt(dns),
})
