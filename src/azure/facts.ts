// What was read, as sentences with their source and time: for those who may see it.
import { say } from '../checks/step.ts'
import type { Text } from '../words/text.ts'
import { list, nameOf, shown } from './names.ts'
import type { AzureView, EndpointView, NetworkView, Read, Registry, RegistryPreview, ZoneView } from './view.ts'

export type AzureFact = { says: Text; source: string; at: string }

const same = (text: string): Text => say(text, text)
const join = (parts: readonly (Text | undefined)[]): Text | undefined => {
  const known = parts.filter((it) => it !== undefined)
  if (known.length === 0) return undefined
  return say(known.map(({ en }) => en).join('; '), known.map(({ pl }) => pl).join('; '))
}

/** What was not told is left out: it is not known. */
const named = (label: Text, value: string | undefined): Text | undefined =>
  value === undefined ? undefined : say(`${label.en} ${value}`, `${label.pl} ${value}`)
const onOff = (label: Text, value: boolean | undefined): Text | undefined =>
  value === undefined ? undefined : say(`${label.en} ${value ? 'on' : 'off'}`, `${label.pl}: ${value ? 'wł.' : 'wył.'}`)
const bySwitch = (value: 'enabled' | 'disabled' | undefined) => (value === undefined ? undefined : value === 'enabled')

const ofRegistry = (it: Registry): Text | undefined =>
  join([
    say(
      `Registry \`${shown(it.loginServer)}\`: ${shown(it.tier)}`,
      `Rejestr \`${shown(it.loginServer)}\`: ${shown(it.tier)}`,
    ),
    same(shown(it.location)),
    it.provisioningState === undefined ? undefined : same(shown(it.provisioningState)),
  ])

const ofRules = (it: Registry): Text | undefined =>
  join([
    named(say('Public access', 'Dostęp publiczny:'), it.publicAccess),
    named(say('by default', 'domyślnie'), it.defaultAction),
    it.ipRules &&
      say(
        `IP rules: ${it.ipRules.length}${it.ipRules.length > 0 ? ` (${list(it.ipRules)})` : ''}`,
        `reguły IP: ${it.ipRules.length}${it.ipRules.length > 0 ? ` (${list(it.ipRules)})` : ''}`,
      ),
    onOff(say('trusted services', 'zaufane usługi'), it.trustedServices),
    onOff(say('Tasks past the rules', 'Tasks poza regułami'), it.tasksMayBypass),
  ])

const ofLogin = (it: Registry): Text | undefined =>
  join([
    it.roleMode &&
      (it.roleMode === 'repository'
        ? say('Roles of repositories (ABAC)', 'Role repozytoriów (ABAC)')
        : say('Roles of the registry', 'Role rejestru')),
    onOff(say('admin user', 'konto administratora'), it.adminUser),
    onOff(say('anonymous pull', 'anonimowe pobieranie'), it.anonymousPull),
    onOff(say('tokens for Azure Resource Manager', 'tokeny dla Azure Resource Manager'), bySwitch(it.armAudience)),
    onOff(say('export', 'eksport'), bySwitch(it.exportPolicy)),
    onOff(say('quarantine', 'kwarantanna'), bySwitch(it.quarantinePolicy)),
  ])

const ofData = ({ dedicatedDataEndpoints, dataEndpointHosts = [] }: Registry): Text | undefined => {
  const on = onOff(say('Dedicated data endpoints', 'Dedykowane punkty końcowe danych'), dedicatedDataEndpoints)
  const hosts = dedicatedDataEndpoints && dataEndpointHosts.length > 0 ? same(list(dataEndpointHosts)) : undefined
  return on && join([on, hosts])
}

const ofPreview = (it: RegistryPreview): Text | undefined =>
  join([
    it.subnetRules &&
      say(
        `Subnets let in by service endpoint: ${it.subnetRules.length}`,
        `Podsieci wpuszczone przez punkt końcowy usługi: ${it.subnetRules.length}`,
      ),
    onOff(say('regional endpoints', 'regionalne punkty końcowe'), bySwitch(it.regionalEndpoints)),
    named(say('address family', 'rodzina adresów'), it.ipFamily && shown(it.ipFamily)),
    named(say('name label', 'etykieta nazwy'), it.nameLabelScope && shown(it.nameLabelScope)),
  ])

