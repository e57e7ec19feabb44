// Every finding from the fault that makes it, and what must not be found: with a network in memory.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Check, CheckStep } from '../../src/check.ts'
import { type Asked, check } from '../../src/checks/check.ts'
import { readPaste } from '../../src/diagnose.ts'
import { type CauseId, checkStepIds, type FindingId, findingIds } from '../../src/ids.ts'
import type { Credentials, Failed } from '../../src/ports.ts'
import type { Lang } from '../../src/words/text.ts'
import {
  acr,
  type Broken,
  blobHost,
  controlHost,
  dataHost,
  denied,
  digest,
  fakeNetwork,
  login,
} from '../support/fake-network.ts'

const known: Credentials = { kind: 'password', username: 'contoso', password: 'hunter2-secret' }
const refused: Failed = { ok: false, why: 'refused', code: 'ECONNREFUSED' }
const reset: Failed = { ok: false, why: 'reset', code: 'ECONNRESET' }
const silent: Failed = { ok: false, why: 'timeout' }
const chain = ['contoso.privatelink.azurecr.io']

async function run(broken: Broken, asked: Partial<Asked> = {}, lang: Lang = 'en') {
  const fake = fakeNetwork(broken)
  const told: CheckStep[] = []
  const checked = await check(
    { name: 'contoso', ...asked },
    {
      net: fake.net,
      today: () => new Date('2026-11-25T10:00:00Z'),
      vantage: { kind: 'host', name: 'here' },
      onStep: (step) => told.push(step(lang)),
    },
  )
  return { ...fake, told, done: checked(lang) }
}

const step = ({ steps }: Check, id: CheckStep['id']) => steps.find((it) => it.id === id) as CheckStep

type Fault = { finding: FindingId; broken: Broken; asked?: Partial<Asked>; cause?: CauseId }
const noName = { ok: false, why: 'no-such-name' } as const
const unknownName = (authority: { zone: string; primary: string }): Broken => ({
  lookUp: { [login]: noName },
  resolve: { [login]: { ...noName, chain: [], authority } },
})
const answering = (path: string, answer: ReturnType<typeof acr> | Failed): Broken => ({
  answer: (host, request) => (host === login && request.path.startsWith(path) ? answer : undefined),
})
const atData = (answer: ReturnType<typeof acr> | Failed): Broken => ({
  answer: (host) => (host === dataHost ? answer : undefined),
})
const proxy = { url: 'http://proxy.contoso.example:3128' }

