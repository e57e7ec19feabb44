// The HTTP server as its neighbours meet it: a real one on loopback, asked well, badly and with bad intent.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type OutgoingHttpHeaders, request } from 'node:http'
import { createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Config, readConfig } from '../adapters/config.ts'
import { startPlatforms } from '../adapters/platforms.ts'
import type { Diagnose } from '../adapters/web/diagnose-route.ts'
import { type Served, serve, webApp } from '../adapters/web/server.ts'
import type { Diagnosis } from '../src/diagnosis.ts'

const nothing: Omit<Diagnosis, 'lang'> = {
  recognised: false,
  sure: false,
  symptoms: [],
  causes: [],
  remedies: [],
  further: [],
  entities: {},
  redacted: [],
}
const asked: { text: string; lang: string | undefined }[] = []
const diagnose: Diagnose = (text, { lang } = {}) => {
  if (text === 'break') throw new TypeError(`cannot read ${text} of the paste "hunter2"`)
  asked.push({ text, lang })
  return { ...nothing, lang: lang ?? 'en' }
}
const logged: string[] = []
const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ family }) => family === 'IPv6'))

// biome-ignore lint/suspicious/noExplicitAny: each test looks for what it expects
type Json = any
type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string; json: Json }

/** fetch sets Host, Origin and Content-Length itself; guards and limits must be met without its help. */
function ask(url: string, options: { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(url, { method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false })
    sent.on('error', reject)
    sent.on('response', async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString()
      const json = text.startsWith('{') ? JSON.parse(text) : undefined
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json })
    })
    sent.end(options.body)
  })
}

const ok = { text: 'dial tcp: lookup myregistry.azurecr.io: no such host' }
const post = (base: Served, body: unknown, headers: OutgoingHttpHeaders = {}) =>
  ask(`${base.url}api/diagnose`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  })

function refused(answer: Answer, status: number, code: string, says: RegExp) {
  assert.equal(answer.json?.error?.code, code, answer.text)
  assert.equal(answer.status, status)
  assert.match(answer.json.error.message, says)
}

let page: string
before(async () => {
  page = await mkdtemp(path.join(tmpdir(), 'acr-check-page-'))
  await writeFile(path.join(page, 'main.js'), 'console.log("the page")')
  await writeFile(path.join(page, 'main.css'), 'body{}')
})
after(() => rm(page, { recursive: true }))

/** Runs `body` against a server of its own. */
async function withServer(settings: Partial<Config>, body: (base: Served) => Promise<void>) {
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    production: false,
    playground: true,
    dataFolder: '.acr-check',
    ...settings,
  }
  const app = webApp({
    config,
    diagnose,
    platforms: await startPlatforms(config, () => {}),
    page,
    log: (line) => logged.push(line),
  })
  const served = await serve(app, config)
  try {
    await body(served)
  } finally {
    await served.close()
  }
}

const scenario = (name: string, settings: Partial<Config>, body: (base: Served) => Promise<void>) =>
  test(name, () => withServer(settings, body))

