// What only Slack has: one post told as several events in any order, snippets, slash command, form, App Home, signatures,
// workspaces, a token that dies.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { App, ReceiverEvent } from '@slack/bolt'
import { type Health, healthOf } from '../../adapters/chat/health.ts'
import { overSocket, type Way } from '../../adapters/slack/receivers.ts'
import { startBot, until } from '../support/chat/bot.ts'
import { fakeChecks } from '../support/chat/fake-checks.ts'
import { type SlackDriver, slackDriver } from '../support/chat/slack-driver.ts'
import { startFakeSlack } from '../support/slack/fake-slack.ts'
import type { Channel, Message, Person } from '../support/slack/world.ts'

let registries = 0
const fresh = () => `slackreg${++registries}`
const noSuchHost = (registry = fresh()) =>
  `Get "https://${registry}.azurecr.io/v2/": dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`

describe('Slack', () => {
  let chat: SlackDriver
  const checks = fakeChecks(4000)
  let ola: Person
  let room: Channel
  before(async () => {
    chat = await slackDriver('http', undefined, checks)
  })
  after(() => chat.stop())
  beforeEach(() => {
    chat.slack.problems.length = 0
    ola = chat.person()
    room = chat.channel()
  })
  const settle = async () => {
    await chat.bot.idle()
    await chat.slack.idle()
  }
  const words = (message: Message | { text: string; blocks?: unknown } | undefined) =>
    `${message?.text} ${JSON.stringify(message?.blocks)}`

  for (const order of ['message-first', 'mention-first', 'together'] as const)
    test(`a mention is answered once, ${order}`, async () => {
      await chat.slack.says(ola, room, noSuchHost(), { mention: true, order })
      await settle()
      assert.equal(chat.slack.posted(room).length, 1)
      assert.deepEqual(chat.slack.problems, [])
    })

  test('a mention of an error that is not sure is answered, whichever event comes first', async () => {
    for (const order of ['message-first', 'mention-first'] as const) {
      const place = chat.channel()
      await chat.slack.says(ola, place, 'what is this: segfault', { mention: true, order })
      await settle()
      assert.equal(chat.slack.posted(place).length, 1, order)
    }
  })

  for (const order of ['message-first', 'file-first', 'together'] as const)
    for (const mention of [true, false])
      test(`a snippet is answered once, ${order}${mention ? ', with a mention' : ''}`, async () => {
        const { ts } = await chat.slack.uploads(
          ola,
          room,
          { name: 'untitled', content: noSuchHost(), mode: 'snippet' },
          { order, mention, comment: 'look' },
        )
        await settle()
        const [answer, ...more] = chat.slack.posted(room)
        assert.equal(answer?.thread_ts, ts)
        assert.deepEqual(more, [])
        assert.deepEqual(chat.slack.problems, [])
      })

  test('a snippet whose message never comes is answered all the same, in its thread', async () => {
    const { ts } = await chat.slack.uploads(ola, room, { content: noSuchHost() }, { only: 'file' })
    await settle()
    assert.deepEqual(
      chat.slack.posted(room).map((it) => it.thread_ts),
      [ts],
    )
  })

  test('a long paste that Slack makes a snippet is read whole', async () => {
    const log = `${'INFO fine\n'.repeat(30_000)}${noSuchHost('deepinside')}\n${'INFO fine\n'.repeat(30_000)}`
    await chat.slack.pastes(ola, chat.slack.dm(ola), log)
    await settle()
    assert.match(words(chat.slack.posted(chat.slack.dm(ola))[0]), /deepinside/)
    assert.ok(chat.slack.downloads.every(({ status }) => status === 200))
  })

  test('the token goes to Slack alone: not to another host, not where a file redirects', async () => {
    chat.slack.downloads.length = 0
    const dm = chat.slack.dm(ola)
    await chat.slack.uploads(ola, dm, {
      name: 'evil.log',
      content: noSuchHost(),
      elsewhere: 'http://localhost:9/evil.log',
    })
    await chat.slack.uploads(ola, dm, { name: 'moved.log', content: noSuchHost(), redirect: true })
    await settle()
    assert.ok(chat.slack.downloads.every(({ host, token }) => !token || host.startsWith('127.0.0.1')))
    const [evil, moved] = chat.slack.posted(dm)
    assert.match(words(evil), /does not fetch|do not fetch/)
    assert.match(words(moved), /could not fetch/)
  })

  test('a picture is not looked at where nobody asked, and said to be one where somebody did', async () => {
    chat.slack.calls.length = 0
    await chat.slack.uploads(
      ola,
      room,
      { name: 'cat.png', content: 'png', mimetype: 'image/png', filetype: 'png', mode: 'hosted' },
      { only: 'message' },
    )
    await settle()
    assert.ok(!chat.slack.calls.some(({ method }) => method === 'files.info'))
    const dm = chat.slack.dm(ola)
    await chat.slack.uploads(ola, dm, {
      name: 'screen.png',
      content: 'png',
      mimetype: 'image/png',
      filetype: 'png',
      mode: 'hosted',
    })
    await settle()
    assert.match(words(chat.slack.posted(dm)[0]), /screen\.png.*is not text/)
  })

  test('a change that leaves the text alone does nothing', async () => {
    const said = await chat.slack.says(ola, chat.slack.dm(ola), noSuchHost())
    await settle()
    chat.slack.calls.length = 0
    await chat.slack.unfurls(said.message)
    await settle()
    assert.deepEqual(
      chat.slack.calls.map(({ method }) => method),
      [],
    )
  })

  test('a deleted message with answers stays as a stone, and the answer goes', async () => {
    const said = await chat.slack.says(ola, room, noSuchHost(), { mention: true })
    await settle()
    await chat.slack.says(ola, room, 'thanks', { thread: said.message })
    await chat.slack.deletes(said.message)
    await settle()
    assert.deepEqual(chat.slack.posted(room), [])
  })

  test('every message has words for screen readers and unfolds no links', async () => {
    chat.slack.calls.length = 0
    await chat.slack.says(ola, room, noSuchHost(), { mention: true })
    await chat.slack.says(ola, chat.slack.dm(ola), 'help')
    await settle()
    const posts = chat.slack.calls.filter(({ method }) => method === 'chat.postMessage')
    assert.equal(posts.length, 2)
    for (const { args } of posts) {
      assert.ok(String(args.text).length > 20)
      assert.equal(String(args.unfurl_links), 'false')
    }
  })

  describe('/acr-check', () => {
    const ask = async (text: string) => {
      const answered = await chat.slack.slash(ola, room, `/acr-check ${text}`)
      await settle()
      assert.equal(answered.status, 200)
      return chat.slack.ephemerals(ola).at(-1)
    }
    test('with an error: a card for the asker alone, whose buttons work', async () => {
      const card = await ask(noSuchHost('ephemeralreg'))
      assert.match(words(card), /ephemeralreg/)
      assert.deepEqual(chat.slack.posted(room), [])
      if (card) await chat.slack.clicks(ola, card, 'switch-language')
      await settle()
      assert.match(words(chat.slack.ephemerals(ola).at(-1)), /Co zrobić/)
      assert.equal(chat.slack.ephemerals(ola).length, 1)
      assert.deepEqual(chat.slack.problems, [])
    })
    test('with a registry: the check, in the channel where the bot is', async () => {
      await chat.slack.slash(ola, room, '/acr-check contoso')
      await settle()
      const [card] = chat.slack.posted(room)
      assert.match(words(card), /does not let this address in/)
      assert.equal(chat.slack.ephemerals(ola).length, 0)
      assert.deepEqual(chat.slack.problems, [])
    })
    test('where the bot is not, the check is the asker’s alone, and so is “Check again”', async () => {
      const elsewhere = chat.slack.channel({ name: `private${fresh()}`, private: true, bot: false })
      const registry = fresh()
      await chat.slack.slash(ola, elsewhere, `/acr-check ${registry}`)
      await settle()
      const shown = chat.slack.ephemerals(ola).at(-1)
      assert.match(words(shown), /does not let this address in/)
      assert.equal(shown?.replaced, 1)
      checks.does.set(registry, 'healthy')
      if (shown) await chat.slack.clicks(ola, shown, 'check-again')
      await settle()
      assert.equal(chat.slack.ephemerals(ola).at(-1), shown, 'the same message')
      assert.match(words(shown), /It works again\. It was broken for/)
    })
    test('a check that takes long says so once, and writes three times in all', async () => {
      checks.takesMs = 2500
      const calls = chat.slack.calls.length
      await chat.slack.slash(ola, room, '/acr-check slowregistry')
      await settle()
      checks.takesMs = 10
      const wrote = chat.slack.calls.slice(calls).filter(({ method }) => method.startsWith('chat.'))
      assert.deepEqual(
        wrote.map(({ method }) => method),
        ['chat.postMessage', 'chat.update', 'chat.update'],
      )
      assert.match(JSON.stringify(wrote[1]?.args), /What was seen/)
      assert.match(JSON.stringify(wrote[2]?.args), /The way to the registry/)
    })
    test('with help: help', async () => assert.match(words(await ask('help')), /How to ask/))
    test('with a language: remembered', async () => assert.match(words(await ask('po polsku')), /Od teraz/))
    test('with nothing: the form, and what is filled in is answered there', async () => {
      await chat.slack.slash(ola, room, '/acr-check')
      const form = await chat.slack.settled(() => chat.slack.views(ola).at(-1))
      await chat.slack.submits(ola, form, { registry: 'no/registry' })
      assert.match(form.errors?.registry ?? '', /5 to 50 letters/)
      await chat.slack.submits(ola, form, {})
      assert.match(form.errors?.error ?? '', /Fill in/)
      await chat.slack.submits(ola, form, {
        registry: 'contoso',
        error: 'denied: requested access to the resource is denied',
      })
      await settle()
      assert.equal(form.open, false)
      assert.match(words(chat.slack.ephemerals(ola).at(-1)), /contoso\.azurecr\.io/)
      assert.deepEqual(chat.slack.problems, [])
    })
    test('where the bot is not: it works all the same', async () => {
      const elsewhere = chat.slack.channel({ name: `private${fresh()}`, private: true, bot: false })
      await chat.slack.slash(ola, elsewhere, `/acr-check ${noSuchHost('outside')}`)
      await settle()
      assert.match(words(chat.slack.ephemerals(ola).at(-1)), /outside/)
    })
    test('an answer that comes too late for its place is sent by direct message', async () => {
      chat.slack.failing.slow(300)
      const asked = chat.slack.slash(ola, room, `/acr-check ${noSuchHost('latecomer')}`)
      chat.slack.failing.expire()
      await asked
      await settle()
      chat.slack.failing.slow(0)
      const seen = [...chat.slack.ephemerals(ola), ...chat.slack.posted(chat.slack.dm(ola))].map(words).join()
      assert.match(seen, /latecomer/)
    })
  })

  test('“Diagnose this error” reads what other apps post, with their attachments', async () => {
    const said = await chat.slack.says(ola, room, 'Build failed')
    said.message.attachments = [{ fallback: noSuchHost('attached'), text: noSuchHost('attached') }]
    await chat.slack.shortcut(ola, 'diagnose_message', said.message)
    await settle()
    assert.match(words(chat.slack.ephemerals(ola).at(-1)), /attached/)
  })

  test('“Check a registry” opens the form, and answers by direct message', async () => {
    await chat.slack.shortcut(ola, 'check_registry')
    const form = await chat.slack.settled(() => chat.slack.views(ola).at(-1))
    await chat.slack.submits(ola, form, { registry: 'contoso.azurecr.io' })
    await settle()
    assert.match(words(chat.slack.posted(chat.slack.dm(ola)).at(-1)), /does not let this address in/)
  })

  test('App Home shows what it can do and one’s own questions, without pastes', async () => {
    await chat.slack.says(ola, chat.slack.dm(ola), `${noSuchHost('homereg')} my words`)
    await settle()
    await chat.slack.opensHome(ola)
    await settle()
    const home = chat.slack.home(ola)
    const shown = JSON.stringify(home?.blocks)
    assert.match(shown, /homereg\.azurecr\.io/)
    assert.match(shown, /registry name is wrong/)
    assert.doesNotMatch(shown, /my words|no such host/)
    if (home) await chat.slack.clicks(ola, home, 'open-form')
    await chat.slack.settled(() => chat.slack.views(ola).find(({ type }) => type === 'modal'))
    assert.deepEqual(chat.slack.problems, [])
  })

  test('somebody from another organisation gets a diagnosis, and no buttons that act', async () => {
    const stranger = chat.slack.user({ name: `stranger${fresh()}`, stranger: true })
    const shared = chat.slack.channel({ name: `shared${fresh()}`, shared: true })
    await chat.slack.says(stranger, shared, noSuchHost(), { mention: true })
    await settle()
    const [card] = chat.slack.posted(shared)
    assert.match(words(card), /all-steps/)
    assert.doesNotMatch(words(card), /"helped"/)
  })

  test('a mention that joins an answer is told so, whatever Slack refuses meanwhile', async () => {
    const error = noSuchHost()
    await chat.slack.says(ola, room, error, { mention: true })
    await settle()
    const jan = chat.person()
    await chat.slack.says(jan, chat.slack.dm(jan), 'help')
    await settle()
    chat.slack.failing.rateLimit('chat.update', 1)
    chat.slack.failing.rateLimit('chat.postMessage', 1)
    const { ts } = await chat.slack.says(jan, room, error, { mention: true })
    await settle()
    const [first, note, ...more] = chat.slack.posted(room)
    assert.match(words(first), /Reported 2 times/)
    assert.equal(note?.thread_ts, ts)
    assert.deepEqual(more, [])
  })

  test('when the first answer was taken away, the next one with the same problem gets its own', async () => {
    const error = noSuchHost()
    await chat.slack.says(ola, room, error, { mention: true })
    await settle()
    const [first] = chat.slack.posted(room)
    if (first) first.deleted = true
    await chat.slack.says(chat.person(), room, error, { mention: true })
    await settle()
    assert.match(words(chat.slack.posted(room).at(-1)), /all-steps/)
  })

  test('a file in two posts is answered in both', async () => {
    const file = chat.slack.file(ola, { name: 'a.log', content: noSuchHost() })
    const other = chat.channel()
    await Promise.all([
      chat.slack.says(ola, room, '', { mention: true, files: [file] }),
      chat.slack.says(ola, other, '', { mention: true, files: [file] }),
    ])
    await settle()
    assert.equal(chat.slack.posted(room).length, 1)
    assert.equal(chat.slack.posted(other).length, 1)
  })

  test('another workspace is not served', async () => {
    const [answered] = (await chat.slack.says(ola, room, noSuchHost(), { mention: true, team: chat.slack.otherTeam }))
      .answers
    await settle()
    assert.equal(answered?.status, 200)
    assert.deepEqual(chat.slack.posted(room), [])
  })

  test('what other bots and we ourselves post is not answered', async () => {
    await chat.slack.event(
      {
        type: 'message',
        subtype: 'bot_message',
        bot_id: 'B0OTHER',
        channel: room.id,
        channel_type: 'channel',
        ts: '1700000000.000100',
        text: noSuchHost(),
      },
      { channel: room },
    )
    await settle()
    assert.deepEqual(chat.slack.posted(room), [])
  })

  for (const [what, delivery] of Object.entries({
    'a bad signature': { signature: 'bad' },
    'no signature': { signature: 'missing' },
    'a signature that is none': { signature: 'malformed' },
    'an empty signature': { signature: 'empty' },
    'a signature of six minutes ago': { age: 360 },
  } as const))
    test(`${what} is refused`, async () => {
      const { answers } = await chat.slack.says(ola, room, noSuchHost(), { mention: true, ...delivery })
      await settle()
      for (const { status } of answers) assert.equal(status, 401)
      assert.deepEqual(chat.slack.posted(room), [])
    })

  test('the address is verified when the app is set up', async () => {
    const { status, body } = await chat.slack.verifiesUrl('challenge-me')
    assert.equal(status, 200)
    assert.match(JSON.stringify(body), /challenge-me/)
  })

  test('when Slack holds events back, the log says so', async () => {
    const { status } = await chat.slack.rateLimitsApp()
    assert.equal(status, 200)
    assert.ok(chat.bot.logged.some((line) => line.includes('sends no more events for a minute')))
  })

  test('acknowledged at once, however slow Slack’s own API is', async () => {
    chat.slack.failing.slow(800)
    const { answers } = await chat.slack.says(ola, room, noSuchHost(), { mention: true })
    for (const { status, ms } of answers) {
      assert.equal(status, 200)
      assert.ok(ms < 800, `${ms} ms`)
    }
    chat.slack.failing.slow(0)
    await settle()
    assert.equal(chat.slack.posted(room).length, 1)
  })

  test('a send whose answer is lost is made again: at least once', async () => {
    chat.slack.failing.loseAnswer('chat.postMessage')
    await chat.slack.says(ola, room, noSuchHost(), { mention: true })
    await settle()
    assert.ok(chat.slack.posted(room).length >= 1)
  })
})

