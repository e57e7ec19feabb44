// The AzurePort on the real SDKs, against the fake Azure over https: each reading, and each way in which it fails.
import assert from 'node:assert/strict'
import test, { after, afterEach, beforeEach } from 'node:test'
import { ClientSecretCredential } from '@azure/identity'
import { azurePort } from '../../adapters/azure/azure.ts'
import { cloudOf } from '../../adapters/azure/clouds.ts'
import type { AzurePort, Until } from '../../src/azure/port.ts'
import type { Read } from '../../src/azure/view.ts'
import { startFakeAzureApi } from '../support/azure/fake-azure-api.ts'
import { client, tenant } from '../support/azure/fake-entra.ts'
import {
  acrPull,
  eventfulWorld,
  ids,
  kubelet,
  otherSubscription,
  remove,
  resource,
  subscription,
  workspace,
} from '../support/azure/world.ts'

const azure = await startFakeAzureApi()
azure.world = eventfulWorld()
after(() => azure.close())

const everything = [{ actions: ['*/read'], scope: '/' }]

function port(secret = client.secret, workspaceId: string | undefined = workspace): AzurePort {
  return azurePort({
    credential: async () =>
      new ClientSecretCredential(tenant, client.id, secret, {
        authorityHost: azure.authority,
        disableInstanceDiscovery: true,
        retryOptions: { maxRetries: 0 },
      }),
    cloud: { name: 'public', arm: azure.arm, logs: azure.logs },
    ...(workspaceId !== undefined && { workspace: workspaceId }),
  })
}

let at = port()
beforeEach(() => {
  at = port()
})
afterEach(() => {
  Object.assign(azure, { world: eventfulWorld(), granted: everything, pageSize: 2 })
  azure.entra.refusal = undefined
  azure.faults.length = 0
  azure.heard.length = 0
  azure.used.length = 0
  azure.refused.length = 0
})

const within = (ms: number): Until => Object.assign(AbortSignal.timeout(ms), { at: Date.now() + ms })
const soon = () => within(10_000)

async function value<Value>(asked: Promise<Read<Value>>): Promise<Value> {
  const read = await asked
  assert.ok(read.ok, JSON.stringify(read))
  assert.ok(Math.abs(Date.parse(read.at) - Date.now()) < 60_000)
  return read.value
}

const asked = { name: 'myregistry', loginServer: 'myregistry.azurecr.io' }

const spoke = ids.nodes

