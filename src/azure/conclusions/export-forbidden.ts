// The export policy keeps public access off and images in.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { registryNames, setting } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

export const exportForbidden = {
  id: 'export-forbidden',
  conclude: ({ view, topics }) => {
    const { exportPolicy, publicAccess } = registryIn(view) ?? {}
    if (exportPolicy !== 'disabled') return []
    const says = say(
      'Export is forbidden in this registry: public access must stay off, and other registries cannot import from it.',
      'W tym rejestrze eksport jest zabroniony: dostęp publiczny musi pozostać wyłączony, a inne rejestry nie mogą z niego importować.',
    )
    const names = registryNames(view)
    return [
      {
        says,
        hint: says,
        weighs: {
          ...(publicAccess === 'Disabled' && { 'public-access-rules': 0.5 }),
          ...(topics.has('import') && { 'service-access': 2.5 }),
        },
        sources: sourceOf(view.registry),
        repair: {
          text: say(
            'Only where data may leave: allow exports, then public access can be turned on.',
            'Tylko jeśli danym wolno wychodzić: zezwól na eksport, wtedy da się włączyć dostęp publiczny.',
          ),
          command: setting('policies.exportPolicy.status', 'enabled', names),
          undo: setting('policies.exportPolicy.status', 'disabled', names),
          who: 'registry-owner',
          exposes: say(
            'Whoever may pull can copy images into another registry.',
            'Kto może pobierać, może skopiować obrazy do innego rejestru.',
          ),
        },
      },
    ]
  },
} as const satisfies Conclusion