const faults: Record<string, Fault> = {
  'a typo': { finding: 'name-invalid', broken: {}, asked: { name: 'contoso.azureacr.io' }, cause: 'registry-name' },
  'no such name': { finding: 'name-not-found', broken: { lookUp: { [login]: noName } }, cause: 'registry-name' },
  'an alias that leads nowhere': {
    finding: 'name-not-found',
    broken: { lookUp: { [login]: noName }, resolve: { [login]: { ...noName, chain } } },
    cause: 'vnet-config',
  },
  'no such name, on the word of a private zone': {
    finding: 'name-not-found',
    broken: unknownName({ zone: 'azurecr.io', primary: 'azureprivatedns.net' }),
    cause: 'vnet-config',
  },
  'no such name, on the word of its own zone': {
    finding: 'name-not-found',
    broken: unknownName({ zone: 'azurecr.io', primary: 'ns1-03.azure-dns.com' }),
    cause: 'registry-name',
  },
  'a resolver that knows nothing of azurecr.io': {
    finding: 'name-not-found',
    broken: { lookUp: { [login]: noName }, resolve: { 'azurecr.io': { ...noName, chain: [] } } },
    cause: 'client-firewall',
  },
  'a name without address': {
    finding: 'no-address',
    broken: { lookUp: { [login]: noName }, resolve: { [login]: { ok: false, why: 'no-address', chain: [] } } },
  },
  'a DNS filter': { finding: 'no-address', broken: { lookUp: { [login]: { ok: true, addresses: ['0.0.0.0'] } } } },
  SERVFAIL: {
    finding: 'resolver-failed',
    broken: {
      lookUp: { [login]: { ok: false, why: 'failed' } },
      resolve: { [login]: { ok: false, why: 'failed', code: 'SERVFAIL', chain: [] } },
    },
    cause: 'client-firewall',
  },
  'a silent resolver': {
    finding: 'resolver-timeout',
    broken: {
      lookUp: { [login]: { ok: false, why: 'timeout' } },
      resolve: { [login]: { ok: false, why: 'timeout', chain: [] } },
    },
    cause: 'client-firewall',
  },
  'a silent resolver for every name': {
    finding: 'resolver-timeout',
    broken: {
      lookUp: { [login]: { ok: false, why: 'timeout' }, [controlHost]: { ok: false, why: 'timeout' } },
      resolve: {
        [login]: { ok: false, why: 'timeout', chain: [] },
        [controlHost]: { ok: false, why: 'timeout', chain: [] },
      },
    },
  },
  'a private address without a route': {
    finding: 'private-address-unreachable',
    broken: {
      lookUp: { [login]: { ok: true, addresses: ['10.1.2.3'] } },
      resolve: { [login]: { ok: true, addresses: ['10.1.2.3'], chain } },
      connect: { '10.1.2.3': silent },
    },
    cause: 'vnet-config',
  },
  'the public way of a private registry': {
    finding: 'public-route-denied',
    broken: { resolve: { [login]: { ok: true, addresses: ['20.61.99.10'], chain } }, ...answering('/v2/', denied) },
    cause: 'vnet-config',
  },
  'the same, where DNS itself is slower than the registry': {
    finding: 'public-route-denied',
    broken: {
      resolve: { [login]: { ok: true, addresses: ['20.61.99.10'], chain } },
      resolveMs: 100,
      ...answering('/v2/', denied),
    },
  },
  'dropped packets': {
    finding: 'tcp-timeout',
    broken: { connect: { '20.61.99.10': silent } },
    cause: 'client-firewall',
  },
  'a refused connection': {
    finding: 'tcp-refused',
    broken: { connect: { '20.61.99.10': refused } },
    cause: 'client-firewall',
  },
  'a reset after the hello': {
    finding: 'connection-reset',
    broken: { secure: { [login]: reset } },
    cause: 'client-firewall',
  },
  'a stalled handshake': { finding: 'tls-timeout', broken: { secure: { [login]: { ok: false, why: 'timeout' } } } },
  'an unknown authority': {
    finding: 'tls-untrusted',
    broken: { secure: { [login]: { ok: false, why: 'untrusted', code: 'SELF_SIGNED_CERT_IN_CHAIN' } } },
    cause: 'client-firewall',
  },
  'another name': { finding: 'tls-wrong-host', broken: { secure: { [login]: { ok: false, why: 'wrong-host' } } } },
  'an old certificate': { finding: 'tls-expired', broken: { secure: { [login]: { ok: false, why: 'outdated' } } } },
  'no TLS at all': {
    finding: 'not-a-registry',
    broken: { secure: { [login]: { ok: false, why: 'broken', code: 'ERR_SSL_WRONG_VERSION_NUMBER' } } },
  },
  'a silent registry': { finding: 'http-timeout', broken: answering('/v2/', silent) },
  'a closed registry': { finding: 'ip-denied', broken: answering('/v2/', denied), cause: 'public-access-rules' },
  'a captive portal': {
    finding: 'not-a-registry',
    broken: answering('/v2/', { status: 302, headers: { location: 'https://portal.example/login' } }),
    cause: 'client-firewall',
  },
  'no challenge': { finding: 'not-a-registry', broken: answering('/v2/', acr(200, {})) },
  'a challenge of another host': {
    finding: 'not-a-registry',
    broken: answering(
      '/v2/',
      acr(401, '', { 'www-authenticate': 'Bearer realm="https://evil.example/oauth2/token",service="x"' }),
    ),
    asked: { credentials: known },
  },
  'a server error': { finding: 'service-error', broken: answering('/v2/', { status: 503 }), cause: 'service-side' },
  'too many requests': {
    finding: 'throttled',
    broken: answering('/v2/', acr(429, {}, { 'retry-after': '10' })),
    cause: 'throttled',
  },
  'a wrong password': {
    finding: 'token-rejected',
    broken: answering('/oauth2/', acr(401, {})),
    asked: { credentials: known },
    cause: 'credentials-invalid',
  },
  'no right to pull': {
    finding: 'token-denied',
    broken: answering(
      '/oauth2/',
      acr(403, { errors: [{ code: 'DENIED', message: 'requested access to the resource is denied' }] }),
    ),
    asked: { credentials: known },
    cause: 'credentials-unauthorized',
  },
  'a missing tag': {
    finding: 'image-not-found',
    broken: {},
    asked: { credentials: known, image: 'app/web:nope' },
    cause: 'image-not-found',
  },
  'a data endpoint without a name': {
    finding: 'data-endpoint-name',
    broken: { lookUp: { [dataHost]: noName } },
    asked: { credentials: known },
  },
  'a dropped data endpoint': {
    finding: 'data-endpoint-timeout',
    broken: { connect: { '20.61.99.20': silent } },
    asked: { credentials: known },
    cause: 'client-firewall',
  },
  'a dropped data endpoint, without a login, where DNS itself is slow': {
    finding: 'data-endpoint-timeout',
    broken: { connect: { '20.61.99.20': silent }, resolveMs: 100 },
  },
  'a dropped data endpoint, without a login': {
    finding: 'data-endpoint-timeout',
    broken: { connect: { '20.61.99.20': silent } },
  },
  'a refusing data endpoint': {
    finding: 'data-endpoint-failed',
    broken: { connect: { '20.61.99.20': refused } },
    asked: { credentials: known },
  },
  'a data endpoint with an error': {
    finding: 'data-endpoint-failed',
    broken: atData({ status: 500 }),
    asked: { credentials: known },
  },
  'a proxy that is down': {
    finding: 'proxy-unreachable',
    broken: { proxy, tunnel: { '*': { ok: false, at: 'reach', why: 'refused' } } },
    cause: 'client-firewall',
  },
  'a proxy that refuses': {
    finding: 'proxy-denied',
    broken: { proxy, tunnel: { [login]: { ok: false, at: 'answer', status: 403 } } },
  },
  'a proxy that wants a login': {
    finding: 'proxy-auth-required',
    broken: { proxy, tunnel: { '*': { ok: false, at: 'answer', status: 407 } } },
  },
  'a proxy that closes': {
    finding: 'proxy-closed',
    broken: { proxy, tunnel: { '*': { ok: false, at: 'closed', why: 'closed' } } },
  },
  'too many requests at the layer': {
    finding: 'throttled',
    broken: answering('/v2/app/web/blobs/', acr(429, {}, { 'retry-after': '3' })),
    asked: { credentials: known },
  },
  'a silent registry at the layer': {
    finding: 'http-timeout',
    broken: answering('/v2/app/web/blobs/', silent),
    asked: { credentials: known },
  },
  'a slow layer': {
    finding: 'slow',
    broken: atData({ status: 200, body: 'x'.repeat(60_000), bodyMs: 2000 }),
    asked: { credentials: known },
    cause: 'slow-transfer',
  },
  'no way out at all': {
    finding: 'cut-off',
    broken: { connect: { '20.61.99.10': silent, '20.61.99.50': silent } },
    cause: 'client-firewall',
  },
}

