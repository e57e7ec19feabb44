// Reads all that Azure knows of one registry: each thing as soon as what it needs is known, and nothing later than the signal. Only
// reads are gathered here; conclusions/ say what they mean.
import type { Permission } from './permissions.ts'
import type { AzurePort, Until } from './port.ts'
import {
  type AzureView,
  type ClusterView,
  type Connection,
  clouds,
  type EndpointAddress,
  type EndpointView,
  type Found,
  type NetworkView,
  type NoIdentity,
  networkOf,
  partsOf,
  privateZoneOf,
  type Read,
  type Registry,
  type RegistryPreview,
  type ResourceId,
  type Zone,
  type ZoneView,
} from './view.ts'

export type AzureErrand = {
  name: string
  loginServer: string
  /** A cluster that pulls: its name or id. */
  cluster?: string
}

export type AzureClock = {
  /** Milliseconds that only ever grow. */
  now: () => number
  today: () => Date
}

/** A registry with more of these is read in part, and the view says so. */
const most = { endpoints: 8, interfaces: 4, zones: 6, subnets: 6 } as const
const changesHours = 24

/** Whatever hangs in spite of its signal does not hang the answer. */
function whenOver<Value>(signal: Until, value: Value): { over: Promise<Value>; done: () => void } {
  const { promise, resolve } = Promise.withResolvers<Value>()
  const end = () => resolve(value)
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
  return { over: promise, done: () => signal.removeEventListener('abort', end) }
}

async function inTime<Value>(signal: Until, late: Value, ask: () => Promise<Value>): Promise<Value> {
  if (signal.aborted) return late
  const { over, done } = whenOver(signal, late)
  try {
    return await Promise.race([ask(), over])
  } finally {
    done()
  }
}

type Ask = <Value>(
  permission: Permission,
  scope: string,
  read: (signal: Until) => Promise<Read<Value>>,
  /** Which question it is, where one permission answers several. */
  question?: string,
) => Promise<Read<Value>>

/** The same thing is asked for once, however many lead to it. */
function asking(signal: Until): Ask {
  const asked = new Map<string, Promise<Read<unknown>>>()
  return <Value>(
    permission: Permission,
    scope: string,
    read: (signal: Until) => Promise<Read<Value>>,
    question: string = permission,
  ) => {
    const key = `${question} ${scope.toLowerCase()}`
    const known = asked.get(key) as Promise<Read<Value>> | undefined
    if (known) return known
    const late: Read<Value> = { ok: false, why: 'late', permission, scope }
    const reading = inTime(signal, late, () => read(signal))
    asked.set(key, reading)
    return reading
  }
}

async function locate(errand: AzureErrand, port: AzurePort, signal: Until): Promise<Found | NoIdentity> {
  const suffix = errand.loginServer.split('.').slice(-2).join('.')
  const registry = suffix in clouds ? clouds[suffix as keyof typeof clouds] : port.cloud
  if (registry !== port.cloud) return { ok: false, why: 'other-cloud', registry, identity: port.cloud }
  const late = { ok: false, why: 'late' } as const
  const finding = inTime<Found>(signal, late, () => port.find(errand, signal))
  const identity = await inTime<{ ok: true } | NoIdentity>(signal, late, () => port.identity(signal))
  return identity.ok ? finding : identity
}

type Walking = {
  port: AzurePort
  ask: Ask
  cut: { what: 'endpoints' | 'zones' | 'subnets'; read: number; of: number }[]
}

/** The first of them, and that there were more. */
function atMost<Item>({ cut }: Walking, what: 'endpoints' | 'zones' | 'subnets', items: readonly Item[]) {
  if (items.length > most[what]) cut.push({ what, read: most[what], of: items.length })
  return items.slice(0, most[what])
}

const unique = (ids: readonly ResourceId[]): ResourceId[] => [
  ...new Map(ids.map((id) => [id.toLowerCase(), id])).values(),
]
const subscriptionsOf = (ids: readonly ResourceId[]) => unique(ids.flatMap((id) => partsOf(id).subscription ?? []))

async function readNetwork({ port, ask }: Walking, subnet: ResourceId): Promise<NetworkView> {
  const [inside, network] = await Promise.all([
    ask('subnet', subnet, (signal) => port.subnet(subnet, signal)),
    ask('network', networkOf(subnet), (signal) => port.network(networkOf(subnet), signal)),
  ])
  const { securityGroup, routeTable } = inside.ok ? inside.value : {}
  const [group, table] = await Promise.all([
    securityGroup && ask('securityGroup', securityGroup, (signal) => port.securityGroup(securityGroup, signal)),
    routeTable && ask('routeTable', routeTable, (signal) => port.routeTable(routeTable, signal)),
  ])
  return { subnet: inside, network, ...(group && { securityGroup: group }), ...(table && { routeTable: table }) }
}