/** Each question of the port about the world as it is, and its answer. */
const readings: Readonly<Record<string, [ask: () => Promise<Read<unknown>>, told: unknown]>> = {
  registry: [
    () => at.registry(ids.registry, soon()),
    {
      id: ids.registry,
      name: 'myregistry',
      loginServer: 'myregistry.azurecr.io',
      location: 'westeurope',
      tier: 'Premium',
      provisioningState: 'Succeeded',
      status: { name: 'Ready', message: 'The registry is ready.' },
      publicAccess: 'Enabled',
      defaultAction: 'Deny',
      ipRules: ['203.0.113.0/24', '198.51.100.7'],
      trustedServices: true,
      tasksMayBypass: false,
      dedicatedDataEndpoints: true,
      dataEndpointHosts: ['myregistry.westeurope.data.azurecr.io', 'myregistry.northeurope.data.azurecr.io'],
      adminUser: false,
      anonymousPull: false,
      exportPolicy: 'enabled',
      quarantinePolicy: 'disabled',
      armAudience: 'enabled',
      roleMode: 'registry',
      connections: [
        { name: 'myregistry-pe.1', status: 'Approved', endpoint: ids.endpoint, description: 'Auto-Approved' },
      ],
    },
  ],
  preview: [
    () => at.preview(ids.registry, soon()),
    {
      subnetRules: [spoke],
      regionalEndpoints: 'enabled',
      regionalEndpointHosts: ['myregistry.westeurope.geo.azurecr.io'],
      ipFamily: 'IPv4AndIPv6',
      nameLabelScope: 'Unsecure',
    },
  ],
  replicas: [
    () => at.replicas(ids.registry, soon()),
    [
      ['westeurope', 'Ready'],
      ['northeurope', 'Ready'],
      ['swedencentral', 'Syncing'],
    ].map(([region, name]) => ({
      region,
      provisioningState: 'Succeeded',
      status: { name, message: 'The replication is ready.' },
      isRouted: true,
    })),
  ],
  usages: [
    () => at.usages(ids.registry, soon()),
    [
      { name: 'Size', current: 12345678, limit: 536870912000, unit: 'Bytes' },
      { name: 'IPRules', current: 2, limit: 200, unit: 'Count' },
    ],
  ],
  'agent pools': [
    () => at.agentPools(ids.registry, soon()),
    [{ name: 'pool1', subnet: spoke, provisioningState: 'Succeeded' }],
  ],
  'locks, those of another group left out': [
    () => at.locks(ids.registry, soon()),
    [
      { name: 'keep', level: 'CanNotDelete', scope: `/subscriptions/${subscription}/resourceGroups/images-rg` },
      { name: 'whole', level: 'ReadOnly', scope: `/subscriptions/${subscription}` },
    ],
  ],
  connections: [
    () => at.connections(ids.registry, soon()),
    [{ name: 'myregistry-pe.1', status: 'Approved', endpoint: ids.endpoint, description: 'Auto-Approved' }],
  ],
  endpoint: [
    () => at.endpoint(ids.endpoint, soon()),
    { id: ids.endpoint, subnet: ids.subnet, interfaces: [ids.networkInterface] },
  ],
  'addresses of an endpoint': [
    () => at.addresses(ids.networkInterface, soon()),
    [
      { address: '10.0.1.5', member: 'registry', fqdns: ['myregistry.azurecr.io'] },
      { address: '10.0.1.4', member: 'registry_data_westeurope', fqdns: ['myregistry.westeurope.data.azurecr.io'] },
      { address: '10.0.1.6', member: 'registry_data_northeurope', fqdns: ['myregistry.northeurope.data.azurecr.io'] },
    ],
  ],
  'zone group': [() => at.zoneGroup(ids.endpoint, soon()), [ids.zone]],
  'zones of one name': [
    () => at.zones('privatelink.azurecr.io', subscription, soon()),
    [{ id: ids.zone, name: 'privatelink.azurecr.io' }],
  ],
  'records, and that one is missing': [
    () => at.records(ids.zone, ['myregistry', 'myregistry.westeurope.data', 'myregistry.swedencentral.data'], soon()),
    [
      { name: 'myregistry', addresses: ['10.0.1.5'] },
      { name: 'myregistry.westeurope.data', addresses: ['10.0.1.4'] },
    ],
  ],
  'links, over several pages': [
    () => at.links(ids.zone, soon()),
    [
      { name: 'to-hub', network: ids.network, state: 'Completed', fallsBack: false },
      { name: 'to-spoke', network: ids.spoke, state: 'Completed', fallsBack: false },
      { name: 'to-old', network: `${ids.network}-old`, state: 'Completed', fallsBack: false },
    ],
  ],
  subnet: [
    () => at.subnet(ids.subnet, soon()),
    {
      id: ids.subnet,
      prefixes: ['10.0.1.0/27'],
      securityGroup: ids.securityGroup,
      routeTable: ids.routeTable,
      endpointPolicies: 'Disabled',
      serviceEndpoints: ['Microsoft.ContainerRegistry'],
    },
  ],
  'security group, with rules of Azure itself': [
    () => at.securityGroup(ids.securityGroup, soon()),
    {
      id: ids.securityGroup,
      rules: [
        {
          name: 'deny-some',
          priority: 300,
          direction: 'Inbound',
          access: 'Deny',
          protocol: 'Tcp',
          sources: ['10.9.0.0/16', '10.8.0.0/16'],
          destinations: [
            `/subscriptions/${subscription}/resourceGroups/net-rg/providers/Microsoft.Network/applicationSecurityGroups/web`,
          ],
          ports: ['443', '8000-8100'],
        },
        ...(
          [
            ['AllowVnetInBound', 65000, 'Inbound', 'VirtualNetwork', 'VirtualNetwork'],
            ['AllowAzureLoadBalancerInBound', 65001, 'Inbound', 'AzureLoadBalancer', '*'],
            ['DenyAllInBound', 65500, 'Inbound', '*', '*'],
            ['AllowVnetOutBound', 65000, 'Outbound', 'VirtualNetwork', 'VirtualNetwork'],
            ['AllowInternetOutBound', 65001, 'Outbound', '*', 'Internet'],
            ['DenyAllOutBound', 65500, 'Outbound', '*', '*'],
          ] as const
        ).map(([name, priority, direction, source, destination]) => ({
          name,
          priority,
          direction,
          access: name.startsWith('Deny') ? 'Deny' : 'Allow',
          protocol: '*',
          sources: [source],
          destinations: [destination],
          ports: ['*'],
        })),
      ],
    },
  ],
  'route table': [
    () => at.routeTable(ids.routeTable, soon()),
    {
      id: ids.routeTable,
      routes: [{ name: 'default', prefix: '0.0.0.0/0', hop: 'VirtualAppliance', hopAddress: '10.0.0.4' }],
    },
  ],
  network: [
    () => at.network(ids.network, soon()),
    {
      id: ids.network,
      dnsServers: ['10.0.0.53'],
      prefixes: ['10.0.0.0/16'],
      peerings: [{ name: 'to-spoke', remote: ids.spoke, state: 'Connected', allowsForwarded: true }],
    },
  ],
  'registration of the provider': [() => at.provider(subscription, soon()), 'Registered'],
  'registration of the provider elsewhere': [() => at.provider(otherSubscription, soon()), 'NotRegistered'],
  'cluster by name': [() => at.cluster('PROD', soon()), 'the cluster'],
  'cluster by id': [() => at.cluster(ids.cluster, soon()), 'the cluster'],
  'public addresses': [() => at.publicAddresses([ids.outbound], soon()), ['203.0.113.99']],
  'roles that hold at the registry, through a group too': [
    () => at.roles(ids.registry, kubelet, soon()),
    [
      {
        principal: '77777777-aaaa-bbbb-cccc-000000000002',
        role: acrPull,
        scope: `/subscriptions/${subscription}/resourceGroups/images-rg`,
        hasCondition: false,
        roleName: 'AcrPull',
      },
    ],
  ],
  health: [
    () => at.health(ids.registry, soon()),
    {
      state: 'Available',
      summary: 'There are no known Azure platform problems affecting this container registry.',
      since: '2026-11-01T10:00:00Z',
    },
  ],
}

