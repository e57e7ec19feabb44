// Who may have what checked, with whose credentials, and what is shared: the runner behind every door, and POST /api/check.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CheckRefused } from '../adapters/check-refused.ts'
import { type CheckRequest, type CheckSettings, startChecks } from '../adapters/checks.ts'
import { type Config, readCheckSettings } from '../adapters/config.ts'
import { startPlatforms } from '../adapters/platforms.ts'
import { type Served, serve, webApp } from '../adapters/web/server.ts'
import { diagnose, readPaste } from '../src/diagnose.ts'
import { type Broken, fakeNetwork } from './support/fake-network.ts'

const plain: CheckSettings = { registries: [], mostAtATime: 2, hasIdentity: false }
const login = { username: 'contoso', password: 'hunter2-secret' }

function startWith(settings: Partial<CheckSettings> = {}, broken: Broken = {}) {
  const fake = fakeNetwork(broken)
  let clock = Date.parse('2026-11-25T10:00:00Z')
  const checks = startChecks({
    settings: { ...plain, ...settings },
    net: fake.net,
    identity: async () => 'entra-token',
    today: () => new Date(clock),
  })
  const run = async (asked: Partial<CheckRequest> = {}) =>
    (await checks.run({ registry: 'contoso', from: 'remote', ...asked }))('en')
  const logins = () => fake.asked.filter(({ headers }) => headers?.authorization?.startsWith('Basic ')).length
  return {
    ...fake,
    checks,
    run,
    logins,
    later: (ms: number) => (clock += ms),
    challenges: () => fake.asked.filter(({ path }) => path === '/v2/').length,
  }
}

describe('credentials', () => {
  test('are used from the terminal', async () => {
    const { run, logins } = startWith({ login })
    assert.equal((await run({ from: 'terminal' })).as, 'password')
    assert.ok(logins() > 0)
  })

  test('are not used from afar when nobody said for which registries', async () => {
    const { run, logins } = startWith({ login, hasIdentity: true })
    assert.equal((await run({ azure: true })).as, 'anonymous')
    assert.equal(logins(), 0)
  })

  test('are used from afar for the registries that are covered', async () => {
    for (const registries of [['contoso'], ['cont*'], ['CONTOSO.azurecr.io'], ['x', '*.azurecr.io']])
      assert.equal((await startWith({ login, registries }).run()).as, 'password', registries.join())
  })

  test('are not used for a registry of the same name in another cloud, or with a hash', async () => {
    const { checks } = startWith({ login, registries: ['contoso'] })
    for (const registry of ['contoso.azurecr.cn', 'contoso-b7c1d0e2f3a4b5c6.azurecr.io'])
      await assert.rejects(checks.run({ registry, from: 'remote' }), CheckRefused)
  })

  test('come from an Azure identity where there is one', async () => {
    assert.equal((await startWith({ hasIdentity: true }).run({ from: 'terminal' })).as, 'azure')
    assert.equal((await startWith().run({ from: 'terminal', azure: true })).as, 'azure')
  })

  test('are never sent for a registry that is not covered, and nothing else is', async () => {
    const { run, asked } = startWith({ login, registries: ['contos', 'contoso?', 'fabrikam'] })
    await assert.rejects(run(), CheckRefused)
    assert.equal(asked.length, 0)
  })
})

describe('the same registry', () => {
  test('asked for by many at once is checked once', async () => {
    const { run, challenges } = startWith()
    await Promise.all(Array.from({ length: 50 }, () => run()))
    assert.equal(challenges(), 1)
  })

  test('is checked anew after 30 seconds, and its age shows', async () => {
    const { run, later, challenges } = startWith()
    const first = await run()
    later(29_000)
    assert.equal((await run()).checkedAt, first.checkedAt)
    later(2_000)
    assert.notEqual((await run()).checkedAt, first.checkedAt)
    assert.equal(challenges(), 2)
  })

  test('tells everybody each step, and stops when nobody waits any more', async () => {
    const { checks, open } = startWith({}, { connect: { '20.61.99.10': 'hangs' } })
    const [one, two] = [new AbortController(), new AbortController()]
    const told = [0, 0]
    const run = (who: 0 | 1, { signal }: AbortController) =>
      checks.run({ registry: 'contoso', from: 'remote' }, { signal, onStep: () => (told[who] = (told[who] ?? 0) + 1) })
    const both = [run(0, one), run(1, two)]
    await new Promise((resolve) => setTimeout(resolve, 20))
    assert.ok((told[0] ?? 0) > 2 && told[0] === told[1], told.join())
    one.abort()
    two.abort()
    const began = performance.now()
    assert.deepEqual(
      (await Promise.all(both)).map((told) => told('en').verdict),
      ['unknown', 'unknown'],
    )
    assert.ok(performance.now() - began < 500)
    assert.equal(open(), 0)
  })

  test('with a paste is somebody’s own', async () => {
    const { run, challenges } = startWith()
    await run()
    const { diagnosis } = await run({ paste: readPaste('dial tcp: lookup contoso.azurecr.io: no such host') })
    assert.ok(diagnosis?.recognised)
    assert.equal(challenges(), 2)
  })
})

