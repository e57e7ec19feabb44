// acr-check evidence, over a registry in memory: what is printed, what is written, and what is never written over.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import test, { after } from 'node:test'
import { run } from '../../adapters/cli/program.ts'
import type { Surroundings } from '../../adapters/cli/surroundings.ts'
import { type Broken, denied, fakeNetwork, login } from '../support/fake-network.ts'

const folder = mkdtempSync(join(tmpdir(), 'acr-check-evidence-'))
after(() => rmSync(folder, { recursive: true }))

const refusing: Broken = {
  answer: (host, { path }) => (host === login && path.startsWith('/v2/') ? denied : undefined),
}

async function evidence(
  args: readonly string[],
  { broken = refusing, env = {} }: { broken?: Broken; env?: object } = {},
) {
  const printed = { out: '', err: '' }
  const into = (name: keyof typeof printed) =>
    new Writable({
      write(chunk, _, done) {
        printed[name] += String(chunk)
        done()
      },
    }) as unknown as Surroundings['stdout']
  const around: Surroundings = {
    stdin: new PassThrough() as unknown as Surroundings['stdin'],
    stdout: into('out'),
    stderr: into('err'),
    env: { ...env },
    net: fakeNetwork(broken).net,
  }
  return { status: await run(['evidence', ...args], around), ...printed }
}

test('- prints the pack and nothing else on standard output', async () => {
  const { status, out, err } = await evidence(['contoso', '--output', '-'])
  assert.equal(status, 0)
  assert.match(out, /^# Evidence: contoso\.azurecr\.io\n/)
  assert.match(out, /`ip-denied`/)
  assert.match(out, /Node \d+/)
  assert.match(err, /Registry/)
})

test('a file is written for its owner alone, and never over another', async () => {
  const output = join(folder, 'pack.md')
  const { status, out, err } = await evidence(['contoso', '--output', output])
  assert.equal(status, 0)
  assert.equal(out, '')
  assert.match(err, new RegExp(`Written to ${output}`))
  assert.match(readFileSync(output, 'utf8'), /^# Evidence/)
  if (process.platform !== 'win32') assert.equal(statSync(output).mode & 0o777, 0o600)
  writeFileSync(output, 'mine')
  const again = await evidence(['contoso', '--output', output])
  assert.equal(again.status, 2)
  assert.match(again.err, /it exists already: name another file/)
  assert.equal(readFileSync(output, 'utf8'), 'mine')
})

test('a place that cannot be written to is told', async () => {
  const { status, err } = await evidence(['contoso', '--output', join(folder, 'none', 'pack.md')])
  assert.equal(status, 2)
  assert.match(err, /its folder does not exist \(--output - prints it\)/)
})

test('unnamed, the file is named after the registry and the time', async () => {
  const before = process.cwd()
  process.chdir(folder)
  try {
    assert.equal((await evidence(['contoso'])).status, 0)
  } finally {
    process.chdir(before)
  }
  assert.ok(readdirSync(folder).some((name) => /^acr-check-contoso-\d{8}T\d{6}Z\.md$/.test(name)))
})

test('the pasted error stands in it, without its secrets', async () => {
  const paste = join(folder, 'error.txt')
  writeFileSync(
    paste,
    "docker login -p hunter2-Secret contoso.azurecr.io\ndenied: client with IP '203.0.113.25' is not allowed access.",
  )
  const { out } = await evidence(['contoso', '--paste', paste, '--output', '-'])
  assert.match(out, /203\.0\.113\.25' is not allowed access/)
  assert.match(out, /## Removed secrets/)
  assert.doesNotMatch(out, /hunter2/)
})

test('--firewall-request prints the request, in either language', async () => {
  const { status, out } = await evidence(['contoso', '--firewall-request'], { broken: {} })
  assert.equal(status, 0)
  assert.match(out, /^Firewall request: Azure Container Registry contoso\.azurecr\.io\n/)
  assert.match(out, /^ {2}contoso\.westeurope\.data\.azurecr\.io /m)
  assert.match((await evidence(['contoso', '--firewall-request', '--lang', 'pl'])).out, /^Prośba o reguły zapory/)
})

test('what is no registry gets a pack that says so, and no firewall request', async () => {
  const { status, err } = await evidence(['example.com', '--firewall-request'])
  assert.equal(status, 2)
  assert.match(err, /"example\.com" is not a registry name/)
  assert.match((await evidence(['example.com', '--output', '-'])).out, /`name-invalid`/)
})