const cluster = {
  id: ids.cluster,
  name: 'prod',
  subnets: [spoke],
  provisioningState: 'Succeeded',
  kubelet: {
    objectId: kubelet,
    clientId: '88888888-aaaa-bbbb-cccc-000000000001',
    resource: `/subscriptions/${subscription}/resourceGroups/MC_aks-rg_prod_westeurope/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod-agentpool`,
  },
  nodeResourceGroup: 'MC_aks-rg_prod_westeurope',
  outboundType: 'loadBalancer',
  outboundAddresses: [ids.outbound],
  isPrivate: false,
}

for (const [what, [ask, expected]] of Object.entries(readings))
  test(`reads: ${what}`, async () => {
    assert.deepEqual(await value(ask()), expected === 'the cluster' ? cluster : expected)
  })

test('a fact says what was read, and when', async () => {
  const read = await at.subnet(ids.subnet, soon())
  assert.ok(read.ok)
  assert.equal(read.source, ids.subnet)
})

test('finds the registry by Resource Graph, in one question, in whatever case it is named', async () => {
  const found = await at.find({ name: 'MyRegistry', loginServer: 'MYREGISTRY.azurecr.io' }, soon())
  assert.deepEqual(found.ok && found.id, ids.registry)
  assert.equal(azure.heard.filter((line) => !line.includes('/oauth2/')).length, 2, azure.heard.join('\n'))
})

test('of two registries of one name, takes the one with the login server', async () => {
  const other = ids.registry.replace('images-rg', 'a-rg')
  azure.world.resources.set(
    other.toLowerCase(),
    resource(other, { loginServer: 'myregistry-a1b2c3d4e5f6a7b8.azurecr.io' }, { sku: { name: 'Premium' } }),
  )
  const found = await at.find({ name: 'myregistry', loginServer: 'myregistry-a1b2c3d4e5f6a7b8.azurecr.io' }, soon())
  assert.deepEqual(found.ok && found.id, other)
  const plain = await at.find(asked, soon())
  assert.deepEqual(plain.ok && plain.id, ids.registry)
})