type Say<Value> = (value: Value) => Text | undefined
const told = <Value>(read: Read<Value> | undefined, ...ways: readonly Say<Value>[]): AzureFact[] =>
  read?.ok
    ? ways.flatMap((way) => {
        const says = way(read.value)
        return says ? [{ says, source: read.source, at: read.at }] : []
      })
    : []

const ofNetwork = ({ subnet, securityGroup, routeTable, network }: NetworkView): AzureFact[] => [
  ...told(subnet, ({ id, serviceEndpoints, endpointPolicies }) =>
    join([
      say(`Subnet \`${nameOf(id)}\``, `Podsieć \`${nameOf(id)}\``),
      serviceEndpoints &&
        say(
          `service endpoints: ${list(serviceEndpoints) || 'none'}`,
          `punkty końcowe usług: ${list(serviceEndpoints) || 'brak'}`,
        ),
      named(
        say('policies for private endpoints', 'zasady dla prywatnych punktów końcowych'),
        endpointPolicies && shown(endpointPolicies),
      ),
    ]),
  ),
  ...told(securityGroup, ({ id, rules }) =>
    say(
      `Security group \`${nameOf(id)}\`: ${rules.length} rules`,
      `Grupa zabezpieczeń \`${nameOf(id)}\`, reguł: ${rules.length}`,
    ),
  ),
  ...told(routeTable, ({ id, routes }) =>
    say(
      `Route table \`${nameOf(id)}\`: ${routes.length} routes${routes.length > 0 ? ` (${list(routes.map(({ prefix, hop }) => `${prefix} ${hop}`))})` : ''}`,
      `Tabela tras \`${nameOf(id)}\`, tras: ${routes.length}${routes.length > 0 ? ` (${list(routes.map(({ prefix, hop }) => `${prefix} ${hop}`))})` : ''}`,
    ),
  ),
  ...told(network, ({ id, dnsServers, peerings }) =>
    join([
      say(`Virtual network \`${nameOf(id)}\``, `Sieć wirtualna \`${nameOf(id)}\``),
      dnsServers.length > 0 ? same(`DNS: ${list(dnsServers)}`) : say('DNS of Azure', 'DNS platformy Azure'),
      peerings.length > 0
        ? say(
            `peerings: ${list(peerings.map(({ remote, state }) => `${nameOf(remote)} ${state}`))}`,
            `peeringi: ${list(peerings.map(({ remote, state }) => `${nameOf(remote)} ${state}`))}`,
          )
        : undefined,
    ]),
  ),
]

const ofEndpoint = ({ endpoint, addresses, zoneGroup, network }: EndpointView): AzureFact[] => [
  ...told(endpoint, ({ id, subnet }) =>
    say(
      `Private endpoint \`${nameOf(id)}\` in the subnet \`${nameOf(subnet)}\``,
      `Prywatny punkt końcowy \`${nameOf(id)}\` w podsieci \`${nameOf(subnet)}\``,
    ),
  ),
  ...told(addresses, (those) =>
    say(
      `Its addresses: ${list(those.map(({ address, member, fqdns }) => `${address} ${fqdns[0] ?? member}`))}`,
      `Jego adresy: ${list(those.map(({ address, member, fqdns }) => `${address} ${fqdns[0] ?? member}`))}`,
    ),
  ),
  ...told(zoneGroup, (those) =>
    say(
      those.length > 0 ? 'A DNS zone group keeps its records' : 'No DNS zone group keeps its records',
      those.length > 0 ? 'Jego rekordy prowadzi grupa stref DNS' : 'Jego rekordów nie prowadzi żadna grupa stref DNS',
    ),
  ),
  ...(network ? ofNetwork(network) : []),
]

const ofZone = ({ zone, records, links }: ZoneView): AzureFact[] => [
  ...told(records, (those) =>
    say(
      `Zone \`${shown(zone.name)}\`, records: ${list(those.map(({ name, addresses }) => `${name} ${addresses.join(' ')}`)) || 'none of this registry'}`,
      `Strefa \`${shown(zone.name)}\`, rekordy: ${list(those.map(({ name, addresses }) => `${name} ${addresses.join(' ')}`)) || 'żadnego dla tego rejestru'}`,
    ),
  ),
  ...told(links, (those) =>
    say(
      `It is linked to: ${list(those.map(({ network }) => nameOf(network))) || 'no network'}`,
      `Jest połączona z: ${list(those.map(({ network }) => nameOf(network))) || 'żadną siecią'}`,
    ),
  ),
]

