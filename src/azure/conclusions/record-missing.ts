// The private zone answers for the registry and has no record for it: the name does not exist there.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list } from '../names.ts'
import { sourceOf } from './known.ts'
import { adding, missingRecords } from './recording.ts'

export const recordMissing = {
  id: 'record-missing',
  conclude: (known) =>
    missingRecords(known)
      .filter(({ wanted }) => !wanted.isData)
      .map(({ zone, wanted }) => ({
        says: say(
          `The zone \`${zone.zone.name}\` has no record \`${wanted.record}\`: in the networks linked to it \`${wanted.host}\` does not resolve. It should lead to ${list(wanted.addresses)}.`,
          `Strefa \`${zone.zone.name}\` nie ma rekordu \`${wanted.record}\`: w połączonych z nią sieciach \`${wanted.host}\` się nie rozwiązuje. Powinien prowadzić do ${list(wanted.addresses)}.`,
        ),
        hint: say(
          'The private DNS zone has no record for the registry.',
          'W prywatnej strefie DNS brakuje rekordu rejestru.',
        ),
        weighs: { 'vnet-config': 5, 'registry-name': -2 },
        broken: true as const,
        sources: sourceOf(zone.records),
        repair: adding(known.view, zone, wanted),
      })),
} as const satisfies Conclusion
