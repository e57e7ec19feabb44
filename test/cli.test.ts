// The command line as a process, as people and programs meet it.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import packageJson from '../package.json' with { type: 'json' }
import { symptomIds } from '../src/ids.ts'

const main = fileURLToPath(new URL('../adapters/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'acr-check-cli-'))
after(() => rmSync(folder, { recursive: true }))

const denied =
  'Error response from daemon: Get "https://contoso.azurecr.io/v2/": denied: client with IP \'203.0.113.25\' is not allowed access.'

const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function run(
  args: readonly string[],
  { input = '', env = {} }: { input?: string | Uint8Array; env?: NodeJS.ProcessEnv } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { status, stdout, stderr }
}

test('a pasted error is answered with its cause, a command and exit status 0', () => {
  const { status, stdout, stderr } = run(['diagnose'], { input: denied })
  assert.equal(status, 0)
  assert.equal(stderr, '')
  assert.match(stdout, /network rules/)
  assert.match(stdout, /^ +az acr network-rule add --name contoso --ip-address 203\.0\.113\.25$/m)
  assert.doesNotMatch(stdout, /\u001b/)
})

test('a check ends when its time is up, also where whoever gives tokens never answers', {
  timeout: 20_000,
}, async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const env = {
    ...process.env,
    AZURE_AUTHORITY_HOST: `https://127.0.0.1:${port}`,
    AZURE_TENANT_ID: '11111111-1111-4111-8111-111111111111',
    AZURE_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
    AZURE_CLIENT_SECRET: 'not-a-real-one',
  }
  const child = spawn(process.execPath, [main, 'check', 'contoso', '--azure', '--deadline', '2', '--json'], { env })
  let printed = ''
  let printedAt = 0
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    printed += part
    printedAt = performance.now()
  })
  await once(child, 'close')
  assert.ok(performance.now() - printedAt < 2000)
  silent.close()
  assert.equal(JSON.parse(printed).azure.missing[0].why, 'late')
})

test('--json prints one document and nothing else', () => {
  const { status, stdout, stderr } = run(['diagnose', '--json', file('denied.txt', denied)])
  const diagnosis = JSON.parse(stdout)
  assert.equal(status, 0)
  assert.equal(stderr, '')
  assert.deepEqual(Object.keys(diagnosis), [
    'recognised',
    'sure',
    'symptoms',
    'causes',
    'remedies',
    'further',
    'entities',
    'redacted',
    'lang',
  ])
  assert.equal(diagnosis.causes[0].id, 'public-access-rules')
  assert.equal(diagnosis.entities.clientIp, '203.0.113.25')
  assert.ok(diagnosis.symptoms.every(({ id }: { id: string }) => (symptomIds as readonly string[]).includes(id)))
})

test('nothing recognised is said honestly, with exit status 1', () => {
  const { status, stdout } = run(['diagnose'], { input: 'Segmentation fault' })
  assert.equal(status, 1)
  assert.ok(stdout.length > 50)
  assert.equal(
    JSON.parse(
      run(['diagnose', '--json'], {
        input: 'docker pull nginx:1\nError response from daemon: Get "https://registry-1.docker.io/v2/": EOF',
      }).stdout,
    ).otherService,
    'docker.io',
  )
  assert.equal(run(['diagnose'], { input: '' }).status, 1)
})

test('Polish on request, and from a Polish paste', () => {
  assert.match(run(['diagnose', '--lang', 'pl'], { input: denied }).stdout, /Co zrobić/)
  assert.match(
    run(['diagnose'], { input: `Od wczoraj nie mogę się zalogować do rejestru, co jest?\n${denied}` }).stdout,
    /Co zrobić/,
  )
  assert.match(
    run(['diagnose', '--lang', 'en'], { input: `Od wczoraj nie mogę się zalogować do rejestru, co jest?\n${denied}` })
      .stdout,
    /What to do/,
  )
})

test('the cards of Slack and Teams as JSON', () => {
  const slack = JSON.parse(run(['diagnose', '--format', 'slack'], { input: denied }).stdout)
  assert.equal(slack.blocks[0].type, 'header')
  const teams = JSON.parse(run(['diagnose', '--format', 'teams'], { input: denied }).stdout)
  assert.equal(teams.type, 'AdaptiveCard')
})

