// What the walk reads of Azure, from a world in memory: each thing once, in time, and in spite of whatever fails.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { AzureView, Read } from '../../src/azure/view.ts'
import { walkAzure } from '../../src/azure/walk.ts'
import { type Around, type Asked, fakeAzure, healthy, ids, type World } from '../support/azure/fake-port.ts'

const clock = { now: () => performance.now(), today: () => new Date('2026-11-25T10:00:00Z') }
const errand = { name: 'contoso', loginServer: 'contoso.azurecr.io', cluster: 'prod' }

async function walk(world: Partial<World> = {}, around: Around = {}, signal = new AbortController().signal) {
  const { port, asked } = fakeAzure(world, around)
  const view = await walkAzure(errand, port, signal, clock)
  return { view, asked }
}

const times = (asked: readonly Asked[], what: Asked) => asked.filter((it) => it === what).length
const whyOf = (read: Read<unknown> | undefined) => (read?.ok === false ? read.why : undefined)

test('everything that there is is read, and nothing twice', async () => {
  const { view, asked } = await walk()
  assert.ok(view.registry?.ok && view.preview?.ok && view.replicas?.ok && view.usages?.ok && view.locks?.ok)
  assert.ok(view.agentPools?.ok && view.health?.ok && view.changes?.ok && view.denied?.ok && view.zones?.ok)
  const [endpoint] = view.endpoints
  assert.ok(endpoint?.endpoint?.ok && endpoint.addresses?.ok && endpoint.zoneGroup?.ok)
  assert.ok(endpoint.network?.subnet?.ok && endpoint.network.securityGroup?.ok && endpoint.network.network?.ok)
  assert.equal(view.zoneViews.length, 1)
  assert.deepEqual(view.zoneViews[0]?.records, {
    ok: true,
    value: healthy.records[ids.zone],
    source: ids.zone,
    at: '2026-11-25T10:00:00.000Z',
  })
  assert.deepEqual(
    view.providers.map(({ state }) => state.ok && state.value),
    ['Registered', 'Registered'],
  )
  const { cluster } = view
  assert.ok(cluster?.cluster.ok && cluster.roles?.ok && cluster.outbound?.ok && cluster.networks[0]?.routeTable?.ok)
  assert.deepEqual(view.cut, [])
  for (const what of ['registry', 'preview', 'zones', 'provider', 'roles', 'cluster'] as const)
    assert.equal(times(asked, what), what === 'provider' || what === 'zones' ? 2 : 1, what)
})

test('an identity of another cloud is told without a question', async () => {
  const { view, asked } = await walk({ cloud: 'china' })
  assert.deepEqual(view.found, { ok: false, why: 'other-cloud', registry: 'public', identity: 'china' })
  assert.deepEqual(asked, [])
})

test('without an identity, or without the registry, nothing more is asked', async () => {
  const none = await walk({ identity: { ok: false, why: 'expired', code: 'AADSTS7000222' } })
  assert.deepEqual(none.view.found, { ok: false, why: 'expired', code: 'AADSTS7000222' })
  const nowhere = await walk({ found: { ok: false, why: 'not-found', subscriptions: 3 } })
  assert.deepEqual(nowhere.view.found, { ok: false, why: 'not-found', subscriptions: 3 })
  for (const { asked } of [none, nowhere]) assert.deepEqual(asked.toSorted(), ['find', 'identity'])
})

test('connections that the registry does not tell are asked for', async () => {
  const told = await walk({ registry: { ...healthy.registry, connections: healthy.connections } })
  assert.equal(times(told.asked, 'connections'), 0)
  assert.equal(told.view.endpoints.length, 1)
  const asked = await walk()
  assert.equal(times(asked.asked, 'connections'), 1)
})

test('a registry that cannot be read leaves the rest to be read', async () => {
  const { view } = await walk({}, { unread: { registry: 'forbidden' } })
  assert.equal(whyOf(view.registry), 'forbidden')
  assert.ok(view.endpoints[0]?.addresses?.ok && view.zoneViews[0]?.links?.ok && view.cluster?.roles?.ok)
})

