// A security group stops port 443 on the way to the registry. Where a tag or an unknown client decides, nothing is concluded.
import { say } from '../../checks/step.ts'
import type { Concluded, Conclusion } from '../conclusion.ts'
import { command, groupNames, list, nameOf, shown } from '../names.ts'
import { deciding, type End } from '../traffic.ts'
import { type AzureView, type EndpointView, networkOf, type SecurityGroup, type SecurityRule } from '../view.ts'
import { endpointsFor, read, registryIn, sourceOf, subnetsIn, type Used } from './known.ts'

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

/** Ranges of a subnet; private endpoints and registries are reached by IPv4. */
const rangesOf = ({ view: { subnet } }: Used): readonly string[] =>
  (read(subnet)?.prefixes ?? []).filter((prefix) => !prefix.includes(':'))

/** Of the home and all replicas, which Premium alone has; undefined where they are not known. */
function regionsIn(view: AzureView): string[] | undefined {
  const registry = registryIn(view)
  const replicas = read(view.replicas)
  if (!registry || (registry.tier === 'Premium' && !replicas)) return undefined
  return [registry.location, ...(replicas ?? []).map(({ region }) => region)].map((it) =>
    it.toLowerCase().replaceAll(' ', ''),
  )
}

const addressesOf = (endpoints: readonly EndpointView[]): End[] =>
  endpoints.flatMap(({ addresses }) => read(addresses) ?? []).map(({ address }) => ({ address }))

/**
 * Where a client in a subnet goes: the private addresses that its names lead to, or the public ones where there is no private endpoint;
 * undefined where that is not known.
 */
export function endsFrom(view: AzureView, { id }: Used): End[] | undefined {
  const connections = read(view.connections)
  if (!connections) return undefined
  if (!connections.some(({ status }) => status === 'Approved')) return [{ registry: regionsIn(view) }]
  const endpoints = endpointsFor(view, networkOf(id))
  return endpoints && addressesOf(endpoints)
}

type Way = { from: readonly string[]; to: End[] }

/** Into the subnet of an endpoint from the clusters that are led there, or from anywhere; out of a cluster's to wherever it is led. */
function waysOf(view: AzureView, used: Used, clients: readonly Used[]): Way[] {
  const { endpoint } = used
  if (!endpoint) return [{ from: rangesOf(used), to: endsFrom(view, used) ?? [] }]
  const to = addressesOf([endpoint])
  if (clients.length === 0) return [{ from: [], to }]
  return clients
    .filter(({ id }) => endpointsFor(view, networkOf(id))?.includes(endpoint))
    .map((it) => ({ from: rangesOf(it), to }))
}

function firstFree({ rules }: SecurityGroup, direction: string, before: number): string | undefined {
  const used = new Set(rules.filter((it) => it.direction === direction).map(({ priority }) => priority))
  for (let priority = Math.min(before, 4096) - 1; priority >= 100; priority--)
    if (!used.has(priority)) return String(priority)
  return undefined
}

/** To create a rule of a name that is taken would replace that one. */
function freeName({ rules }: SecurityGroup): string {
  const taken = new Set(rules.map(({ name }) => name.toLowerCase()))
  const names = ['AllowRegistry', ...rules.map((_, i) => `AllowRegistry-${i + 2}`)]
  return names.find((name) => !taken.has(name.toLowerCase())) ?? `AllowRegistry-${rules.length + 2}`
}

type Denied = { used: Used; group: SecurityGroup; rule: SecurityRule; targets: Set<string> }

/** Each rule that denies once, with all that it denies. */
function denied(view: AzureView): Denied[] {
  const subnets = subnetsIn(view)
  const clients = subnets.filter(({ of }) => of === 'cluster')
  const found = new Map<string, Denied>()
  for (const used of subnets) {
    const group = read(used.view.securityGroup)
    if (!group) continue
    if (used.endpoint && !policiesOn.test(read(used.view.subnet)?.endpointPolicies ?? '')) continue
    const direction = used.endpoint ? 'Inbound' : 'Outbound'
    for (const { from, to } of waysOf(view, used, clients))
      for (const end of to) {
        const rule = deciding(group.rules, { direction, from, to: end, inside: insideOf(view, used) })
        if (rule?.access !== 'Deny') continue
        const key = `${group.id} ${direction} ${rule.name}`.toLowerCase()
        const one = found.get(key) ?? { used, group, rule, targets: new Set() }
        found.set(key, one)
        one.targets.add('address' in end ? end.address : registries)
      }
  }
  return [...found.values()]
}

const registries = 'AzureContainerRegistry'

function conclude({ used, group, rule, targets }: Denied): Concluded {
  const isInbound = used.of === 'endpoint'
  const isPublic = targets.has(registries)
  const names = {
    ...groupNames(group.id),
    rule: freeName(group),
    destination: [...targets].join(' '),
    priority: firstFree(group, rule.direction, rule.priority),
  }
  const on = '-g {nsgResourceGroup} --nsg-name {nsg} --subscription {nsgSubscription} -n {rule}'
  const from = isInbound ? '--source-address-prefixes VirtualNetwork ' : ''
  const way = isInbound ? say('into', 'do podsieci') : say('out of', 'z podsieci')
  return {
    says: say(
      `The rule \`${shown(rule.name)}\` (priority ${rule.priority}) of the security group \`${nameOf(group.id)}\` denies port 443 to ${list([...targets])}, ${way.en} the subnet \`${nameOf(used.id)}\`.`,
      `Reguła \`${shown(rule.name)}\` (priorytet ${rule.priority}) grupy zabezpieczeń \`${nameOf(group.id)}\` blokuje port 443 do ${list([...targets])}, ${way.pl} \`${nameOf(used.id)}\`.`,
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
    weighs: isPublic ? { 'vnet-config': 3, 'client-firewall': 4 } : { 'vnet-config': 5, 'client-firewall': 1 },
    broken: true,
    sources: sourceOf(used.view.securityGroup),
    repair: {
      text: say('Allow it with a rule before that one.', 'Zezwól regułą o wyższym priorytecie.'),
      command: command(
        `az network nsg rule create ${on} --priority {priority} --direction ${rule.direction} --access Allow --protocol Tcp ${from}--destination-port-ranges 443 --destination-address-prefixes {destination}`,
        names,
      ),
      undo: command(`az network nsg rule delete ${on}`, names),
      who: 'network-team',
      exposes: isPublic
        ? say(
            'Lets the subnet reach every registry, not only yours.',
            'Pozwala podsieci łączyć się z każdym rejestrem, nie tylko z twoim.',
          )
        : say('Opens port 443 of the private endpoint alone.', 'Otwiera tylko port 443 prywatnego punktu końcowego.'),
    },
  }
}

export const securityGroupDenies = {
  id: 'security-group-denies',
  conclude: ({ view }) => denied(view).map(conclude),
} as const satisfies Conclusion
