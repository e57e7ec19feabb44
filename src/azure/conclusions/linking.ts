// How a private zone is linked to a virtual network: the repair that several conclusions share.
import { say } from '../../checks/step.ts'
import type { Repair } from '../conclusion.ts'
import { command, nameOf, networkNames, zoneNames } from '../names.ts'
import type { ResourceId, ZoneView } from '../view.ts'

export function linking({ zone }: ZoneView, network: ResourceId): Repair {
  const names = { ...zoneNames(zone.id), ...networkNames(network), link: `link-${nameOf(network)}` }
  const on = '-g {zoneResourceGroup} --zone-name {zone} --subscription {zoneSubscription} -n {link}'
  return {
    text: say(
      `Link the zone to the virtual network \`${nameOf(network)}\`.`,
      `Połącz strefę z siecią wirtualną \`${nameOf(network)}\`.`,
    ),
    command: command(
      `az network private-dns link vnet create ${on} --virtual-network {vnetId} --registration-enabled false`,
      names,
    ),
    undo: command(`az network private-dns link vnet delete ${on} --yes`, names),
    who: 'network-team',
    exposes: say(
      'This network then asks the zone for every registry with a private endpoint; one without a record there no longer resolves.',
      'Ta sieć pyta odtąd strefę o każdy rejestr z prywatnym punktem końcowym; nazwa bez rekordu przestaje się tam rozwiązywać.',
    ),
  }
}