for (const status of [403, 500, 400])
  test(`looks through each subscription where Resource Graph answers ${status}`, async () => {
    azure.faults.push({ on: /ResourceGraph/, status, code: 'AccessDenied' })
    const found = await at.find(asked, soon())
    assert.deepEqual(found.ok && found.id, ids.registry)
  })

test('says in how many subscriptions a registry is not', async () => {
  const found = await at.find({ name: 'nowhere1', loginServer: 'nowhere1.azurecr.io' }, soon())
  assert.deepEqual(found, { ok: false, why: 'not-found', subscriptions: 2 })
})

test('tells a registry that is nowhere from one that it may not see', async () => {
  azure.granted = [{ actions: ['Microsoft.Network/*/read'], scope: '/' }]
  assert.deepEqual(await at.find(asked, soon()), { ok: false, why: 'not-permitted', permission: 'registry' })
  azure.granted = []
  assert.deepEqual(await at.find(asked, soon()), { ok: false, why: 'not-permitted', permission: 'subscriptions' })
})

test('a subscription that vanishes midway hides nothing in the others', async () => {
  azure.faults.push({ on: /ResourceGraph/, status: 403 }, { on: /5555.*registries$/, vanishes: otherSubscription })
  const found = await at.find(asked, soon())
  assert.deepEqual(found.ok && found.id, ids.registry)
  const gone = await at.find({ name: 'nowhere1', loginServer: 'nowhere1.azurecr.io' }, soon())
  assert.deepEqual(gone, { ok: false, why: 'not-found', subscriptions: 1 })
})

test('the subscription of the registry vanishes before it is read', async () => {
  azure.faults.push({ on: /registries\/myregistry$/, vanishes: subscription })
  assert.deepEqual(await at.registry(ids.registry, soon()), {
    ok: false,
    why: 'not-found',
    permission: 'registry',
    scope: ids.registry,
    code: 'SubscriptionNotFound',
  })
})

test('asks for no registry whose name could change the question', async () => {
  const found = await at.find({ name: "x' or name != '", loginServer: "x' or 1 == 1" }, soon())
  assert.deepEqual(found, { ok: false, why: 'failed' })
  assert.deepEqual(azure.heard, [])
})

test('a cluster of a name that there is twice, and one of none', async () => {
  const other = ids.cluster.replace('aks-rg', 'b-rg')
  const known = azure.world.resources.get(ids.cluster.toLowerCase())
  azure.world.resources.set(other.toLowerCase(), resource(other, known?.properties ?? {}))
  const twice = await at.cluster('prod', soon())
  assert.deepEqual(!twice.ok && [twice.why, twice.code], ['failed', 'AmbiguousName'])
  const none = await at.cluster('nowhere', soon())
  assert.deepEqual(!none.ok && none.why, 'not-found')
})

test('what was changed since then, newest first, and only what was done', async () => {
  const since = new Date(Date.now() - 4 * 3_600_000).toISOString()
  const changes = await value(
    at.changes([ids.registry, ids.securityGroup, ids.routeTable, ids.endpoint], since, soon()),
  )
  assert.deepEqual(
    changes.map(({ operation, resource: of, who }) => [operation, of, who]),
    [
      [
        'Microsoft.Network/networkSecurityGroups/securityRules/delete',
        `${ids.securityGroup}/securityRules/allow-acr`,
        'anna@contoso.example',
      ],
      ['Microsoft.ContainerRegistry/registries/write', ids.registry, 'anna@contoso.example'],
    ],
  )
})

for (const [what, id] of [
  ['its own id', workspace],
  ['its resource id', ids.workspace],
] as const)
  test(`denied logins of the last hour, of a workspace by ${what}`, async () => {
    const denied = await value(port(client.secret, id).denied?.(asked.loginServer, soon()) ?? assert.fail())
    assert.deepEqual(
      denied.map(({ address, identity, status, count, agents }) => [address, identity, status, count, agents]),
      [
        ['203.0.113.99', kubelet, '403', 2, ['containerd/2.1']],
        ['198.51.100.20', undefined, '401', 1, ['containerd/2.1']],
      ],
    )
    assert.ok(denied.every(({ first, last }) => first <= last && Date.now() - Date.parse(first) < 3_600_000))
  })

