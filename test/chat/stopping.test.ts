// Told to stop, a server ends within twenty seconds whatever hangs, and what it leaves undone is done by the next one.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { openDatabase } from '../../adapters/store/database.ts'
import { until } from '../support/chat/bot.ts'
import { type Server, startServer } from '../support/chat/server.ts'
import { freezing } from '../support/freezing.ts'
import { postgres, skipWithoutPostgres } from '../support/postgres.ts'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'
import { listen } from '../support/sockets.ts'
import { startFakeTeams } from '../support/teams/fake-teams.ts'

const noSuchHost = (registry: string) => `dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`

/** @returns milliseconds */
async function stop(server: Server): Promise<number> {
  const began = performance.now()
  await server.kill('SIGTERM')
  assert.equal(server.process.exitCode, 0, server.output())
  const took = performance.now() - began
  assert.ok(took < 20_000, `it took ${took} ms`)
  return took
}

const settings = ({ secrets, apiUrl }: FakeSlack, folder: string) => ({
  ACR_CHECK_DATA: folder,
  SLACK_BOT_TOKEN: secrets.botToken,
  SLACK_SIGNING_SECRET: secrets.signingSecret,
  SLACK_API_URL: apiUrl,
})

type World = { slack: FakeSlack; folder: string; started(env: Record<string, string>): Promise<Server> }

async function withWorld(use: (world: World) => Promise<void>) {
  const slack = await startFakeSlack()
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
  const servers: Server[] = []
  async function started(env: Record<string, string>) {
    const server = await startServer(env)
    servers.push(server)
    slack.connect({ http: `${server.url}slack/events` })
    return server
  }
  try {
    await use({ slack, folder, started })
  } finally {
    for (const server of servers) await server.kill('SIGKILL')
    await slack.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

describe('told to stop', { concurrency: true }, () => {
  test('while the platforms do not answer and somebody holds a connection', () =>
    withWorld(async ({ slack, folder, started }) => {
      const teams = await startFakeTeams()
      const env = { ...settings(slack, folder), ...teams.settings }
      const first = await started(env)
      teams.connect(`${first.url}api/messages`)
      const [ola, jan] = [slack.user({ name: 'ola', locale: 'en-US' }), teams.person({ name: 'Jan' })]
      const [dm, chat] = [slack.dm(ola), teams.personalChat(jan)]
      slack.failing.slow(60_000)
      teams.slow(60_000)
      await slack.says(ola, dm, noSuchHost('hanging'))
      await teams.says(jan, chat, noSuchHost('hanging'))
      const holding = connect(Number(new URL(first.url).port), '127.0.0.1')
      holding.on('error', () => {})
      holding.write('POST /slack/events HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf')
      try {
        await stop(first)
        slack.failing.slow(0)
        teams.slow(0)
        const second = await started(env)
        teams.connect(`${second.url}api/messages`)
        await until(() => slack.posted(dm).length > 0 && teams.botMessages(chat).length > 0, 'answered', 15_000)
        assert.ok((await stop(second)) < 5_000)
      } finally {
        holding.destroy()
        await teams.stop()
      }
    }))

  test('while a check hangs: the registry is given back', () =>
    withWorld(async ({ slack, folder, started }) => {
      const closing: (() => void)[] = []
      let asked = 0
      const deaf = createServer((socket) => socket.on('data', () => asked++))
      const proxy = `http://127.0.0.1:${await listen(deaf, closing)}`
      const server = await started({ ...settings(slack, folder), HTTPS_PROXY: proxy, NO_PROXY: '127.0.0.1' })
      const [ola, room] = [slack.user({ name: 'ola', locale: 'en-US' }), slack.channel({ name: 'ops' })]
      for (const who of ['bot', ola] as const) slack.invite(room, who)
      try {
        await slack.says(ola, room, '@acr-check watch contoso')
        await until(() => asked > 0, 'it is being checked', 10_000)
        assert.ok((await stop(server)) < 5_000, server.output())
      } finally {
        for (const close of closing) close()
      }
      const db = await openDatabase({ folder })
      const [target] = await db.selectFrom('targets').select(['taken_until', 'next_at']).execute()
      await db.destroy()
      assert.equal(target?.taken_until, 0)
      assert.ok(target.next_at <= Date.now())
    }))

  test('while it is connected by Socket Mode', () =>
    withWorld(async ({ slack, folder, started }) => {
      const { SLACK_SIGNING_SECRET: _, ...env } = settings(slack, folder)
      const server = await started({ ...env, SLACK_APP_TOKEN: slack.secrets.appToken })
      await until(() => slack.socket.connections === 1, 'connected')
      assert.ok((await stop(server)) < 5_000)
      assert.equal(slack.socket.connections, 0)
    }))

  test('while the database does not answer: it says what was still open', { skip: skipWithoutPostgres }, () =>
    withWorld(async ({ slack, folder, started }) => {
      const url = new URL(await (await postgres()).create())
      const way = await freezing(Number(url.port))
      const direct = url.href
      url.port = String(way.port)
      const first = await started({ ...settings(slack, folder), DATABASE_URL: url.href })
      const ola = slack.user({ name: 'ola', locale: 'en-US' })
      slack.failing.slow(1_000)
      try {
        await slack.says(ola, slack.dm(ola), noSuchHost('frozen'))
        way.freeze()
        await stop(first)
      } finally {
        way.close()
      }
      assert.match(first.output(), /stopped after 15 s, with this still open: slack/)
      slack.failing.slow(0)
      await started({ ...settings(slack, folder), DATABASE_URL: direct })
      await until(() => slack.posted(slack.dm(ola)).length > 0, 'answered by the next one', 60_000)
    }),
  )
})