describe('POST /api/diagnose', () => {
  scenario('answers with the diagnosis, in the language asked for', {}, async (base) => {
    const answer = await post(base, { ...ok, lang: 'pl' })
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.json, { ...nothing, lang: 'pl' })
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal((await post(base, ok)).json.lang, 'en')
  })

  scenario('takes broken UTF-8, NULs, lone surrogates and an empty text', {}, async (base) => {
    const bytes = Buffer.concat([Buffer.from('{"text":"a'), Buffer.from([0xff, 0xc3]), Buffer.from('\\u0000\\ud800"}')])
    assert.equal((await post(base, bytes)).status, 200)
    assert.equal(asked.at(-1)?.text, 'a\ufffd\ufffd\0\ud800')
    assert.equal((await post(base, { text: '' })).status, 200)
    assert.equal((await post(base, ok, { 'Content-Type': 'Application/JSON; charset=utf-8' })).status, 200)
  })

  scenario('says what is wrong with a question', {}, async (base) => {
    refused(await post(base, 'oh no'), 400, 'not-json', /send \{"text"/)
    refused(await post(base, ''), 400, 'not-json', /send \{"text"/)
    refused(await post(base, 'null'), 400, 'no-text', /"text" is missing/)
    refused(await post(base, '[]'), 400, 'no-text', /"text" is missing/)
    refused(await post(base, { text: 4 }), 400, 'no-text', /not a string/)
    refused(await post(base, { ...ok, lang: 'de' }), 400, 'unknown-lang', /"en", "pl"/)
    refused(await post(base, { ...ok, lang: ['en'] }), 400, 'unknown-lang', /"en", "pl"/)
    refused(await post(base, ok, { 'Content-Type': 'text/plain' }), 415, 'not-json', /Content-Type: application\/json/)
    refused(await post(base, ok, { 'Content-Type': 'application/jsonp' }), 415, 'not-json', /Content-Type/)
  })

  scenario('takes 1 MB of text however it is written, and no more', {}, async (base) => {
    const most = 1_048_576
    assert.equal((await post(base, { text: 'a'.repeat(most) })).status, 200)
    assert.equal((await post(base, { text: '\0'.repeat(most) })).status, 200)
    assert.equal((await post(base, { text: 'ą'.repeat(most / 2) })).status, 200)
    const tooLong = /acr-check diagnose FILE/
    refused(await post(base, { text: 'a'.repeat(most + 1) }), 413, 'too-long', tooLong)
    refused(await post(base, { text: 'ą'.repeat(most / 2 + 1) }), 413, 'too-long', tooLong)
    refused(await post(base, { text: 'a'.repeat(7 * most) }), 413, 'too-long', tooLong)
    refused(
      await post(base, { text: 'a'.repeat(7 * most) }, { 'Transfer-Encoding': 'chunked' }),
      413,
      'too-long',
      tooLong,
    )
    assert.equal((await post(base, ok)).status, 200)
  })

  scenario('tells a failure of its own by an id, and logs nothing of the paste', {}, async (base) => {
    logged.length = 0
    const answer = await post(base, { text: 'break' })
    refused(answer, 500, 'internal', /report the id [0-9a-f-]{36}/)
    const [id] = /[0-9a-f-]{36}/.exec(answer.json.error.message) ?? []
    assert.equal(logged.length, 1)
    assert.match(logged[0] ?? '', new RegExp(`^error ${id}: TypeError\n    at diagnose `))
    assert.doesNotMatch(logged[0] ?? '', /hunter2/)
    assert.doesNotMatch(answer.text, /hunter2|TypeError/)
  })
})

scenario('unknown addresses and methods', {}, async (base) => {
  refused(await ask(`${base.url}nope`), 404, 'not-found', /POST at \/api\/diagnose/)
  const wrong = await ask(`${base.url}api/diagnose`)
  refused(wrong, 405, 'wrong-method', /takes POST/)
  assert.equal(wrong.headers.allow, 'POST')
  refused(await ask(`${base.url}healthz`, { method: 'DELETE' }), 405, 'wrong-method', /GET/)
  refused(await ask(`${base.url}api/diagnose`, { method: 'OPTIONS' }), 405, 'wrong-method', /POST/)
})

scenario('every answer carries the headers that protect whoever reads it', {}, async (base) => {
  for (const answer of [
    await ask(base.url),
    await ask(`${base.url}nope`),
    await post(base, 'oh no'),
    await post(base, { text: 'break' }),
  ]) {
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.equal(answer.headers['referrer-policy'], 'no-referrer')
    assert.equal(answer.headers['access-control-allow-origin'], undefined)
  }
})

describe('the playground', () => {
  scenario('is served with its parts, and again only when they change', {}, async (base) => {
    const html = await ask(base.url)
    assert.equal(html.status, 200)
    assert.match(String(html.headers['content-type']), /^text\/html/)
    for (const [, part = ''] of html.text.matchAll(/(?:src|href)="\/([^"]+)"/g))
      assert.equal((await ask(`${base.url}${part}`)).status, 200, part)
    const script = await ask(`${base.url}page/main.js`)
    assert.match(String(script.headers['content-type']), /^text\/javascript/)
    const again = await ask(`${base.url}page/main.js`, { headers: { 'If-None-Match': String(script.headers.etag) } })
    assert.equal(again.status, 304)
  })

  test('says how to bundle it when it has not been', async () => {
    const config: Config = { host: '127.0.0.1', port: 0, production: false, playground: true, dataFolder: '.acr-check' }
    const served = await serve(
      webApp({ config, diagnose, platforms: await startPlatforms(config, () => {}), page: path.join(page, 'nowhere') }),
      config,
    )
    refused(await ask(served.url), 503, 'not-bundled', /npm start/)
    await served.close()
  })

  scenario('is off in production', { production: true, playground: false, apiToken: 'secret' }, async (base) => {
    refused(await ask(base.url), 404, 'playground-off', /ACR_CHECK_PLAYGROUND=on/)
    assert.equal((await ask(`${base.url}page/main.js`)).status, 404)
  })

  scenario(
    'opens in production when asked for',
    { production: true, playground: true, apiToken: 'secret' },
    async (base) => {
      assert.equal((await ask(base.url)).status, 200)
      refused(await post(base, ok), 401, 'token-needed', /NODE_ENV is production/)
    },
  )
})

describe('who may ask, at this machine', () => {
  const own = (base: Served) => new URL(base.url).port

  scenario('the names of this machine', {}, async (base) => {
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      assert.equal((await post(base, ok, { Host: `${name}:${own(base)}` })).status, 200, name)
      assert.equal((await ask(base.url, { headers: { Host: `${name}:${own(base)}` } })).status, 200, name)
    }
  })

  scenario('no other names, whoever they point to', {}, async (base) => {
    const foreign = [
      'evil.example',
      `evil.example:${own(base)}`,
      'localhost:1',
      'localhost',
      `localhost.evil.example:${own(base)}`,
    ]
    for (const host of foreign) {
      refused(await post(base, ok, { Host: host }), 403, 'foreign-host', /open http:\/\/localhost/)
      refused(await ask(base.url, { headers: { Host: host } }), 403, 'foreign-host', /open http:\/\/localhost/)
      refused(await ask(`${base.url}page/main.js`, { headers: { Host: host } }), 403, 'foreign-host', /open/)
    }
  })

  scenario('the page itself, and no page of another site', {}, async (base) => {
    assert.equal((await post(base, ok, { Origin: `http://localhost:${own(base)}` })).status, 200)
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:1',
      `http://localhost:${own(base)}.evil.example`,
      '',
    ]) {
      refused(await post(base, ok, { Origin: origin }), 403, 'foreign-origin', /other sites/)
      refused(await ask(base.url, { headers: { Origin: origin } }), 403, 'foreign-origin', /other sites/)
    }
  })

  scenario('nobody who comes through a proxy or tunnel, without a token', {}, async (base) => {
    for (const name of ['Forwarded', 'X-Forwarded-For', 'x-forwarded-host', 'X-Forwarded-Anything']) {
      refused(await post(base, ok, { [name]: 'x' }), 403, 'not-enabled', /proxy or tunnel.*ACR_CHECK_API_TOKEN/)
      refused(await ask(base.url, { headers: { [name]: 'x' } }), 403, 'not-enabled', /ACR_CHECK_API_TOKEN/)
    }
  })

  scenario('through a proxy or tunnel with the token, by whatever name', { apiToken: 'secret' }, async (base) => {
    const through = { 'X-Forwarded-For': '203.0.113.7', Host: 'acr.example.com' }
    refused(await post(base, ok, through), 401, 'token-needed', /Bearer TOKEN/)
    refused(await ask(base.url, { headers: through }), 401, 'token-needed', /Bearer TOKEN/)
    const proven = { ...through, Authorization: 'Bearer secret' }
    assert.equal((await post(base, ok, proven)).status, 200)
    assert.equal((await ask(base.url, { headers: proven })).status, 200)
    assert.equal((await post(base, ok, { ...proven, Origin: 'https://acr.example.com' })).status, 200)
    refused(await post(base, ok, { ...proven, Origin: 'https://evil.example' }), 403, 'foreign-origin', /other sites/)
    assert.equal((await post(base, ok)).status, 200)
  })

  scenario('health needs no proof', { production: true }, async (base) => {
    const answer = await ask(`${base.url}healthz`, {
      headers: { Host: 'pod:1', 'X-Forwarded-For': 'x', Origin: 'https://evil.example' },
    })
    assert.deepEqual([answer.status, answer.json], [200, { status: 'ok' }])
  })
})

