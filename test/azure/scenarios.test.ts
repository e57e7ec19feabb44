// Each conclusion drawn from what Azure really answers: one thing is changed in the fake Azure, the walk reads it through the SDKs over
// https, and the conclusion follows that did not before.
import assert from 'node:assert/strict'
import test, { after, afterEach } from 'node:test'
import { ClientSecretCredential } from '@azure/identity'
import { azurePort } from '../../adapters/azure/azure.ts'
import type { Known } from '../../src/azure/conclusion.ts'
import { type Drawn, drawnFrom } from '../../src/azure/conclusions/index.ts'
import type { AzureView, Read } from '../../src/azure/view.ts'
import { walkAzure } from '../../src/azure/walk.ts'
import { type ConclusionId, conclusionIds } from '../../src/ids.ts'
import { startFakeAzureApi } from '../support/azure/fake-azure-api.ts'
import { client, tenant } from '../support/azure/fake-entra.ts'
import {
  add,
  change,
  defaultWorld,
  ids,
  login,
  otherSubscription,
  record,
  remove,
  replica,
  resource,
  resourceOf,
  rule,
  subscription,
  type World,
  workspace,
} from '../support/azure/world.ts'

const azure = await startFakeAzureApi()
after(() => azure.close())
afterEach(() => {
  azure.world = defaultWorld()
  azure.granted = [{ actions: ['*/read'], scope: '/' }]
  azure.faults.length = 0
})

const port = azurePort({
  credential: async () =>
    new ClientSecretCredential(tenant, client.id, client.secret, {
      authorityHost: azure.authority,
      disableInstanceDiscovery: true,
    }),
  cloud: { name: 'public', arm: azure.arm, logs: azure.logs },
  workspace,
})
const clock = { now: () => performance.now(), today: () => new Date() }
const errand = { name: 'myregistry', loginServer: 'myregistry.azurecr.io', cluster: 'prod' }

const walk = (ms = 20_000): Promise<AzureView> =>
  walkAzure(errand, port, Object.assign(AbortSignal.timeout(ms), { at: Date.now() + ms }), clock)

type Beside = Partial<Omit<Known, 'view'>>

async function drawn(beside: Beside = {}): Promise<Map<ConclusionId, Drawn>> {
  const known: Known = {
    view: await walk(),
    loginServer: errand.loginServer,
    here: { addresses: [], hasPrivateLink: false },
    finding: null,
    topics: new Set(),
    ...beside,
  }
  return new Map(drawnFrom(known).map((it) => [it.id, it]))
}

const put = (more: Partial<World>) => (world: World) => void Object.assign(world, more)
const registry = (more: Record<string, unknown>) => (world: World) =>
  void Object.assign(resourceOf(world, ids.registry).properties, more)
const policies = (more: Record<string, unknown>) => (world: World) => {
  const { properties } = resourceOf(world, ids.registry)
  Object.assign(properties.policies as object, more)
}
const at =
  (id: string, more: Record<string, unknown>) =>
  (world: World): void =>
    void Object.assign(resourceOf(world, id).properties, more)
const withRules =
  (...networkRuleSet: string[]) =>
  (world: World): void =>
    registry({
      networkRuleSet: { defaultAction: 'Deny', ipRules: networkRuleSet.map((value) => ({ value, action: 'Allow' })) },
    })(world)
const state = (id: string, status: string) => (world: World) => {
  const { properties } = resourceOf(world, ids.registry)
  const [only] = properties.privateEndpointConnections as { id: string; properties: object }[]
  Object.assign(only?.properties ?? {}, { privateLinkServiceConnectionState: { status, actionsRequired: 'None' } })
  Object.assign(resourceOf(world, id).properties, { privateLinkServiceConnectionState: { status } })
}
const withoutEndpoint = (world: World) => {
  registry({ privateEndpointConnections: [] })(world)
  remove(world, `${ids.registry}/privateEndpointConnections/myregistry-pe.1`)
}

type Scenario = {
  /** What is changed in Azure; nothing where the conclusion follows of the world as it is. */
  change?: (world: World) => void
  beside?: Beside
  /** What it must speak of. */
  of?: string
}