test('no more checks run at a time than are allowed', async () => {
  async function mostOf(mostAtATime: number) {
    const lookUp = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        `registry${i}.azurecr.io`,
        { ok: true as const, addresses: ['20.61.99.10'] },
      ]),
    )
    const { run, mostOpen } = startWith({ mostAtATime }, { lookUp })
    await Promise.all(Object.keys(lookUp).map((registry) => run({ registry })))
    return mostOpen()
  }
  assert.ok((await mostOf(100)) >= 20)
  // Each has a registry, a control and a layer host.
  assert.ok((await mostOf(2)) <= 6)
})

test('whoever gets no turn in time is told so, and so are those who are too many to wait', async () => {
  const { checks } = startWith({ mostAtATime: 1 }, { connect: { '20.61.99.10': 'hangs' } })
  const stop = new AbortController()
  const under = checks.run({ registry: 'contoso', from: 'remote' }, { signal: stop.signal })
  const busy = (error: unknown) => error instanceof CheckRefused && error.why === 'busy'
  await assert.rejects(checks.run({ registry: 'late1', from: 'remote', deadlineMs: 1_050 }), busy)
  const waiting = Array.from({ length: 30 }, (_, i) =>
    checks.run({ registry: `registry${i}`, from: 'remote' }, { signal: stop.signal }).then(
      () => false,
      (error) => busy(error),
    ),
  )
  await new Promise((resolve) => setTimeout(resolve, 20))
  stop.abort()
  await under
  assert.equal((await Promise.all(waiting)).filter((refused) => refused).length, 10)
})

test('whoever leaves while waiting for a turn asks nothing, and holds up nobody', async () => {
  const { checks, asked } = startWith({ mostAtATime: 1 }, { connect: { '20.61.99.10': 'hangs' } })
  const [first, second] = [new AbortController(), new AbortController()]
  const run = async (registry: string, { signal }: AbortController) =>
    (await checks.run({ registry, from: 'remote' }, { signal }))('en')
  const both = [run('contoso', first), run('fabrikam', second)]
  await new Promise((resolve) => setTimeout(resolve, 20))
  second.abort()
  const began = performance.now()
  assert.equal((await both[1])?.verdict, 'unknown')
  assert.ok(performance.now() - began < 500)
  assert.ok(asked.every(({ host }) => !host.startsWith('fabrikam')))
  first.abort()
  await both[0]
  const third = new AbortController()
  const next = run('tailspin', third)
  setTimeout(() => third.abort(), 50)
  assert.equal((await next).finding, 'name-not-found')
})

test('settings that cannot be used are named', () => {
  const read = readCheckSettings({
    ACR_CHECK_REGISTRIES: 'contoso,https://evil/',
    ACR_CHECK_MAX_CHECKS: '0',
    ACR_CHECK_CONTROL: 'http://x',
    ACR_CHECK_LOG_WORKSPACE: 'acr-logs',
    ACR_USERNAME: 'me',
  })
  assert.ok(!read.ok)
  for (const name of [
    'ACR_CHECK_REGISTRIES',
    'ACR_CHECK_MAX_CHECKS',
    'ACR_CHECK_CONTROL',
    'ACR_CHECK_LOG_WORKSPACE',
    'ACR_PASSWORD',
  ])
    assert.match(read.problems.join('\n'), new RegExp(name))
})