describe('who may ask, beyond this machine and in production', () => {
  for (const [name, settings] of Object.entries({
    'bound beyond loopback': { host: '0.0.0.0' },
    ...(hasIPv6 && { 'bound beyond loopback, IPv6': { host: '::' } }),
    'in production': { production: true },
  })) {
    scenario(`nobody without a configured token: ${name}`, settings, async (base) => {
      refused(await post(base, ok), 403, 'not-enabled', /ACR_CHECK_API_TOKEN/)
      refused(await post(base, ok, { Authorization: 'Bearer undefined' }), 403, 'not-enabled', /ACR_CHECK_API_TOKEN/)
      refused(await post(base, ok, { Authorization: 'Bearer ' }), 403, 'not-enabled', /ACR_CHECK_API_TOKEN/)
      if ('host' in settings) refused(await ask(base.url), 403, 'not-enabled', /ACR_CHECK_API_TOKEN/)
    })

    scenario(`the token and nothing like it: ${name}`, { ...settings, apiToken: 'secret' }, async (base) => {
      const missing = await post(base, ok)
      refused(missing, 401, 'token-needed', /A token is needed/)
      assert.match(String(missing.headers['www-authenticate']), /^Bearer/)
      for (const wrong of [
        'Bearer Secret',
        'Bearer secret2',
        'Bearer secre',
        'Basic secret',
        'secret',
        'Bearer secret secret',
      ])
        refused(await post(base, ok, { Authorization: wrong }), 401, 'token-needed', /Bearer TOKEN/)
      assert.equal((await post(base, ok, { Authorization: 'Bearer secret' })).status, 200)
      assert.equal((await post(base, ok, { Authorization: 'bearer secret', Host: 'acr.example.com' })).status, 200)
      if (!('host' in settings)) return
      refused(await ask(base.url), 401, 'token-needed', /HOST is/)
      assert.equal((await ask(base.url, { headers: { Authorization: 'Bearer secret' } })).status, 200)
    })
  }
})

