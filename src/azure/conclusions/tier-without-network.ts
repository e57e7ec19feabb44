// Only Premium has rules, private endpoints and replicas: in other tiers none of these is the cause.
import { say } from '../../checks/step.ts'
import type { Topic } from '../../paste/topics.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, registryNames, shown } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

const features: readonly Topic[] = [
  'private-endpoint',
  'service-endpoint',
  'public-access',
  'geo-replication',
  'data-endpoint',
]

export const tierWithoutNetwork = {
  id: 'tier-without-network',
  conclude: ({ view, topics }) => {
    const { tier } = registryIn(view) ?? {}
    if (tier !== 'Basic' && tier !== 'Standard') return []
    const isAbout = features.some((topic) => topics.has(topic))
    const says = say(
      `The registry is ${shown(tier)}: network rules, private endpoints, replicas and dedicated data endpoints need Premium.`,
      `Rejestr ma warstwę ${shown(tier)}: reguły sieciowe, prywatne punkty końcowe, repliki i dedykowane punkty końcowe danych wymagają warstwy Premium.`,
    )
    return [
      {
        says,
        hint: says,
        weighs: { 'sku-limit': isAbout ? 4 : 0.3, 'public-access-rules': -5, 'vnet-config': -3 },
        sources: sourceOf(view.registry),
        repair: {
          text: say('Where these are needed, change the tier.', 'Jeśli są potrzebne, zmień warstwę.'),
          command: command(
            'az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --sku Premium',
            registryNames(view),
          ),
          undo: command(
            `az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --sku ${tier}`,
            registryNames(view),
          ),
          who: 'registry-owner',
          exposes: say('Costs several times as much a day.', 'Kosztuje kilka razy więcej dziennie.'),
        },
      },
    ]
  },
} as const satisfies Conclusion
