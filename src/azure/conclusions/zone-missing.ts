// Private endpoints, and no private zone that says so: every client is sent to the public address.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, endpointNames } from '../names.ts'
import { privateZoneOf } from '../view.ts'
import { approved, sourceOf } from './known.ts'

export const zoneMissing = {
  id: 'zone-missing',
  conclude: ({ view, loginServer }) => {
    const [first] = approved(view)
    if (!first || !view.zones?.ok || view.zoneViews.length > 0) return []
    const zone = privateZoneOf(loginServer)
    const { endpointResourceGroup, endpointSubscription } = first.connection.endpoint
      ? endpointNames(first.connection.endpoint)
      : {}
    const names = { zone, zoneResourceGroup: endpointResourceGroup, zoneSubscription: endpointSubscription }
    return [
      {
        says: say(
          `There is a private endpoint, but no private DNS zone \`${zone}\` in the subscriptions involved: unless DNS servers of your own have the records, names lead to the public address.`,
          `Jest prywatny punkt końcowy, ale w powiązanych subskrypcjach nie ma prywatnej strefy DNS \`${zone}\`: jeśli rekordów nie mają własne serwery DNS, nazwy prowadzą do adresu publicznego.`,
        ),
        hint: say(
          'The registry has a private endpoint, but Azure shows no private DNS zone for it.',
          'Rejestr ma prywatny punkt końcowy, ale Azure nie pokazuje dla niego prywatnej strefy DNS.',
        ),
        weighs: { 'vnet-config': 1.5 },
        sources: sourceOf(view.zones),
        repair: {
          text: say(
            'Only if there is none in another subscription either: create the zone, then link it to the networks of the clients and create a zone group at the endpoint.',
            'Tylko jeśli nie ma jej też w innej subskrypcji: utwórz strefę, potem połącz ją z sieciami klientów i utwórz grupę stref przy punkcie końcowym.',
          ),
          command: command(
            'az network private-dns zone create -g {zoneResourceGroup} -n {zone} --subscription {zoneSubscription}',
            names,
          ),
          undo: command(
            'az network private-dns zone delete -g {zoneResourceGroup} -n {zone} --subscription {zoneSubscription} --yes',
            names,
          ),
          who: 'network-team',
        },
      },
    ]
  },
} as const satisfies Conclusion
