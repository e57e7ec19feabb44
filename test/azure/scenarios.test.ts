// A scenario for each conclusion, from Azure's own answers over https by way of the real SDKs: that the fields are read which decide.
// What else speaks for and against each stands in conclusions.test.ts.
import assert from 'node:assert/strict'
import test, { after } from 'node:test'
import { ClientSecretCredential } from '@azure/identity'
import { azurePort } from '../../adapters/azure/azure.ts'
import type { Known } from '../../src/azure/conclusion.ts'
import { type Drawn, drawnFrom } from '../../src/azure/conclusions/index.ts'
import type { Until } from '../../src/azure/port.ts'
import { walkAzure } from '../../src/azure/walk.ts'
import { type ConclusionId, conclusionIds } from '../../src/ids.ts'
import type { Topic } from '../../src/paste/topics.ts'
import { startFakeAzureApi } from '../support/azure/fake-azure-api.ts'
import { client, tenant } from '../support/azure/fake-entra.ts'
import {
  defaultWorld,
  ids,
  otherSubscription,
  resource,
  subscription,
  type World,
  workspace,
} from '../support/azure/world.ts'

const azure = await startFakeAzureApi()
after(() => azure.close())

type Properties = Record<string, unknown>
type Scenario = {
  world?: (world: World) => void
  known?: Partial<Omit<Known, 'view' | 'topics'>>
  topics?: readonly Topic[]
}

const nodes = `${ids.spoke}/subnets/nodes`
const nodeGroup = ids.securityGroup.replace('endpoints-nsg', 'nodes-nsg')
const nodeRoutes = ids.routeTable.replace('endpoints-rt', 'nodes-rt')
const connection = `${ids.registry}/privateEndpointConnections/myregistry-pe.1`
const own = `${ids.zone}/A/myregistry`

const get = (world: World, id: string) => {
  const found = world.resources.get(id.toLowerCase())
  assert.ok(found, id)
  return found
}
const set = (id: string, properties: Properties) => (world: World) => {
  Object.assign(get(world, id).properties, properties)
}
const ofRegistry = (properties: Properties) => set(ids.registry, properties)
const remove =
  (...those: readonly string[]) =>
  (world: World) => {
    for (const id of those) assert.ok(world.resources.delete(id.toLowerCase()), id)
  }
const add = (id: string, properties: Properties) => (world: World) => {
  world.resources.set(id.toLowerCase(), resource(id, properties))
}
const all =
  (...changes: readonly ((world: World) => void)[]) =>
  (world: World) => {
    for (const change of changes) change(world)
  }
const policy =
  (name: string, status: string, more: Properties = {}) =>
  (world: World) => {
    const { properties } = get(world, ids.registry)
    Object.assign(properties, { policies: { ...(properties.policies as Properties), [name]: { status } }, ...more })
  }
const preview = (more: Properties) => (world: World) => {
  const registry = get(world, ids.registry)
  Object.assign(registry, { preview: { ...registry.preview, ...more } })
}
const state = (status: string) => (world: World) => {
  const { properties } = get(world, connection)
  Object.assign(properties, { privateLinkServiceConnectionState: { status, description: '', actionsRequired: 'None' } })
}
const onlyPublic = all(ofRegistry({ privateEndpointConnections: [] }), remove(connection))
const peering = (peeringState: string) => ({
  id: `${ids.spoke}/virtualNetworkPeerings/to-hub`,
  name: 'to-hub',
  properties: { peeringState, remoteVirtualNetwork: { id: ids.network }, allowForwardedTraffic: true },
})
const spoke = (peeringState = 'Connected', dnsServers: readonly string[] = []) =>
  all(
    add(ids.spoke, {
      addressSpace: { addressPrefixes: ['10.2.0.0/16'] },
      dhcpOptions: { dnsServers },
      virtualNetworkPeerings: [peering(peeringState)],
    }),
    add(nodes, {
      addressPrefix: '10.2.0.0/22',
      networkSecurityGroup: { id: nodeGroup },
      routeTable: { id: nodeRoutes },
      serviceEndpoints: [],
    }),
    add(nodeRoutes, {
      routes: [{ name: 'drop', properties: { addressPrefix: '10.0.1.5/32', nextHopType: 'None' } }],
    }),
    add(nodeGroup, {
      securityRules: [
        {
          name: 'stop',
          properties: {
            protocol: 'Tcp',
            sourcePortRange: '*',
            sourceAddressPrefix: '*',
            destinationPortRange: '443',
            destinationAddressPrefixes: ['10.0.0.0/16'],
            access: 'Deny',
            priority: 300,
            direction: 'Outbound',
          },
        },
      ],
      defaultSecurityRules: [],
    }),
  )

