// Who may have Azure asked, and when: the runner behind every door, the command line and POST /api/check.
import assert from 'node:assert/strict'
import { PassThrough, Writable } from 'node:stream'
import { describe, test } from 'node:test'
import { type CheckRequest, type CheckSettings, startChecks } from '../../adapters/checks.ts'
import { run as acrCheck } from '../../adapters/cli/program.ts'
import type { Surroundings } from '../../adapters/cli/surroundings.ts'
import { startPlatforms } from '../../adapters/platforms.ts'
import { serve, webApp } from '../../adapters/web/server.ts'
import { diagnose } from '../../src/diagnose.ts'
import { type Around, fakeAzure, healthy, ids, type World } from '../support/azure/fake-port.ts'
import { type Broken, denied, fakeNetwork, login } from '../support/fake-network.ts'

const refusing: Broken = {
  answer: (host, { path }) => (host === login && path.startsWith('/v2/') ? denied : undefined),
}
const closed: Partial<World> = { registry: { ...healthy.registry, publicAccess: 'Disabled' }, connections: [] }
const covering = { registries: ['contoso'], hasIdentity: true }

function runner(settings: Partial<CheckSettings>, broken: Broken = {}, world: Partial<World> = closed) {
  const azure = fakeAzure(world)
  let loads = 0
  const checks = startChecks({
    settings: { registries: [], mostAtATime: 5, hasIdentity: false, ...settings },
    net: fakeNetwork(broken).net,
    identity: async () => undefined,
    azure: async () => {
      loads++
      return azure.port
    },
  })
  const ask = async (asked: Partial<CheckRequest>) =>
    (await checks.run({ registry: 'contoso', from: 'remote', ...asked }))('en', { azure: 'shown' })
  return { ask, checks, asked: azure.asked, loads: () => loads }
}

describe('Azure is asked', () => {
  test('from the terminal of any registry, when it is wanted', async () => {
    const { ask, asked } = runner({})
    assert.equal((await ask({ from: 'terminal' })).azure, undefined)
    assert.deepEqual(asked, [])
    assert.equal((await ask({ from: 'terminal', azure: true })).azure?.id, ids.registry)
  })

  test('from afar only of registries that are covered, whoever wants it', async () => {
    for (const settings of [{ hasIdentity: true }, { ...covering, registries: ['contoso.azurecr.us'] }]) {
      const { ask, asked, loads } = runner(settings)
      for (const azure of [true, 'always', 'on-trouble'] as const) await ask({ azure }).catch(() => {})
      assert.deepEqual(asked, [])
      assert.equal(loads(), 0)
    }
    const { ask } = runner(covering)
    assert.equal((await ask({ azure: 'always' })).azure?.id, ids.registry)
  })

  test('by itself only where the environment offers an identity', async () => {
    const { ask, loads } = runner({ ...covering, hasIdentity: false })
    assert.equal((await ask({ azure: 'always' })).azure, undefined)
    assert.equal(loads(), 0)
  })

  test('on trouble only once the network has a problem', async () => {
    const well = runner(covering)
    assert.equal((await well.ask({ azure: 'on-trouble' })).azure, undefined)
    assert.deepEqual(well.asked, [])
    const broken = runner(covering, refusing)
    const check = await broken.ask({ azure: 'on-trouble' })
    assert.equal(check.finding, 'public-access-disabled')
    assert.equal(check.azure?.id, ids.registry)
  })

  test('on trouble within the same deadline', async () => {
    const azure = fakeAzure(closed, { unread: { registry: 'hangs', preview: 'hangs', connections: 'hangs' } })
    const checks = startChecks({
      settings: { mostAtATime: 5, ...covering },
      net: fakeNetwork(refusing).net,
      identity: async () => undefined,
      azure: async () => azure.port,
    })
    const began = performance.now()
    const told = await checks.run({ registry: 'contoso', from: 'remote', azure: 'on-trouble', deadlineMs: 1500 })
    assert.ok(performance.now() - began < 2500)
    assert.equal(told('en').finding, 'ip-denied')
    assert.ok(told('en').azure?.missing.some(({ why }) => why === 'late'))
  })

  test('through one port, which is loaded once', async () => {
    const { ask, loads } = runner(covering)
    await Promise.all([ask({ azure: 'always' }), ask({ azure: 'always', image: 'app/web' })])
    assert.equal(loads(), 1)
  })

  test('and who does not want it does not get what others had asked', async () => {
    const { ask } = runner(covering)
    const [asking, not] = await Promise.all([ask({ azure: 'always' }), ask({})])
    assert.ok(asking.azure)
    assert.equal(not.azure, undefined)
  })
})

