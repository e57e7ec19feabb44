// A check with what Azure knows: one verdict from both, in time, and nothing of the management plane for those who may not see it.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { Check, Detail, ToldCheck } from '../../src/check.ts'
import { type Asked, check } from '../../src/checks/check.ts'
import { readPaste } from '../../src/diagnose.ts'
import { langs } from '../../src/words/text.ts'
import { type Around, fakeAzure, healthy, ids, kubelet, type World } from '../support/azure/fake-port.ts'
import { amiss, secretsOf } from '../support/azure/secrets.ts'
import { type Broken, denied, fakeNetwork, login } from '../support/fake-network.ts'

const shown: Detail = { azure: 'shown' }
const refusing: Broken = {
  answer: (host, { path }) => (host === login && path.startsWith('/v2/') ? denied : undefined),
}
const closed: Partial<World> = { registry: { ...healthy.registry, publicAccess: 'Disabled' }, connections: [] }

function run(
  world: Partial<World>,
  broken: Broken,
  asked: Partial<Asked> = {},
  around: Around = {},
): Promise<ToldCheck> {
  return check(
    { name: 'contoso', ...asked },
    {
      net: fakeNetwork(broken).net,
      today: () => new Date('2026-11-25T10:00:00Z'),
      vantage: { kind: 'host', name: 'here' },
      azure: fakeAzure(world, around).port,
    },
  )
}
const causesOf = ({ causes }: Check) => causes.map(({ id }) => id)
const commandsOf = ({ remedies }: Check) =>
  remedies.flatMap(({ steps }) => steps.flatMap(({ command }) => command ?? []))

test('a refusal that Azure explains is found as what it is', async () => {
  const done = (await run(closed, refusing))('en', shown)
  assert.equal(done.finding, 'public-access-disabled')
  assert.equal(done.verdict, 'problem')
  assert.equal(done.title, 'Public access to the registry is off')
  assert.equal(causesOf(done)[0], 'public-access-rules')
  assert.equal(done.azure?.conclusions[0]?.id, 'public-access-off')
  assert.equal(done.azure?.id, ids.registry)
  const [first] = done.remedies[0]?.steps ?? []
  assert.match(
    first?.command ?? '',
    /--public-network-enabled true/,
    'what mends it comes first, in the likeliest remedy',
  )
  assert.ok((done.azure?.facts.length ?? 0) > 8)
  for (const { source, at } of done.azure?.facts ?? []) assert.ok(source && at)
  assert.deepEqual(done.azure?.missing, [])
})

test('the address of the client is held against the rules', async () => {
  const world: Partial<World> = { registry: { ...healthy.registry, ipRules: ['198.51.100.7'] }, connections: [] }
  const done = (await run(world, refusing))('en', shown)
  assert.equal(done.finding, 'ip-denied')
  const [first] = done.remedies
  assert.match(
    first?.steps[0]?.command ?? '',
    /^az acr network-rule add -n contoso -g rg-registry .* --ip-address 203\.0\.113\.25$/,
  )
  assert.match(first?.steps[0]?.undo ?? '', /az acr network-rule remove/)
  const listed = (await run({ connections: [] }, refusing))('en', shown)
  assert.ok(listed.azure?.conclusions.some(({ id }) => id === 'address-listed'))
  const score = ({ causes }: Check) => causes.find(({ id }) => id === 'public-access-rules')?.confidence ?? 0
  assert.ok(score(listed) < score(done))
})

test('a registry that lets everybody in is not closed by its rules, whatever a paste says', async () => {
  const paste = readPaste("denied: client with IP '203.0.113.25' is not allowed access. contoso.azurecr.io")
  const world = { registry: { ...healthy.registry, defaultAction: 'Allow' as const } }
  const without = (await run(world, {}, { paste }, { unread: { registry: 'forbidden' } }))('en')
  assert.equal(causesOf(without)[0], 'public-access-rules')
  assert.notEqual(causesOf((await run(world, {}, { paste }))('en'))[0], 'public-access-rules')
})

test('whom a client must reach is told of the registry that was asked for alone', async () => {
  const hashed = { registry: { ...healthy.registry, loginServer: 'contoso-b7c1d0e2f3a4b5c6.azurecr.io' } }
  assert.ok((await run({}, {}))('en', shown).azure?.reach)
  assert.equal((await run(hashed, {}))('en', shown).azure?.reach, undefined)
})