describe('a fault', () => {
  for (const [name, { finding, broken, asked, cause }] of Object.entries(faults))
    test(`${name} is ${finding}`, async () => {
      const { done, told, open } = await run(broken, asked)
      assert.equal(done.finding, finding)
      assert.equal(done.verdict, finding === 'cut-off' ? 'unknown' : 'problem')
      if (cause) assert.equal(done.causes[0]?.id, cause)
      assert.ok(done.causes.length > 0 && done.remedies.length === done.causes.length)
      assert.deepEqual(
        done.steps.map(({ id }) => id),
        [...checkStepIds],
      )
      assert.deepEqual(new Set(told.map(({ id }) => id)).size, told.length, 'each step is told once')
      assert.equal(told.length, checkStepIds.length)
      for (const { id, answer } of told) assert.equal(answer, step(done, id).answer, `${id} is told as it ends`)
      assert.doesNotMatch(JSON.stringify(done.causes), /paste/, 'nobody pasted anything')
      assert.equal(open(), 0, 'no connection stays open')
      assert.doesNotMatch(JSON.stringify(done), /hunter2|sig=secret/)
    })

  test('every finding is made, but for the one that only Azure itself can tell', () => {
    const made = new Set(Object.values(faults).map(({ finding }) => finding))
    assert.deepEqual(
      findingIds.filter((id) => !made.has(id)),
      ['public-access-disabled'],
    )
  })
})

