// The AzurePort on Azure itself. Each question stands here once, with what it needs; how it is asked stands in the files beside this one,
// each of which loads the SDK of its part when it is first asked.
import type { TokenCredential } from '@azure/identity'
import type { Permission } from '../../src/azure/permissions.ts'
import type { AzurePort, Until } from '../../src/azure/port.ts'
import { partsOf, type Read, type ResourceId } from '../../src/azure/view.ts'
import { grammar } from '../../src/paste/grammar.ts'
import { azureCredential } from '../identity.ts'
import { type Cloud, cloudOf } from './clouds.ts'
import { readCluster } from './clusters.ts'
import { isForbidden, joined, read, told, whyNoIdentity, within } from './failures.ts'
import { findCluster, findRegistry } from './find.ts'
import { groupsOf, readChanges, readHealth, readRoles } from './history.ts'
import { readDenied } from './logs.ts'
import {
  readAddresses,
  readEndpoint,
  readNetwork,
  readPublicAddress,
  readRouteTable,
  readSecurityGroup,
  readSubnet,
  readZoneGroup,
} from './networks.ts'
import { type Asking, armScope } from './reaching.ts'
import {
  readAgentPools,
  readConnections,
  readLocks,
  readPreview,
  readRegistry,
  readReplicas,
  readUsages,
} from './registry.ts'
import { armOf } from './rest.ts'
import { keeping } from './tokens.ts'
import { versions } from './versions.ts'
import { readLinks, readRecord, readZones } from './zones.ts'

type Options = {
  /** Rejects where there can be none. */
  credential: () => Promise<TokenCredential>
  cloud: Cloud
  /** As ACR_CHECK_LOG_WORKSPACE has it. */
  workspace?: string
  now?: () => Date
}

/**
 * With the identity that the environment gives, in the cloud that it belongs to.
 * @param workspace as ACR_CHECK_LOG_WORKSPACE has it
 */
export const startAzure = (env: NodeJS.ProcessEnv, workspace?: string): AzurePort =>
  azurePort({
    credential: azureCredential,
    cloud: cloudOf(env.AZURE_AUTHORITY_HOST),
    ...(workspace !== undefined && { workspace }),
  })

const providerOf = 'Microsoft.ContainerRegistry'

export function azurePort({ credential: from, cloud, workspace, now = () => new Date() }: Options): AzurePort {
  let kept: Promise<TokenCredential> | undefined
  const credential: TokenCredential = keeping(
    {
      getToken: async (scopes, options) => {
        kept ??= from()
        return (await kept).getToken(scopes, options)
      },
    },
    now,
  )
  const asking = (signal: Until): Asking => ({ cloud, credential, now, signal })

  /** A question about one resource. */
  const of =
    <Value>(permission: Permission, ask: (id: ResourceId, asking: Asking) => Promise<Value>) =>
    (id: ResourceId, signal: Until): Promise<Read<Value>> =>
      read({ permission, scope: id }, id, asking(signal), () => ask(id, asking(signal)))

  const one = {
    cluster: of('cluster', readCluster),
    publicAddress: of('publicAddress', readPublicAddress),
    record: (name: string) => of('records', (zone, from) => readRecord(zone, name, from)),
    locks: (registry: ResourceId) => of('locks', (scope, from) => readLocks(scope, registry, from)),
  }

  const all = async <Value>(parts: readonly Promise<Read<readonly Value[]>>[]) =>
    joined(await Promise.all(parts), now())

  return {
    cloud: cloud.name,

    async identity(signal) {
      try {
        const token = await within(signal, () => credential.getToken(armScope(cloud), { abortSignal: signal }))
        return token ? { ok: true } : { ok: false, why: 'none' }
      } catch (error) {
        return whyNoIdentity(error)
      }
    },

    async find(registry, signal) {
      if (!grammar.registry.test(registry.name) || !grammar.loginServer.test(registry.loginServer))
        return { ok: false, why: 'failed' }
      return findRegistry(registry, asking(signal))
    },

    registry: of('registry', readRegistry),
    preview: of('registry', readPreview),
    replicas: of('replications', readReplicas),
    usages: of('usages', readUsages),
    agentPools: of('agentPools', readAgentPools),
    connections: of('connections', readConnections),

    async locks(id, signal) {
      const { subscription, resourceGroup } = partsOf(id)
      const above = `/subscriptions/${subscription}`
      const group = `${above}/resourceGroups/${resourceGroup}`
      const whole = await one.locks(id)(above, signal)
      if (whole.ok || !isForbidden(whole)) return whole
      // Where only parts may be read, a lock that is seen is one, and none that is seen proves nothing.
      const parts = await Promise.all([group, id].map((scope) => one.locks(id)(scope, signal)))
      return joined([whole, ...parts], now())
    },

    endpoint: of('endpoint', readEndpoint),
    addresses: of('networkInterface', readAddresses),
    zoneGroup: of('zoneGroup', readZoneGroup),
    subnet: of('subnet', readSubnet),
    securityGroup: of('securityGroup', readSecurityGroup),
    routeTable: of('routeTable', readRouteTable),
    network: of('network', readNetwork),

    zones: (name, subscription, signal) =>
      of('zones', (_, from) => readZones(name, subscription, from))(`/subscriptions/${subscription}`, signal),
    async records(zone, names, signal) {
      const parts = await Promise.all(names.map((name) => one.record(name)(zone, signal)))
      return parts.find((part) => !part.ok) ?? joined(parts, now())
    },
    links: of('links', readLinks),

    provider: (subscription, signal) =>
      of('provider', async (id, from) => {
        const answer = await armOf(from).get<{ registrationState?: string }>(id, versions.provider)
        return told(answer.registrationState)
      })(`/subscriptions/${subscription}/providers/${providerOf}`, signal),

    async cluster(nameOrId, signal) {
      if (nameOrId.startsWith('/')) return one.cluster(nameOrId, signal)
      const needed = { permission: 'cluster', scope: nameOrId } as const
      if (!grammar.cluster.test(nameOrId)) return { ok: false, ...needed, why: 'not-found' }
      const found = await findCluster(nameOrId, needed, asking(signal))
      return found.ok ? one.cluster(found.value, signal) : found
    },
    publicAddresses: (ids, signal) => all(ids.map((id) => one.publicAddress(id, signal))),
    roles: (scope, principal, signal) => of('assignments', (id, from) => readRoles(id, principal, from))(scope, signal),

    denied:
      workspace === undefined
        ? undefined
        : (loginServer, signal) =>
            read({ permission: 'logs', scope: workspace }, 'ContainerRegistryLoginEvents', asking(signal), () =>
              readDenied(loginServer, workspace, asking(signal)),
            ),
    health: of('health', readHealth),
    async changes(ids, since, signal) {
      const parts = groupsOf(ids).map((group) =>
        read(
          { permission: 'changes', scope: `/subscriptions/${group.subscription}/resourceGroups/${group.group}` },
          `/subscriptions/${group.subscription}/resourceGroups/${group.group}`,
          asking(signal),
          () => readChanges(group, since, asking(signal)),
        ),
      )
      const changes = await all(parts)
      if (!changes.ok) return changes
      return { ...changes, value: changes.value.toSorted((one, other) => (one.at < other.at ? 1 : -1)) }
    },
  }
}