test('a registry without private endpoints has no zones to be looked at', async () => {
  const { view, asked } = await walk({ connections: [] })
  assert.equal(view.zones, undefined)
  assert.equal(times(asked, 'zones'), 0)
})

test('of very many endpoints the approved ones are read first, and the rest is told', async () => {
  const connections = Array.from({ length: 20 }, (_, i) => ({
    name: `pe-${i}`,
    endpoint: ids.endpoint,
    status: i < 15 ? ('Rejected' as const) : ('Approved' as const),
  }))
  const { view } = await walk({ connections })
  assert.deepEqual(view.cut, [{ what: 'endpoints', read: 8, of: 20 }])
  assert.equal(view.endpoints.filter(({ connection }) => connection.status === 'Approved').length, 5)
})

test('the zone that a zone group names is read even where the list of zones cannot be', async () => {
  const { view } = await walk({}, { unread: { zones: 'forbidden' } })
  assert.equal(whyOf(view.zones), 'forbidden')
  assert.equal(view.zoneViews[0]?.zone.id, ids.zone)
})

test('zones that are seen are looked into although one list could not be read, and then nobody says that there are no more', async () => {
  const { port } = fakeAzure({ zoneGroup: { [ids.endpoint]: [] } })
  const [own = ''] = /[0-9a-f-]{36}/.exec(ids.registry) ?? []
  const partly: typeof port.zones = (name, subscription, signal) =>
    subscription === own
      ? Promise.resolve({ ok: false, why: 'forbidden', permission: 'zones', scope: `/subscriptions/${own}` })
      : port.zones(name, subscription, signal)
  const view = await walkAzure(errand, { ...port, zones: partly }, new AbortController().signal, clock)
  assert.equal(whyOf(view.zones), 'forbidden')
  assert.equal(view.zoneViews[0]?.zone.id, ids.zone)
})

test('a subnet that was given another security group is among what was changed', async () => {
  const change = { at: 'then', resource: ids.nodeSubnet, operation: 'Microsoft.Network/virtualNetworks/subnets/write' }
  const { port } = fakeAzure({ changes: [change] })
  let among: readonly string[] = []
  const changes: typeof port.changes = (of, since, signal) => {
    among = of
    return port.changes(of, since, signal)
  }
  const view = await walkAzure(errand, { ...port, changes }, new AbortController().signal, clock)
  assert.ok(among.includes(ids.subnet) && among.includes(ids.nodeSubnet))
  assert.deepEqual(view.changes?.ok && view.changes.value, [change])
})

const questions: readonly Asked[] = [
  'registry',
  'preview',
  'replicas',
  'usages',
  'locks',
  'agentPools',
  'connections',
  'endpoint',
  'addresses',
  'zoneGroup',
  'zones',
  'records',
  'links',
  'subnet',
  'securityGroup',
  'routeTable',
  'network',
  'provider',
  'cluster',
  'publicAddresses',
  'roles',
  'denied',
  'health',
  'changes',
]

/** Every reading of a view, however deep. */
function readsOf(value: unknown): Read<unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'ok' in value && ('at' in value || 'permission' in value) ? [value as Read<unknown>] : []
  return [...own, ...Object.values(value).flatMap(readsOf)]
}

for (const what of questions)
  test(`what hangs at ${what} is late, and what was read besides stands`, async () => {
    const leaving = new AbortController()
    const walking = walk({}, { unread: { [what]: 'hangs' } }, leaving.signal)
    await new Promise((resolve) => setTimeout(resolve, 20))
    leaving.abort()
    const { view } = await walking
    const reads = readsOf(view)
    assert.ok(
      reads.some((it) => whyOf(it) === 'late'),
      what,
    )
    assert.ok(reads.some(({ ok }) => ok))
  })

test('nothing is asked once the time is up, and finding it may be late too', async () => {
  const { view, asked } = await walk({}, {}, AbortSignal.abort())
  assert.deepEqual(view.found, { ok: false, why: 'late' })
  assert.deepEqual(asked, [])
  const leaving = new AbortController()
  const walking = walk({}, { unread: { find: 'hangs' } }, leaving.signal)
  setTimeout(() => leaving.abort(), 5)
  const late: AzureView = (await walking).view
  assert.deepEqual(late.found, { ok: false, why: 'late' })
})