describe('a registry that works', () => {
  test('without a login is healthy, and says that no pull was tried', async () => {
    const { done, asked } = await run({})
    assert.equal(done.verdict, 'healthy')
    assert.deepEqual(
      ['registry', 'token', 'manifest', 'layer'].map((id) => step(done, id as CheckStep['id']).answer),
      ['yes', 'skipped', 'skipped', 'skipped'],
    )
    assert.deepEqual(done.causes, [])
    assert.ok(asked.every(({ headers }) => headers?.authorization === undefined))
  })

  test('with a login is healthy down to the layer, and nobody else sees the login', async () => {
    const { done, asked, told } = await run({}, { credentials: known })
    assert.equal(done.verdict, 'healthy')
    for (const id of ['token', 'manifest', 'layer', 'speed'] as const) assert.equal(step(done, id).answer, 'yes')
    for (const { id, answer } of told) assert.equal(answer, step(done, id).answer, `${id} is told as it ends`)
    for (const { host, path, headers } of asked) {
      if (headers?.authorization?.startsWith('Basic ')) assert.ok(host === login && path.startsWith('/oauth2/'))
      if (host !== login) assert.equal(headers?.authorization, undefined)
    }
  })

  test('with an Azure identity', async () => {
    const { done, asked } = await run({}, { credentials: { kind: 'azure', token: async () => 'entra-token' } })
    assert.equal(done.verdict, 'healthy')
    assert.equal(done.as, 'azure')
    const carried = asked.filter(({ body }) => body?.includes('entra-token'))
    assert.deepEqual(
      carried.map(({ host, path }) => host + path),
      [`${login}/oauth2/exchange`],
    )
  })

  test('with an identity that gives no token is asked anonymously', async () => {
    const { done } = await run({}, { credentials: { kind: 'azure', token: async () => undefined } })
    assert.equal(done.verdict, 'healthy')
    assert.equal(done.as, 'anonymous')
  })

  test('in a network that allows only the registry', async () => {
    const { done } = await run({ connect: { '20.61.99.50': silent } })
    assert.equal(done.verdict, 'healthy')
  })

  test('behind a proxy that works', async () => {
    const { done } = await run({ proxy })
    assert.equal(done.verdict, 'healthy')
    assert.equal(step(done, 'proxy').answer, 'yes')
  })

  test('whose certificate a company trusts says who reads along', async () => {
    const certificate = { subject: 'x', issuer: 'Contoso Inspection CA', names: [], validFrom: '', validTo: '' }
    const { done } = await run({ secure: { [login]: { ok: true, certificate } } })
    assert.equal(done.verdict, 'healthy')
    assert.match(step(done, 'tls').saw, /Contoso Inspection CA/)
  })

  test('with anonymous pull, by an image that is named', async () => {
    const { done } = await run({ anonymous: true }, { image: 'app/web' })
    assert.equal(step(done, 'layer').answer, 'yes')
  })
})

