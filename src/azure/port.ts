// What the walk asks of Azure. Read-only by its shape, and nothing here throws: whatever goes wrong is a value, and whoever is given a
// signal answers soon after it fires. `adapters/azure` is the real one; test/support/azure has a fake in memory.
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
  Zone,
  ZoneLink,
  ZoneRecord,
} from './view.ts'

/** Fires at the deadline; `at`, in milliseconds since 1970, says when that is: nobody then waits for what would come later. */
export type Until = AbortSignal & { readonly at?: number }

export type AzurePort = {
  /** That of the identity. */
  cloud: CloudName
  /** Whether there is an identity at all; asks for its token. */
  identity(signal: Until): Promise<{ ok: true } | NoIdentity>
  /** Over all subscriptions that the identity sees: by login server where it has a suffix, else by name. */
  find(registry: { name: string; loginServer: string }, signal: Until): Promise<Found>
  registry(id: ResourceId, signal: Until): Promise<Read<Registry>>
  preview(id: ResourceId, signal: Until): Promise<Read<RegistryPreview>>
  replicas(id: ResourceId, signal: Until): Promise<Read<readonly Replica[]>>
  usages(id: ResourceId, signal: Until): Promise<Read<readonly Usage[]>>
  /** Of the registry, its group and its subscription. */
  locks(id: ResourceId, signal: Until): Promise<Read<readonly Lock[]>>
  agentPools(id: ResourceId, signal: Until): Promise<Read<readonly AgentPool[]>>
  connections(id: ResourceId, signal: Until): Promise<Read<readonly Connection[]>>
  endpoint(id: ResourceId, signal: Until): Promise<Read<Endpoint>>
  /** Of a network interface of an endpoint. */
  addresses(networkInterface: ResourceId, signal: Until): Promise<Read<readonly EndpointAddress[]>>
  zoneGroup(endpoint: ResourceId, signal: Until): Promise<Read<readonly ResourceId[]>>
  /** Those of one name in a subscription. */
  zones(name: string, subscription: string, signal: Until): Promise<Read<readonly Zone[]>>
  /** The A records whose name is one of these; one that is not among the answer does not exist. */
  records(zone: ResourceId, names: readonly string[], signal: Until): Promise<Read<readonly ZoneRecord[]>>
  links(zone: ResourceId, signal: Until): Promise<Read<readonly ZoneLink[]>>
  subnet(id: ResourceId, signal: Until): Promise<Read<Subnet>>
  /** Its own rules and Azure's default ones. */
  securityGroup(id: ResourceId, signal: Until): Promise<Read<SecurityGroup>>
  routeTable(id: ResourceId, signal: Until): Promise<Read<RouteTable>>
  network(id: ResourceId, signal: Until): Promise<Read<VirtualNetwork>>
  /** `registrationState` of Microsoft.ContainerRegistry in this subscription. */
  provider(subscription: string, signal: Until): Promise<Read<string>>
  /** By id, or by name over all subscriptions that the identity sees. */
  cluster(nameOrId: string, signal: Until): Promise<Read<Cluster>>
  publicAddresses(ids: readonly ResourceId[], signal: Until): Promise<Read<readonly string[]>>
  /** Those that hold at this scope, inherited ones too, of this principal and the groups it is in. */
  roles(scope: ResourceId, principal: string, signal: Until): Promise<Read<readonly RoleAssignment[]>>
  /** Of the last hour, most first; the port knows the workspace, undefined where none is set. */
  denied: ((loginServer: string, signal: Until) => Promise<Read<readonly DeniedLogins[]>>) | undefined
  health(id: ResourceId, signal: Until): Promise<Read<Health>>
  /** What was done to these since then, ISO 8601, newest first. */
  changes(ids: readonly ResourceId[], since: string, signal: Until): Promise<Read<readonly Change[]>>
}