test('a workspace that nothing was ever sent to is no proof that nobody was denied', async () => {
  azure.world.logins = undefined
  const denied = await at.denied?.(asked.loginServer, soon())
  assert.deepEqual(denied, {
    ok: false,
    why: 'not-found',
    code: 'NoSuchTable',
    permission: 'logs',
    scope: workspace,
  })
})

test('no workspace: nothing to ask', () => {
  assert.equal(port(client.secret, '').denied === undefined, false)
  assert.equal(azurePort({ credential: () => assert.fail(), cloud: cloudOf(undefined) }).denied, undefined)
})

test('no login server that could change the question enters one', async () => {
  const denied = await at.denied?.('x" or "1" == "1', soon())
  assert.deepEqual(denied?.ok, false)
  assert.deepEqual(azure.heard, [])
})

test('a lock that is seen is one, and that none is seen is no proof where only parts may be read', async () => {
  const group = `/subscriptions/${subscription}/resourceGroups/images-rg`
  azure.granted = [{ actions: ['*/read'], scope: group }]
  assert.deepEqual(await value(at.locks(ids.registry, soon())), [{ name: 'keep', level: 'CanNotDelete', scope: group }])
  azure.world.locks = []
  assert.deepEqual(await at.locks(ids.registry, soon()), {
    ok: false,
    why: 'forbidden',
    permission: 'locks',
    scope: `/subscriptions/${subscription}`,
    code: 'AuthorizationFailed',
  })
})

test('a record is missing only where its zone is there', async () => {
  remove(azure.world, ids.zone)
  const read = await at.records(ids.zone, ['myregistry'], soon())
  assert.deepEqual(!read.ok && [read.why, read.code], ['not-found', 'ParentResourceNotFound'])
})

test('a role of which no definition may be read is told by its id', async () => {
  azure.granted = [{ actions: ['Microsoft.Authorization/roleAssignments/read'], scope: '/' }]
  const [role] = await value(at.roles(ids.registry, kubelet, soon()))
  assert.deepEqual([role?.role, role?.roleName], [acrPull, undefined])
})

test('no health known', async () => {
  azure.world.health = undefined
  const read = await at.health(ids.registry, soon())
  assert.deepEqual(!read.ok && read.why, 'not-found')
})

// ---- What goes wrong

/** One question for each way in which Azure is asked: an SDK's one answer, an SDK's list, a plain request, a question by POST. */
const ways: Readonly<Record<string, [on: RegExp, ask: (signal: Until) => Promise<Read<unknown>> | undefined]>> = {
  'an SDK': [/registries\/myregistry$/, (signal) => at.registry(ids.registry, signal)],
  'a list of an SDK': [/virtualNetworkLinks/, (signal) => at.links(ids.zone, signal)],
  'the network SDK': [/privateEndpoints/, (signal) => at.endpoint(ids.endpoint, signal)],
  'the cluster SDK': [/managedClusters/, (signal) => at.cluster(ids.cluster, signal)],
  'a plain request': [/agentPools/, (signal) => at.agentPools(ids.registry, signal)],
  'Log Analytics': [/\/query$/, (signal) => at.denied?.(asked.loginServer, signal)],
}

async function unread(asking: Promise<Read<unknown>> | undefined) {
  const read = await asking
  assert.ok(read && !read.ok, JSON.stringify(read))
  const { why, code, ...rest } = read
  assert.deepEqual(Object.keys(rest).sort(), ['ok', 'permission', 'scope'])
  return code === undefined ? [why] : [why, code]
}