describe('what may not be followed', () => {
  for (const address of [
    '127.0.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '::1',
    '::ffff:127.0.0.1',
    'fe80::1',
    '224.0.0.1',
    '::ffff:168.63.129.16',
  ])
    test(`an address such as ${address} is not dialled`, async () => {
      const { done, dialled } = await run({ lookUp: { [login]: { ok: true, addresses: [address] } } })
      assert.equal(done.finding, 'no-address')
      assert.ok(!dialled.includes(address))
    })

  for (const location of [
    'https://169.254.169.254/metadata',
    'http://contoso.westeurope.data.azurecr.io/x',
    'https://contoso.westeurope.data.azurecr.io:8443/x',
    'https://user:pw@contoso.westeurope.data.azurecr.io/x',
    'https://evil.example/contoso.westeurope.data.azurecr.io',
    'https://other.westeurope.data.azurecr.io/x',
    'https://contoso.westeurope.data.azurecr.io.evil.example/x',
    'https://localhost/x',
    '//evil.example/x',
  ])
    test(`a redirect to ${location}`, async () => {
      const { done, asked } = await run(answering('/v2/app/web/blobs/', acr(307, '', { location })), {
        credentials: known,
      })
      assert.equal(done.verdict, 'problem')
      assert.ok(asked.every(({ host }) => host === login))
    })

  test('a redirect to blob storage of the same cloud is', async () => {
    const { done } = await run(
      answering('/v2/app/web/blobs/', acr(307, '', { location: `https://${blobHost}/x//data?sig=1` })),
      { credentials: known },
    )
    assert.equal(step(done, 'layer').answer, 'yes')
  })

  for (const name of [
    '127.0.0.1',
    'http://evil.example',
    'a@contoso.azurecr.io',
    'contoso.azurecr.io:22',
    'contoso.azurecr.io.evil.example',
    'ｃontoso.azurecr.io',
    'contoso.azurecr.io%2f..',
    'контосо',
    '',
    'contoso.azurecr.io..',
    'contoso.privatelink.azurecr.io',
    '../../etc',
  ])
    test(`the name ${JSON.stringify(name)}`, async () => {
      const { done, asked, dialled } = await run({}, { name })
      assert.equal(done.finding, 'name-invalid')
      assert.equal(asked.length + dialled.length, 0)
    })
})

describe('time', () => {
  test('is not waited for an identity that never answers', async () => {
    const { done } = await run(
      {},
      { credentials: { kind: 'azure', token: () => new Promise(() => {}) }, deadlineMs: 5000 },
    )
    assert.equal(done.verdict, 'healthy')
    assert.equal(done.as, 'anonymous')
    assert.ok(done.ms < 3000)
  })

  test('is over at once for whoever has left already', async () => {
    const fake = fakeNetwork({ connect: { '20.61.99.10': 'hangs' } })
    const around = { net: fake.net, today: () => new Date(), vantage: { kind: 'host', name: 'here' } } as const
    const checked = await check({ name: 'contoso' }, { ...around, signal: AbortSignal.abort() })
    const { verdict, ms } = checked('en')
    assert.equal(verdict, 'unknown')
    assert.ok(ms < 500)
    assert.deepEqual(fake.asked, [])
  })

  test('is not spent on asking twice for one token', async () => {
    const { asked } = await run({}, { credentials: known })
    const scopes = asked.filter(({ path }) => path.startsWith('/oauth2/token')).map(({ path }) => path)
    assert.equal(new Set(scopes).size, scopes.length, scopes.join(' '))
  })

  test('is up at the deadline, whatever hangs, and what was cut short is no evidence', async () => {
    const began = performance.now()
    const { done } = await run({ connect: { '20.61.99.10': 'hangs' } }, { deadlineMs: 400 })
    assert.ok(performance.now() - began < 1000)
    assert.equal(done.verdict, 'unknown')
    assert.equal(done.finding, null)
    assert.equal(step(done, 'tcp').answer, 'unknown')
  })
})

