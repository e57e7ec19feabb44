// The server on PostgreSQL: whatever ends it or the database, nothing is lost, and the commands beside it find the same.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { until } from '../support/chat/bot.ts'
import { type Server, startServer } from '../support/chat/server.ts'
import { type Postgres, password, postgres, skipWithoutPostgres } from '../support/postgres.ts'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'

const main = fileURLToPath(new URL('../../adapters/main.js', import.meta.url))
const noSuchHost = (registry: string) => `dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`

describe('a server on PostgreSQL', { skip: skipWithoutPostgres }, () => {
  const folder = path.join(tmpdir(), 'no-such-folder-of-acr-check-on-postgresql')
  let database: Postgres
  let slack: FakeSlack
  let env: Record<string, string>
  let server: Server
  let said = ''
  const start = async () => {
    server = await startServer(env)
    slack.connect({ http: `${server.url}slack/events` })
  }
  before(async () => {
    database = await postgres()
    slack = await startFakeSlack()
    env = {
      DATABASE_URL: await database.create(),
      ACR_CHECK_DATA: folder,
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    }
    await start()
  })
  after(async () => {
    await server?.kill('SIGKILL')
    await slack?.stop()
  })

  test('kill -9 after the 200 loses none', async () => {
    const people = Array.from({ length: 10 }, (_, i) => slack.user({ name: `p${i}`, locale: 'en-US' }))
    slack.failing.slow(1_000)
    const answered = await Promise.all(
      people.map((person, i) => slack.says(person, slack.dm(person), noSuchHost(`killed${i}`))),
    )
    await server.kill('SIGKILL')
    said += server.output()
    assert.deepEqual(new Set(answered.map(({ answers }) => answers[0]?.status)), new Set([200]))
    assert.equal(people.flatMap((person) => slack.posted(slack.dm(person))).length, 0, 'nothing was answered yet')
    slack.failing.slow(0)
    await start()
    const all = () => people.every((person) => slack.posted(slack.dm(person)).length === 1)
    await until(all, `every one is answered once\n${server.output()}`, 20_000)
  })

  test('it says that the database is away, and goes on when it is back', async () => {
    const readiness = async () => {
      const response = await fetch(`${server.url}readyz`)
      return { status: response.status, of: ((await response.json()) as { database: string }).database }
    }
    await database.stop()
    assert.deepEqual(await readiness(), { status: 503, of: 'unreachable' })
    await database.start()
    await until(async () => (await readiness()).status === 200, 'ready again', 10_000)
    const ola = slack.user({ name: 'ola', locale: 'en-US' })
    await slack.says(ola, slack.dm(ola), noSuchHost('back'))
    await until(() => slack.posted(slack.dm(ola)).length === 1, `answered\n${server.output()}`, 10_000)
  })

  test('commands work beside it, no folder is made, and the password is told nobody', async () => {
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [main, ...args], { env: { PATH: process.env.PATH, ...env } })
    const watched = await run('watch', 'contoso', '--slack', 'C1')
    assert.match(watched.stdout, /contoso\.azurecr\.io is watched every 5/)
    assert.match((await run('watches')).stdout, /^contoso\.azurecr\.io .*slack C1/m)
    assert.match((await run('feedback')).stdout, /Nobody has said yet .*\(DATABASE_URL\)/)
    assert.ok(!existsSync(folder))
    said += server.output()
    assert.match(said, /listens on/)
    for (const secret of [password, encodeURIComponent(password)]) assert.ok(!said.includes(secret))
  })
})