test('--all shows what the first view only counts', () => {
  const first = run(['diagnose'], { input: denied }).stdout
  const all = run(['diagnose', '--all'], { input: denied }).stdout
  assert.match(first, /more steps/)
  assert.ok(all.length > first.length * 1.5)
  assert.doesNotMatch(all, /more steps/)
})

test('--batch answers line for line, in order, and loses no line', () => {
  const input = [
    `\ufeff${JSON.stringify({ id: 1, text: denied })}`,
    'not json',
    '',
    JSON.stringify({ id: 'b', text: 'hello' }),
    '{"id":"c"}',
    '"x"',
    'null',
  ].join('\n')
  const { status, stdout, stderr } = run(['diagnose', '--batch'], { input })
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    answers.map(({ id }) => id),
    [1, null, 'b', 'c', null, null],
  )
  assert.equal(answers[0].causes[0].id, 'public-access-rules')
  assert.match(answers[1].error.message, /line 2 .*"text"/)
  assert.equal(answers[2].recognised, false)
  assert.equal(status, 2)
  assert.match(stderr, /line 2/)
  assert.equal(run(['diagnose', '--batch'], { input: JSON.stringify({ id: 1, text: 'hello' }) }).status, 0)
})

test('misuse is told on standard error with the way out, and exit status 2', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /Usage: acr-check/],
    [['diagnos'], /Did you mean diagnose/],
    [['diagnose', '--jsn'], /Did you mean --json/],
    [['diagnose', '--lang', 'de'], /en, pl/],
    [['diagnose', '--format', 'html'], /text, slack, teams/],
    [['diagnose', '--json', '--format', 'slack'], /cannot be used with/],
    [['diagnose', join(folder, 'absent.txt')], /cannot read .*absent\.txt: there is no such file/],
    [['diagnose', folder], /it is a folder/],
    [['diagnose', 'a', 'b'], /too many arguments/],
    [['serve', 'x'], /too many arguments/],
  ]
  for (const [args, says] of cases) {
    const { status, stdout, stderr } = run(args)
    assert.equal(status, 2, args.join(' '))
    assert.match(stderr, says)
    assert.equal(stdout, '')
  }
})

test('help and version', () => {
  const help = run(['--help'])
  assert.equal(help.status, 0)
  assert.match(help.stdout, /Examples:/)
  assert.match(run(['diagnose', '--help']).stdout, /--batch/)
  assert.deepEqual(run(['--version']), { status: 0, stdout: `${packageJson.version}\n`, stderr: '' })
})

test('a log in the UTF-16 that Windows PowerShell writes is read', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(denied, 'utf16le')])
  assert.equal(
    JSON.parse(run(['diagnose', '--json', file('utf16.txt', utf16)]).stdout).causes[0].id,
    'public-access-rules',
  )
})

test('a log far larger than any paste is read from a file', () => {
  const filler = 'INFO nothing to see\n'.repeat(400_000)
  const { status, stdout } = run(['diagnose', '--json', file('big.log', `${filler}${denied}\n`)])
  assert.equal(status, 0)
  assert.equal(JSON.parse(stdout).symptoms[0].evidence[0].line, 400_001)
})

test('whoever stops reading, as head does, is not answered with a crash', async () => {
  const child = spawn(process.execPath, [main, 'diagnose', '--all', file('denied2.txt', denied)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.destroy()
  let stderr = ''
  child.stderr.on('data', (data) => {
    stderr += data
  })
  await once(child, 'close')
  assert.equal(stderr, '')
})

test('settings that cannot be used are all told at once', () => {
  const { status, stderr } = run(['serve'], { env: { PORT: 'x', HOST: 'a b' } })
  assert.equal(status, 2)
  assert.match(stderr, /PORT[\s\S]*HOST|HOST[\s\S]*PORT/)
})

test('serve says where it listens, and stops when told', async () => {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said] = await once(child.stdout, 'data')
  const url = /http:\/\/\S+/.exec(String(said))?.[0] ?? ''
  assert.deepEqual(await (await fetch(new URL('/healthz', url))).json(), { status: 'ok' })
  const second = run(['serve'], { env: { PORT: new URL(url).port } })
  assert.equal(second.status, 2)
  assert.match(second.stderr, /PORT/)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
})
