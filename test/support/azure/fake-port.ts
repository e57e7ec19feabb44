// A fake of Azure behind src/azure/port.ts, in memory: a Premium registry with a private endpoint, its zone and a cluster, all as they
// should be, with one thing after another to change or to keep from being read.
import type { Permission } from '../../../src/azure/permissions.ts'
import type { AzurePort } from '../../../src/azure/port.ts'
import type {
  AgentPool,
  Change,
  CloudName,
  Cluster,
  Connection,
  DeniedLogins,
  Endpoint,
  EndpointAddress,
  Found,
  Health,
  Lock,
  NoIdentity,
  Read,
  Registry,
  RegistryPreview,
  Replica,
  ResourceId,
  RoleAssignment,
  RouteTable,
  SecurityGroup,
  Subnet,
  Usage,
  VirtualNetwork,
  WhyUnread,
  Zone,
  ZoneLink,
  ZoneRecord,
} from '../../../src/azure/view.ts'

export const subscription = '11111111-1111-4111-8111-111111111111'
const networkSubscription = '22222222-2222-4222-8222-222222222222'
const inNetwork = `/subscriptions/${networkSubscription}/resourceGroups/rg-network/providers/Microsoft.Network`

export const ids = {
  registry: `/subscriptions/${subscription}/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso`,
  endpoint: `${inNetwork}/privateEndpoints/pe-contoso`,
  nic: `${inNetwork}/networkInterfaces/nic-contoso`,
  zone: `/subscriptions/${networkSubscription}/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`,
  network: `${inNetwork}/virtualNetworks/hub`,
  subnet: `${inNetwork}/virtualNetworks/hub/subnets/endpoints`,
  nodeNetwork: `${inNetwork}/virtualNetworks/spoke`,
  nodeSubnet: `${inNetwork}/virtualNetworks/spoke/subnets/nodes`,
  group: `${inNetwork}/networkSecurityGroups/nsg-nodes`,
  endpointGroup: `${inNetwork}/networkSecurityGroups/nsg-endpoints`,
  routes: `${inNetwork}/routeTables/rt-nodes`,
  cluster: `/subscriptions/${subscription}/resourceGroups/rg-aks/providers/Microsoft.ContainerService/managedClusters/prod`,
  address: `/subscriptions/${subscription}/resourceGroups/MC_rg-aks/providers/Microsoft.Network/publicIPAddresses/out`,
} as const

export const at = '2026-11-25T10:00:00.000Z'
export const kubelet = '33333333-3333-4333-8333-333333333333'
const acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

/** By id, whatever its case. */
type ById<Value> = Record<ResourceId, Value>

export type World = {
  cloud: CloudName
  identity: { ok: true } | NoIdentity
  found: Found
  registry: Registry
  preview: RegistryPreview
  replicas: readonly Replica[]
  usages: readonly Usage[]
  locks: readonly Lock[]
  agentPools: readonly AgentPool[]
  connections: readonly Connection[]
  endpoint: ById<Endpoint>
  addresses: ById<readonly EndpointAddress[]>
  zoneGroup: ById<readonly ResourceId[]>
  zones: readonly Zone[]
  records: ById<readonly ZoneRecord[]>
  links: ById<readonly ZoneLink[]>
  subnet: ById<Subnet>
  securityGroup: ById<SecurityGroup>
  routeTable: ById<RouteTable>
  network: ById<VirtualNetwork>
  /** By subscription. */
  provider: Record<string, string>
  clusters: readonly Cluster[]
  publicAddresses: ById<string>
  roles: readonly RoleAssignment[]
  /** Undefined: no workspace is known. */
  denied: readonly DeniedLogins[] | undefined
  health: Health
  changes: readonly Change[]
}

const azureRules = [
  { name: 'AllowVnet', priority: 65000, access: 'Allow', from: 'VirtualNetwork', to: 'VirtualNetwork' },
  { name: 'AllowInternet', priority: 65001, access: 'Allow', from: '*', to: 'Internet' },
  { name: 'DenyAll', priority: 65500, access: 'Deny', from: '*', to: '*' },
] as const
/** Those that every security group has. */
export const defaultRules: SecurityGroup['rules'] = (['Inbound', 'Outbound'] as const).flatMap((direction) =>
  azureRules
    .filter(({ to }) => direction === 'Outbound' || to !== 'Internet')
    .map(({ name, priority, access, from, to }) => ({
      name: `${name}${direction === 'Inbound' ? 'InBound' : 'OutBound'}`,
      priority,
      direction,
      access,
      protocol: '*',
      sources: [from],
      destinations: [to],
      ports: ['*'],
    })),
)

