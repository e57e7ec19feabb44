// Several servers on one PostgreSQL are one bot: any of them takes any request, each thing is done once, in order, and what one of
// them leaves behind as it dies is done by another.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Balancer, balancer } from '../support/balancer.ts'
import { type Bot, startBot, until } from '../support/chat/bot.ts'
import { type FakeChecks, fakeChecks } from '../support/chat/fake-checks.ts'
import { type Server, startServer } from '../support/chat/server.ts'
import { postgres, skipWithoutPostgres } from '../support/postgres.ts'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'
import { type FakeTeams, startFakeTeams } from '../support/teams/fake-teams.ts'

const noSuchHost = (registry: string) => `dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`

describe('several servers on one PostgreSQL', { skip: skipWithoutPostgres }, () => {
  let slack: FakeSlack
  let teams: FakeTeams
  let env: Record<string, string>
  let front: Balancer
  const bots: Bot[] = []
  const checks: FakeChecks[] = []
  const idle = async () => {
    for (const bot of bots) await bot.idle()
    for (const bot of bots) await bot.called()
  }
  before(async () => {
    slack = await startFakeSlack()
    teams = await startFakeTeams()
    env = {
      ...teams.settings,
      DATABASE_URL: await (await postgres()).create(),
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    }
    front = await balancer()
    slack.connect({ http: `${front.url}slack/events` })
    teams.connect(`${front.url}api/messages`)
    for (let i = 0; i < 2; i++) {
      const checking = fakeChecks()
      checks.push(checking)
      const bot = await startBot(env, undefined, checking)
      bots.push(bot)
      front.servers.push(bot.url)
    }
    const ready = async ({ platforms }: Bot) => (await platforms.readiness()).status === 'ok'
    await until(async () => (await Promise.all(bots.map(ready))).every(Boolean), 'both are ready', 8_000)
  })
  after(async () => {
    for (const bot of bots) await bot.stop()
    await Promise.all([slack?.stop(), teams?.stop()])
    front?.close()
    assert.deepEqual(slack?.problems, [])
  })

  test('any of them takes any post, and each is answered once and in order', async () => {
    const [ola, room] = [slack.user({ name: 'ola', locale: 'en-US' }), slack.channel({ name: 'builds' })]
    for (const who of ['bot', ola] as const) slack.invite(room, who)
    const jan = teams.person({ name: 'Jan' })
    const chat = teams.personalChat(jan)
    const registries = Array.from({ length: 4 }, (_, i) => `taken${i}`)
    for (const registry of registries) {
      await slack.says(ola, room, `@acr-check ${noSuchHost(registry)}`)
      await teams.says(jan, chat, noSuchHost(registry))
    }
    const named = (texts: readonly unknown[]) => texts.map((it) => /taken\d/.exec(JSON.stringify(it))?.[0])
    await until(() => slack.posted(room).length + teams.botMessages(chat).length === 8, 'all', 12_000)
    assert.deepEqual(named(slack.posted(room)), registries)
    assert.deepEqual(named(teams.botMessages(chat)), registries)
    for (const { platforms } of bots) {
      const chats = Object.values(platforms.chats())
      assert.ok(chats.reduce((sum, { counts }) => sum + counts.received + counts.repeated, 0) > 0, 'each had its part')
    }
  })

  test('what the platform delivers again to another one is known there', async () => {
    const ola = slack.user({ name: 'again', locale: 'en-US' })
    const dm = slack.dm(ola)
    await slack.says(ola, dm, noSuchHost('repeated'), { repeat: 3 })
    await until(() => slack.posted(dm).length > 0, 'answered', 8_000)
    await idle()
    assert.equal(slack.posted(dm).length, 1)
  })

  test('a button works wherever it is pressed', async () => {
    const ola = slack.user({ name: 'presses', locale: 'en-US' })
    const dm = slack.dm(ola)
    await slack.says(ola, dm, noSuchHost('pressed'))
    await until(() => slack.posted(dm).length === 1, 'answered', 8_000)
    const [card] = slack.posted(dm)
    assert.ok(card)
    await slack.clicks(ola, card, 'run-checks')
    await until(() => checks.some(({ asked }) => asked.some((it) => it.registry.startsWith('pressed'))), 'checked')
    await idle()
    assert.equal(slack.posted(dm).length, 1, 'in the same message')
    assert.equal(checks.flatMap(({ asked }) => asked).filter((it) => it.registry.startsWith('pressed')).length, 1)
  })

  test('who presses buttons without end is told to stop as soon as by one server', async () => {
    const ola = slack.user({ name: 'restless', locale: 'en-US' })
    const dm = slack.dm(ola)
    await slack.says(ola, dm, noSuchHost('restless'))
    await until(() => slack.posted(dm).length === 1, 'answered', 8_000)
    const [card] = slack.posted(dm)
    assert.ok(card)
    for (let i = 0; i < 34; i++) await slack.clicks(ola, card, 'switch-language')
    const told = () => slack.ephemerals(ola).filter(({ text }) => /a lot at once/.test(text ?? '')).length
    await until(() => told() === 4, 'four are too many', 20_000)
    await idle()
    assert.equal(told(), 4)
  })

  test('what is watched is checked once for all of them, and its case is one message', async () => {
    const [ola, room] = [slack.user({ name: 'watches', locale: 'en-US' }), slack.channel({ name: 'on-call' })]
    for (const who of ['bot', ola] as const) slack.invite(room, who)
    await slack.says(ola, room, '@acr-check watch observed')
    const ofCase = () => slack.posted(room).filter((it) => JSON.stringify(it.blocks).includes('I take this on'))
    await until(() => ofCase().length > 0, 'its case', 8_000)
    await idle()
    assert.equal(ofCase().length, 1)
    assert.equal(checks.flatMap(({ asked }) => asked).filter((it) => it.registry.startsWith('observed')).length, 1)
  })

  test('what one left behind as it died is done by another within a minute; told to stop, it hands back', async () => {
    const started: Server[] = []
    const start = async () => {
      const server = await startServer(env)
      started.push(server)
      return server
    }
    try {
      const dying = await start()
      front.servers.splice(0, Infinity, dying.url)
      const people = Array.from({ length: 6 }, (_, i) => slack.user({ name: `left${i}`, locale: 'en-US' }))
      slack.failing.slow(2_000)
      const answered = await Promise.all(
        people.map((person, i) => slack.says(person, slack.dm(person), noSuchHost(`left${i}`))),
      )
      assert.deepEqual(new Set(answered.map(({ answers }) => answers[0]?.status)), new Set([200]))
      await sleep(200)
      await dying.kill('SIGKILL')
      slack.failing.slow(0)
      const all = () => people.every((person) => slack.posted(slack.dm(person)).length >= 1)
      await until(all, 'the others answer', 60_000)

      const stopping = await start()
      front.servers.splice(0, Infinity, stopping.url)
      slack.failing.slow(1_000)
      await Promise.all(people.map((person, i) => slack.says(person, slack.dm(person), noSuchHost(`handed${i}`))))
      const began = Date.now()
      await stopping.kill('SIGTERM')
      assert.equal(stopping.process.exitCode, 0)
      assert.ok(Date.now() - began < 20_000)
      slack.failing.slow(0)
      const handed = () => people.every((person) => /handed/.test(JSON.stringify(slack.posted(slack.dm(person)))))
      await until(handed, 'handed back', 10_000)
    } finally {
      slack.failing.slow(0)
      for (const server of started) await server.kill('SIGKILL')
    }
  })
})
