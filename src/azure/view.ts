// What Azure knows of a registry and of all that leads to it, as plain data: read by the walk, judged by the conclusions. A field that
// is absent was not told, and a reading that failed is never evidence: neither means "none".
import type { Permission } from './permissions.ts'

/** Why something could not be read. `incomplete`: the answer lacked what it must have; `late`: the deadline came first. */
export type WhyUnread = 'forbidden' | 'not-found' | 'throttled' | 'late' | 'failed' | 'incomplete'
export type Unread = {
  ok: false
  why: WhyUnread
  /** What the reading needs, and on what: said when it is `forbidden`. */
  permission: Permission
  /** A resource id, or a subscription's. */
  scope: string
  /** What Azure called it, such as `AuthorizationFailed`. */
  code?: string
}
/** `source`: the resource id or the query that was read; `at`: when, ISO 8601 in UTC. */
export type Fact<Value> = { ok: true; value: Value; source: string; at: string }
export type Read<Value> = Fact<Value> | Unread

/** `/subscriptions/…/providers/…`, as Azure spells it: compared without regard to case (`sameId`). */
export type ResourceId = string

export type CloudName = 'public' | 'us-government' | 'china'

/** Why nothing at all can be asked of Azure. */
export type NoIdentity = {
  ok: false
  /** `needs-person`: multi-factor or a consent that no program can give; `refused`: a wrong or revoked secret. */
  why: 'none' | 'expired' | 'refused' | 'needs-person' | 'late' | 'failed'
  /** Such as `AADSTS7000222`. */
  code?: string
}

/** Where the registry is, as far as this identity can tell. */
export type Found =
  | { ok: true; id: ResourceId; loginServer?: string; source: string; at: string }
  /** Nothing of this name in what the identity may list; `subscriptions`: how many these are. */
  | { ok: false; why: 'not-found'; subscriptions: number }
  /** It sees no subscription, or may not list registries in them. */
  | { ok: false; why: 'not-permitted'; permission: Permission }
  /** The registry's suffix belongs to `registry`, the identity to `identity`: nothing was asked. */
  | { ok: false; why: 'other-cloud'; registry: CloudName; identity: CloudName }
  | { ok: false; why: 'throttled' | 'late' | 'failed'; code?: string }

type Switch = 'enabled' | 'disabled'

export type Registry = {
  id: ResourceId
  name: string
  loginServer: string
  /** Where its home is, such as `westeurope`. */
  location: string
  /** `Basic`, `Standard`, `Premium`. */
  tier: string
  /** `Succeeded` when all is well. */
  provisioningState?: string
  status?: { name: string; message?: string }
  publicAccess?: 'Enabled' | 'Disabled'
  defaultAction?: 'Allow' | 'Deny'
  /** Addresses and ranges that are let in, as stored. */
  ipRules?: readonly string[]
  /** Trusted services pass the rules. */
  trustedServices?: boolean
  /** Tasks with a system-assigned identity pass them too. */
  tasksMayBypass?: boolean
  dedicatedDataEndpoints?: boolean
  /** One for each region, whether or not they are switched on. */
  dataEndpointHosts?: readonly string[]
  adminUser?: boolean
  anonymousPull?: boolean
  exportPolicy?: Switch
  quarantinePolicy?: Switch
  /** Whether tokens for Azure Resource Manager are accepted. */
  armAudience?: Switch
  /** Whose roles count: those of the registry (AcrPull), or those of repositories (ABAC). */
  roleMode?: 'registry' | 'repository'
  connections?: readonly Connection[]
}

/** What only preview versions of the API tell. */
export type RegistryPreview = {
  /** Ids of subnets that are let in by service endpoint. */
  subnetRules?: readonly ResourceId[]
  regionalEndpoints?: Switch
  regionalEndpointHosts?: readonly string[]
  /** `IPv4`, `IPv4AndIPv6`. */
  ipFamily?: string
  /** How far the hash in the login server is unique; absent or `Unsecure`: it has none. */
  nameLabelScope?: string
}

