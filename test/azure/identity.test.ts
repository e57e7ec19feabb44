// The default credential, unchanged, in a process of its own: a secret, a managed identity, `az login`, or nobody at all, in each cloud,
// through a proxy and with a certificate authority of its own.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { after, afterEach } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cloudOf } from '../../adapters/azure/clouds.ts'
import type { Question, Told } from '../support/azure/child.ts'
import { startFakeAzureApi } from '../support/azure/fake-azure-api.ts'
import { client, tenant } from '../support/azure/fake-entra.ts'
import { workspace } from '../support/azure/world.ts'
import { startAzureProxy } from '../support/azure-proxy.ts'

const azure = await startFakeAzureApi()
const closing: (() => void)[] = [() => azure.close()]
const through: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'acr-check-azure-'))
const port = Number(new URL(azure.arm).port)
/** Every host of Azure is found at the fake; nothing else is let through. */
const isAzure =
  /^(?:management\.(?:azure\.com|usgovcloudapi\.net|chinacloudapi\.cn)|login\.[\w.]+|api\.loganalytics\.[\w.]+)$/
const proxy = await startAzureProxy(
  (host) => {
    through.push(host)
    return isAzure.test(host) ? 200 : 403
  },
  { good: { private: '', cert: '' }, stranger: { private: '', cert: '' } },
  () => port,
  closing,
)
after(() => {
  for (const close of closing) close()
})
afterEach(() => {
  through.length = 0
  azure.entra.refusal = undefined
})

const ca = join(folder, 'ca.pem')
writeFileSync(ca, azure.ca)
const nobodysHome = mkdtempSync(join(folder, 'home-'))
/** No `az` there, nor anything else. */
const nothing = { PATH: dirname(process.execPath), HOME: nobodysHome }
const reaching = { HTTPS_PROXY: proxy, NO_PROXY: '127.0.0.1', NODE_EXTRA_CA_CERTS: ca }
const secret = { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client.id, AZURE_CLIENT_SECRET: client.secret }
const managed = { AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.metadata }

async function ask(env: Record<string, string>, ...questions: Question[]): Promise<Told[]> {
  const child = fileURLToPath(new URL('../support/azure/child.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [child, ...questions], {
    env: { ...nothing, ...reaching, ...env },
    timeout: 60_000,
  })
  return JSON.parse(stdout) as Told[]
}
const answers = (told: Told[]) => told.slice(1).map(({ answer: { ok, why, code } }) => (ok ? 'ok' : (code ?? why)))

/** An `az` that says this and ends so. */
function az(says: string, status = 0): Record<string, string> {
  const bin = mkdtempSync(join(folder, 'bin-'))
  writeFileSync(join(bin, 'az'), `#!/bin/sh\ncat ${status ? '>&2 ' : ''}<<'END'\n${says}\nEND\nexit ${status}\n`)
  chmodSync(join(bin, 'az'), 0o755)
  return { PATH: `${bin}:${dirname(process.execPath)}:/bin:/usr/bin` }
}

test('a secret of the environment, through the proxy', async () => {
  const told = await ask(secret, 'identity', 'find', 'registry')
  assert.deepEqual(answers(told), ['ok', 'ok', 'ok'])
  assert.deepEqual([...new Set(through)].sort(), ['login.microsoftonline.com', 'management.azure.com'])
})

for (const [cloud, authority, hosts] of [
  ['us-government', 'https://login.microsoftonline.us', 'login.microsoftonline.us management.usgovcloudapi.net'],
  // The library knows the newer name of the same.
  ['china', 'https://login.chinacloudapi.cn/', 'login.partner.microsoftonline.cn management.chinacloudapi.cn'],
] as const)
  test(`the cloud of the identity: ${cloud}`, async () => {
    const told = await ask({ ...secret, AZURE_AUTHORITY_HOST: authority }, 'identity', 'registry')
    assert.deepEqual(answers(told), ['ok', 'ok'])
    assert.equal([...new Set(through)].sort().join(' '), hosts)
  })

