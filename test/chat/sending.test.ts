// What sending needs of Slack, with the real WebClient between: a message found again whose answer was lost, and updates that
// never run into Slack's limit, where progress gives way to what people wait for.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { healthOf } from '../../adapters/chat/health.ts'
import { type Place, type Platform, plain } from '../../adapters/chat/platform.ts'
import { ratesHere } from '../../adapters/rates/here.ts'
import { slackPlatform } from '../../adapters/slack/platform.ts'
import { slackWeb } from '../../adapters/slack/web.ts'
import { sentence } from '../../cards/talk.ts'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'
import type { Channel, Person } from '../support/slack/world.ts'

const said = plain(sentence('contoso.azurecr.io is broken', 'en'))

describe('sending to Slack', () => {
  let slack: FakeSlack
  let platform: Platform
  let ola: Person
  let room: Channel
  beforeEach(async () => {
    slack = await startFakeSlack()
    ola = slack.user({ name: 'ola' })
    room = slack.channel({ name: 'ops', members: [ola] })
    const { botToken: token } = slack.secrets
    const ours = { token, apiUrl: slack.apiUrl }
    const web = slackWeb({ ...ours, health: healthOf('slack', () => {}), log: () => {}, onTrouble: () => {} })
    const identity = { team: slack.team.id, botUser: slack.app.botUser, bot: slack.app.botId, url: '' }
    platform = slackPlatform({ ...ours, web, identity, rates: ratesHere() })
  })
  afterEach(() => slack.stop())
  const toRoom = () => ({ channel: room.id })
  const finds = async (to: Place, id: string, since = Date.now()) => platform.find?.(to, id, since)
  const chats = (many: number) =>
    Promise.all(Array.from({ length: many }, () => slack.says(ola, room, 'chat', { deliver: false })))
  const asked = (method: string) => slack.calls.filter((call) => call.method === method).length

  test('a message whose answer was lost is found by its id, in the channel and in a thread', async () => {
    const before = Date.now()
    const root = await platform.send(toRoom(), said, 'outgoing-0')
    assert.ok(root.ok)
    const thread = platform.under({ ...root, thread: null })
    assert.deepEqual(thread, { channel: room.id, thread: root.message })
    assert.deepEqual(platform.under({ channel: room.id, message: '2.0', thread: root.message }), thread)
    for (const [id, to] of [
      ['outgoing-1', toRoom()],
      ['outgoing-2', thread],
    ] as const) {
      slack.failing.loseAnswer('chat.postMessage')
      assert.deepEqual(await platform.send(to, said, id), { ok: false, why: 'later', perhapsDone: true })
      const sent = slack.posted(room).at(-1)
      assert.deepEqual(sent?.metadata, { event_type: 'acr_check_message', event_payload: { id } })
      assert.deepEqual(await finds(to, id, before), { ok: true, channel: room.id, message: sent.ts })
      assert.equal(await finds(to, 'outgoing-3', before), undefined)
      assert.equal(await finds(to, id, Date.now() + 120_000), undefined, 'it was sent before')
    }
    assert.deepEqual(slack.problems, [])
  })

  test('whether Slack took what it answers with trouble of its own is in doubt only where it can be looked up', async () => {
    slack.failing.serverError(1, 503, { accepted: true })
    assert.deepEqual(await platform.send(toRoom(), said, 'outgoing-1'), { ok: false, why: 'later', perhapsDone: true })
    assert.equal((await finds(toRoom(), 'outgoing-1'))?.ok, true)
    slack.failing.serverError()
    assert.deepEqual(await platform.send(toRoom(), said), { ok: false, why: 'later' })
    slack.failing.rateLimit('chat.postMessage', 3)
    assert.deepEqual(await platform.send(toRoom(), said, 'outgoing-2'), { ok: false, why: 'later', afterMs: 3000 })
  })

  test('it is found behind what was said since, as far back as is reasonable', async () => {
    const since = Date.now()
    await platform.send(toRoom(), said, 'outgoing-1')
    await chats(450)
    const before = asked('conversations.history')
    assert.equal((await finds(toRoom(), 'outgoing-1', since))?.ok, true)
    assert.equal(asked('conversations.history') - before, 3)
    await chats(700)
    assert.equal(await finds(toRoom(), 'outgoing-1', since), undefined)
    assert.equal(asked('conversations.history') - before, 8)
  })

  test('what another app posted under the same id is not ours', async () => {
    await platform.send(toRoom(), said, 'outgoing-1')
    const [sent] = slack.posted(room)
    if (sent) sent.bot_id = 'B0OTHER'
    assert.equal(await finds(toRoom(), 'outgoing-1'), undefined)
  })

  test('without the scope, or where it is no more, nothing can be known', async () => {
    slack.scopes.delete('channels:history')
    const refused = { ok: false, why: 'gone', reason: 'missing_scope channels:history' }
    assert.deepEqual(await finds(toRoom(), 'outgoing-1'), refused)
    slack.scopes.add('channels:history')
    slack.remove(room, 'bot')
    const outside = await finds(toRoom(), 'outgoing-1')
    assert.deepEqual(outside, { ok: false, why: 'gone', reason: 'not_in_channel', out: true })
  })

  test('look-ups wait rather than run into Slack’s limit', async () => {
    const came = await Promise.all(Array.from({ length: 60 }, () => finds(toRoom(), 'outgoing-1')))
    assert.equal(came.filter((it) => it === undefined).length, 45)
    assert.ok(came.every((it) => it === undefined || (!it.ok && it.why === 'later' && (it.afterMs ?? 0) <= 60_000)))
    assert.deepEqual(slack.problems, [])
  })

  test('updates wait rather than run into Slack’s limit, and progress leaves room for them', async () => {
    const sent = await platform.send(toRoom(), said)
    assert.ok(sent.ok)
    const message = { ...sent, thread: null }
    const updates = async (many: number, how?: { progress: true }) => {
      const came = await Promise.all(Array.from({ length: many }, () => platform.update(message, said, how)))
      for (const it of came)
        assert.ok(it.ok || (it.why === 'later' && it.afterMs !== undefined && it.afterMs > 0 && it.afterMs <= 60_000))
      return came.filter(({ ok }) => ok).length
    }
    assert.equal(await updates(20, { progress: true }), 15)
    assert.equal(await updates(35), 30)
    assert.equal(await updates(1, { progress: true }), 0)
    assert.equal(asked('chat.update'), 45)
    assert.deepEqual(slack.problems, [])
  })
})
