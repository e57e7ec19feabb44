// Records by hand go stale with the next replica; a zone group keeps them.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, endpointNames, nameOf, zoneNames } from '../names.ts'
import { approved, bestZone, sourceOf } from './known.ts'

export const zoneGroupMissing = {
  id: 'zone-group-missing',
  conclude: ({ view, loginServer }) => {
    const zone = bestZone(view, loginServer)
    return approved(view).flatMap(({ connection, zoneGroup }) => {
      if (!connection.endpoint || !zoneGroup?.ok || zoneGroup.value.length > 0) return []
      const names = { ...endpointNames(connection.endpoint), ...(zone && zoneNames(zone.zone.id)) }
      const on =
        '-g {endpointResourceGroup} --endpoint-name {privateEndpoint} --subscription {endpointSubscription} -n default'
      return [
        {
          says: say(
            `The private endpoint \`${nameOf(connection.endpoint)}\` has no DNS zone group: its records are kept by hand, and each new replica needs one more.`,
            `Prywatny punkt końcowy \`${nameOf(connection.endpoint)}\` nie ma grupy stref DNS: jego rekordy są prowadzone ręcznie, a każda nowa replika wymaga kolejnego.`,
          ),
          hint: say(
            'The DNS records of a private endpoint are kept by hand.',
            'Rekordy DNS prywatnego punktu końcowego są prowadzone ręcznie.',
          ),
          weighs: { 'vnet-config': 0.8 },
          sources: sourceOf(zoneGroup),
          ...(zone && {
            repair: {
              text: say('Let a zone group keep them.', 'Pozwól, by prowadziła je grupa stref.'),
              command: command(
                `az network private-endpoint dns-zone-group create ${on} --private-dns-zone {zoneId} --zone-name acr`,
                names,
              ),
              undo: command(`az network private-endpoint dns-zone-group delete ${on}`, names),
              who: 'network-team' as const,
              exposes: say(
                'Sends every client of the linked networks to the private address at once. The group takes over the records; if it is deleted, they are too.',
                'Od razu kieruje wszystkich klientów połączonych sieci na adres prywatny. Grupa przejmuje rekordy; gdy zostanie usunięta, znikną i one.',
              ),
            },
          }),
        },
      ]
    })
  },
} as const satisfies Conclusion