/** Of all its interfaces; one that cannot be read leaves all unread. */
async function readAddresses({ port, ask }: Walking, interfaces: readonly ResourceId[]) {
  const reads = await Promise.all(
    interfaces
      .slice(0, most.interfaces)
      .map((id) => ask('networkInterface', id, (signal) => port.addresses(id, signal))),
  )
  const [first] = reads
  const unread = reads.find((it) => !it.ok)
  if (!first?.ok || unread) return unread
  const value = reads.flatMap((it): readonly EndpointAddress[] => (it.ok ? it.value : []))
  return { ...first, value }
}

async function readEndpoint(walking: Walking, connection: Connection): Promise<EndpointView> {
  const { port, ask } = walking
  const { endpoint: id, status } = connection
  if (id === undefined || status === 'Disconnected') return { connection }
  const [endpoint, zoneGroup] = await Promise.all([
    ask('endpoint', id, (signal) => port.endpoint(id, signal)),
    ask('zoneGroup', id, (signal) => port.zoneGroup(id, signal)),
  ])
  if (!endpoint.ok) return { connection, endpoint, zoneGroup }
  const [addresses, network] = await Promise.all([
    readAddresses(walking, endpoint.value.interfaces),
    readNetwork(walking, endpoint.value.subnet),
  ])
  return { connection, endpoint, zoneGroup, network, ...(addresses && { addresses }) }
}

const byUse: Record<Connection['status'], number> = { Approved: 0, Pending: 1, Rejected: 2, Disconnected: 3 }

async function readEndpoints(walking: Walking, registry: Read<Registry>, id: ResourceId) {
  const { port, ask } = walking
  const told = registry.ok ? registry.value.connections : undefined
  const connections: Read<readonly Connection[]> =
    told && registry.ok
      ? { ...registry, value: told }
      : await ask('connections', id, (signal) => port.connections(id, signal))
  const all = connections.ok ? connections.value.toSorted((a, b) => byUse[a.status] - byUse[b.status]) : []
  const chosen = atMost(walking, 'endpoints', all)
  return { connections, endpoints: await Promise.all(chosen.map((it) => readEndpoint(walking, it))) }
}

async function readCluster(walking: Walking, named: string, registry: ResourceId): Promise<ClusterView> {
  const { port, ask } = walking
  const cluster = await ask('cluster', named, (signal) => port.cluster(named, signal))
  if (!cluster.ok) return { cluster, networks: [] }
  const { kubelet, outboundAddresses, subnets } = cluster.value
  // Of a service principal only the application is known, and roles are given to the principal, whose id Azure keeps elsewhere.
  const principal = kubelet?.objectId
  const [networks, outbound, roles] = await Promise.all([
    Promise.all(atMost(walking, 'subnets', unique(subnets)).map((subnet) => readNetwork(walking, subnet))),
    outboundAddresses &&
      ask('publicAddress', outboundAddresses.join(), (signal) => port.publicAddresses(outboundAddresses, signal)),
    principal && ask('assignments', registry, (signal) => port.roles(registry, principal, signal)),
  ])
  return { cluster, networks, ...(outbound && { outbound }), ...(roles && { roles }) }
}

/** `R.westeurope.data` of `R.westeurope.data.azurecr.io`. */
export const recordOf = (host: string): string => host.toLowerCase().split('.').slice(0, -2).join('.')

const idsOf = (endpoints: readonly EndpointView[], cluster: ClusterView | undefined): ResourceId[] => [
  ...endpoints.flatMap(({ connection, endpoint, zoneGroup }) => [
    ...(connection.endpoint ? [connection.endpoint] : []),
    ...(endpoint?.ok ? [endpoint.value.subnet] : []),
    ...(zoneGroup?.ok ? zoneGroup.value : []),
  ]),
  ...(cluster?.cluster.ok ? [cluster.cluster.value.id, ...cluster.cluster.value.subnets] : []),
]

async function readZones(
  walking: Walking,
  loginServer: string,
  subscriptions: readonly string[],
  endpoints: readonly EndpointView[],
  hosts: readonly string[],
) {
  const { port, ask } = walking
  const name = privateZoneOf(loginServer)
  const lists = await Promise.all(
    subscriptions.map((it) => ask('zones', `/subscriptions/${it}`, (signal) => port.zones(name, it, signal))),
  )
  const listed = lists.flatMap((it) => (it.ok ? [it] : []))
  const grouped = endpoints
    .flatMap(({ zoneGroup }) => (zoneGroup?.ok ? zoneGroup.value : []))
    .filter((id) => id.toLowerCase().endsWith(`/${name}`))
  const ids = unique([...grouped, ...listed.flatMap(({ value }) => value.map(({ id }) => id))])
  const known = ids.map((id): Zone => ({ id, name }))
  // One list that could not be read leaves unknown whether there are more.
  const unread = lists.find((it) => !it.ok)
  const all = listed[0] && { ...listed[0], value: known, source: listed.map(({ source }) => source).join(' ') }
  const zones: Read<readonly Zone[]> | undefined = unread ?? all
  const records = unique([loginServer, ...hosts]).map(recordOf)
  const zoneViews = await Promise.all(
    atMost(walking, 'zones', known).map(async (zone): Promise<ZoneView> => {
      const [found, links] = await Promise.all([
        ask('records', zone.id, (signal) => port.records(zone.id, records, signal)),
        ask('links', zone.id, (signal) => port.links(zone.id, signal)),
      ])
      return { zone, records: found, links }
    }),
  )
  return { ...(zones && { zones }), zoneViews }
}

