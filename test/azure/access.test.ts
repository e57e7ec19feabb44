// docs/azure-access.md names exactly what acr-check asks of Azure: with the role of that page everything can be read, nothing in it is
// unused, and what is missing without a permission is said by its name.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { after, beforeEach } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ClientSecretCredential } from '@azure/identity'
import { azurePort } from '../../adapters/azure/azure.ts'
import { versions } from '../../adapters/azure/versions.ts'
import { type Permission, permissions } from '../../src/azure/permissions.ts'
import { startFakeAzureApi } from '../support/azure/fake-azure-api.ts'
import { client, tenant } from '../support/azure/fake-entra.ts'
import { eventfulWorld, ids, kubelet, subscription, workspace } from '../support/azure/world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(join(root, 'docs/azure-access.md'), 'utf8')
const role = JSON.parse(/```json\n([\s\S]*?)\n```/.exec(page)?.[1] ?? '') as {
  Actions: string[]
  DataActions: string[]
}
const sorted = (of: Iterable<string>) => [...new Set(of)].sort()
const needed = sorted(Object.values(permissions).map(({ action }) => action))

const azure = await startFakeAzureApi()
after(() => azure.close())
const at = azurePort({
  credential: async () =>
    new ClientSecretCredential(tenant, client.id, client.secret, {
      authorityHost: azure.authority,
      disableInstanceDiscovery: true,
    }),
  cloud: { name: 'public', arm: azure.arm, logs: azure.logs },
  workspace,
})
beforeEach(() => {
  azure.world = eventfulWorld()
  azure.used.length = 0
  azure.refused.length = 0
  azure.heard.length = 0
})

/** Everything that the port can be asked. */
async function everything() {
  const signal = AbortSignal.timeout(30_000)
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const nowhere = { name: 'nowhere1', loginServer: 'nowhere1.azurecr.io' }
  const asked = {
    identity: at.identity(signal),
    find: at.find(nowhere, signal),
    registry: at.registry(ids.registry, signal),
    preview: at.preview(ids.registry, signal),
    replicas: at.replicas(ids.registry, signal),
    usages: at.usages(ids.registry, signal),
    locks: at.locks(ids.registry, signal),
    agentPools: at.agentPools(ids.registry, signal),
    connections: at.connections(ids.registry, signal),
    endpoint: at.endpoint(ids.endpoint, signal),
    addresses: at.addresses(ids.networkInterface, signal),
    zoneGroup: at.zoneGroup(ids.endpoint, signal),
    zones: at.zones('privatelink.azurecr.io', subscription, signal),
    records: at.records(ids.zone, ['myregistry'], signal),
    links: at.links(ids.zone, signal),
    subnet: at.subnet(ids.subnet, signal),
    securityGroup: at.securityGroup(ids.securityGroup, signal),
    routeTable: at.routeTable(ids.routeTable, signal),
    network: at.network(ids.network, signal),
    provider: at.provider(subscription, signal),
    cluster: at.cluster('prod', signal),
    publicAddresses: at.publicAddresses([ids.outbound], signal),
    roles: at.roles(ids.registry, kubelet, signal),
    denied: at.denied?.('myregistry.azurecr.io', signal) ?? assert.fail(),
    health: at.health(ids.registry, signal),
    changes: at.changes([ids.registry, ids.securityGroup], since, signal),
  } satisfies Partial<Record<keyof typeof at, unknown>>
  const missing = Object.keys(at).filter((name) => name !== 'cloud' && !(name in asked))
  assert.deepEqual(missing, [])
  const answers = await Promise.all(
    Object.entries(asked).map(async ([name, answer]) => [name, await (answer as Promise<{ ok: boolean }>)] as const),
  )
  return Object.fromEntries(answers) as Record<
    keyof typeof asked,
    { ok: boolean; why?: string; permission?: Permission }
  >
}