describe('Slack, when its token dies', () => {
  for (const how of ['invalid_auth', 'token_revoked', 'account_inactive'] as const)
    test(`${how}: said in /readyz, taken up where it was when a new token is there`, async () => {
      const chat = await slackDriver()
      const { slack, bot } = chat
      try {
        const ola = chat.person()
        const dm = chat.direct(ola)
        await chat.says(ola, dm, 'help')
        slack.failing.revoke(how)
        const { answers } = await slack.says(ola, dm, noSuchHost('afterwards'))
        assert.equal(answers[0]?.status, 200, 'taken and kept')
        await until(async () => (await bot.platforms.readiness()).status === 'unavailable', 'told')
        const response = await fetch(`${bot.url}readyz`)
        assert.equal(response.status, 503)
        assert.deepEqual(((await response.json()) as { platforms: unknown }).platforms, {
          slack: { status: 'broken', reason: how },
        })
        assert.ok(bot.logged.some((line) => line.includes(`slack: broken: ${how}`)))
        assert.match(
          await (await fetch(`${bot.url}metrics`)).text(),
          new RegExp(`acr_check_platform_up\\{platform="slack",reason="${how}"\\} 0`),
        )
        slack.failing.restore()
        await until(
          () => slack.posted(dm as Channel).some(({ text }) => text.includes('registry')),
          'answered after all',
          12_000,
        )
        assert.equal((await bot.platforms.readiness()).status, 'ok')
      } finally {
        await chat.stop()
      }
    })

  test('it starts while Slack is away, takes events meanwhile, and answers them later', async () => {
    const slack = await startFakeSlack()
    await slack.failing.down()
    const bot = await startBot({
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    })
    try {
      slack.connect({ http: `${bot.url}slack/events` })
      await until(async () => (await bot.platforms.readiness()).platforms.slack?.status === 'broken', 'told')
      const ola = slack.user({ name: 'ola', locale: 'en-US' })
      const room = slack.channel({ name: 'ops' })
      const { answers } = await slack.says(ola, room, noSuchHost(), { mention: true })
      assert.equal(answers[0]?.status, 200)
      await slack.failing.up()
      await until(() => slack.posted(room).length === 1, 'answered', 12_000)
    } finally {
      await bot.stop()
      await slack.stop()
    }
  })
})