const scenarios: Readonly<Record<ConclusionId, Scenario>> = {
  'other-login-server': { world: ofRegistry({ loginServer: 'myregistry-b7c1d0e2f3a4b5c6.azurecr.io' }) },
  'public-access-off': { world: ofRegistry({ publicNetworkAccess: 'Disabled' }) },
  'address-not-listed': { known: { clientIp: '198.51.100.99' } },
  'address-listed': { known: { clientIp: '203.0.113.25' } },
  'rules-full': {
    world: (world) => {
      world.usages = [{ name: 'IPRules', limit: 200, currentValue: 200, unit: 'Count' }]
    },
  },
  'all-networks-allowed': { world: ofRegistry({ networkRuleSet: { defaultAction: 'Allow', ipRules: [] } }) },
  'trusted-services-off': { world: ofRegistry({ networkRuleBypassOptions: 'None' }) },
  'tasks-not-let-through': { topics: ['acr-tasks'] },
  'dual-stack-without-tasks': { topics: ['acr-tasks'] },
  'data-endpoint-hosts': {},
  'replica-not-ready': {
    world: set(`${ids.registry}/replications/northeurope`, { provisioningState: 'Failed' }),
  },
  'replica-not-routed': { world: set(`${ids.registry}/replications/northeurope`, { regionEndpointEnabled: false }) },
  'export-forbidden': { world: policy('exportPolicy', 'disabled', { publicNetworkAccess: 'Disabled' }) },
  'quarantine-on': { world: policy('quarantinePolicy', 'enabled') },
  'arm-tokens-refused': { world: policy('azureADAuthenticationAsArmPolicy', 'disabled') },
  'repository-roles': { world: ofRegistry({ roleAssignmentMode: 'AbacRepositoryPermissions' }) },
  'admin-user-off': { topics: ['admin-user'] },
  'anonymous-pull': { world: ofRegistry({ anonymousPullEnabled: true }) },
  'quota-full': {
    world: (world) => {
      world.usages = [{ name: 'Webhooks', limit: 500, currentValue: 500, unit: 'Count' }]
    },
  },
  locked: {},
  'tier-without-network': {
    world: (world) => {
      get(world, ids.registry).sku = { name: 'Standard', tier: 'Standard' }
    },
    topics: ['private-endpoint'],
  },
  'not-provisioned': { world: ofRegistry({ provisioningState: 'Failed' }) },
  'connection-not-approved': {
    world: all(state('Pending'), (world) => {
      const [one] = get(world, ids.registry).properties.privateEndpointConnections as { properties: Properties }[]
      Object.assign(one?.properties ?? {}, get(world, connection).properties)
    }),
  },
  'two-endpoints': {
    world: all(
      add(`${ids.endpoint}-2`, { subnet: { id: ids.subnet }, networkInterfaces: [{ id: ids.networkInterface }] }),
      (world) => {
        const { properties } = get(world, ids.registry)
        const those = properties.privateEndpointConnections as { properties: Properties }[]
        const again = {
          ...those[0],
          name: 'again',
          properties: { ...those[0]?.properties, privateEndpoint: { id: `${ids.endpoint}-2` } },
        }
        Object.assign(properties, { privateEndpointConnections: [...those, again] })
      },
    ),
  },
  'zone-missing': {
    world: remove(ids.zone, `${ids.endpoint}/privateDnsZoneGroups/default`),
  },
  'zone-not-linked': { world: remove(`${ids.zone}/virtualNetworkLinks/to-hub`) },
  'record-missing': { world: remove(own) },
  'record-stale': { world: set(own, { aRecords: [{ ipv4Address: '10.0.1.99' }] }) },
  'data-record-missing': { world: remove(`${ids.zone}/A/myregistry.westeurope.data`) },
  'zone-group-missing': { world: remove(`${ids.endpoint}/privateDnsZoneGroups/default`) },
  'two-zones': {
    world: add(ids.zone.replace('dns-rg', 'old-rg'), { numberOfRecordSets: 1 }),
  },
  'own-dns-server': {},
  'split-dns': { known: { elsewhere: { address: '20.61.99.10', kind: 'public' } } },
  'security-group-denies': { world: spoke() },
  'route-elsewhere': { world: spoke() },
  'peering-down': { world: spoke('Disconnected') },
  'service-endpoint-missing': { world: spoke() },
  'provider-not-registered': {
    world: (world) => {
      world.providers = { [subscription]: 'NotRegistered', [otherSubscription]: 'Registered' }
    },
  },
  'cluster-may-pull': {},
  'cluster-without-role': {
    world: (world) => {
      world.assignments = []
    },
  },
  'cluster-with-wrong-role': { world: ofRegistry({ roleAssignmentMode: 'AbacRepositoryPermissions' }) },
  'cluster-address-not-listed': {
    world: all(
      onlyPublic,
      preview({ networkRuleSet: { defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] } }),
      set(ids.outbound, { ipAddress: '192.0.2.9' }),
    ),
  },
  'cluster-network-not-linked': { world: all(spoke(), remove(`${ids.zone}/virtualNetworkLinks/to-spoke`)) },
  'denied-logins': {},
  available: {},
  unhealthy: {
    world: (world) => {
      world.health = { availabilityState: 'Unavailable', summary: 'An outage.', occuredTime: '2026-11-01T10:00:00Z' }
    },
  },
  'changed-before': {},
}