test('the page, the permissions and what is really asked are the same', async () => {
  azure.granted = [{ actions: role.Actions, scope: '/' }]
  const { find, ...answers } = await everything()
  assert.deepEqual(find, { ok: false, why: 'not-found', subscriptions: 2 })
  assert.ok(
    Object.values(answers).every(({ ok }) => ok),
    JSON.stringify(answers),
  )
  assert.deepEqual(azure.refused, [])
  assert.deepEqual(role.Actions, needed)
  assert.deepEqual(sorted(azure.used.map(({ action }) => action)), needed)
})

test('every request is a question', async () => {
  azure.granted = [{ actions: role.Actions, scope: '/' }]
  await everything()
  const odd = azure.heard.filter((line) => !line.startsWith('GET ') && !line.includes('/oauth2/v2.0/token'))
  assert.deepEqual(sorted(odd.map((line) => line.split('?')[0] ?? '')), [
    'POST /providers/Microsoft.ResourceGraph/resources',
    `POST /v1/workspaces/${workspace}/query`,
  ])
})

test('every version asked for stands in versions.ts, and each of them is asked for', async () => {
  azure.granted = [{ actions: role.Actions, scope: '/' }]
  await everything()
  const asked = azure.heard.map((line) => new URL(line.split(' ')[1] ?? '', azure.arm).searchParams.get('api-version'))
  assert.deepEqual(sorted(asked.filter((it) => it !== null)), sorted(Object.values(versions)))
  const ofNetworks = azure.heard.filter((line) => /Microsoft\.Network\/(?!privateDnsZones\/)/.test(line))
  assert.ok(ofNetworks.length > 5)
  for (const line of ofNetworks.filter((it) => !it.includes('privateDnsZones?')))
    assert.match(line, new RegExp(`api-version=${versions.network}`))
})

test('the role holds no wildcard, no write, no action and no data', () => {
  for (const action of role.Actions) assert.match(action, /^Microsoft\.[A-Za-z/]+\/read$/)
  assert.deepEqual(role.DataActions, [])
})

test('nothing that runs, writes or lists secrets is called', () => {
  const files = globSync('adapters/azure/*.ts', { cwd: root })
  assert.ok(files.length > 10)
  for (const file of [...files, '../src/azure/permissions.ts'])
    assert.doesNotMatch(
      readFileSync(join(root, file.replace('../', '')), 'utf8'),
      /runCommand|\.begin[A-Z]|createOrUpdate|\.(?:create|update|delete|put|patch)\(|listCredentials|getEffective|listEffective|listCluster\w*Credential/,
      file,
    )
})

/** Where something else stands in for it, what is told without it. */
const otherwise: Partial<Record<Permission, (answers: Awaited<ReturnType<typeof everything>>) => void>> = {
  // Both are questions that whoever may read anything may ask.
  find: ({ find, cluster }) => assert.deepEqual([find.why, cluster.ok], ['not-found', true]),
  subscriptions: ({ find }) => assert.equal(find.why, 'not-found'),
  roleDefinitions: ({ roles }) => assert.equal(roles.ok, true),
  logTable: ({ denied }) => assert.deepEqual([denied.why, denied.permission], ['forbidden', 'logs']),
  workspace: ({ denied }) => assert.deepEqual([denied.why, denied.permission], ['forbidden', 'logs']),
}

for (const permission of Object.keys(permissions) as Permission[])
  test(`without ${permissions[permission].action}, only what needs it is missing`, async () => {
    const { action } = permissions[permission]
    azure.granted = [{ actions: role.Actions.filter((it) => it !== action), scope: '/' }]
    const answers = await everything()
    const { find, ...others } = answers
    const refused = Object.values(others).filter(({ ok }) => !ok)
    assert.ok(
      refused.every(({ why }) => why === 'forbidden'),
      JSON.stringify(refused),
    )
    const check = otherwise[permission]
    if (check) return check(answers)
    assert.ok(refused.length > 0 || find.why === 'not-permitted')
    assert.deepEqual(sorted(refused.map((it) => it.permission ?? '')), [permission])
  })

test('the page explains each permission', () => {
  const rows = [...page.matchAll(/^\| `(Microsoft\.[^`]+)`/gm)].map((row) => row[1] ?? '')
  assert.deepEqual(sorted(rows), needed)
})