describe('serve', () => {
  test('a taken port is told with the way out', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const config: Config = { host: '127.0.0.1', port, production: false, playground: true, dataFolder: '.acr-check' }
    await assert.rejects(
      serve(webApp({ config, diagnose, platforms: await startPlatforms(config, () => {}), page }), config),
      /is taken by another program.*set PORT/,
    )
    other.close()
  })

  test('an address that is not of this machine is told with the way out', async () => {
    const config: Config = { host: '192.0.2.1', port: 0, production: false, playground: true, dataFolder: '.acr-check' }
    await assert.rejects(
      serve(webApp({ config, diagnose, platforms: await startPlatforms(config, () => {}), page }), config),
      /192\.0\.2\.1 is no address of this machine: set HOST/,
    )
  })

  test('close ends what is still open', async () => {
    const config: Config = { host: '127.0.0.1', port: 0, production: false, playground: true, dataFolder: '.acr-check' }
    const served = await serve(
      webApp({ config, diagnose, platforms: await startPlatforms(config, () => {}), page }),
      config,
    )
    assert.match(served.url, /^http:\/\/localhost:\d+\/$/)
    await fetch(`${served.url}healthz`)
    await served.close()
    await assert.rejects(fetch(`${served.url}healthz`))
  })
})

describe('settings', () => {
  const config = (env: NodeJS.ProcessEnv) => {
    const read = readConfig(env)
    assert.ok(read.ok, JSON.stringify(read))
    return read.config
  }

  test('nothing set', () => {
    assert.deepEqual(config({}), {
      host: '127.0.0.1',
      port: 3978,
      production: false,
      playground: true,
      dataFolder: '.acr-check',
    })
    assert.deepEqual(config({ HOST: '', PORT: ' ', ACR_CHECK_API_TOKEN: '' }), config({}))
  })

  test('everything set', () => {
    const env = {
      HOST: '[::]',
      PORT: '80',
      ACR_CHECK_API_TOKEN: ' t0ken\n',
      ACR_CHECK_PLAYGROUND: 'ON',
      NODE_ENV: 'production',
    }
    assert.deepEqual(config(env), {
      host: '::',
      port: 80,
      production: true,
      playground: true,
      apiToken: 't0ken',
      dataFolder: '.acr-check',
    })
    assert.equal(config({ NODE_ENV: 'production' }).playground, false)
    assert.equal(config({ ACR_CHECK_PLAYGROUND: 'off' }).playground, false)
  })

  test('all problems at once, each with the way out, and no secret among them', () => {
    const read = readConfig({
      HOST: 'http://x',
      PORT: '70000',
      ACR_CHECK_PLAYGROUND: 'yes',
      ACR_CHECK_API_TOKEN: 'two words',
    })
    assert.ok(!read.ok)
    assert.equal(read.problems.length, 4)
    for (const [i, name] of ['HOST', 'PORT', 'ACR_CHECK_PLAYGROUND', 'ACR_CHECK_API_TOKEN'].entries())
      assert.match(read.problems[i] ?? '', new RegExp(`^${name} `))
    assert.doesNotMatch(read.problems.join(), /two words/)
    for (const PORT of ['-1', '1.5', '0x50', 'http', '65536']) assert.ok(!readConfig({ PORT }).ok, PORT)
  })
})