export function factsOf(view: AzureView): AzureFact[] {
  const { cluster } = view
  return [
    ...told(view.registry, ofRegistry, ofRules, ofData, ofLogin),
    ...told(view.preview, ofPreview),
    ...told(view.replicas, (those) =>
      say(
        `Replicas: ${list(those.map(({ region, provisioningState, status }) => `${region} ${status?.name ?? provisioningState ?? ''}`.trim())) || 'none'}`,
        `Repliki: ${list(those.map(({ region, provisioningState, status }) => `${region} ${status?.name ?? provisioningState ?? ''}`.trim())) || 'brak'}`,
      ),
    ),
    ...told(view.usages, (those) =>
      say(
        `Quotas: ${list(those.map(({ name, current, limit }) => `${name} ${current}/${limit}`))}`,
        `Limity: ${list(those.map(({ name, current, limit }) => `${name} ${current}/${limit}`))}`,
      ),
    ),
    ...told(view.locks, (those) =>
      say(
        `Locks: ${list(those.map(({ name, level }) => `${name} ${level}`)) || 'none'}`,
        `Blokady: ${list(those.map(({ name, level }) => `${name} ${level}`)) || 'brak'}`,
      ),
    ),
    ...told(view.agentPools, (those) =>
      say(
        `Agent pools: ${list(those.map(({ name, provisioningState }) => `${name} ${provisioningState ?? ''}`.trim())) || 'none'}`,
        `Pule agentów: ${list(those.map(({ name, provisioningState }) => `${name} ${provisioningState ?? ''}`.trim())) || 'brak'}`,
      ),
    ),
    ...told(view.connections, (those) =>
      say(
        `Private endpoint connections: ${list(those.map(({ name, status }) => `${name} ${status}`)) || 'none'}`,
        `Połączenia prywatnych punktów końcowych: ${list(those.map(({ name, status }) => `${name} ${status}`)) || 'brak'}`,
      ),
    ),
    ...view.endpoints.flatMap(ofEndpoint),
    ...view.zoneViews.flatMap(ofZone),
    ...view.providers.flatMap(({ subscription, state }) =>
      told(state, (it) => same(`Microsoft.ContainerRegistry: ${shown(it)} (\`${shown(subscription)}\`)`)),
    ),
    ...told(cluster?.cluster, ({ name, outboundType, kubelet, servicePrincipal, isPrivate }) =>
      join([
        say(`Cluster \`${shown(name)}\``, `Klaster \`${shown(name)}\``),
        named(say('goes out by', 'wychodzi przez'), outboundType && shown(outboundType)),
        named(
          say('pulls as', 'pobiera jako'),
          (kubelet?.objectId ?? servicePrincipal) && `\`${shown(kubelet?.objectId ?? servicePrincipal ?? '')}\``,
        ),
        onOff(say('private API', 'prywatne API'), isPrivate),
      ]),
    ),
    ...told(cluster?.outbound, (those) =>
      say(`It goes out by ${list(those) || 'no known address'}`, `Wychodzi przez ${list(those) || 'nieznany adres'}`),
    ),
    ...told(cluster?.roles, (those) =>
      say(
        `Its roles at the registry: ${list(those.map(({ role, roleName }) => roleName ?? role)) || 'none'}`,
        `Jego role w rejestrze: ${list(those.map(({ role, roleName }) => roleName ?? role)) || 'brak'}`,
      ),
    ),
    ...(cluster?.networks ?? []).flatMap(ofNetwork),
    ...told(view.health, ({ state }) => say(`Resource health: ${shown(state)}`, `Kondycja zasobu: ${shown(state)}`)),
    ...told(view.denied, (those) =>
      say(
        `Refused logins within the last hour: ${those.reduce((sum, { count }) => sum + count, 0)}`,
        `Odrzucone logowania w ostatniej godzinie: ${those.reduce((sum, { count }) => sum + count, 0)}`,
      ),
    ),
    ...told(view.changes, (those) =>
      say(`Changes within the last day: ${those.length}`, `Zmiany w ciągu ostatniej doby: ${those.length}`),
    ),
  ]
}