export const healthy: World = {
  cloud: 'public',
  identity: { ok: true },
  found: { ok: true, id: ids.registry, source: 'resources | where name =~ "contoso"', at },
  registry: {
    id: ids.registry,
    name: 'contoso',
    loginServer: 'contoso.azurecr.io',
    location: 'westeurope',
    tier: 'Premium',
    provisioningState: 'Succeeded',
    publicAccess: 'Enabled',
    defaultAction: 'Deny',
    ipRules: ['203.0.113.0/24', '198.51.100.7'],
    trustedServices: true,
    tasksMayBypass: true,
    dedicatedDataEndpoints: true,
    dataEndpointHosts: ['contoso.westeurope.data.azurecr.io'],
    adminUser: true,
    anonymousPull: false,
    exportPolicy: 'enabled',
    quarantinePolicy: 'disabled',
    armAudience: 'enabled',
    roleMode: 'registry',
  },
  preview: { ipFamily: 'IPv4', regionalEndpoints: 'disabled', nameLabelScope: 'Unsecure', subnetRules: [] },
  replicas: [{ region: 'westeurope', provisioningState: 'Succeeded', status: { name: 'Ready' }, isRouted: true }],
  usages: [
    { name: 'Size', current: 1_000_000, limit: 500_000_000, unit: 'Bytes' },
    { name: 'IPRules', current: 2, limit: 200, unit: 'Count' },
  ],
  locks: [],
  agentPools: [],
  connections: [{ name: 'contoso.7f3a', endpoint: ids.endpoint, status: 'Approved' }],
  endpoint: { [ids.endpoint]: { id: ids.endpoint, subnet: ids.subnet, interfaces: [ids.nic] } },
  addresses: {
    [ids.nic]: [
      { address: '10.1.0.5', member: 'registry', fqdns: ['contoso.azurecr.io'] },
      { address: '10.1.0.4', member: 'registry_data_westeurope', fqdns: ['contoso.westeurope.data.azurecr.io'] },
    ],
  },
  zoneGroup: { [ids.endpoint]: [ids.zone] },
  zones: [{ id: ids.zone, name: 'privatelink.azurecr.io' }],
  records: {
    [ids.zone]: [
      { name: 'contoso', addresses: ['10.1.0.5'] },
      { name: 'contoso.westeurope.data', addresses: ['10.1.0.4'] },
    ],
  },
  links: {
    [ids.zone]: [
      { name: 'hub', network: ids.network, state: 'Completed' },
      { name: 'spoke', network: ids.nodeNetwork, state: 'Completed' },
    ],
  },
  subnet: {
    [ids.subnet]: {
      id: ids.subnet,
      prefixes: ['10.1.0.0/27'],
      securityGroup: ids.endpointGroup,
      endpointPolicies: 'Enabled',
      serviceEndpoints: [],
    },
    [ids.nodeSubnet]: {
      id: ids.nodeSubnet,
      prefixes: ['10.2.0.0/22'],
      securityGroup: ids.group,
      routeTable: ids.routes,
      serviceEndpoints: [],
    },
  },
  securityGroup: {
    [ids.group]: { id: ids.group, rules: defaultRules },
    [ids.endpointGroup]: { id: ids.endpointGroup, rules: defaultRules },
  },
  routeTable: { [ids.routes]: { id: ids.routes, routes: [] } },
  network: {
    [ids.network]: {
      id: ids.network,
      dnsServers: [],
      prefixes: ['10.1.0.0/16'],
      peerings: [{ name: 'to-spoke', remote: ids.nodeNetwork, state: 'Connected', allowsForwarded: true }],
    },
    [ids.nodeNetwork]: {
      id: ids.nodeNetwork,
      dnsServers: [],
      prefixes: ['10.2.0.0/16'],
      peerings: [{ name: 'to-hub', remote: ids.network, state: 'Connected', allowsForwarded: true }],
    },
  },
  provider: { [subscription]: 'Registered', [networkSubscription]: 'Registered' },
  clusters: [
    {
      id: ids.cluster,
      name: 'prod',
      provisioningState: 'Succeeded',
      kubelet: { objectId: kubelet },
      nodeResourceGroup: 'MC_rg-aks',
      outboundType: 'loadBalancer',
      outboundAddresses: [ids.address],
      subnets: [ids.nodeSubnet],
      isPrivate: false,
    },
  ],
  publicAddresses: { [ids.address]: '203.0.113.80' },
  roles: [{ principal: kubelet, role: acrPull, roleName: 'AcrPull', scope: ids.registry, hasCondition: false }],
  denied: [],
  health: { state: 'Available' },
  changes: [],
}

