// The registry itself, through its SDK, and what only preview versions tell, by hand.
import type { PrivateEndpointConnection, Registry as SdkRegistry } from '@azure/arm-containerregistry'
import type { AgentPool, Connection, Lock, Registry, RegistryPreview, Replica, Usage } from '../../src/azure/view.ts'
import { Incomplete, told } from './failures.ts'
import { given, placeOf } from './ids.ts'
import { type Asking, armOptions } from './reaching.ts'
import { armOf } from './rest.ts'
import { versions } from './versions.ts'

const registryOf = (id: string) => placeOf(id, 'registries')

async function clientFor(subscription: string, asking: Asking) {
  const { ContainerRegistryManagementClient } = await import('@azure/arm-containerregistry')
  return new ContainerRegistryManagementClient(asking.credential, subscription, {
    ...armOptions(asking),
    apiVersion: versions.registry,
  })
}

const connectionStates = ['Approved', 'Pending', 'Rejected', 'Disconnected'] as const

const statusOf = (status: { displayStatus?: string; message?: string } | undefined) =>
  status?.displayStatus ? { name: status.displayStatus, ...given({ message: status.message }) } : undefined

function connectionOf({
  name,
  privateEndpoint,
  privateLinkServiceConnectionState: state,
}: PrivateEndpointConnection): Connection {
  const status = connectionStates.find((it) => it === state?.status)
  return {
    name: told(name),
    status: told(status),
    ...given({
      endpoint: privateEndpoint?.id,
      description: state?.description,
      actionsRequired: state?.actionsRequired === 'None' ? undefined : state?.actionsRequired,
    }),
  }
}

const enabled = ['enabled', 'disabled'] as const
const switchOf = (value: string | undefined) => enabled.find((it) => it === value?.toLowerCase())
const oneOf = <Value extends string>(values: readonly Value[], value: string | undefined) =>
  values.find((it) => it === value)

/** Undefined where nothing was said. */
const isOne = (wanted: string, value: string | undefined) => (value === undefined ? undefined : value === wanted)

function fromSdk(it: SdkRegistry): Registry {
  const { networkRuleSet: rules, policies } = it
  return {
    id: told(it.id),
    name: told(it.name),
    loginServer: told(it.loginServer),
    location: told(it.location),
    tier: told(it.sku.name),
    ...given({
      provisioningState: it.provisioningState,
      status: statusOf(it.status),
      publicAccess: oneOf(['Enabled', 'Disabled'], it.publicNetworkAccess),
      defaultAction: oneOf(['Allow', 'Deny'], rules?.defaultAction),
      ipRules: rules?.ipRules?.map(({ iPAddressOrRange }) => told(iPAddressOrRange)),
      trustedServices: isOne('AzureServices', it.networkRuleBypassOptions),
      tasksMayBypass: it.networkRuleBypassAllowedForTasks,
      dedicatedDataEndpoints: it.dataEndpointEnabled,
      dataEndpointHosts: it.dataEndpointHostNames,
      adminUser: it.adminUserEnabled,
      anonymousPull: it.anonymousPullEnabled,
      exportPolicy: switchOf(policies?.exportPolicy?.status),
      quarantinePolicy: switchOf(policies?.quarantinePolicy?.status),
      armAudience: switchOf(policies?.azureADAuthenticationAsArmPolicy?.status),
      roleMode: ({ LegacyRegistryPermissions: 'registry', AbacRepositoryPermissions: 'repository' } as const)[
        it.roleAssignmentMode as string
      ],
      connections: it.privateEndpointConnections?.map(connectionOf),
    }),
  }
}

export async function readRegistry(id: string, asking: Asking): Promise<Registry> {
  const { subscription, group, name } = registryOf(id)
  return fromSdk(await (await clientFor(subscription, asking)).registries.get(group, name))
}

export async function readConnections(id: string, asking: Asking): Promise<Connection[]> {
  const { subscription, group, name } = registryOf(id)
  const client = await clientFor(subscription, asking)
  return Array.fromAsync(client.privateEndpointConnections.list(group, name), connectionOf)
}

export async function readReplicas(id: string, asking: Asking): Promise<Replica[]> {
  const { subscription, group, name } = registryOf(id)
  const client = await clientFor(subscription, asking)
  return Array.fromAsync(client.replications.list(group, name), (it) => ({
    region: told(it.location),
    ...given({
      provisioningState: it.provisioningState,
      status: statusOf(it.status),
      isRouted: it.regionEndpointEnabled,
    }),
  }))
}

export async function readUsages(id: string, asking: Asking): Promise<Usage[]> {
  const { subscription, group, name } = registryOf(id)
  const { value } = await (await clientFor(subscription, asking)).registries.listUsages(group, name)
  return told(value).map((it) => ({
    name: told(it.name),
    current: told(it.currentValue),
    limit: told(it.limit),
    ...given({ unit: it.unit }),
  }))
}

/** All fields optional: a preview may drop any of them. */
type PreviewAnswer = {
  properties?: {
    networkRuleSet?: { virtualNetworkRules?: { id?: string; virtualNetworkSubnetResourceId?: string }[] }
    regionalEndpoints?: string
    regionalEndpointHostNames?: string[]
    endpointProtocol?: string
    autoGeneratedDomainNameLabelScope?: string
  }
}

export async function readPreview(id: string, asking: Asking): Promise<RegistryPreview> {
  const { properties } = await armOf(asking).get<PreviewAnswer>(id, versions.registryPreview)
  const it = told(properties)
  return given({
    subnetRules: it.networkRuleSet?.virtualNetworkRules?.map((rule) =>
      told(rule.id ?? rule.virtualNetworkSubnetResourceId),
    ),
    regionalEndpoints: switchOf(it.regionalEndpoints),
    regionalEndpointHosts: it.regionalEndpointHostNames,
    ipFamily: it.endpointProtocol,
    nameLabelScope: it.autoGeneratedDomainNameLabelScope,
  })
}

type PoolAnswer = {
  name?: string
  properties?: { virtualNetworkSubnetResourceId?: string; provisioningState?: string }
}

export async function readAgentPools(id: string, asking: Asking): Promise<AgentPool[]> {
  const pools = await armOf(asking).list<PoolAnswer>(`${id}/agentPools`, versions.agentPools)
  return pools.map(({ name, properties }) => ({
    name: told(name),
    ...given({
      subnet: properties?.virtualNetworkSubnetResourceId,
      provisioningState: properties?.provisioningState,
    }),
  }))
}

type LockAnswer = { id?: string; name?: string; properties?: { level?: string } }

const lockType = '/providers/Microsoft.Authorization/locks'

/** @param scope a list at a scope tells of what lies below it too, but not of what lies above */
export async function readLocks(scope: string, registry: string, asking: Asking): Promise<Lock[]> {
  const locks = await armOf(asking).list<LockAnswer>(`${scope}${lockType}`, versions.locks)
  return locks.flatMap(({ id, name, properties }) => {
    const level = oneOf(['CanNotDelete', 'ReadOnly'], properties?.level)
    if (!level) throw new Incomplete()
    const at = told(id).slice(0, told(id).toLowerCase().lastIndexOf(lockType.toLowerCase()))
    return isWithin(registry, at) ? [{ name: told(name), level, scope: at }] : []
  })
}

/** Whether a resource is the other, or lies in it. */
export const isWithin = (id: string, outer: string): boolean =>
  `${id}/`.toLowerCase().startsWith(`${outer.replace(/\/$/, '')}/`.toLowerCase())