async function draw({ world: change, known, topics = [] }: Scenario): Promise<Drawn[]> {
  azure.world = defaultWorld()
  azure.granted = [{ actions: ['*/read'], scope: '/' }]
  change?.(azure.world)
  const port = azurePort({
    credential: async () =>
      new ClientSecretCredential(tenant, client.id, client.secret, {
        authorityHost: azure.authority,
        disableInstanceDiscovery: true,
      }),
    cloud: { name: 'public', arm: azure.arm, logs: azure.logs },
    workspace,
  })
  const asked = { name: 'myregistry', loginServer: 'myregistry.azurecr.io' }
  const until: Until = Object.assign(AbortSignal.timeout(30_000), { at: Date.now() + 30_000 })
  const clock = { now: () => performance.now(), today: () => new Date() }
  const view = await walkAzure({ ...asked, cluster: 'prod' }, port, until, clock)
  assert.ok(view.found.ok && view.registry?.ok, JSON.stringify(view.found))
  return drawnFrom({
    loginServer: asked.loginServer,
    here: { addresses: [], hasPrivateLink: false },
    finding: null,
    ...known,
    topics: new Set(topics),
    view,
  })
}

for (const id of conclusionIds)
  test(`${id} is drawn from what Azure answers`, async () => {
    const drawn = await draw(scenarios[id])
    assert.ok(
      drawn.some((it) => it.id === id),
      `only ${drawn.map((it) => it.id).join(', ')}`,
    )
    for (const { repair } of drawn) assert.doesNotMatch(repair?.command ?? '', /</)
  })

test('none of what is broken is drawn from what is not', async () => {
  const broken = (await draw({})).filter((it) => it.broken).map(({ says }) => says.en)
  assert.deepEqual(broken, [])
})