const scenarios: Readonly<Record<ConclusionId, Scenario>> = {
  'other-login-server': {
    change: registry({ loginServer: 'myregistry-b7c1d0e2f3a4b5c6.azurecr.io' }),
    of: 'myregistry-b7c1d0e2f3a4b5c6',
  },
  'public-access-off': { change: registry({ publicNetworkAccess: 'Disabled' }), beside: { finding: 'ip-denied' } },
  'address-not-listed': { change: withRules('192.0.2.0/24'), beside: { clientIp: '198.51.100.7' }, of: '198.51.100.7' },
  'address-listed': { change: withRules('198.51.100.9'), beside: { clientIp: '198.51.100.9' }, of: '198.51.100.9' },
  'rules-full': {
    change: put({ usages: [{ name: 'IPRules', limit: 200, currentValue: 200, unit: 'Count' }] }),
    of: '200',
  },
  'all-networks-allowed': { change: registry({ networkRuleSet: { defaultAction: 'Allow', ipRules: [] } }) },
  'trusted-services-off': {
    change: registry({ networkRuleBypassOptions: 'None' }),
    beside: { topics: new Set(['defender']) },
  },
  'tasks-not-let-through': {
    change: (world) => {
      registry({ networkRuleBypassAllowedForTasks: false })(world)
      remove(world, `${ids.registry}/agentPools/pool1`)
    },
    beside: { topics: new Set(['acr-tasks']) },
  },
  'dual-stack-without-tasks': { beside: { topics: new Set(['acr-tasks']) } },
  'data-endpoint-hosts': { of: 'myregistry.northeurope.data.azurecr.io' },
  'replica-not-ready': {
    change: (world) =>
      add(
        world,
        resource(`${ids.registry}/replications/eastus`, { provisioningState: 'Failed' }, { location: 'eastus' }),
      ),
    of: 'eastus',
  },
  'replica-not-routed': {
    change: (world) => {
      add(world, replica('eastus', 'Ready'))
      at(`${ids.registry}/replications/eastus`, { regionEndpointEnabled: false })(world)
    },
    of: 'eastus',
  },
  'export-forbidden': {
    change: (world) => {
      policies({ exportPolicy: { status: 'disabled' } })(world)
      registry({ publicNetworkAccess: 'Disabled' })(world)
    },
  },
  'quarantine-on': {
    change: policies({ quarantinePolicy: { status: 'enabled' } }),
    beside: { finding: 'image-not-found' },
  },
  'arm-tokens-refused': {
    change: policies({ azureADAuthenticationAsArmPolicy: { status: 'disabled' } }),
    beside: { finding: 'token-rejected' },
  },
  'repository-roles': {
    change: registry({ roleAssignmentMode: 'AbacRepositoryPermissions' }),
    beside: { finding: 'token-denied' },
  },
  'admin-user-off': { beside: { topics: new Set(['admin-user']) } },
  'anonymous-pull': { change: registry({ anonymousPullEnabled: true }) },
  'quota-full': {
    change: put({ usages: [{ name: 'Webhooks', limit: 500, currentValue: 500, unit: 'Count' }] }),
    of: '500',
  },
  locked: {
    change: (world) => void world.locks.push({ scope: ids.registry, name: 'keep-it', level: 'ReadOnly' }),
    of: 'keep-it',
  },
  'tier-without-network': {
    change: (world) =>
      void Object.assign(resourceOf(world, ids.registry), { sku: { name: 'Standard', tier: 'Standard' } }),
  },
  'not-provisioned': { change: registry({ provisioningState: 'Failed' }), of: 'Failed' },
  'connection-not-approved': {
    change: state(`${ids.registry}/privateEndpointConnections/myregistry-pe.1`, 'Pending'),
    of: 'myregistry-pe',
  },
  'two-endpoints': {
    change: (world) => {
      const second = ids.endpoint.replace('myregistry-pe', 'second-pe')
      const known = resourceOf(world, ids.endpoint)
      add(world, resource(second, known.properties))
      const { properties } = resourceOf(world, ids.registry)
      const [first] = properties.privateEndpointConnections as object[]
      const other = structuredClone(first) as { name: string; properties: { privateEndpoint: { id: string } } }
      other.name = 'second-pe.1'
      other.properties.privateEndpoint.id = second
      registry({ privateEndpointConnections: [first, other] })(world)
    },
    of: 'second-pe',
  },
  'zone-missing': {
    change: (world) => {
      remove(world, ids.zone)
      at(`${ids.endpoint}/privateDnsZoneGroups/default`, { privateDnsZoneConfigs: [] })(world)
    },
    of: 'privatelink.azurecr.io',
  },
  'zone-not-linked': { change: (world) => remove(world, `${ids.zone}/virtualNetworkLinks/to-hub`), of: 'hub' },
  'record-missing': { change: (world) => remove(world, `${ids.zone}/A/myregistry`), of: 'myregistry' },
  'record-stale': { change: (world) => add(world, record('myregistry', '10.0.9.9')), of: '10.0.9.9' },
  'data-record-missing': {
    change: (world) => remove(world, `${ids.zone}/A/myregistry.northeurope.data`),
    of: 'northeurope',
  },
  'zone-group-missing': { change: (world) => remove(world, `${ids.endpoint}/privateDnsZoneGroups/default`) },
  'two-zones': {
    change: (world) => add(world, resource(ids.zone.replace('dns-rg', 'other-dns-rg'), {}, { location: 'global' })),
    of: 'other-dns-rg',
  },
  'own-dns-server': { change: at(ids.network, { dhcpOptions: { dnsServers: ['10.0.0.53'] } }), of: '10.0.0.53' },
  'split-dns': { beside: { elsewhere: { address: '20.61.99.10', kind: 'public' } } },
  'security-group-denies': {
    change: (world) =>
      at(ids.nodesGroup, {
        securityRules: [rule('block-all', 300, 'Outbound', 'Deny', { protocol: 'Tcp', destinationPortRange: '443' })],
      })(world),
    of: 'block-all',
  },
  'route-elsewhere': {
    change: (world) => {
      withoutEndpoint(world)
      at(ids.nodes, { serviceEndpoints: [] })(world)
      at(ids.routeTable, {
        routes: [
          {
            name: 'nowhere',
            properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None', provisioningState: 'Succeeded' },
          },
        ],
      })(world)
    },
    of: 'nowhere',
  },
  'peering-down': {
    change: (world) => {
      const { properties } = resourceOf(world, ids.network)
      const [peering] = properties.virtualNetworkPeerings as { properties: object }[]
      Object.assign(peering?.properties ?? {}, { peeringState: 'Disconnected' })
    },
    of: 'to-spoke',
  },
  'service-endpoint-missing': { change: at(ids.nodes, { serviceEndpoints: [] }), of: 'nodes' },
  'provider-not-registered': {
    change: put({ providers: { [subscription]: 'NotRegistered' } }),
    of: subscription,
  },
  'cluster-may-pull': { of: 'prod' },
  'cluster-without-role': { change: put({ assignments: [] }), of: 'prod' },
  'cluster-with-wrong-role': {
    change: registry({ roleAssignmentMode: 'AbacRepositoryPermissions' }),
    of: 'AcrPull',
  },
  'cluster-address-not-listed': {
    change: (world) => {
      withoutEndpoint(world)
      Object.assign(resourceOf(world, ids.registry), { preview: { networkRuleSet: { virtualNetworkRules: [] } } })
      at(ids.outbound, { ipAddress: '192.0.2.77' })(world)
    },
    of: '192.0.2.77',
  },
  'cluster-network-not-linked': {
    change: (world) => remove(world, `${ids.zone}/virtualNetworkLinks/to-spoke`),
    of: 'spoke',
  },
  'denied-logins': {
    change: put({ logins: [login(3, '192.0.2.44', '403'), login(4, '192.0.2.44', '403')] }),
    of: '192.0.2.44',
  },
  available: {},
  unhealthy: {
    change: put({
      health: { availabilityState: 'Unavailable', summary: 'A known problem.', occuredTime: '2026-11-01T10:00:00Z' },
    }),
    of: 'A known problem',
  },
  'changed-before': {
    change: put({
      events: [
        change(
          12,
          `${ids.nodesGroup}/securityRules/allow-acr`,
          'Microsoft.Network/networkSecurityGroups/securityRules/delete',
        ),
      ],
    }),
    of: 'allow-acr',
  },
}