for (const [way, [on, ask]] of Object.entries(ways)) {
  test(`${way}: forbidden, with what is missing`, async () => {
    azure.granted = []
    const [why, code] = await unread(ask(soon()))
    assert.equal(why, 'forbidden')
    assert.match(code ?? '', /^(?:AuthorizationFailed|InsufficientAccessError)$/)
  })

  test(`${way}: throttled for longer than there is time`, async () => {
    azure.faults.push({ on, status: 429, code: 'TooManyRequests', retryAfter: '17' })
    const from = performance.now()
    assert.deepEqual(await unread(ask(within(5_000))), ['throttled', 'TooManyRequests'])
    assert.ok(performance.now() - from < 3_000)
    assert.equal(azure.heard.filter((line) => on.test(line.split('?')[0] ?? '')).length, 1)
  })

  test(`${way}: throttled for a second, waited out`, async () => {
    azure.faults.push({ on, status: 429, code: 'TooManyRequests', retryAfter: '1', times: 1 })
    const from = performance.now()
    await value(ask(soon()) ?? assert.fail())
    assert.ok(performance.now() - from > 900)
  })

  for (const [what, fault] of [
    ['a failure of Azure', { status: 503, code: 'ServiceUnavailable' }],
    ["a gateway's page", { page: 502 }],
    ['a connection that breaks off', { drop: true }],
  ] as const)
    test(`${way}: ${what}, once and for ever`, async () => {
      azure.faults.push({ on, ...fault, times: 1 })
      await value(ask(soon()) ?? assert.fail())
      azure.faults.push({ on, ...fault })
      const [why] = await unread(ask(soon()))
      assert.equal(why, 'failed')
    })

  test(`${way}: slower than there is time`, async () => {
    azure.faults.push({ on, slowMs: 20_000 })
    const from = performance.now()
    assert.deepEqual(await unread(ask(within(500))), ['late'])
    assert.ok(performance.now() - from < 3_000)
  })

  test(`${way}: a deadline that is over`, async () => {
    assert.deepEqual(await unread(ask(AbortSignal.abort())), ['late'])
    assert.deepEqual(azure.heard, [])
  })

  test(`${way}: what is no JSON`, async () => {
    azure.faults.push({ on, page: 200 })
    assert.deepEqual(await unread(ask(soon())), ['incomplete'])
  })

  test(`${way}: a redirect is not followed, and takes no token along`, async () => {
    azure.faults.push({ on, redirect: `${azure.logs}/elsewhere` })
    const [why] = await unread(ask(soon()))
    assert.match(why ?? '', /failed|incomplete/)
    assert.ok(!azure.heard.some((line) => line.includes('elsewhere')))
  })
}