test('a refusal from here goes before a setting that may not be at work yet', async () => {
  const world = { registry: { ...healthy.registry, defaultAction: 'Allow' as const } }
  const done = (await run(world, refusing))('en')
  assert.equal(done.finding, 'ip-denied')
  assert.equal(causesOf(done)[0], 'public-access-rules')
})

test('commands of remedies are complete for those who may see', async () => {
  const broken: Broken = {
    lookUp: { [login]: { ok: true, addresses: ['10.1.0.99'] } },
    resolve: { [login]: { ok: true, addresses: ['10.1.0.99'], chain: ['contoso.privatelink.azurecr.io'] } },
    connect: { '10.1.0.99': { ok: false, why: 'timeout' } },
  }
  const stale = [
    { name: 'contoso', addresses: ['10.1.0.99'] },
    { name: 'contoso.westeurope.data', addresses: ['10.1.0.4'] },
  ]
  const told = await run({ records: { [ids.zone]: stale } }, broken)
  const done = told('en', shown)
  assert.equal(causesOf(done)[0], 'vnet-config')
  assert.match(
    done.remedies[0]?.steps[0]?.command ?? '',
    /record-set a update .* "aRecords\[0\]\.ipv4Address=10\.1\.0\.5"$/,
  )
  assert.ok(
    commandsOf(done).includes(
      `az network nic show --ids ${ids.nic} --query "ipConfigurations[].{member:privateLinkConnectionProperties.requiredMemberName,fqdns:privateLinkConnectionProperties.fqdns,ip:privateIPAddress}"`,
    ),
  )
  const unfilled = commandsOf(told('en'))
  assert.ok(unfilled.some((command) => command.includes('<nic-id>')))
  for (const command of unfilled) assert.ok(!command.includes('rg-'), command)
})

test('a cluster that cannot pull is told although all goes well from here', async () => {
  const done = (await run({ roles: [] }, {}, { cluster: 'prod' }))('en', shown)
  assert.equal(done.verdict, 'healthy')
  assert.equal(done.finding, null)
  assert.equal(causesOf(done)[0], 'credentials-unauthorized')
  assert.equal(done.azure?.conclusions[0]?.id, 'cluster-without-role')
  assert.ok(commandsOf(done)[0]?.includes(kubelet))
})

test('the cluster that a paste names is looked at', async () => {
  const paste = readPaste(
    'az aks check-acr -g rg-aks -n prod --acr contoso.azurecr.io\nfailed to fetch oauth token: unexpected status: 401 Unauthorized',
  )
  const done = (await run({ roles: [] }, {}, { paste }))('en', shown)
  assert.ok(done.azure?.conclusions.some(({ id }) => id === 'cluster-without-role'))
})

/** With a paste or from here, a world that Azure explains, and the cause that must come first. */
const firsts: Readonly<
  Record<string, { world: Partial<World>; paste?: string; broken?: Broken; cluster?: string; cause: string }>