test('a workspace is named by either of its ids', () => {
  const id = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
  const resource = `/subscriptions/${id}/resourceGroups/logs_(weu).1/providers/microsoft.operationalinsights/workspaces/acr-logs`
  for (const given of [id, resource]) {
    const read = readCheckSettings({ ACR_CHECK_LOG_WORKSPACE: given })
    assert.equal(read.ok && read.settings.logWorkspace, given)
  }
  for (const given of [`${id}' or`, `${resource}/../x`, `${resource}?x`])
    assert.ok(!readCheckSettings({ ACR_CHECK_LOG_WORKSPACE: given }).ok, given)
})

describe('POST /api/check', () => {
  async function withServer(
    broken: Broken,
    body: (served: Served) => Promise<void>,
    settings: Partial<CheckSettings> = {},
  ) {
    const config: Config = {
      host: '127.0.0.1',
      port: 0,
      production: false,
      playground: false,
      dataFolder: '.acr-check',
    }
    const { checks } = startWith(settings, broken)
    const platforms = await startPlatforms(config, () => {})
    const served = await serve(webApp({ config, diagnose, checks, platforms, page: '.', log: () => {} }), config)
    try {
      await body(served)
    } finally {
      await served.close()
    }
  }
  const ask = ({ url }: Served, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(`${url}api/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal && { signal }),
    })

  test('answers with the check', async () => {
    await withServer({}, async (served) => {
      const answer = await ask(served, { registry: 'contoso.azurecr.io', lang: 'pl' })
      assert.equal(answer.status, 200)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
      const { verdict, finding, registry, loginServer, lang } = (await answer.json()) as Record<string, unknown>
      assert.deepEqual(
        { verdict, finding, registry, loginServer, lang },
        { verdict: 'healthy', finding: null, registry: 'contoso', loginServer: 'contoso.azurecr.io', lang: 'pl' },
      )
    })
  })

  test('tells each step as it ends, then the check', async () => {
    await withServer({}, async (served) => {
      const answer = await ask(served, { registry: 'contoso' }, { accept: 'text/event-stream' })
      const events = [...(await answer.text()).matchAll(/^event: (\w+)$/gm)].map(([, event]) => event)
      assert.equal(events.at(-1), 'check')
      assert.equal(events.filter((event) => event === 'step').length, 11)
    })
  })

  test('says what is wrong with a request', async () => {
    await withServer({}, async (served) => {
      for (const [body, status] of [
        ['oh no', 400],
        [{}, 400],
        [{ registry: 4 }, 400],
        [{ registry: 'contoso', image: 'a b' }, 400],
        [{ registry: 'contoso', image: '../../oauth2' }, 400],
        [{ registry: 'contoso', deadline: 0 }, 400],
        [{ registry: 'contoso', deadline: 1000 }, 400],
        [{ registry: 'contoso', lang: 'de' }, 400],
        [{ registry: 'contoso', azure: 'yes' }, 400],
      ] as const) {
        const answer = await ask(served, body)
        assert.equal(answer.status, status, JSON.stringify(body))
        const { error } = (await answer.json()) as { error: { message: string } }
        assert.ok(error.message.length > 10)
      }
      assert.equal((await ask(served, {}, { 'content-type': 'text/plain' })).status, 415)
    })
  })

  test('refuses what ACR_CHECK_REGISTRIES does not cover', async () => {
    await withServer(
      {},
      async (served) => {
        const answer = await ask(served, { registry: 'contoso' })
        assert.equal(answer.status, 403)
        assert.match(await answer.text(), /ACR_CHECK_REGISTRIES/)
      },
      { registries: ['fabrikam'] },
    )
  })

  test('tells whoever gets no turn when to come again', async () => {
    const hangs: Broken = { connect: { '20.61.99.10': 'hangs' } }
    await withServer(
      hangs,
      async (served) => {
        const stop = new AbortController()
        const first = await ask(served, { registry: 'contoso' }, { accept: 'text/event-stream' }, stop.signal)
        await first.body?.getReader().read()
        const second = await ask(served, { registry: 'fabrikam', deadline: 1 })
        assert.equal(second.status, 503)
        assert.equal(second.headers.get('retry-after'), '60')
        stop.abort()
      },
      { mostAtATime: 1 },
    )
  })

  test('is guarded as diagnoses are', async () => {
    await withServer({}, async (served) => {
      assert.equal((await ask(served, { registry: 'contoso' }, { 'x-forwarded-for': '1.2.3.4' })).status, 403)
      assert.equal((await ask(served, { registry: 'contoso' }, { origin: 'https://evil.example' })).status, 403)
    })
  })
})