for (const [on, without, ask] of [
  [/registries\/myregistry$/, 'sku', () => at.registry(ids.registry, soon())],
  [/registries\/myregistry$/, 'properties', () => at.registry(ids.registry, soon())],
  [/registries\/myregistry$/, 'properties.networkRuleSet.ipRules.0.value', () => at.registry(ids.registry, soon())],
  [/registries\/myregistry$/, 'properties', () => at.preview(ids.registry, soon())],
  [/replications$/, 'value', () => at.replicas(ids.registry, soon())],
  [/replications$/, 'value.0.location', () => at.replicas(ids.registry, soon())],
  [/listUsages$/, 'value', () => at.usages(ids.registry, soon())],
  [/locks$/, 'value.0.properties', () => at.locks(ids.registry, soon())],
  [/privateEndpoints/, 'properties.subnet', () => at.endpoint(ids.endpoint, soon())],
  [/networkInterfaces/, 'properties.ipConfigurations', () => at.addresses(ids.networkInterface, soon())],
  [/SecurityGroups/, 'properties.defaultSecurityRules', () => at.securityGroup(ids.securityGroup, soon())],
  [
    /SecurityGroups/,
    'properties.securityRules.0.properties.priority',
    () => at.securityGroup(ids.securityGroup, soon()),
  ],
  [/routeTables/, 'properties.routes.0.properties.nextHopType', () => at.routeTable(ids.routeTable, soon())],
  [/\/A\//, 'properties.aRecords', () => at.records(ids.zone, ['myregistry'], soon())],
  [/Links$/, 'value.0.properties.virtualNetwork', () => at.links(ids.zone, soon())],
  [/Clusters/, 'properties.identityProfile.kubeletidentity.objectId', () => at.cluster(ids.cluster, soon())],
  [/roleAssignments$/, 'value.0.properties', () => at.roles(ids.registry, kubelet, soon())],
  [/ContainerRegistry$/, 'registrationState', () => at.provider(subscription, soon())],
  [/current$/, 'properties.availabilityState', () => at.health(ids.registry, soon())],
  [/query$/, 'tables', () => at.denied?.(asked.loginServer, soon())],
  [/query$/, 'tables.0.rows', () => at.denied?.(asked.loginServer, soon())],
] as [RegExp, string, () => Promise<Read<unknown>>][])
  test(`an answer without ${without} (${on.source}) is incomplete, and no more than that`, async () => {
    azure.faults.push({ on, without })
    assert.deepEqual(await unread(ask()), ['incomplete'])
  })

for (const [what, ask] of [
  ['an SDK', () => at.links(ids.zone, soon())],
  ['the REST client', () => at.agentPools(ids.registry, soon())],
] as const)
  test(`${what} takes no next page, and no token, to another place`, async () => {
    const elsewhere = `${azure.logs}/elsewhere?api-version=2024-06-01`
    azure.faults.push({ on: /virtualNetworkLinks|agentPools/, field: 'nextLink', holds: elsewhere })
    const [why] = await unread(ask())
    assert.equal(why, 'failed')
    assert.ok(!azure.heard.some((line) => line.includes('elsewhere')))
  })

test('a page that leads to itself ends', async () => {
  const again = `${azure.arm}${ids.registry}/agentPools?api-version=2019-06-01-preview`
  azure.faults.push({ on: /agentPools/, field: 'nextLink', holds: again })
  assert.deepEqual(await unread(at.agentPools(ids.registry, soon())), ['incomplete'])
  assert.ok(azure.heard.length < 100)
})

test('a token that Azure does not take any more', async () => {
  await value(at.subnet(ids.subnet, soon()))
  azure.entra.end()
  assert.deepEqual(await unread(at.subnet(ids.subnet, soon())), ['failed', 'InvalidAuthenticationToken'])
})

test('one token for all that is asked, and one more for the logs', async () => {
  const before = azure.entra.given
  await Promise.all([
    ...Object.values(readings).map(([ask]) => value(ask())),
    value(at.denied?.(asked.loginServer, soon()) ?? assert.fail()),
  ])
  assert.equal(azure.entra.given - before, 2)
})

// ---- Identities

for (const [refusal, why, code] of [
  ['expired', 'expired', 'AADSTS7000222'],
  ['wrong', 'refused', 'AADSTS7000215'],
  ['mfa', 'needs-person', 'AADSTS50076'],
  ['mfa-enrolment', 'needs-person', 'AADSTS50079'],
  ['no-app', 'refused', 'AADSTS700016'],
] as const)
  test(`identity: ${refusal}`, async () => {
    azure.entra.refusal = refusal
    assert.deepEqual(await at.identity(soon()), { ok: false, why, code })
    // Nothing else asks Entra again, and everything else says why.
    const heard = azure.heard.length
    assert.deepEqual(await unread(at.subnet(ids.subnet, soon())), ['failed', code])
    assert.equal(azure.heard.length, heard)
  })

test('identity: there is one', async () => {
  assert.deepEqual(await at.identity(soon()), { ok: true })
})

test('identity: none at all', async () => {
  const { CredentialUnavailableError, ChainedTokenCredential } = await import('@azure/identity')
  const nobody = {
    getToken: () => Promise.reject(new CredentialUnavailableError('EnvironmentCredential is unavailable.')),
  }
  const cloud = { name: 'public', arm: azure.arm, logs: azure.logs } as const
  for (const credential of [nobody, new ChainedTokenCredential(nobody, nobody)])
    assert.deepEqual(await azurePort({ credential: async () => credential, cloud }).identity(soon()), {
      ok: false,
      why: 'none',
    })
})

test('identity: Entra is away, or slower than there is time', async () => {
  azure.entra.refusal = 'away'
  const away = await at.identity(soon())
  assert.ok(!away.ok && away.why !== 'none', JSON.stringify(away))
  azure.entra.refusal = undefined
  azure.faults.push({ on: /openid-configuration/, slowMs: 20_000 })
  assert.deepEqual(await port().identity(within(300)), { ok: false, why: 'late' })
})

test('no secret and no token stands in what is told', async () => {
  azure.entra.refusal = 'wrong'
  const said = JSON.stringify([await port('se~cret').identity(soon()), await port('se~cret').find(asked, soon())])
  assert.doesNotMatch(said, /se~cret|Bearer|Trace ID/)
})
