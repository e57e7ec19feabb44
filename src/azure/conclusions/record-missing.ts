// The private zone answers for the registry and has no record for it: the name does not exist there.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list } from '../names.ts'
import { isOpen, sourceOf } from './known.ts'
import { adding, fallsBack, missingRecords } from './recording.ts'

export const recordMissing = {
  id: 'record-missing',
  conclude: (known) =>
    missingRecords(known)
      .filter(({ wanted }) => !wanted.isData)
      .map(({ zone, wanted }) => {
        const isPublic = fallsBack(known.view, zone)
        const then = isPublic
          ? say(
              `the networks linked to it are led to the public address of \`${wanted.host}\``,
              `połączone z nią sieci trafiają na adres publiczny \`${wanted.host}\``,
            )
          : say(
              `in the networks linked to it \`${wanted.host}\` does not resolve`,
              `w połączonych z nią sieciach \`${wanted.host}\` się nie rozwiązuje`,
            )
        return {
          says: say(
            `The zone \`${zone.zone.name}\` has no record \`${wanted.record}\`: ${then.en}. It should lead to ${list(wanted.addresses)}.`,
            `Strefa \`${zone.zone.name}\` nie ma rekordu \`${wanted.record}\`: ${then.pl}. Powinien prowadzić do ${list(wanted.addresses)}.`,
          ),
          hint: say(
            'The private DNS zone has no record for the registry.',
            'W prywatnej strefie DNS brakuje rekordu rejestru.',
          ),
          weighs: isPublic
            ? { 'vnet-config': isOpen(known.view) ? 0.5 : 4 }
            : { 'vnet-config': 5, 'registry-name': -2 },
          ...(!(isPublic && isOpen(known.view)) && { broken: true as const }),
          sources: sourceOf(zone.records),
          repair: adding(known.view, zone, wanted),
        }
      }),
} as const satisfies Conclusion