> = {
  'pods that get 401, and no role': {
    world: { roles: [] },
    paste:
      'Failed to pull image "contoso.azurecr.io/app:1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    cluster: 'prod',
    cause: 'credentials-unauthorized',
  },
  'pods that get 401, and AcrPull in ABAC mode': {
    world: { registry: { ...healthy.registry, roleMode: 'repository' } },
    paste:
      'Failed to pull image "contoso.azurecr.io/app:1": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    cluster: 'prod',
    cause: 'credentials-unauthorized',
  },
  'a refused address in a registry with private endpoints and public access off': {
    world: { registry: { ...healthy.registry, publicAccess: 'Disabled' } },
    paste: "denied: client with IP '198.51.100.8' is not allowed access. contoso.azurecr.io",
    cause: 'vnet-config',
  },
  'a build that is refused, and Tasks not let through': {
    world: { registry: { ...healthy.registry, tasksMayBypass: false } },
    paste:
      "az acr build -r contoso .\nfailed to login, ran out of retries: failed to set docker credentials: denied: client with IP '52.1.2.3' is not allowed access.",
    cause: 'service-access',
  },
  'a timeout to a private address, and a security group': {
    world: {
      securityGroup: {
        ...healthy.securityGroup,
        [ids.group]: {
          id: ids.group,
          rules: [
            {
              name: 'stop',
              priority: 100,
              direction: 'Outbound',
              access: 'Deny',
              protocol: 'Tcp',
              sources: ['*'],
              destinations: ['*'],
              ports: ['443'],
            },
          ],
        },
      },
    },
    paste: 'Failed to pull image "contoso.azurecr.io/app:1": dial tcp 10.1.0.5:443: i/o timeout',
    cluster: 'prod',
    cause: 'vnet-config',
  },
  'layers that do not come, and no record of the data endpoint': {
    world: { records: { [ids.zone]: [{ name: 'contoso', addresses: ['10.1.0.5'] }] } },
    paste:
      'Get "https://contoso.westeurope.data.azurecr.io/x": dial tcp: lookup contoso.westeurope.data.azurecr.io: no such host',
    cause: 'vnet-config',
  },
  'a name that does not resolve, and no record of it': {
    world: { records: { [ids.zone]: [{ name: 'contoso.westeurope.data', addresses: ['10.1.0.4'] }] } },
    paste: 'Get "https://contoso.azurecr.io/v2/": dial tcp: lookup contoso.azurecr.io: no such host',
    cause: 'vnet-config',
  },
  'a private address that times out, and a record of yesterday': {
    world: { records: { [ids.zone]: [{ name: 'contoso', addresses: ['10.1.0.99'] }] } },
    paste: 'Get "https://contoso.azurecr.io/v2/": dial tcp 10.1.0.99:443: i/o timeout',
    cause: 'vnet-config',
  },
  'nodes that are refused, and their network not linked': {
    world: {
      registry: { ...healthy.registry, publicAccess: 'Disabled' },
      links: { [ids.zone]: [{ name: 'hub', network: ids.network }] },
    },
    paste:
      'Failed to pull image "contoso.azurecr.io/app:1": failed to fetch anonymous token: unexpected status: 403 Forbidden',
    cluster: 'prod',
    cause: 'vnet-config',
  },
  'a name that does not exist, and a login server with a hash': {
    world: { registry: { ...healthy.registry, loginServer: 'contoso-b7c1d0e2f3a4b5c6.azurecr.io' } },
    broken: { lookUp: { [login]: { ok: false, why: 'no-such-name' } } },
    cause: 'registry-name',
  },
  'a login with the admin user, which is off': {
    world: { registry: { ...healthy.registry, adminUser: false, defaultAction: 'Allow' } },
    paste:
      'docker login contoso.azurecr.io -u contoso: unauthorized: authentication required, the admin user of the registry',
    cause: 'credentials-invalid',
  },
  'a scan that fails, and no way in for trusted services': {
    world: { registry: { ...healthy.registry, trustedServices: false } },
    paste: 'Defender for Cloud cannot scan images of contoso.azurecr.io, vulnerability assessment shows nothing',
    cause: 'service-access',
  },
  'settings that cannot be changed, and a lock': {
    world: { locks: [{ name: 'keep', level: 'ReadOnly', scope: ids.registry }] },
    paste:
      'Error: updating Container Registry contoso.azurecr.io with terraform: ScopeLocked: The scope cannot perform write operation because following scope(s) are locked',
    cause: 'resource-locked',
  },
  'a Standard registry and a private endpoint that cannot be made': {
    world: { registry: { ...healthy.registry, tier: 'Standard' }, connections: [] },
    paste:
      'az network private-endpoint create: The private endpoint for contoso.azurecr.io is not supported for the SKU Standard',
    cause: 'sku-limit',
  },
  'a server error, and Azure that says it is down': {
    world: { health: { state: 'Unavailable' } },
    broken: { answer: (host, { path }) => (host === login && path === '/v2/' ? { status: 503 } : undefined) },
    cause: 'service-side',
  },
}
for (const [name, { world, paste, broken = {}, cluster, cause }] of Object.entries(firsts))
  test(`what Azure proves comes first: ${name}`, async () => {
    const asked = { ...(paste && { paste: readPaste(paste) }), ...(cluster && { cluster }) }
    const done = (await run(world, broken, asked))('en', shown)
    assert.equal(causesOf(done)[0], cause, JSON.stringify(done.causes.map(({ id, confidence }) => [id, confidence])))
  })

test('what a probe saw elsewhere is held against the private endpoint', async () => {
  const paste = readPaste(
    'acr-check-probe 1 contoso.azurecr.io build-7 curl=28 answer=[000 0 - -] dns=[20.61.99.10] seen=[] issuer=[] end',
  )
  const done = (await run({}, {}, { paste }))('en', shown)
  assert.equal(done.pasted?.loginServer, login)
  const split = done.azure?.conclusions.find(({ id }) => id === 'split-dns')
  assert.match(split?.says ?? '', /`20\.61\.99\.10`/)
})