const reads = (view: AzureView): Read<unknown>[] => {
  const found: Read<unknown>[] = []
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('ok' in value && ('why' in value || 'source' in value)) found.push(value as Read<unknown>)
    for (const each of Object.values(value)) look(each)
  }
  look(view)
  return found
}

test('all of a registry that is as it should be is read, and nothing is called broken', async () => {
  const view = await walk()
  assert.ok(reads(view).length > 25)
  assert.deepEqual(
    reads(view).filter(({ ok }) => !ok),
    [],
  )
  assert.equal(azure.refused.length, 0)
  const broken = [...(await drawn()).values()].filter((it) => it.broken)
  assert.deepEqual(broken, [])
})

for (const id of conclusionIds)
  test(`${id} follows from what Azure answers`, async () => {
    const { change: changed, beside, of } = scenarios[id]
    const before = await drawn(changed ? beside : {})
    changed?.(azure.world)
    const found = await drawn(beside)
    assert.ok(found.has(id), [...found.keys()].join(' '))
    const says = found.get(id)?.says.en
    if (of !== undefined) assert.ok(says?.includes(of), says)
    // What follows of any world says the same of each.
    if (changed) assert.notEqual(before.get(id)?.says.en, says)
    for (const { repair } of found.values()) assert.doesNotMatch(repair?.command ?? '', /</)
  })

