// Azure services that Microsoft trusts are not let past the rules.
import { say } from '../../checks/step.ts'
import type { Topic } from '../../paste/topics.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, registryNames } from '../names.ts'
import { isRestricted, registryIn, sourceOf } from './known.ts'

const services: readonly Topic[] = ['defender', 'container-instances', 'machine-learning', 'import', 'acr-tasks']

export const trustedServicesOff = {
  id: 'trusted-services-off',
  conclude: ({ view, topics }) => {
    const registry = registryIn(view)
    if (registry?.trustedServices !== false || !isRestricted(registry)) return []
    const isAbout = services.some((topic) => topics.has(topic))
    const says = say(
      'The registry is restricted and does not let trusted Azure services in: Defender, Container Instances, Machine Learning, imports and Tasks are refused.',
      'Rejestr ma ograniczenia i nie wpuszcza zaufanych usług Azure: Defender, Container Instances, Machine Learning, import i Tasks dostają odmowę.',
    )
    const names = registryNames(view)
    return [
      {
        says,
        hint: says,
        weighs: { 'service-access': isAbout ? 5 : 0.5 },
        sources: sourceOf(view.registry),
        repair: {
          text: say('Let trusted services in.', 'Wpuść zaufane usługi.'),
          command: command(
            'az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --allow-trusted-services true',
            names,
          ),
          undo: command(
            'az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --allow-trusted-services false',
            names,
          ),
          who: 'registry-owner',
          exposes: say(
            'Services of any customer that Microsoft trusts pass the rules; they still need a role here.',
            'Reguły omijają zaufane usługi Azure także innych klientów; nadal potrzebują tu roli.',
          ),
        },
      },
    ]
  },
} as const satisfies Conclusion