test('a healthy registry stays healthy, without a cause', async () => {
  const done = (await run({}, {}))('en', shown)
  assert.deepEqual([done.verdict, done.finding, done.causes], ['healthy', null, []])
})

test('without Azure a check says nothing of it', async () => {
  const told = await check(
    { name: 'contoso' },
    { net: fakeNetwork({}).net, today: () => new Date(0), vantage: { kind: 'host', name: 'here' } },
  )
  assert.equal('azure' in told('en', shown), false)
})

test('Azure that hangs takes no longer than the check may, and the rest of the answer stands', async () => {
  const began = performance.now()
  const done = (await run(closed, refusing, { deadlineMs: 600 }, { unread: { registry: 'hangs' } }))('en')
  assert.ok(performance.now() - began < 2000)
  assert.equal(done.finding, 'ip-denied')
  const [late] = done.azure?.missing ?? []
  assert.equal(late?.why, 'late')
  assert.match(late?.says ?? '', /the settings of the registry: the time was up/)
})

for (const [name, world, says] of [
  ['another cloud', { cloud: 'us-government' }, /is in Azure, and this identity belongs to Azure US Government/],
  ['not found', { found: { ok: false, why: 'not-found', subscriptions: 3 } }, /subscriptions: 3/],
  [
    'not permitted',
    { found: { ok: false, why: 'not-permitted', permission: 'registry' } },
    /`Microsoft\.ContainerRegistry\/registries\/read`/,
  ],
  ['no identity', { identity: { ok: false, why: 'none' } }, /no Azure identity/],
  ['an old secret', { identity: { ok: false, why: 'expired', code: 'AADSTS7000222' } }, /expired \(AADSTS7000222\)/],
] as const)
  test(`where nothing could be read the check says why, and stands: ${name}`, async () => {
    const done = (await run(world, refusing))('en', shown)
    assert.equal(done.finding, 'ip-denied')
    assert.deepEqual(done.azure?.conclusions, [])
    assert.match(done.azure?.missing[0]?.says ?? '', says)
  })

test('a reading that is forbidden names the permission and the smallest role, once', async () => {
  const done = (
    await run(
      {},
      {},
      { cluster: 'prod' },
      { unread: { subnet: 'forbidden', usages: 'forbidden', registry: 'throttled' } },
    )
  )('en', shown)
  assert.deepEqual(
    done.azure?.missing.map(({ permission, role, why }) => [permission, role, why]),
    [
      ['Microsoft.ContainerRegistry/registries/listUsages/read', 'Reader', 'forbidden'],
      ['Microsoft.Network/virtualNetworks/subnets/read', 'Reader', 'forbidden'],
      [
        'Microsoft.ContainerRegistry/registries/read',
        'Container Registry Configuration Reader and Data Access Configuration Reader',
        'throttled',
      ],
    ],
  )
  assert.equal(done.azure?.missing[1]?.scope, ids.subnet)
})

test('those who may not see detail get the same verdict and causes, and nothing that only the management plane told', async () => {
  const told = await run(amiss, refusing, { cluster: 'prod' })
  const secrets = secretsOf({ ...healthy, ...amiss })
  assert.ok(secrets.size > 40 && secrets.has('rg-network') && secrets.has('10.1.0.5') && secrets.has(ids.zone))
  for (const lang of langs) {
    const [seen, hidden] = [told(lang, shown), told(lang)]
    const [visible, text] = [JSON.stringify(seen), JSON.stringify(hidden)]
    assert.ok([...secrets].filter((it) => visible.includes(it)).length > 25)
    for (const secret of secrets) {
      // In the words of a sentence `nodes` is no name.
      const whole = /^[a-z]+$/.test(secret) ? `\`${secret}\`` : secret
      assert.equal(
        text.includes(whole),
        false,
        `${secret} in ${text.slice(Math.max(0, text.indexOf(whole) - 200), text.indexOf(whole) + 50)}`,
      )
    }
    assert.deepEqual(
      hidden.causes.map(({ id, confidence }) => [id, confidence]),
      seen.causes.map(({ id, confidence }) => [id, confidence]),
    )
    assert.deepEqual([hidden.verdict, hidden.finding, hidden.title], [seen.verdict, seen.finding, seen.title])
    assert.ok((hidden.azure?.conclusions.length ?? 0) >= 10)
    assert.deepEqual(hidden.azure?.facts, [])
    assert.equal(hidden.azure?.id, undefined)
    assert.ok(hidden.azure?.missing.every(({ scope }) => scope === undefined))
  }
})
