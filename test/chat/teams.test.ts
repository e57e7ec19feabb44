// What only Teams has: tokens that prove who speaks, tenants, service addresses, installing, the dialog, older clients,
// files in the personal chat alone, and local mode.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, beforeEach, describe, mock, test } from 'node:test'
import { diagnoseMessage } from '../../adapters/teams/surface.ts'
import { startBot, until } from '../support/chat/bot.ts'
import { startServer } from '../support/chat/server.ts'
import { type TeamsDriver, teamsDriver } from '../support/chat/teams-driver.ts'
import { buttonsOf } from '../support/teams/buttons.ts'
import { startFakeTeams } from '../support/teams/fake-teams.ts'
import { forgeries } from '../support/teams/issuer.ts'
import type { Person } from '../support/teams/world.ts'

let registries = 0
const fresh = () => `teamsreg${++registries}`
const noSuchHost = (registry = fresh()) =>
  `Get "https://${registry}.azurecr.io/v2/": dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`

describe('Teams', () => {
  let chat: TeamsDriver
  let ola: Person
  before(async () => {
    // The Bot Framework prints every refusal.
    mock.method(console, 'error', () => {})
    chat = await teamsDriver()
  })
  after(async () => {
    await chat.stop()
    mock.restoreAll()
  })
  beforeEach(() => {
    ola = chat.person()
    chat.teams.problems.length = 0
  })
  const idle = () => chat.bot.idle()

  for (const forge of forgeries)
    test(`a token with ${forge} is refused with 401, and nothing is called`, async () => {
      const room = chat.teams.personalChat(ola)
      const before = chat.sent()
      const { status } = await chat.teams.says(ola, room, noSuchHost(), { forge })
      await idle()
      assert.equal(status, 401)
      assert.equal(chat.sent(), before)
      assert.deepEqual(chat.teams.botMessages(room), [])
    })

  for (const serviceUrl of [
    'https://evil.example/',
    'http://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://user@evil.example/',
  ])
    test(`an activity from ${serviceUrl} is refused, whatever signed it`, async () => {
      const { status } = await chat.teams.says(ola, chat.teams.personalChat(ola), noSuchHost(), { serviceUrl })
      assert.equal(status, 401)
    })

  test('another tenant is not served', async () => {
    const room = chat.teams.personalChat(ola)
    const { status } = await chat.teams.says(ola, room, noSuchHost(), {
      tenantId: '11111111-2222-3333-4444-555555555555',
    })
    await idle()
    assert.equal(status, 403)
    assert.deepEqual(chat.teams.botMessages(room), [])
  })

  for (const [what, body] of Object.entries({ 'not JSON': '{', 'no activity': '[1]', 'an empty object': '{}' }))
    test(`${what} is refused with a sentence`, async () => {
      const response = await fetch(`${chat.bot.url}api/messages`, { method: 'POST', body })
      assert.equal(response.status, 400)
      assert.match(await response.text(), /Bot Framework activity/)
    })

  test('brought into a chat it says what it does, once; thrown out it is silent', async () => {
    const room = chat.teams.personalChat(ola)
    await chat.teams.installs(ola, room)
    await idle()
    assert.equal(chat.teams.botMessages(room).length, 1)
    assert.match(JSON.stringify(chat.teams.botMessages(room)[0]?.card), /How to ask/)
    await chat.teams.removes(ola, room)
    await idle()
    assert.deepEqual(chat.teams.problems, [])
  })

  test('where it was blocked it tries no more', async () => {
    const room = chat.teams.team({ name: fresh(), readsAll: true }).general
    chat.teams.blocked(room)
    await chat.teams.says(ola, room, noSuchHost(), { mention: true })
    await idle()
    const before = chat.teams.calls.length
    chat.teams.back(room)
    assert.ok(chat.bot.logged.some((line) => line.includes('MessageWritesBlocked')))
    await chat.teams.says(ola, room, noSuchHost(), { mention: true })
    await idle()
    assert.ok(chat.teams.calls.length > before, 'spoken to again, it answers again')
    assert.equal(chat.teams.botMessages(room).length, 1)
  })

  test('a group chat: a mention is answered there', async () => {
    const room = chat.teams.groupChat({ members: [ola, chat.person()], readsAll: true })
    await chat.teams.says(ola, room, noSuchHost(), { mention: true })
    await chat.teams.says(ola, room, 'thanks')
    await idle()
    assert.equal(chat.teams.botMessages(room).length, 1)
  })

  test('a block of code that stands in the HTML alone is read', async () => {
    const room = chat.teams.personalChat(ola)
    const html = `<p>see:</p><codeblock class="Bash"><code>${noSuchHost('inhtml').replaceAll('"', '&quot;')}</code></codeblock>`
    await chat.teams.says(ola, room, 'see:', { html })
    await idle()
    assert.match(JSON.stringify(chat.teams.botMessages(room)[0]?.card), /inhtml/)
  })

  test('a client that knows no Action.Execute presses the fallback', async () => {
    const room = chat.teams.personalChat(ola)
    await chat.teams.says(ola, room, noSuchHost())
    await idle()
    const [message] = chat.teams.botMessages(room)
    const [button] = message?.card ? buttonsOf(message.card) : []
    const { activity } = await chat.teams.says(ola, room, '')
    const value = { ...(button?.data as object) }
    const { status } = await chat.teams.deliver({
      ...activity,
      id: `old${fresh()}`,
      text: undefined,
      value,
      replyToId: message?.id,
    })
    await idle()
    assert.equal(status, 200)
    assert.match(JSON.stringify(chat.teams.botMessages(room)[0]?.card), /First steps only/)
  })

  test('a press changes the message for everybody, not only for whoever pressed', async () => {
    const room = chat.teams.team({ name: fresh(), members: [ola], readsAll: true }).general
    await chat.teams.says(ola, room, noSuchHost(), { mention: true })
    await idle()
    const [message] = chat.teams.botMessages(room)
    assert.ok(message)
    const updates = chat.teams.counts.update ?? 0
    await chat.teams.presses(ola, message, { title: 'All steps' })
    await idle()
    assert.equal(chat.teams.counts.update, updates + 1)
  })

  test('a forged button of another conversation shows nothing', async () => {
    const secret = chat.teams.personalChat(ola)
    await chat.teams.says(ola, secret, noSuchHost('topsecret'))
    await idle()
    const [stolen] = chat.teams.botMessages(secret)
    const eve = chat.person()
    const own = chat.teams.personalChat(eve)
    await chat.teams.says(eve, own, noSuchHost())
    await idle()
    const [mine] = chat.teams.botMessages(own)
    assert.ok(mine && stolen?.card)
    mine.card = stolen.card
    const { notice, body } = await chat.teams.presses(eve, mine, { title: 'All steps' })
    assert.match(notice ?? '', /do not know this answer/)
    assert.doesNotMatch(JSON.stringify(body), /topsecret/)
  })

  test('“Diagnose this message” answers in a dialog, and so do its buttons', async () => {
    const room = chat.teams.team({ name: fresh(), members: [ola] }).general
    const { message } = await chat.teams.says(chat.person(), room, noSuchHost('dialogreg'))
    const dialog = await chat.teams.opensDialog(ola, { commandId: diagnoseMessage, message })
    assert.match(JSON.stringify(dialog.card), /dialogreg/)
    const polish = await chat.teams.pressesInDialog(dialog, { title: 'Po polsku' })
    assert.match(JSON.stringify(polish.card), /Co zrobić/)
    assert.ok(dialog.ms < 5_000)
    assert.deepEqual(chat.teams.problems, [])
  })

  test('files are fetched from SharePoint alone, without a token', async () => {
    const room = chat.teams.personalChat(ola)
    const file = chat.teams.file('pull.log', noSuchHost('onsharepoint'))
    await chat.teams.says(ola, room, '', { files: [file, { name: 'evil.log', url: 'https://evil.example/evil.log' }] })
    await idle()
    assert.match(JSON.stringify(chat.teams.botMessages(room)[0]?.card), /onsharepoint/)
    assert.deepEqual(
      file.requests.map(({ authorization }) => authorization),
      [undefined],
    )
    await chat.teams.says(ola, room, '', { files: [{ name: 'evil.log', url: 'https://evil.example/evil.log' }] })
    await idle()
    assert.match(JSON.stringify(chat.teams.botMessages(room).at(-1)?.card), /server that I do not fetch/)
  })

  test('in a channel, where Teams gives bots no files, it says how to go on', async () => {
    const room = chat.teams.team({ name: fresh(), readsAll: true }).general
    const html = '<p><at>acr-check</at> see the log</p><attachment id="1"></attachment>'
    await chat.teams.says(ola, room, 'see the log', { mention: true, html })
    await idle()
    assert.match(JSON.stringify(chat.teams.botMessages(room)[0]?.card), /does not hand files to bots/)
  })

  test('a login that is refused is said, and what waited is answered afterwards', async () => {
    const room = chat.teams.personalChat(ola)
    chat.teams.loginFails('invalid_client')
    chat.teams.revokeTokens()
    const { status } = await chat.teams.says(ola, room, noSuchHost('waited'))
    assert.equal(status, 200)
    await until(async () => /invalid_client/.test(JSON.stringify(await chat.bot.platforms.readiness())), 'told', 8_000)
    chat.teams.loginFails()
    await until(() => chat.teams.botMessages(room).length === 1, 'answered', 12_000)
    assert.equal((await chat.bot.platforms.readiness()).status, 'ok')
  })

  test('a service that does not answer is said in /readyz, and what waits is answered when it does', async () => {
    const room = chat.teams.personalChat(ola)
    await chat.teams.says(ola, room, 'help')
    await idle()
    chat.teams.serverError(503, 3)
    await chat.teams.says(ola, room, noSuchHost())
    await until(
      async () => /the service answers 503/.test(JSON.stringify(await chat.bot.platforms.readiness())),
      'told',
      6_000,
    )
    await idle()
    assert.equal(chat.teams.botMessages(room).length, 2)
    assert.equal((await chat.bot.platforms.readiness()).status, 'ok')
  })

  test('a send whose answer is lost is made again: at least once, and at most once more', async () => {
    const room = chat.teams.personalChat(ola)
    await chat.teams.says(ola, room, 'help')
    await idle()
    chat.teams.loseAnswer()
    await chat.teams.says(ola, room, noSuchHost())
    await idle()
    assert.equal(chat.teams.botMessages(room).length, 3)
  })

  for (const status of [412, 502, 503] as const)
    test(`a ${status} is tried again`, async () => {
      const room = chat.teams.personalChat(ola)
      await chat.teams.says(ola, room, 'help')
      await idle()
      chat.teams.serverError(status)
      await chat.teams.says(ola, room, noSuchHost())
      await idle()
      assert.equal(chat.teams.botMessages(room).length, 2)
    })
})

