// The private zone is there, but the virtual network of a private endpoint does not ask it.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { nameOf } from '../names.ts'
import { bestZone, hasRecord, isLinkedTo, isOpen, knowsLinks, networksIn, read, sourceOf } from './known.ts'
import { linking } from './linking.ts'

export const zoneNotLinked = {
  id: 'zone-not-linked',
  conclude: ({ view, loginServer }) => {
    const zone = bestZone(view, loginServer)
    if (!zone || !knowsLinks(view)) return []
    return networksIn(view)
      .filter(({ id, of }) => of === 'endpoint' && view.zoneViews.every((it) => isLinkedTo(it, id) === false))
      .map(({ id, view: { network } }) => {
        const servers = read(network)?.dnsServers ?? []
        const own =
          servers.length > 0
            ? say(
                ' It has DNS servers of its own: the network in which these stand must be linked.',
                ' Ma własne serwery DNS: połączona musi być sieć, w której one stoją.',
              )
            : say('', '')
        return {
          says: say(
            `The zone \`${zone.zone.name}\` is not linked to the virtual network \`${nameOf(id)}\` of the private endpoint: there the name leads to the public address.${own.en}`,
            `Strefa \`${zone.zone.name}\` nie jest połączona z siecią wirtualną \`${nameOf(id)}\` prywatnego punktu końcowego: tam nazwa prowadzi do adresu publicznego.${own.pl}`,
          ),
          hint: say(
            'The private DNS zone is not linked to the virtual network of the private endpoint.',
            'Prywatna strefa DNS nie jest połączona z siecią wirtualną prywatnego punktu końcowego.',
          ),
          weighs: { 'vnet-config': isOpen(view) ? 0.5 : servers.length > 0 ? 1.5 : 4 },
          sources: view.zoneViews.flatMap(({ links }) => sourceOf(links)),
          // Linked to a zone without the record, the network would no longer find the registry at all.
          ...(hasRecord(zone, loginServer) && { repair: linking(zone, id) }),
        }
      })
  },
} as const satisfies Conclusion
