// Whatever ends the process after an acknowledgement, no event is lost; and one platform's trouble is not the other's.
import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import SQLite from 'better-sqlite3'
import { openDatabase } from '../../adapters/store/database.ts'
import { startBot, until } from '../support/chat/bot.ts'
import { startServer } from '../support/chat/server.ts'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'
import { listen } from '../support/sockets.ts'
import { type FakeTeams, startFakeTeams } from '../support/teams/fake-teams.ts'

const noSuchHost = (registry: string) =>
  `Get "https://${registry}.azurecr.io/v2/": dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`

describe('both platforms', () => {
  let slack: FakeSlack
  let teams: FakeTeams
  let folder: string
  let env: Record<string, string>
  before(async () => {
    slack = await startFakeSlack()
    teams = await startFakeTeams()
    folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
    env = {
      ...teams.settings,
      ACR_CHECK_DATA: folder,
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    }
  })
  after(async () => {
    await Promise.all([slack.stop(), teams.stop()])
    await rm(folder, { recursive: true, force: true })
  })
  const connect = (url: string) => {
    slack.connect({ http: `${url}slack/events` })
    teams.connect(`${url}api/messages`)
  }

  test('kill -9 after the 200 loses none', async () => {
    const first = await startServer(env)
    connect(first.url)
    const people = Array.from({ length: 20 }, (_, i) => slack.user({ name: `p${i}`, locale: 'en-US' }))
    const others = Array.from({ length: 20 }, (_, i) => teams.person({ name: `P ${i}` }))
    // Known before, so that what follows is held up by sending alone.
    slack.failing.slow(1_500)
    teams.slow(1_500)
    const answered = await Promise.all([
      ...people.map((person, i) =>
        slack.says(person, slack.dm(person), noSuchHost(`killed${i}`)).then(({ answers }) => answers[0]?.status),
      ),
      ...others.map((person, i) =>
        teams.says(person, teams.personalChat(person), noSuchHost(`killed${i}`)).then(({ status }) => status),
      ),
    ])
    await first.kill('SIGKILL')
    assert.deepEqual(new Set(answered), new Set([200]))
    assert.equal(people.flatMap((person) => slack.posted(slack.dm(person))).length, 0, 'nothing was answered yet')
    slack.failing.slow(0)
    teams.slow(0)
    const second = await startServer(env)
    connect(second.url)
    try {
      const all = () =>
        people.every((person) => slack.posted(slack.dm(person)).length === 1) &&
        others.every((person) => teams.botMessages(teams.personalChat(person)).length === 1)
      await until(all, `every one is answered\n${second.output()}`, 60_000)
      for (const [i, person] of people.entries())
        assert.match(JSON.stringify(slack.posted(slack.dm(person))), new RegExp(`killed${i}\\b`))
    } finally {
      await second.kill('SIGTERM')
    }
    assert.equal(second.process.exitCode, 0, 'and it stops in good order')
  })

  test('kill -9 during a check loses none: the message that announced it is filled after all', async () => {
    let asked = 0
    const silent = createServer(() => void asked++)
    const refusing = createHttpServer().on('connect', (_request, socket) => void socket.end('HTTP/1.1 403 No\r\n\r\n'))
    const closing: (() => void)[] = []
    const [hangs, refuses] = [await listen(silent, closing), await listen(refusing, closing)]
    const through = (port: number) => ({
      ...env,
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      NO_PROXY: '127.0.0.1,localhost',
    })
    const [ola, jan] = [slack.user({ name: 'ola', locale: 'en-US' }), teams.person({ name: 'Jan' })]
    const first = await startServer(through(hangs))
    connect(first.url)
    await Promise.all([
      slack.says(ola, slack.dm(ola), 'check contoso'),
      teams.says(jan, teams.personalChat(jan), 'check fabrikam'),
    ])
    const shown = () => [slack.posted(slack.dm(ola)), teams.botMessages(teams.personalChat(jan))]
    // Each has a registry and a control.
    await until(() => asked === 4, 'both are under way')
    await first.kill('SIGKILL')
    for (const messages of shown()) assert.match(JSON.stringify(messages), /Checking (contoso|fabrikam)/)
    const second = await startServer(through(refuses))
    connect(second.url)
    try {
      const told = () => shown().every((messages) => /proxy refuses/i.test(JSON.stringify(messages)))
      await until(told, `the verdict is told\n${second.output()}`, 60_000)
      assert.deepEqual(
        shown().map(({ length }) => length),
        [1, 1],
      )
    } finally {
      await second.kill('SIGTERM')
      for (const close of closing) close()
    }
  })

  for (const [broken, breaks, heals] of [
    ['slack', () => slack.failing.revoke('token_revoked'), () => slack.failing.restore()],
    ['teams', () => teams.loginFails('invalid_client'), () => teams.loginFails()],
  ] as const)
    test(`when ${broken} is broken from the start, the other answers`, async () => {
      breaks()
      teams.revokeTokens()
      const bot = await startBot(env)
      try {
        connect(bot.url)
        await until(async () => (await bot.platforms.readiness()).status === 'degraded', 'degraded', 8_000)
        const response = await fetch(`${bot.url}readyz`)
        assert.equal(response.status, 200)
        const { platforms } = (await response.json()) as { platforms: Record<string, { status: string }> }
        assert.equal(platforms[broken]?.status, 'broken')
        const ola = slack.user({ name: `w${broken}`, locale: 'en-US' })
        const jan = teams.person({ name: `W ${broken}` })
        if (broken === 'teams') await slack.says(ola, slack.dm(ola), noSuchHost('works'))
        else await teams.says(jan, teams.personalChat(jan), noSuchHost('works'))
        await until(
          () => slack.posted(slack.dm(ola)).length + teams.botMessages(teams.personalChat(jan)).length === 1,
          'answered',
        )
      } finally {
        heals()
        await bot.stop()
      }
    })

  test('half a platform is refused at the start, with the way out', async () => {
    for (const [half, wanted] of [
      [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_SIGNING_SECRET must be too/],
      [{ SLACK_SIGNING_SECRET: 's' }, /SLACK_BOT_TOKEN must be too/],
      [{ SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN must be too/],
      [{ SLACK_BOT_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' }, /goes into SLACK_APP_TOKEN/],
      [
        { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_API_URL: 'slack' },
        /SLACK_API_URL is no web address/,
      ],
      [{ MicrosoftAppId: 'a' }, /MicrosoftAppTenantId must be too[\s\S]*MicrosoftAppPassword must be too/],
      [{ MicrosoftAppPassword: 'a' }, /MicrosoftAppId must be too/],
      [
        { MicrosoftAppId: 'a', MicrosoftAppTenantId: 't', MicrosoftAppPassword: 'p', MicrosoftAppType: 'MultiTenant' },
        /SingleTenant or UserAssignedMSI/,
      ],
      [
        { MicrosoftAppId: 'a', MicrosoftAppTenantId: 't', MicrosoftAppPassword: 'p', OAuthUrl: 'x' },
        /OAuthUrl is set, so these must be too/,
      ],
    ] as const)
      await assert.rejects(startServer(half, { ready: false }), wanted)
  })
})

describe('the database', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  test('lies in a folder that only its user may read', async () => {
    const made = path.join(folder, 'made/here')
    await (await openDatabase({ folder: made })).destroy()
    assert.equal((await stat(made)).mode & 0o777, 0o700)
    assert.equal((await stat(path.join(made, 'acr-check.db'))).mode & 0o777, 0o600)
  })

  test('is written through to the disk before anything is acknowledged', async () => {
    const at = path.join(folder, 'full')
    const db = await openDatabase({ folder: at })
    const { rows } = await (await import('#kysely')).sql<{ synchronous: number }>`pragma synchronous`.execute(db)
    assert.equal(rows[0]?.synchronous, 2)
    await db.destroy()
  })

  test('a newer one is refused and left as it is', async () => {
    const at = path.join(folder, 'newer')
    await (await openDatabase({ folder: at })).destroy()
    const file = new SQLite(path.join(at, 'acr-check.db'))
    file.prepare('insert into kysely_migration (name, timestamp) values (?, ?)').run('999-later', '2030-01-01')
    file.close()
    await assert.rejects(openDatabase({ folder: at }), /made by a newer acr-check/)
    const teams = await startFakeTeams()
    teams.loginFails('invalid_client')
    const unreachable = { SLACK_BOT_TOKEN: 'xoxb', SLACK_SIGNING_SECRET: 's', SLACK_API_URL: 'http://127.0.0.1:9/api/' }
    const ended = /the server ended[\s\S]*made by a newer acr-check/
    try {
      for (const platform of [unreachable, teams.settings])
        await assert.rejects(startServer({ ACR_CHECK_DATA: at, ...platform }, { ready: false }), ended)
    } finally {
      await teams.stop()
    }
  })

  test('a folder that is none is told with the way out', async () => {
    const file = path.join(folder, 'full/acr-check.db')
    await assert.rejects(openDatabase({ folder: file }), /set ACR_CHECK_DATA to a folder that this user may write to/)
  })

  test('a second server on the same folder is refused, a command is not', async () => {
    const at = path.join(folder, 'locked')
    const slack = await startFakeSlack()
    const env = {
      ACR_CHECK_DATA: at,
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    }
    const first = await startServer(env)
    try {
      await assert.rejects(startServer(env, { ready: false }), /Another acr-check already serves from/)
      await (await openDatabase({ folder: at })).destroy()
      await first.kill('SIGKILL')
      const second = await startServer(env)
      await second.kill('SIGTERM')
    } finally {
      await first.kill('SIGKILL')
      await slack.stop()
    }
  })
})