test('when the keys of Teams cannot be had, nobody is called a forger, and /readyz says so', async () => {
  const teams = await startFakeTeams()
  const bot = await startBot({
    ...teams.settings,
    ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/v1/.well-known/openidconfiguration',
  })
  try {
    teams.connect(`${bot.url}api/messages`)
    const ola = teams.person({ name: 'Ola' })
    const { status } = await teams.says(ola, teams.personalChat(ola), noSuchHost())
    assert.equal(status, 503)
    assert.match(JSON.stringify(await bot.platforms.readiness()), /keys of Teams cannot be had/)
  } finally {
    await bot.stop()
    await teams.stop()
  }
})

test('a managed identity proves itself without a password', async () => {
  const teams = await startFakeTeams()
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
  // In a process of its own: the library looks once for where it runs.
  const server = await startServer({ ...teams.identitySettings(), ACR_CHECK_DATA: folder })
  try {
    teams.connect(`${server.url}api/messages`)
    const ola = teams.person({ name: 'Ola' })
    await teams.says(ola, teams.personalChat(ola), noSuchHost('identity'))
    await until(() => teams.botMessages(teams.personalChat(ola)).length === 1, 'answered', 8_000)
  } finally {
    await server.kill('SIGTERM')
    await teams.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

describe('without an app id', () => {
  const activity = (serviceUrl: string) => ({
    type: 'message',
    id: `local${fresh()}`,
    channelId: 'emulator',
    serviceUrl,
    from: { id: 'user', name: 'User' },
    recipient: { id: 'bot', name: 'Bot' },
    conversation: { id: `conversation${registries}` },
    text: noSuchHost('localreg'),
  })
  /** With node:http, since fetch sets Host and Origin itself. */
  const post = (url: string, body: object, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(
        url,
        { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
        (response) => {
          let text = ''
          response.on('data', (data: Buffer) => (text += data.toString()))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
        },
      )
      sent.on('error', reject)
      sent.end(JSON.stringify(body))
    })

  test('a client at this machine is answered, and nothing was loaded before', async () => {
    const client = await startFakeTeams()
    const bot = await startBot({})
    try {
      assert.deepEqual(await bot.platforms.readiness(), { status: 'ok', database: 'unused', platforms: {} })
      const local = activity(client.serviceUrl)
      assert.equal((await post(`${bot.url}api/messages`, local)).status, 200)
      await until(
        () => client.calls.some(({ kind, body }) => kind === 'send' && /localreg/.test(JSON.stringify(body))),
        'answered',
      )
    } finally {
      await bot.stop()
      await client.stop()
    }
  })

  test('nobody else is: no tunnel, no other page, no other name, no other service address', async () => {
    const bot = await startBot({})
    const local = activity('http://127.0.0.1:9/')
    try {
      for (const headers of [
        { 'x-forwarded-for': '203.0.113.9' },
        { 'x-forwarded-host': 'bot.example' },
        { forwarded: 'for=203.0.113.9' },
        { origin: 'https://evil.example' },
        { host: 'evil.example' },
      ])
        assert.equal((await post(`${bot.url}api/messages`, local, headers)).status, 403, JSON.stringify(headers))
      for (const serviceUrl of [
        'https://smba.trafficmanager.net/',
        'http://evil.example/',
        'http://10.0.0.1/',
        'file:///etc/passwd',
      ])
        assert.equal((await post(`${bot.url}api/messages`, activity(serviceUrl))).status, 401, serviceUrl)
    } finally {
      await bot.stop()
    }
    for (const env of [{ NODE_ENV: 'production' }, { HOST: '0.0.0.0' }]) {
      const guarded = await startBot(env)
      try {
        const { status, text } = await post(`${guarded.url}api/messages`, local)
        assert.equal(status, 403)
        assert.match(text, /set MicrosoftAppId/)
      } finally {
        await guarded.stop()
      }
    }
  })
})
