// The registry lets a subnet in by service endpoint, and the subnet has none.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, nameOf } from '../names.ts'
import { networkOf } from '../view.ts'
import { read, registryIn, sourceOf } from './known.ts'

const service = 'Microsoft.ContainerRegistry'

export const serviceEndpointMissing = {
  id: 'service-endpoint-missing',
  conclude: ({ view }) => {
    const { publicAccess, defaultAction } = registryIn(view) ?? {}
    // Rules count in this state alone.
    if (publicAccess !== 'Enabled' || defaultAction !== 'Deny') return []
    return view.ruleSubnets.flatMap((subnet) => {
      const { id, serviceEndpoints } = read(subnet) ?? {}
      if (id === undefined || !serviceEndpoints) return []
      if (serviceEndpoints.some((it) => it.toLowerCase() === service.toLowerCase())) return []
      // The command replaces the list, so that those which are there have to be named again.
      const names = { subnetId: id, serviceEndpoints: [...serviceEndpoints, service].join(' ') }
      return [
        {
          says: say(
            `The registry lets the subnet \`${nameOf(id)}\` of \`${nameOf(networkOf(id))}\` in, but it has no service endpoint \`${service}\`: it comes with a public address, and is refused unless an IP rule lists that.`,
            `Rejestr wpuszcza podsieć \`${nameOf(id)}\` z \`${nameOf(networkOf(id))}\`, ale nie ma ona punktu końcowego usługi \`${service}\`: przychodzi z adresem publicznym i dostaje odmowę, chyba że zawiera go reguła IP.`,
          ),
          hint: say(
            'The registry lets a subnet in by service endpoint, but the subnet has none.',
            'Rejestr wpuszcza podsieć przez punkt końcowy usługi, ale podsieć go nie ma.',
          ),
          weighs: { 'vnet-config': 4 },
          broken: true as const,
          sources: [...sourceOf(view.preview), ...sourceOf(subnet)],
          repair: {
            text: say('Enable it on the subnet.', 'Włącz go w podsieci.'),
            command: command(
              'az network vnet subnet update --ids {subnetId} --service-endpoints {serviceEndpoints}',
              names,
            ),
            undo:
              serviceEndpoints.length > 0
                ? command('az network vnet subnet update --ids {subnetId} --service-endpoints {serviceEndpoints}', {
                    ...names,
                    serviceEndpoints: serviceEndpoints.join(' '),
                  })
                : command('az network vnet subnet update --ids {subnetId} --remove serviceEndpoints', names),
            who: 'network-team' as const,
            exposes: say(
              'Open connections of the subnet to registries break off once.',
              'Otwarte połączenia podsieci z rejestrami zostaną raz zerwane.',
            ),
          },
        },
      ]
    })
  },
} as const satisfies Conclusion
