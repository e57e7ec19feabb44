// Everybody may come over the internet: then no rule of the registry is the cause.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { registryIn, sourceOf } from './known.ts'

export const allNetworksAllowed = {
  id: 'all-networks-allowed',
  conclude: ({ view }) => {
    const { publicAccess, defaultAction } = registryIn(view) ?? {}
    if (publicAccess !== 'Enabled' || defaultAction !== 'Allow') return []
    const says = say(
      'The registry lets every network in: its rules are not the cause.',
      'Rejestr wpuszcza wszystkie sieci: jego reguły nie są przyczyną.',
    )
    return [
      {
        says,
        hint: says,
        weighs: { 'public-access-rules': -6, 'service-access': -3 },
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
