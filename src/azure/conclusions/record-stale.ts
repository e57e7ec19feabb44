// A record leads to an address that no private endpoint has any more.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, list, zoneNames } from '../names.ts'
import { read, sourceOf, wantedIn } from './known.ts'
import { addressFor, askedZones } from './recording.ts'

export const recordStale = {
  id: 'record-stale',
  conclude: (known) => {
    const wanted = wantedIn(known.view)
    if (!wanted) return []
    return askedZones(known).flatMap((zone) =>
      (read(zone.records) ?? []).flatMap(({ name, addresses }) => {
        const right = wanted.find(({ record }) => record === name)
        const stale = addresses.filter((it) => !right?.addresses.includes(it))
        const [first] = stale
        if (!right || first === undefined) return []
        const names = {
          ...zoneNames(zone.zone.id),
          record: name,
          privateAddress: addressFor(known.view, zone, right),
          staleAddress: first,
        }
        const on =
          'az network private-dns record-set a update -g {zoneResourceGroup} -z {zone} --subscription {zoneSubscription} -n {record}'
        const at = addresses.indexOf(first)
        const isBeside = addresses.some((it) => right.addresses.includes(it))
        const taking = (how: 'add' | 'remove') =>
          `az network private-dns record-set a ${how}-record -g {zoneResourceGroup} -z {zone} --subscription {zoneSubscription} -n {record} -a {staleAddress}`
        return [
          {
            says: say(
              `The record \`${name}\` of the zone \`${zone.zone.name}\` leads to ${list(stale)}, which no private endpoint has; it should lead to ${list(right.addresses)}.`,
              `Rekord \`${name}\` strefy \`${zone.zone.name}\` prowadzi do ${list(stale)}, a takiego adresu nie ma żaden prywatny punkt końcowy; powinien prowadzić do ${list(right.addresses)}.`,
            ),
            hint: say(
              'A record of the private DNS zone leads to an address that no private endpoint has.',
              'Rekord w prywatnej strefie DNS prowadzi do adresu, którego nie ma żaden prywatny punkt końcowy.',
            ),
            weighs: { 'vnet-config': 5.5, 'client-firewall': -1 },
            broken: true as const,
            sources: [...sourceOf(zone.records), ...known.view.endpoints.flatMap((it) => sourceOf(it.addresses))],
            repair: isBeside
              ? {
                  text: say(
                    'Take the address away that no endpoint has.',
                    'Usuń adres, którego nie ma żaden punkt końcowy.',
                  ),
                  command: command(taking('remove'), names),
                  undo: command(taking('add'), names),
                  who: 'network-team' as const,
                }
              : {
                  text: say('Lead the record to the endpoint.', 'Skieruj rekord do punktu końcowego.'),
                  command: command(`${on} --set "aRecords[${at}].ipv4Address={privateAddress}"`, names),
                  undo: command(`${on} --set "aRecords[${at}].ipv4Address={staleAddress}"`, names),
                  who: 'network-team' as const,
                },
          },
        ]
      }),
    )
  },
} as const satisfies Conclusion