export type AgentPool = { name: string; subnet?: ResourceId; provisioningState?: string }
export type Replica = {
  region: string
  provisioningState?: string
  status?: { name: string; message?: string }
  /** Whether the global name leads there. */
  isRouted?: boolean
}
export type Usage = { name: string; current: number; limit: number; unit?: string }
export type Lock = { name: string; level: 'CanNotDelete' | 'ReadOnly'; scope: ResourceId }

/** A private endpoint as the registry sees it. */
export type Connection = {
  name: string
  endpoint?: ResourceId
  status: 'Approved' | 'Pending' | 'Rejected' | 'Disconnected'
  description?: string
  actionsRequired?: string
}

/** A private endpoint as its network sees it. */
export type Endpoint = {
  id: ResourceId
  subnet: ResourceId
  interfaces: readonly ResourceId[]
}
/** Which name leads to which private address: `fqdns` are the registry's or a data endpoint's. */
export type EndpointAddress = { address: string; member: string; fqdns: readonly string[] }

export type Zone = { id: ResourceId; name: string }
export type ZoneRecord = { name: string; addresses: readonly string[] }
export type ZoneLink = {
  name: string
  network: ResourceId
  /** `Completed` when it works. */
  state?: string
  /** What the zone does not know is asked of public DNS. */
  fallsBack?: boolean
}

export type Subnet = {
  id: ResourceId
  prefixes?: readonly string[]
  securityGroup?: ResourceId
  routeTable?: ResourceId
  /** Whether security groups and routes count for private endpoints in it. */
  endpointPolicies?: string
  /** Such as `Microsoft.ContainerRegistry`. */
  serviceEndpoints?: readonly string[]
}
export type SecurityRule = {
  name: string
  priority: number
  direction: 'Inbound' | 'Outbound'
  access: 'Allow' | 'Deny'
  /** `Tcp`, `Udp`, `*` and others. */
  protocol: string
  /** Addresses, ranges, tags or `*`. */
  sources: readonly string[]
  destinations: readonly string[]
  /** Ports, ranges of them, or `*`. */
  ports: readonly string[]
}
export type SecurityGroup = { id: ResourceId; rules: readonly SecurityRule[] }
export type Route = {
  name: string
  prefix: string
  /** `VirtualAppliance`, `None`, `Internet`, `VnetLocal`, `VirtualNetworkGateway`. */
  hop: string
  hopAddress?: string
}
export type RouteTable = { id: ResourceId; routes: readonly Route[] }
type Peering = { name: string; remote: ResourceId; state: string; allowsForwarded?: boolean }
export type VirtualNetwork = {
  id: ResourceId
  /** None: Azure's own. */
  dnsServers: readonly string[]
  prefixes: readonly string[]
  peerings: readonly Peering[]
}

export type Cluster = {
  id: ResourceId
  name: string
  provisioningState?: string
  /** Who pulls: the identity of the nodes. */
  kubelet?: { objectId: string; clientId?: string; resource?: ResourceId }
  /** A cluster on a service principal instead: its application's id, which is not the one that roles are given to. */
  servicePrincipal?: string
  nodeResourceGroup?: string
  /** `loadBalancer`, `userDefinedRouting`, `managedNATGateway`, `userAssignedNATGateway`. */
  outboundType?: string
  /** Public addresses it goes out by. */
  outboundAddresses?: readonly ResourceId[]
  /** Of its node pools. */
  subnets: readonly ResourceId[]
  isPrivate?: boolean
}

export type RoleAssignment = {
  principal: string
  /** The role's id, without the path to it. */
  role: string
  /** As Azure names it, where the definition could be read. */
  roleName?: string
  scope: string
  /** Only for what its condition says. */
  hasCondition: boolean
}

export type DeniedLogins = {
  address: string
  identity?: string
  /** The HTTP status. */
  status: string
  count: number
  /** ISO 8601. */
  first: string
  last: string
  agents: readonly string[]
}

export type Health = { state: 'Available' | 'Unavailable' | 'Degraded' | 'Unknown'; summary?: string; since?: string }

/** Of the activity log: what somebody did, and that it was done. */
export type Change = {
  at: string
  resource: ResourceId
  /** Such as `Microsoft.ContainerRegistry/registries/write`. */
  operation: string
  /** An address or an application's id. */
  who?: string
  correlationId?: string
}