async function command(args: readonly string[], world: Partial<World> = closed, around: Around = {}) {
  const printed = { out: '', err: '' }
  const into = (name: keyof typeof printed) =>
    new Writable({
      write(chunk, _, done) {
        printed[name] += String(chunk)
        done()
      },
    }) as unknown as Surroundings['stdout']
  const status = await acrCheck(args, {
    stdin: new PassThrough() as unknown as Surroundings['stdin'],
    stdout: into('out'),
    stderr: into('err'),
    env: {},
    net: fakeNetwork(refusing).net,
    azure: fakeAzure(world, around).port,
  })
  return { status, ...printed }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')

describe('on the command line', () => {
  test('--azure says what Azure knows, in every format', async () => {
    const text = await command(['check', 'contoso', '--azure'])
    assert.equal(text.status, 1)
    assert.match(text.out, /Public access to the registry is off/)
    assert.match(text.out, /rg-registry/)
    assert.match(text.err, /^✓ Azure: \d+ facts read/m)
    for (const format of ['slack', 'teams']) {
      const { out } = await command(['check', 'contoso', '--azure', '--format', format])
      assert.ok(JSON.parse(out))
      assert.match(out, /rg-registry/)
    }
    const { out } = await command(['check', 'contoso', '--azure', '--json'])
    assert.equal(JSON.parse(out).azure.id, ids.registry)
  })

  test('without it nothing is asked', async () => {
    const { out, err } = await command(['check', 'contoso', '--json'])
    assert.equal(JSON.parse(out).azure, undefined)
    assert.doesNotMatch(err, /Azure/)
  })

  test('--aks names the cluster, and means --azure', async () => {
    const { out } = await command(['check', 'contoso', '--aks', 'prod', '--json'])
    assert.ok(JSON.parse(out).azure.facts.some(({ says }: { says: string }) => says.includes('prod')))
  })

  test('mistakes are one clear line', async () => {
    const odd = await command(['check', 'contoso', '--aks', 'no such; cluster'])
    assert.equal(odd.status, 2)
    assert.match(odd.err, /"no such; cluster" is no AKS cluster: write --aks with its name, or with its resource id/)
    const none = await command(['check', 'contoso', '--azure'], { identity: { ok: false, why: 'none' } })
    assert.match(
      oneLine(none.out),
      /there is no Azure identity here: log in with `az login`, or set the AZURE_ variables/,
    )
    assert.match(none.err, /^\? Azure: Nothing was read from Azure: there is no Azure identity here/m)
    const wrong = await command(['check', 'contoso', '--aks', 'staging'])
    assert.match(oneLine(wrong.out), /Could not read the cluster: it is not there, or not to be seen/)
  })

  test('the evidence and the firewall request hold what Azure knows', async () => {
    const pack = await command(['evidence', 'contoso', '--azure', '--output', '-'])
    assert.match(pack.out, /^## What Azure knows$/m)
    assert.ok(pack.out.includes(ids.registry))
    const request = await command(['evidence', 'contoso', '--azure', '--firewall-request'])
    assert.match(request.out, /The names are complete/)
  })
})

test('POST /api/check says all of it to whoever may ask there, when it is asked for', async (t) => {
  const { checks } = runner(covering, refusing)
  const config = { host: '127.0.0.1', port: 0, production: false, playground: false, dataFolder: '' } as const
  const platforms = await startPlatforms(config, () => {})
  const served = await serve(webApp({ config, diagnose, checks, platforms, page: '', log: () => {} }), config)
  t.after(() => served.close())
  const post = async (body: object) => {
    const answer = await fetch(`${served.url}api/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ registry: 'contoso', ...body }),
    })
    return { status: answer.status, body: await answer.json() }
  }
  assert.equal((await post({})).body.azure, undefined)
  assert.equal((await post({ azure: true })).body.azure.id, ids.registry)
  assert.ok((await post({ aks: 'prod' })).body.azure)
  const odd = await post({ aks: '; rm' })
  assert.equal(odd.status, 400)
  assert.match(odd.body.error.message, /"aks" must be the name or resource id/)
})