test('each of them at once unread: nothing is concluded, and the rest of the walk stands', async () => {
  azure.granted = [
    { actions: ['Microsoft.ContainerRegistry/registries/read', 'Microsoft.Resources/*/read'], scope: '/' },
  ]
  const view = await walk()
  const unread = reads(view).filter(({ ok }) => !ok)
  assert.ok(unread.length > 5 && view.registry?.ok)
  assert.ok(
    unread.every((it) => !it.ok && it.why === 'forbidden'),
    JSON.stringify(unread),
  )
})

test('the subscription of the networks vanishes midway: the registry is told all the same', async () => {
  const elsewhere = ids.endpoint.replace(subscription, otherSubscription)
  const { properties } = resourceOf(azure.world, ids.registry)
  const [only] = properties.privateEndpointConnections as { properties: object }[]
  Object.assign(only?.properties ?? {}, { privateEndpoint: { id: elsewhere } })
  azure.faults.push({ on: /privateEndpoints/, vanishes: otherSubscription })
  const view = await walk()
  assert.ok(view.registry?.ok)
  const { endpoint } = view.endpoints[0] ?? {}
  assert.equal(endpoint && !endpoint.ok && endpoint.code, 'SubscriptionNotFound')
})

test('Azure throttles everything but the registry: in time, and said', async () => {
  azure.faults.push({
    on: /^(?!.*(?:registries\/myregistry$|ResourceGraph|oauth2|well-known))/,
    status: 429,
    retryAfter: '60',
  })
  const from = performance.now()
  const view = await walk(4_000)
  assert.ok(performance.now() - from < 3_500)
  assert.ok(view.registry?.ok)
  const unread = reads(view).filter(({ ok }) => !ok)
  assert.ok(unread.length > 8 && unread.every((it) => !it.ok && it.why === 'throttled'), JSON.stringify(unread))
})

test('Azure is slow: what came in time stands, and all of it ends at the deadline', async () => {
  azure.faults.push({ on: /privateEndpoints|replications|managedClusters/, slowMs: 10_000 })
  const from = performance.now()
  const view = await walk(1_500)
  assert.ok(performance.now() - from < 2_500)
  assert.ok(view.registry?.ok)
  const late = [view.replicas, view.cluster?.cluster]
  assert.deepEqual(
    late.map((it) => it && !it.ok && it.why),
    ['late', 'late'],
  )
})
