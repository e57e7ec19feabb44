// What was pushed is hidden until somebody releases it.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { registryNames, setting } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

export const quarantineOn = {
  id: 'quarantine-on',
  conclude: ({ view, finding }) => {
    if (registryIn(view)?.quarantinePolicy !== 'enabled') return []
    const says = say(
      'Quarantine is on: a pushed image cannot be pulled until a scanner releases it.',
      'Kwarantanna jest włączona: wypchniętego obrazu nie da się pobrać, dopóki skaner go nie zwolni.',
    )
    const names = registryNames(view)
    return [
      {
        says,
        hint: says,
        weighs: { 'image-not-found': finding === 'image-not-found' ? 3 : 1, 'credentials-unauthorized': 0.5 },
        sources: sourceOf(view.registry),
        repair: {
          text: say(
            'Where no scanner releases images, turn quarantine off.',
            'Jeśli żaden skaner nie zwalnia obrazów, wyłącz kwarantannę.',
          ),
          command: setting('policies.quarantinePolicy.status', 'disabled', names),
          undo: setting('policies.quarantinePolicy.status', 'enabled', names),
          who: 'registry-owner',
          exposes: say(
            'Images can be pulled before they are scanned.',
            'Obrazy da się pobrać, zanim zostaną przeskanowane.',
          ),
        },
      },
    ]
  },
} as const satisfies Conclusion
