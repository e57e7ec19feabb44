// A route sends traffic for the registry into nothing, or to a firewall that must know the registry's hosts.
import { say } from '../../checks/step.ts'
import type { Names } from '../../remedies/fill.ts'
import type { Concluded, Conclusion, Repair } from '../conclusion.ts'
import { command, list, nameOf, routeTableNames, shown } from '../names.ts'
import { lengthOf } from '../ranges.ts'
import { routeTo } from '../traffic.ts'
import type { AzureView, Route } from '../view.ts'
import { approved, read, registryIn, sourceOf, subnetsIn, type Used } from './known.ts'
import { endsFrom } from './security-group-denies.ts'

const routesCount = /^(?:Enabled|RouteTableEnabled)$/i

/**
 * A private endpoint brings a route of its own for its one address. Another is taken only if it names that address too, or where the
 * endpoint's subnet says that routes count, and it is no wider than the network.
 */
function overrides(view: AzureView, { prefix }: Route, address: string): boolean {
  const length = lengthOf(prefix) ?? 0
  if (length === 32) return true
  const endpoint = approved(view).find(({ addresses }) => read(addresses)?.some((it) => it.address === address))
  if (!routesCount.test(read(endpoint?.network?.subnet)?.endpointPolicies ?? '')) return false
  const widths = (read(endpoint?.network?.network)?.prefixes ?? []).map((it) => lengthOf(it) ?? 32)
  return widths.length > 0 && length >= Math.min(...widths)
}

/** A service endpoint brings routes of its own to public registries, longer than any default one. */
const goesDirectly = ({ view: { subnet } }: Used): boolean =>
  read(subnet)?.serviceEndpoints?.some((it) => it.toLowerCase() === 'microsoft.containerregistry') ?? false

const inTable = '-g {routeTableResourceGroup} --route-table-name {routeTable} --subscription {routeTableSubscription}'

/** A route of its own for registries: what the other one drops besides stays dropped. */
const aside = (names: Names): Repair => ({
  text: say(
    'Give registries a route of their own; the other one stays. Layers that come from storage need one for `Storage` too.',
    'Daj rejestrom własną trasę; tamta zostaje. Warstwy pobierane z magazynu wymagają jeszcze trasy dla `Storage`.',
  ),
  command: command(
    `az network route-table route create ${inTable} -n AllowRegistry --address-prefix AzureContainerRegistry --next-hop-type Internet`,
    names,
  ),
  undo: command(`az network route-table route delete ${inTable} -n AllowRegistry`, names),
  who: 'network-team',
  exposes: say(
    'Lets the subnet reach every registry past any firewall, not only yours.',
    'Pozwala podsieci łączyć się z każdym rejestrem z pominięciem zapory, nie tylko z twoim.',
  ),
})

export const routeElsewhere = {
  id: 'route-elsewhere',
  conclude: ({ view, loginServer }) => {
    const found = new Map<string, Concluded>()
    for (const used of subnetsIn(view).filter(({ of }) => of === 'cluster')) {
      const table = read(used.view.routeTable)
      if (!table) continue
      for (const to of endsFrom(view, used) ?? []) {
        const route = routeTo(table.routes, to)
        if (!route || ('address' in to ? !overrides(view, route, to.address) : goesDirectly(used))) continue
        const isDropped = route.hop === 'None'
        if (!isDropped && route.hop !== 'VirtualAppliance') continue
        const target = 'address' in to ? to.address : loginServer
        const names = { ...routeTableNames(table.id), route: route.name }
        const hosts = [loginServer, ...(registryIn(view)?.dataEndpointHosts ?? [])]
        const by = route.hopAddress ? ` \`${shown(route.hopAddress)}\`` : ''
        found.set(`${table.id} ${route.name}`.toLowerCase(), {
          says: isDropped
            ? say(
                `The route \`${shown(route.name)}\` (\`${shown(route.prefix)}\`) of \`${nameOf(table.id)}\` drops what the subnet \`${nameOf(used.id)}\` sends to \`${target}\`.`,
                `Trasa \`${shown(route.name)}\` (\`${shown(route.prefix)}\`) z \`${nameOf(table.id)}\` odrzuca to, co podsieć \`${nameOf(used.id)}\` wysyła do \`${target}\`.`,
              )
            : say(
                `The route \`${shown(route.name)}\` (\`${shown(route.prefix)}\`) of \`${nameOf(table.id)}\` sends what the subnet \`${nameOf(used.id)}\` has for \`${target}\` to the appliance${by}, which must let ${list(hosts)} through on port 443.`,
                `Trasa \`${shown(route.name)}\` (\`${shown(route.prefix)}\`) z \`${nameOf(table.id)}\` kieruje ruch podsieci \`${nameOf(used.id)}\` do \`${target}\` przez urządzenie${by}, które musi przepuszczać ${list(hosts)} na porcie 443.`,
              ),
          hint: isDropped
            ? say('A route of the cluster drops traffic to the registry.', 'Trasa klastra odrzuca ruch do rejestru.')
            : say(
                'A route of the cluster leads traffic to the registry through a firewall, which must let its hosts through.',
                'Trasa klastra prowadzi ruch do rejestru przez zaporę, która musi przepuszczać jego hosty.',
              ),
          weighs: isDropped ? { 'vnet-config': 5 } : { 'client-firewall': 2, 'vnet-config': 1 },
          ...(isDropped && { broken: true as const }),
          sources: sourceOf(used.view.routeTable),
          ...(isDropped && {
            repair:
              route.prefix === '0.0.0.0/0'
                ? aside(names)
                : {
                    text: say(
                      'Take the route away, if nothing else needs it.',
                      'Usuń trasę, jeśli nic innego jej nie potrzebuje.',
                    ),
                    command: command(`az network route-table route delete ${inTable} -n {route}`, names),
                    undo: command(
                      `az network route-table route create ${inTable} -n {route} --address-prefix {range} --next-hop-type None`,
                      { ...names, range: route.prefix },
                    ),
                    who: 'network-team' as const,
                    exposes: say(
                      'All that the route stopped can pass again, not only what goes to the registry.',
                      'Znów przejdzie wszystko, co trasa zatrzymywała, nie tylko ruch do rejestru.',
                    ),
                  },
          }),
        })
      }
    }
    return [...found.values()]
  },
} as const satisfies Conclusion