export type Asked = Exclude<keyof AzurePort, 'cloud'>

export type Around = {
  /** What is not read, by question; `hangs`: never answers, whatever the signal says. */
  unread?: Partial<Record<Asked, WhyUnread | 'hangs'>>
}

/** @returns the port, and each question in the order of asking */
export function fakeAzure(changed: Partial<World> = {}, { unread = {} }: Around = {}) {
  const world: World = { ...healthy, ...changed }
  const asked: Asked[] = []

  const never = new Promise<never>(() => {})
  const ask = <Value>(what: Asked, permission: Permission, scope: string, value: Value | undefined) => {
    asked.push(what)
    const why = unread[what] ?? (value === undefined ? 'not-found' : undefined)
    if (why === 'hangs') return never
    const read: Read<Value> =
      why !== undefined
        ? { ok: false, why, permission, scope, ...(why === 'forbidden' && { code: 'AuthorizationFailed' }) }
        : { ok: true, value: value as Value, source: scope, at }
    return Promise.resolve(read)
  }
  const byId = <Value>(all: ById<Value>, id: ResourceId): Value | undefined =>
    Object.entries(all).find(([known]) => known.toLowerCase() === id.toLowerCase())?.[1]
  const plain = <Value>(what: 'identity' | 'find', value: Value): Promise<Value> => {
    asked.push(what)
    return unread[what] === 'hangs' ? never : Promise.resolve(value)
  }

  const port: AzurePort = {
    cloud: world.cloud,
    identity: () => plain('identity', world.identity),
    find: () => plain('find', world.found),
    registry: (id) => ask('registry', 'registry', id, world.registry),
    preview: (id) => ask('preview', 'registry', id, world.preview),
    replicas: (id) => ask('replicas', 'replications', id, world.replicas),
    usages: (id) => ask('usages', 'usages', id, world.usages),
    locks: (id) => ask('locks', 'locks', id, world.locks),
    agentPools: (id) => ask('agentPools', 'agentPools', id, world.agentPools),
    connections: (id) => ask('connections', 'connections', id, world.connections),
    endpoint: (id) => ask('endpoint', 'endpoint', id, byId(world.endpoint, id)),
    addresses: (id) => ask('addresses', 'networkInterface', id, byId(world.addresses, id)),
    zoneGroup: (id) => ask('zoneGroup', 'zoneGroup', id, byId(world.zoneGroup, id)),
    zones: (name, subscription) =>
      ask(
        'zones',
        'zones',
        name,
        world.zones.filter((zone) => zone.name === name && zone.id.includes(subscription)),
      ),
    records: (zone, names) =>
      ask(
        'records',
        'records',
        zone,
        byId(world.records, zone)?.filter(({ name }) => names.includes(name)),
      ),
    links: (zone) => ask('links', 'links', zone, byId(world.links, zone)),
    subnet: (id) => ask('subnet', 'subnet', id, byId(world.subnet, id)),
    securityGroup: (id) => ask('securityGroup', 'securityGroup', id, byId(world.securityGroup, id)),
    routeTable: (id) => ask('routeTable', 'routeTable', id, byId(world.routeTable, id)),
    network: (id) => ask('network', 'network', id, byId(world.network, id)),
    provider: (id) => ask('provider', 'provider', `/subscriptions/${id}`, world.provider[id]),
    cluster: (named) =>
      ask(
        'cluster',
        'cluster',
        named,
        world.clusters.find(({ id, name }) => [id.toLowerCase(), name.toLowerCase()].includes(named.toLowerCase())),
      ),
    publicAddresses: (those) =>
      ask(
        'publicAddresses',
        'publicAddress',
        those.join(),
        those.flatMap((id) => byId(world.publicAddresses, id) ?? []),
      ),
    roles: (scope, principal) =>
      ask(
        'roles',
        'assignments',
        scope,
        world.roles.filter((it) => it.principal === principal),
      ),
    denied: world.denied && ((loginServer) => ask('denied', 'logs', loginServer, world.denied)),
    health: (id) => ask('health', 'health', id, world.health),
    changes: (those) =>
      ask(
        'changes',
        'changes',
        those[0] ?? '',
        world.changes.filter(({ resource }) => those.some((id) => resource.toLowerCase().startsWith(id.toLowerCase()))),
      ),
  }
  return { port, asked }
}
