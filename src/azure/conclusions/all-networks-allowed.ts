// Everybody may come over the internet: then no rule of the registry is the cause.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { registryIn, sourceOf } from './known.ts'

export const allNetworksAllowed = {
  id: 'all-networks-allowed',
  conclude: ({ view, finding }) => {
    const { publicAccess, defaultAction } = registryIn(view) ?? {}
    if (publicAccess !== 'Enabled' || defaultAction !== 'Allow') return []
    // What is refused just now goes before a setting that may not be at work yet.
    const isRefused = finding === 'ip-denied'
    const says = isRefused
      ? say(
          'The registry is to let every network in, and still refuses this one: the change takes some minutes.',
          'Rejestr ma wpuszczać wszystkie sieci, a tej nadal odmawia: zmiana zacznie działać po kilku minutach.',
        )
      : say(
          'The registry lets every network in: its rules are not the cause.',
          'Rejestr wpuszcza wszystkie sieci: jego reguły nie są przyczyną.',
        )
    return [
      {
        says,
        hint: says,
        weighs: isRefused ? { 'public-access-rules': -1 } : { 'public-access-rules': -6, 'service-access': -3 },
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