/** One private endpoint with all that leads to it. */
export type EndpointView = {
  connection: Connection
  endpoint?: Read<Endpoint>
  addresses?: Read<readonly EndpointAddress[]>
  /** The zones that its zone group keeps up to date. */
  zoneGroup?: Read<readonly ResourceId[]>
  network?: NetworkView
}

/** A subnet with what decides which way its traffic takes. */
export type NetworkView = {
  subnet?: Read<Subnet>
  securityGroup?: Read<SecurityGroup>
  routeTable?: Read<RouteTable>
  network?: Read<VirtualNetwork>
}

export type ZoneView = {
  zone: Zone
  records?: Read<readonly ZoneRecord[]>
  links?: Read<readonly ZoneLink[]>
}

export type ClusterView = {
  cluster: Read<Cluster>
  /** Of its subnets, by id. */
  networks: readonly NetworkView[]
  outbound?: Read<readonly string[]>
  /** At the registry and above it, of whoever pulls. */
  roles?: Read<readonly RoleAssignment[]>
}

/** All that was read for one check. */
export type AzureView = {
  cloud: CloudName
  found: Found | NoIdentity
  registry?: Read<Registry>
  preview?: Read<RegistryPreview>
  replicas?: Read<readonly Replica[]>
  usages?: Read<readonly Usage[]>
  locks?: Read<readonly Lock[]>
  agentPools?: Read<readonly AgentPool[]>
  /** As the registry lists them; `endpoints` are those that were looked into. */
  connections?: Read<readonly Connection[]>
  endpoints: readonly EndpointView[]
  /** Every private zone of the registry's cloud in the subscriptions involved; `zoneViews` are those that are known in any case. */
  zones?: Read<readonly Zone[]>
  zoneViews: readonly ZoneView[]
  /** `Registered` or not, by subscription. */
  providers: readonly { subscription: string; state: Read<string> }[]
  cluster?: ClusterView
  /** Of the last hour. */
  denied?: Read<readonly DeniedLogins[]>
  health?: Read<Health>
  /** Of the hours before, newest first. */
  changes?: Read<readonly Change[]>
  /** Subnets that the registry lets in by service endpoint. */
  ruleSubnets: readonly Read<Subnet>[]
  /** There was more of these than one check reads. */
  cut: readonly { what: 'endpoints' | 'zones' | 'subnets'; read: number; of: number }[]
  /** Whole milliseconds. */
  ms: number
}

export const sameId = (one: ResourceId, other: ResourceId): boolean => one.toLowerCase() === other.toLowerCase()

/** What an id holds; `names`: each resource type's own, such as `{ virtualnetworks: 'hub', subnets: 'nodes' }`. */
export function partsOf(id: ResourceId): {
  subscription?: string
  resourceGroup?: string
  names: Readonly<Record<string, string>>
} {
  const words = id.split('/').filter((word) => word !== '')
  const after = (what: string) => words[words.findIndex((word) => word.toLowerCase() === what) + 1]
  const has = (what: string) => words.some((word) => word.toLowerCase() === what)
  const at = words.findLastIndex((word) => word.toLowerCase() === 'providers')
  const names: Record<string, string> = {}
  if (at >= 0)
    for (let i = at + 2; i + 1 < words.length; i += 2) names[(words[i] ?? '').toLowerCase()] = words[i + 1] ?? ''
  const [subscription, resourceGroup] = [
    has('subscriptions') ? after('subscriptions') : undefined,
    has('resourcegroups') ? after('resourcegroups') : undefined,
  ]
  return { ...(subscription && { subscription }), ...(resourceGroup && { resourceGroup }), names }
}

/** The private zone of a cloud's registries, such as `privatelink.azurecr.io`. */
export const privateZoneOf = (loginServer: string): string =>
  `privatelink.${loginServer.split('.').slice(-2).join('.')}`

export const clouds = {
  'azurecr.io': 'public',
  'azurecr.us': 'us-government',
  'azurecr.cn': 'china',
} as const satisfies Record<string, CloudName>

/** The virtual network that a subnet lies in. */
export const networkOf = (subnet: ResourceId): ResourceId => subnet.replace(/\/subnets\/[^/]*$/i, '')
