// The login works and layers hang: the private zone knows the registry, but not its data endpoint.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list } from '../names.ts'
import { isOpen, sourceOf } from './known.ts'
import { adding, fallsBack, missingRecords } from './recording.ts'

export const dataRecordMissing = {
  id: 'data-record-missing',
  conclude: (known) =>
    missingRecords(known)
      .filter(({ wanted }) => wanted.isData)
      .map(({ zone, wanted }) => {
        const isPublic = fallsBack(known.view, zone)
        const isHarmless = isPublic && isOpen(known.view)
        const then = isPublic
          ? say(
              `the networks linked to it fetch layers from the public address of \`${wanted.host}\``,
              `połączone z nią sieci pobierają warstwy z adresu publicznego \`${wanted.host}\``,
            )
          : say(
              `login works in the networks linked to it, but layers from \`${wanted.host}\` never come`,
              `w połączonych z nią sieciach logowanie działa, ale warstwy z \`${wanted.host}\` nie przychodzą`,
            )
        return {
          says: say(
            `The zone \`${zone.zone.name}\` has no record \`${wanted.record}\`: ${then.en}. It should lead to ${list(wanted.addresses)}.`,
            `Strefa \`${zone.zone.name}\` nie ma rekordu \`${wanted.record}\`: ${then.pl}. Powinien prowadzić do ${list(wanted.addresses)}.`,
          ),
          hint: isPublic
            ? say(
                'The private DNS zone has no record for a data endpoint.',
                'W prywatnej strefie DNS brakuje rekordu punktu końcowego danych.',
              )
            : say(
                'The private DNS zone has no record for a data endpoint: login works, layers do not come.',
                'W prywatnej strefie DNS brakuje rekordu punktu końcowego danych: logowanie działa, warstwy nie przychodzą.',
              ),
          weighs: isHarmless
            ? { 'vnet-config': 0.5 }
            : known.finding?.startsWith('data-endpoint') || known.topics.has('data-endpoint')
              ? { 'vnet-config': 6.5, 'client-firewall': -2.5 }
              : { 'vnet-config': 4.5 },
          ...(!isHarmless && { broken: true as const }),
          sources: sourceOf(zone.records),
          repair: adding(known.view, zone, wanted),
        }
      }),
} as const satisfies Conclusion
