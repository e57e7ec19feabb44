// The registry lets a subnet in by service endpoint, and the subnet has none.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, nameOf } from '../names.ts'
import { networkOf } from '../view.ts'
import { read, sourceOf } from './known.ts'

const service = 'Microsoft.ContainerRegistry'

export const serviceEndpointMissing = {
  id: 'service-endpoint-missing',
  conclude: ({ view }) =>
    view.ruleSubnets.flatMap((subnet) => {
      const { id, serviceEndpoints } = read(subnet) ?? {}
      if (id === undefined || !serviceEndpoints) return []
      if (serviceEndpoints.some((it) => it.toLowerCase() === service.toLowerCase())) return []
      // The command replaces the list, so that those which are there have to be named again.
      const names = { subnetId: id, serviceEndpoints: [...serviceEndpoints, service].join(' ') }
      return [
        {
          says: say(
            `The registry lets the subnet \`${nameOf(id)}\` of \`${nameOf(networkOf(id))}\` in, but it has no service endpoint \`${service}\`: it comes with a public address, and is refused.`,
            `Rejestr wpuszcza podsieć \`${nameOf(id)}\` z \`${nameOf(networkOf(id))}\`, ale nie ma ona punktu końcowego usługi \`${service}\`: przychodzi z adresem publicznym i dostaje odmowę.`,
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
            ...(serviceEndpoints.length > 0 && {
              undo: command('az network vnet subnet update --ids {subnetId} --service-endpoints {serviceEndpoints}', {
                ...names,
                serviceEndpoints: serviceEndpoints.join(' '),
              }),
            }),
            who: 'network-team' as const,
            exposes: say(
              'Open connections of the subnet to registries break off once.',
              'Otwarte połączenia podsieci z rejestrami zostaną raz zerwane.',
            ),
          },
        },
      ]
    }),
} as const satisfies Conclusion
