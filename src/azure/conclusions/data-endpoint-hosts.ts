// Layers come from hosts of the registry's own: a firewall must let these through, not storage.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

export const dataEndpointHosts = {
  id: 'data-endpoint-hosts',
  conclude: ({ view, finding }) => {
    const { dedicatedDataEndpoints, dataEndpointHosts: hosts = [] } = registryIn(view) ?? {}
    if (!dedicatedDataEndpoints || hosts.length === 0) return []
    return [
      {
        says: say(
          `Layers come from dedicated data endpoints: firewalls must let ${list(hosts)} through on port 443, beside the login server.`,
          `Warstwy przychodzą z dedykowanych punktów końcowych danych: zapory muszą przepuszczać ${list(hosts)} na porcie 443, obok serwera logowania.`,
        ),
        hint: say(
          'Layers come from dedicated data endpoints: firewalls must let one host for each region through, beside the login server.',
          'Warstwy przychodzą z dedykowanych punktów końcowych danych: zapory muszą przepuszczać po jednym hoście na region, obok serwera logowania.',
        ),
        weighs: finding?.startsWith('data-endpoint') ? { 'client-firewall': 1.5 } : {},
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