describe('Socket Mode', () => {
  test('a connection that Slack renews or that breaks is made again, and nothing is answered twice', async () => {
    const chat = await slackDriver('socket')
    const { slack } = chat
    try {
      const ola = chat.person()
      for (const [i, end] of [
        () => slack.socket.disconnect('refresh_requested'),
        () => slack.socket.drop(),
      ].entries()) {
        await chat.says(ola, chat.direct(ola), noSuchHost())
        assert.equal(chat.answers(chat.direct(ola)).length, i + 1)
        const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length
        const before = opened()
        end()
        await until(() => opened() > before && slack.socket.connections > 0, 'connected again', 8_000)
      }
      await chat.says(ola, chat.direct(ola), noSuchHost())
      assert.equal(chat.answers(chat.direct(ola)).length, 3)
    } finally {
      await chat.stop()
    }
  })

  test('where ten are connected, one more serves without, says so, and takes the place that becomes free', async () => {
    const chat = await slackDriver('socket')
    const { slack } = chat
    const others: Way[] = []
    const logged: string[] = []
    const handled: string[] = []
    const health = healthOf('further', (line) => logged.push(line))
    const join = async (name: string, options: { health?: Health } = {}) => {
      const way = overSocket({
        appToken: slack.secrets.appToken,
        apiUrl: slack.apiUrl,
        health: healthOf(name, () => {}),
        log: () => {},
        lookEveryMs: 50,
        ...options,
      })
      const processEvent = async ({ ack }: ReceiverEvent) => {
        handled.push(name)
        await ack()
      }
      way.receiver.init({ processEvent } as App)
      await way.receiver.start()
      others.push(way)
      return way
    }
    try {
      for (let i = 0; i < 9; i++) await join(`other ${i}`)
      await until(() => slack.socket.connections === 10, 'all are taken')
      await join('further', { health })
      await until(() => health.state().status === 'ok', 'it is told so')
      assert.match(health.state().reason ?? '', /Slack allows an app ten/)
      assert.equal(slack.socket.connections, 10)
      await others[0]?.receiver.stop()
      await until(() => health.state().reason === undefined, 'it takes over')
      assert.equal(slack.socket.connections, 10)
      const [ola, room] = [chat.person(), slack.channel({ name: 'shared' })]
      slack.invite(room, 'bot')
      for (let i = 0; i < 10; i++) await slack.says(ola, slack.dm(ola), 'hello')
      assert.ok(handled.includes('further'))
      assert.deepEqual(
        logged.map((line) => /^further: works(?:, without|$)/.test(line)),
        [true, true],
      )
      // One of several servers, started where all are taken.
      const env = { SLACK_BOT_TOKEN: slack.secrets.botToken, SLACK_APP_TOKEN: slack.secrets.appToken }
      const eleventh = await startBot({ ...env, SLACK_API_URL: slack.apiUrl })
      try {
        await until(async () => (await eleventh.platforms.readiness()).status === 'ok', 'it is ready')
        const { slack: state } = (await eleventh.platforms.readiness()).platforms
        assert.match(state?.reason ?? '', /without a connection/)
      } finally {
        await eleventh.stop()
      }
      assert.deepEqual(slack.problems, [])
    } finally {
      for (const { receiver } of others) await receiver.stop()
      await chat.stop()
    }
  })

  test('a revoked app token is said, and does not end the process', async () => {
    const chat = await slackDriver('socket')
    try {
      chat.slack.failing.revoke('invalid_auth', 'app')
      chat.slack.socket.drop()
      await until(async () => /Socket Mode/.test(JSON.stringify(await chat.bot.platforms.readiness())), 'told')
      chat.slack.failing.restore()
      await until(async () => (await chat.bot.platforms.readiness()).status === 'ok', 'well again', 8_000)
    } finally {
      await chat.stop()
    }
  })
})

test('a check that was under way when this process ended is made again, in the same message', async () => {
  const slack = await startFakeSlack()
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
  const { signingSecret, botToken } = slack.secrets
  const env = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slack.apiUrl }
  const ola = slack.user({ name: 'ola', locale: 'en-US' })
  const checks = fakeChecks(60_000)
  checks.does.set('contoso', 'hangs')
  try {
    const first = await startBot(env, folder, checks)
    slack.connect({ http: `${first.url}slack/events` })
    await slack.says(ola, slack.dm(ola), 'check contoso')
    await until(() => checks.asked.length === 1, 'the check is under way')
    const began = Date.now()
    await first.stop()
    assert.ok(Date.now() - began < 5_000, 'nobody waits for it to end')
    assert.match(JSON.stringify(slack.posted(slack.dm(ola))), /Checking contoso\.azurecr\.io/)
    checks.does.set('contoso', 'healthy')
    const second = await startBot(env, folder, checks)
    await until(() => /works from here/.test(JSON.stringify(slack.posted(slack.dm(ola)))), 'the verdict', 8_000)
    assert.equal(slack.posted(slack.dm(ola)).length, 1)
    await second.stop()
  } finally {
    await slack.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