test('clouds by their authority, as people write it', () => {
  for (const [given, cloud] of [
    [undefined, 'public'],
    ['https://login.microsoftonline.com/', 'public'],
    ['login.microsoftonline.us', 'us-government'],
    ['https://LOGIN.microsoftonline.us:443/', 'us-government'],
    ['https://login.partner.microsoftonline.cn', 'china'],
  ] as const)
    assert.equal(cloudOf(given).name, cloud)
})

test('a managed identity, around the proxy', async () => {
  assert.deepEqual(answers(await ask(managed, 'identity', 'find')), ['ok', 'ok'])
  assert.ok(!through.includes('127.0.0.1'))
})

test('whoever is signed in to az; one program for all that is asked', async () => {
  const given = azure.entra.give('https://management.azure.com')
  const token = {
    accessToken: given.access_token,
    expiresOn: '2099-01-01 00:00:00.000000',
    expires_on: 4070908800,
    subscription: 'x',
    tenant,
    tokenType: 'Bearer',
  }
  const env = az(JSON.stringify(token))
  assert.deepEqual(answers(await ask(env, 'identity', 'find', 'registry', 'subnet')), ['ok', 'ok', 'ok', 'ok'])
})

test('nobody at all', async () => {
  const none = await ask({}, 'identity', 'find')
  assert.deepEqual(answers(none)[0], 'none')
  assert.deepEqual(answers(await ask(az("ERROR: Please run 'az login' to setup account.", 1), 'identity')), ['none'])
})

for (const [what, refusal, code] of [
  ['an expired secret', 'expired', 'AADSTS7000222'],
  ['a wrong secret', 'wrong', 'AADSTS7000215'],
  ['an account that needs a person', 'mfa', 'AADSTS50076'],
] as const)
  test(`${what}: says so`, async () => {
    azure.entra.refusal = refusal
    assert.deepEqual(answers(await ask(secret, 'identity')), [code])
  })

test('az knows somebody whom only a person can sign in again', async () => {
  const says =
    'ERROR: AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication.'
  const [, told] = await ask(az(says, 1), 'identity')
  assert.deepEqual(told?.answer, { ok: false, why: 'needs-person', code: 'AADSTS50076' })
})

test('a proxy whose address is none, and one that lets nobody through', async () => {
  const [, odd] = await ask({ ...secret, HTTPS_PROXY: 'http://' }, 'identity')
  assert.deepEqual(odd?.answer.ok, false)
  const shut = await startAzureProxy(
    () => 407,
    { good: { private: '', cert: '' }, stranger: { private: '', cert: '' } },
    () => port,
    closing,
  )
  const [, closed] = await ask({ ...secret, HTTPS_PROXY: shut }, 'identity')
  assert.deepEqual(closed?.answer.ok, false)
})

test('each library of Azure is loaded when its part is asked for, and not before', async () => {
  const told = await ask(
    { ...secret, ACR_CHECK_LOG_WORKSPACE: workspace },
    'find',
    'provider',
    'registry',
    'links',
    'cluster',
    'denied',
    'subnet',
  )
  const sdks = [
    '@azure/arm-containerregistry',
    '@azure/arm-privatedns',
    '@azure/arm-containerservice',
    '@azure/monitor-query-logs',
    'arm-network',
  ]
  assert.deepEqual(
    told.map(({ question, loaded }) => [question, sdks.filter((sdk) => loaded.includes(sdk)).length]),
    [
      ['start', 0],
      ['find', 0],
      ['provider', 0],
      ['registry', 1],
      ['links', 2],
      ['cluster', 3],
      ['denied', 4],
      ['subnet', 5],
    ],
  )
  assert.ok(
    told.every(({ answer }) => answer.ok),
    JSON.stringify(told.map(({ answer }) => answer)),
  )
  assert.ok(!told[0]?.loaded.includes('@azure/identity'))
})
