// The registry itself is being made, changed or deleted, or that has failed.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { quoted, shown } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

export const notProvisioned = {
  id: 'not-provisioned',
  conclude: ({ view }) => {
    const { provisioningState: state, status } = registryIn(view) ?? {}
    if (state === undefined || state === 'Succeeded') return []
    const isGoing = state === 'Deleting'
    const isFailed = state === 'Failed' || state === 'Canceled'
    const told = quoted(status?.message)
    return [
      {
        says: say(
          `Azure says that the registry is \`${shown(state)}\`${told}, not Succeeded.`,
          `Azure mówi, że rejestr ma stan \`${shown(state)}\`${told}, a nie Succeeded.`,
        ),
        hint: isGoing
          ? say('Azure is deleting this registry.', 'Azure właśnie usuwa ten rejestr.')
          : isFailed
            ? say('The last change of the registry failed.', 'Ostatnia zmiana rejestru się nie udała.')
            : say('The registry is being set up or changed just now.', 'Rejestr jest właśnie tworzony lub zmieniany.'),
        // A change that failed leaves what was there at work.
        weighs: isGoing ? { 'registry-name': 4 } : { 'service-side': 1.5 },
        ...(isGoing && { broken: true as const }),
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
