// A virtual network with DNS servers of its own asks these, and they must ask Azure.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list, nameOf } from '../names.ts'
import { approved, networksIn, read, sourceOf } from './known.ts'

const azureDns = '168.63.129.16'

export const ownDnsServer = {
  id: 'own-dns-server',
  conclude: ({ view, loginServer, finding, elsewhere }) => {
    if (approved(view).length === 0) return []
    const isAbout = elsewhere?.kind === 'public' || finding === 'public-route-denied' || finding === 'name-not-found'
    const suffix = loginServer.split('.').slice(-2).join('.')
    return networksIn(view).flatMap(({ id, view: { network } }) => {
      const servers = (read(network)?.dnsServers ?? []).filter((it) => it !== azureDns)
      if (servers.length === 0) return []
      return [
        {
          says: say(
            `The virtual network \`${nameOf(id)}\` asks DNS servers of its own (${list(servers)}): they must forward \`${suffix}\` to ${azureDns}, and stand in a network that is linked to the zone.`,
            `Sieć wirtualna \`${nameOf(id)}\` pyta własne serwery DNS (${list(servers)}): muszą przekazywać \`${suffix}\` do ${azureDns} i stać w sieci połączonej ze strefą.`,
          ),
          hint: say(
            'A virtual network on the way uses DNS servers of its own: they must forward registry names to Azure.',
            'Jedna z sieci wirtualnych używa własnych serwerów DNS: muszą przekazywać nazwy rejestrów do Azure.',
          ),
          weighs: { 'vnet-config': isAbout ? 2 : 0.5 },
          sources: sourceOf(network),
        },
      ]
    })
  },
} as const satisfies Conclusion
