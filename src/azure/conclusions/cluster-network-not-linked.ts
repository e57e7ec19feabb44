// Nodes ask the DNS of their own virtual network: without a link to the zone they never see the private address.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { nameOf } from '../names.ts'
import { approved, bestZone, hasRecord, isLinkedTo, isOpen, knowsLinks, networksIn, read, sourceOf } from './known.ts'
import { linking } from './linking.ts'

export const clusterNetworkNotLinked = {
  id: 'cluster-network-not-linked',
  conclude: ({ view, loginServer, elsewhere }) => {
    const zone = bestZone(view, loginServer)
    if (!zone || !knowsLinks(view) || approved(view).length === 0) return []
    // Something else than a zone of these leads there, as a forwarder does.
    if (elsewhere?.kind === 'private') return []
    return networksIn(view)
      .filter(({ id, of }) => of === 'cluster' && view.zoneViews.every((it) => isLinkedTo(it, id) === false))
      .map(({ id, view: { network } }) => {
        const servers = read(network)?.dnsServers ?? []
        const own =
          servers.length > 0
            ? say(
                ' It has DNS servers of its own: then the network in which these stand must be linked.',
                ' Ma własne serwery DNS: wtedy połączona musi być sieć, w której one stoją.',
              )
            : say('', '')
        return {
          says: say(
            `The zone \`${zone.zone.name}\` is not linked to \`${nameOf(id)}\`, the virtual network of the nodes: they are led to the public address, unless another zone or a DNS forwarding ruleset answers there.${own.en}`,
            `Strefa \`${zone.zone.name}\` nie jest połączona z \`${nameOf(id)}\`, siecią wirtualną węzłów: trafiają one na adres publiczny, chyba że odpowiada tam inna strefa albo zestaw reguł przekazywania DNS.${own.pl}`,
          ),
          hint: say(
            'The private DNS zone is not linked to the virtual network of the cluster’s nodes.',
            'Prywatna strefa DNS nie jest połączona z siecią wirtualną węzłów klastra.',
          ),
          weighs: { 'vnet-config': isOpen(view) ? 0.5 : servers.length > 0 ? 1.5 : 5.5 },
          ...(servers.length === 0 && !isOpen(view) && { broken: true as const }),
          sources: view.zoneViews.flatMap(({ links }) => sourceOf(links)),
          // Linked to a zone without the record, the network would no longer find the registry at all.
          ...(hasRecord(zone, loginServer) && { repair: linking(zone, id) }),
        }
      })
  },
} as const satisfies Conclusion