describe('a paste and a check of the same registry', () => {
  const lookup = `Error response from daemon: Get "https://${login}/v2/": dial tcp: lookup ${login} on 10.0.0.53:53: no such host`
  test('agree', async () => {
    const { done } = await run({ lookUp: { [login]: noName } }, { paste: readPaste(lookup) })
    assert.match(done.compared?.join() ?? '', /confirmed/)
    assert.equal(done.causes[0]?.id, 'registry-name')
  })

  test('differ: the name resolves from here, so it is not wrong', async () => {
    const { done } = await run({}, { paste: readPaste(lookup) })
    assert.equal(done.verdict, 'healthy')
    assert.match(done.compared?.join() ?? '', /from here it does/)
    assert.ok(done.causes.length > 0)
    assert.notEqual(done.causes[0]?.id, 'registry-name')
  })

  test('of another machine: what fails there is judged with what works here', async () => {
    const output =
      'acr-check-probe 1 contoso.azurecr.io vm-7 curl=0 answer=[403 0.01 0.02 20.61.99.10] dns=[20.61.99.10,] seen=[203.0.113.25] issuer=[] end'
    const { done } = await run({}, { paste: readPaste(output) })
    assert.equal(done.verdict, 'healthy')
    assert.equal(done.pasted?.vantage.name, 'vm-7')
    assert.match(done.compared?.join() ?? '', /first difference is Registry/)
    assert.equal(done.causes[0]?.id, 'public-access-rules')
    assert.match(done.causes[0]?.because.join() ?? '', /At `vm-7`/)
    assert.match(JSON.stringify(done.remedies[0]?.steps), /--ip-address 203\.0\.113\.25/)
    const other = await run({}, { name: 'fabrikam', paste: readPaste(output) })
    assert.doesNotMatch(JSON.stringify(other.done.causes), /vm-7/)
  })

  test('in Polish', async () => {
    const { done } = await run({ connect: { '20.61.99.10': refused } }, { paste: readPaste(lookup) }, 'pl')
    assert.match(done.title, /Połączenie/)
  })
})

describe('a name with a slip', () => {
  for (const [name, likely] of Object.entries({
    'contoso.azureacr.io': 'contoso.azurecr.io',
    'contoso.azurecr.com': 'contoso.azurecr.io',
    'https://contoso.azureacr.cn/v2/': 'contoso.azurecr.cn',
    'contoso.privatelink.azurecr.io': 'contoso.azurecr.io',
    'contoso.westeurope.data.azurecr.us': 'contoso.azurecr.us',
    'mycluster.io': undefined,
    'contoso.example.com': undefined,
    'harbor.io': undefined,
  }))
    test(`${name} ${likely ? `was probably ${likely}` : 'is nothing like a registry'}`, async () => {
      const { done } = await run({}, { name })
      assert.equal(done.finding, 'name-invalid')
      assert.equal(done.loginServer, likely ?? name)
    })
})

test('a registry is not found slow where the machine that asks was busy itself', async () => {
  const ownMs = { headers: 0, body: 1900 }
  const { done } = await run(atData({ status: 200, body: 'x'.repeat(60_000), bodyMs: 2000, ownMs }), {
    credentials: known,
  })
  assert.equal(done.verdict, 'healthy')
  assert.equal(step(done, 'speed').answer, 'unknown')
})

test('a layer is said to come only where one came', async () => {
  const empty = answering('/v2/_catalog', acr(200, { repositories: [] }))
  for (const [broken, asked] of [
    [{}, {}],
    [empty, { credentials: known }],
    [{ anonymous: true }, {}],
  ] as const)
    assert.match((await run(broken, asked)).done.summary, /No pull was tried/)
  assert.match((await run({}, { credentials: known })).done.summary, /a layer comes/)
})

test('a manifest without layers of its own asks for none', async () => {
  const { done } = await run(answering(`/v2/app/web/manifests/${digest}`, acr(200, { layers: [] })), {
    credentials: known,
  })
  assert.equal(done.verdict, 'healthy')
})
