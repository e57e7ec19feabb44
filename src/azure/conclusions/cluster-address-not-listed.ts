// A cluster that goes out to the registry over the internet comes from an address that is in no IP rule.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, list, registryNames, shown } from '../names.ts'
import { isIn, isIPv4 } from '../ranges.ts'
import { sameId } from '../view.ts'
import { approved, read, registryIn, sourceOf } from './known.ts'
import { areRulesFull } from './rules-full.ts'

export const clusterAddressNotListed = {
  id: 'cluster-address-not-listed',
  conclude: ({ view }) => {
    const { publicAccess, defaultAction, ipRules } = registryIn(view) ?? {}
    const cluster = read(view.cluster?.cluster)
    const outbound = read(view.cluster?.outbound)
    const subnetRules = read(view.preview)?.subnetRules
    if (publicAccess !== 'Enabled' || defaultAction !== 'Deny' || !ipRules || !cluster || !outbound) return []
    // With a private endpoint nodes need no rule, and a subnet may be let in by service endpoint.
    if (!view.connections?.ok || approved(view).length > 0 || !subnetRules) return []
    if (cluster.subnets.some((subnet) => subnetRules.some((rule) => sameId(rule, subnet)))) return []
    // Rules take IPv4 only, and a registry without IPv6 is reached by no other.
    const missing = outbound.filter(
      (address) => isIPv4(address) && ipRules.every((rule) => isIn(address, rule) === false),
    )
    const [first] = missing
    if (first === undefined) return []
    const names = { ...registryNames(view), range: first }
    const on = '-n {registry} -g {resourceGroup} --subscription {subscription} --ip-address {range}'
    return [
      {
        says: say(
          `The cluster \`${shown(cluster.name)}\` goes out by ${list(missing)}, which no IP rule of the registry lists.`,
          `Klaster \`${shown(cluster.name)}\` wychodzi przez ${list(missing)}, a tego adresu nie ma w żadnej regule IP rejestru.`,
        ),
        hint: say(
          'The cluster goes out by an address that no IP rule of the registry lists.',
          'Klaster wychodzi przez adres, którego nie ma w żadnej regule IP rejestru.',
        ),
        weighs: { 'public-access-rules': 5.5 },
        broken: true,
        sources: [...sourceOf(view.cluster?.outbound), ...sourceOf(view.registry)],
        ...(!areRulesFull(view) && {
          repair: {
            text: say(
              missing.length > 1
                ? 'Let it in, and the others in the same way; a private endpoint needs no rule.'
                : 'Let it in; a private endpoint needs no rule.',
              missing.length > 1
                ? 'Wpuść go, a pozostałe tak samo; prywatny punkt końcowy nie wymaga reguły.'
                : 'Wpuść go; prywatny punkt końcowy nie wymaga reguły.',
            ),
            command: command(`az acr network-rule add ${on}`, names),
            undo: command(`az acr network-rule remove ${on}`, names),
            who: 'registry-owner' as const,
            exposes: say(
              'All that goes out by this address can reach the registry, and then still needs a login.',
              'Wszystko, co wychodzi przez ten adres, będzie mogło połączyć się z rejestrem; nadal będzie potrzebowało logowania.',
            ),
          },
        }),
      },
    ]
  },
} as const satisfies Conclusion
