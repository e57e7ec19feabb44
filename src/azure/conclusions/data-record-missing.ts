// The login works and layers hang: the private zone knows the registry, but not its data endpoint.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list } from '../names.ts'
import { sourceOf } from './known.ts'
import { adding, missingRecords } from './recording.ts'

export const dataRecordMissing = {
  id: 'data-record-missing',
  conclude: (known) =>
    missingRecords(known)
      .filter(({ wanted }) => wanted.isData)
      .map(({ zone, wanted }) => ({
        says: say(
          `The zone \`${zone.zone.name}\` has no record \`${wanted.record}\`: login works in the networks linked to it, but layers from \`${wanted.host}\` never come. It should lead to ${list(wanted.addresses)}.`,
          `Strefa \`${zone.zone.name}\` nie ma rekordu \`${wanted.record}\`: w połączonych z nią sieciach logowanie działa, ale warstwy z \`${wanted.host}\` nie przychodzą. Powinien prowadzić do ${list(wanted.addresses)}.`,
        ),
        hint: say(
          'The private DNS zone has no record for a data endpoint: login works, layers do not come.',
          'W prywatnej strefie DNS brakuje rekordu punktu końcowego danych: logowanie działa, warstwy nie przychodzą.',
        ),
        weighs:
          known.finding?.startsWith('data-endpoint') || known.topics.has('data-endpoint')
            ? { 'vnet-config': 6.5, 'client-firewall': -2.5 }
            : { 'vnet-config': 4.5 },
        broken: true as const,
        sources: sourceOf(zone.records),
        repair: adding(known.view, zone, wanted),
      })),
} as const satisfies Conclusion