/** What may have been changed on the way to the registry. */
const changeable = (endpoints: readonly EndpointView[], cluster: ClusterView | undefined): ResourceId[] =>
  [...endpoints.map(({ network }) => network), ...(cluster?.networks ?? [])].flatMap((it) =>
    it?.subnet?.ok
      ? [it.subnet.value.id, it.subnet.value.securityGroup ?? [], it.subnet.value.routeTable ?? []].flat()
      : [],
  )

const providerOf = async ({ port, ask }: Walking, subscription: string) => ({
  subscription,
  state: await ask('provider', `/subscriptions/${subscription}`, (signal) => port.provider(subscription, signal)),
})

type Reached = Awaited<ReturnType<typeof readEndpoints>> & {
  registry: Read<Registry>
  cluster: ClusterView | undefined
}

/** What can be asked for once the registry, its endpoints and the cluster are known. */
async function readBeyond(
  walking: Walking,
  loginServer: string,
  id: ResourceId,
  since: string,
  { registry, connections, endpoints, cluster }: Reached,
) {
  const { port, ask } = walking
  const hosts = [
    ...(registry.ok ? (registry.value.dataEndpointHosts ?? []) : []),
    ...endpoints.flatMap(({ addresses }) => (addresses?.ok ? addresses.value.flatMap(({ fqdns }) => fqdns) : [])),
  ]
  const subscriptions = subscriptionsOf([id, ...idsOf(endpoints, cluster)])
  const isPublicOnly = connections.ok && connections.value.length === 0
  const grouped = endpoints.flatMap(({ zoneGroup }) => (zoneGroup?.ok ? zoneGroup.value : []))
  const own = endpoints.flatMap(({ connection }) => connection.endpoint ?? [])
  const watched = unique([id, ...own, ...grouped, ...changeable(endpoints, cluster)])
  const [zones, changes, providers] = await Promise.all([
    isPublicOnly ? { zoneViews: [] } : readZones(walking, loginServer, subscriptions, endpoints, hosts),
    ask('changes', id, (signal) => port.changes(watched, since, signal)),
    Promise.all(subscriptionsOf([id, ...own]).map((it) => providerOf(walking, it))),
  ])
  return { ...zones, changes, providers }
}

/** Subnets that the registry lets in by service endpoint. */
const readRuled = (walking: Walking, preview: Read<RegistryPreview>) =>
  Promise.all(
    atMost(walking, 'subnets', (preview.ok && preview.value.subnetRules) || []).map((id) =>
      walking.ask('subnet', id, (signal) => walking.port.subnet(id, signal)),
    ),
  )

async function readAll(walking: Walking, errand: AzureErrand, id: ResourceId, since: string) {
  const { port, ask } = walking
  const { denied } = port
  const reading = ask('registry', id, (signal) => port.registry(id, signal))
  const clustered = errand.cluster === undefined ? undefined : readCluster(walking, errand.cluster, id)
  const reached = reading.then(async (registry) => {
    const [around, cluster] = await Promise.all([readEndpoints(walking, registry, id), clustered])
    const loginServer = registry.ok ? registry.value.loginServer : errand.loginServer
    const beyond = await readBeyond(walking, loginServer, id, since, { registry, ...around, cluster })
    return { registry, ...around, ...beyond, ...(cluster && { cluster }) }
  })
  const previewing = ask('registry', id, (signal) => port.preview(id, signal), 'preview')
  const [rest, preview, ruleSubnets, replicas, usages, locks, agentPools, health, logins] = await Promise.all([
    reached,
    previewing,
    previewing.then((preview) => readRuled(walking, preview)),
    ask('replications', id, (signal) => port.replicas(id, signal)),
    ask('usages', id, (signal) => port.usages(id, signal)),
    ask('locks', id, (signal) => port.locks(id, signal)),
    ask('agentPools', id, (signal) => port.agentPools(id, signal)),
    ask('health', id, (signal) => port.health(id, signal)),
    denied && ask('logs', id, (signal) => denied(errand.loginServer, signal)),
  ])
  return {
    ...rest,
    preview,
    ruleSubnets,
    replicas,
    usages,
    locks,
    agentPools,
    health,
    ...(logins && { denied: logins }),
  }
}

/** @param signal ends all of it; what has not been read by then is `late` */
export async function walkAzure(
  errand: AzureErrand,
  port: AzurePort,
  signal: Until,
  { now, today }: AzureClock,
): Promise<AzureView> {
  const began = now()
  const walking: Walking = { port, ask: asking(signal), cut: [] }
  const since = new Date(today().getTime() - changesHours * 3_600_000).toISOString()
  const found = await locate(errand, port, signal)
  const read = found.ok
    ? await readAll(walking, errand, found.id, since)
    : { endpoints: [], zoneViews: [], providers: [], ruleSubnets: [] }
  return { cloud: port.cloud, found, ...read, cut: walking.cut, ms: Math.round(now() - began) }
}
