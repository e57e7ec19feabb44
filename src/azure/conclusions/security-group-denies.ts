// A security group stops port 443 on the way to the registry. Where a tag or an unknown client decides, nothing is concluded.
import { say } from '../../checks/step.ts'
import type { Concluded, Conclusion } from '../conclusion.ts'
import { command, groupNames, nameOf, shown } from '../names.ts'
import { deciding, type End, type Flow } from '../traffic.ts'
import type { AzureView, SecurityGroup } from '../view.ts'
import { approved, read, registryIn, sourceOf, subnetsIn, type Used } from './known.ts'

/** Where security groups count for private endpoints too. */
const policiesOn = /^(?:Enabled|NetworkSecurityGroupEnabled)$/i

/** Prefixes of a subnet's own network, and of those that it is peered with as far as they were read. */
const insideOf = (view: AzureView, { view: { network } }: Used): string[] => {
  const own = read(network)
  const peered = (own?.peerings ?? [])
    .filter(({ state }) => state === 'Connected')
    .map(({ remote }) => remote.toLowerCase())
  return subnetsIn(view)
    .flatMap((it) => read(it.view.network) ?? [])
    .filter(({ id }) => id.toLowerCase() === own?.id.toLowerCase() || peered.includes(id.toLowerCase()))
    .flatMap(({ prefixes }) => prefixes)
}

/** Some address of a subnet. */
const somewhereIn = ({ view: { subnet } }: Used): string | undefined => read(subnet)?.prefixes?.[0]?.split('/')[0]

/** The private addresses of the registry, or its public ones where it has no private endpoint; undefined where that is not known. */
export function endsIn(view: AzureView): End[] | undefined {
  if (!view.connections?.ok) return undefined
  const endpoints = approved(view)
  if (endpoints.length === 0) {
    const region = registryIn(view)?.location.toLowerCase().replaceAll(' ', '')
    return region === undefined ? undefined : [{ registry: region }]
  }
  return endpoints.flatMap(({ addresses }) => read(addresses) ?? []).map(({ address }) => ({ address }))
}

function firstFree({ rules }: SecurityGroup, direction: string, before: number): string | undefined {
  const used = new Set(rules.filter((it) => it.direction === direction).map(({ priority }) => priority))
  for (let priority = Math.min(before, 4096) - 1; priority >= 100; priority--)
    if (!used.has(priority)) return String(priority)
  return undefined
}

export const securityGroupDenies = {
  id: 'security-group-denies',
  conclude: ({ view }) => {
    const ends = endsIn(view) ?? []
    const subnets = subnetsIn(view)
    const client = subnets.find(({ of }) => of === 'cluster')
    const from = client && somewhereIn(client)
    const found = new Map<string, Concluded>()
    for (const used of subnets) {
      const group = read(used.view.securityGroup)
      if (!group) continue
      const isInbound = used.of === 'endpoint'
      if (isInbound && !policiesOn.test(read(used.view.subnet)?.endpointPolicies ?? '')) continue
      for (const to of ends) {
        const flow: Flow = {
          direction: isInbound ? 'Inbound' : 'Outbound',
          to,
          inside: insideOf(view, used),
          ...(from !== undefined && { from: { address: from } }),
        }
        const rule = deciding(group.rules, flow)
        if (rule?.access !== 'Deny') continue
        const target = 'address' in to ? to.address : 'AzureContainerRegistry'
        const names = {
          ...groupNames(group.id),
          destination: target,
          priority: firstFree(group, flow.direction, rule.priority),
        }
        const on = '-g {nsgResourceGroup} --nsg-name {nsg} --subscription {nsgSubscription} -n AllowRegistry'
        const key = `${group.id} ${rule.name}`.toLowerCase()
        if (found.has(key)) continue
        const way = isInbound ? say('into', 'do podsieci') : say('out of', 'z podsieci')
        found.set(key, {
          says: say(
            `The rule \`${shown(rule.name)}\` (priority ${rule.priority}) of the security group \`${nameOf(group.id)}\` denies port 443 to \`${target}\`, ${way.en} the subnet \`${nameOf(used.id)}\`.`,
            `Reguła \`${shown(rule.name)}\` (priorytet ${rule.priority}) grupy zabezpieczeń \`${nameOf(group.id)}\` blokuje port 443 do \`${target}\`, ${way.pl} \`${nameOf(used.id)}\`.`,
          ),
          hint: isInbound
            ? say(
                'A network security group at the private endpoint denies port 443.',
                'Grupa zabezpieczeń sieci przy prywatnym punkcie końcowym blokuje port 443.',
              )
            : say(
                'A network security group of the cluster denies port 443 to the registry.',
                'Grupa zabezpieczeń sieci klastra blokuje port 443 do rejestru.',
              ),
          weighs:
            'address' in to ? { 'vnet-config': 5, 'client-firewall': 1 } : { 'vnet-config': 3, 'client-firewall': 4 },
          broken: true,
          sources: sourceOf(used.view.securityGroup),
          repair: {
            text: say('Allow it with a rule before that one.', 'Zezwól regułą o wyższym priorytecie.'),
            command: command(
              `az network nsg rule create ${on} --priority {priority} --direction ${flow.direction} --access Allow --protocol Tcp --destination-port-ranges 443 --destination-address-prefixes {destination}`,
              names,
            ),
            undo: command(`az network nsg rule delete ${on}`, names),
            who: 'network-team',
            exposes:
              'address' in to
                ? say(
                    'Opens port 443 of the private endpoint alone.',
                    'Otwiera tylko port 443 prywatnego punktu końcowego.',
                  )
                : say(
                    'Lets the subnet reach every registry, not only yours.',
                    'Pozwala podsieci łączyć się z każdym rejestrem, nie tylko z twoim.',
                  ),
          },
        })
      }
    }
    return [...found.values()]
  },
} as const satisfies Conclusion
