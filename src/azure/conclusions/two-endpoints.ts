// Two private endpoints of one registry in one virtual network overwrite each other's records.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list, nameOf } from '../names.ts'
import { networkOf } from '../view.ts'
import { approved, sourceOf } from './known.ts'

export const twoEndpoints = {
  id: 'two-endpoints',
  conclude: ({ view }) => {
    const inOne = new Map<string, { network: string; endpoints: string[]; sources: string[] }>()
    for (const { endpoint } of approved(view)) {
      if (!endpoint?.ok) continue
      const network = networkOf(endpoint.value.subnet)
      const those = inOne.get(network.toLowerCase()) ?? { network, endpoints: [], sources: [] }
      those.endpoints.push(nameOf(endpoint.value.id))
      those.sources.push(...sourceOf(endpoint))
      inOne.set(network.toLowerCase(), those)
    }
    return [...inOne.values()]
      .filter(({ endpoints }) => endpoints.length > 1)
      .map(({ network, endpoints, sources }) => ({
        says: say(
          `The virtual network \`${nameOf(network)}\` has more than one private endpoint of this registry (${list(endpoints)}): its DNS is unreliable then. Keep one.`,
          `Sieć wirtualna \`${nameOf(network)}\` ma więcej niż jeden prywatny punkt końcowy tego rejestru (${list(endpoints)}): jej DNS jest wtedy zawodny. Zostaw jeden.`,
        ),
        hint: say(
          'One virtual network has two private endpoints of this registry, which makes its DNS unreliable.',
          'Jedna sieć wirtualna ma dwa prywatne punkty końcowe tego rejestru, przez co jej DNS jest zawodny.',
        ),
        weighs: { 'vnet-config': 2 },
        sources,
      }))
  },
} as const satisfies Conclusion
