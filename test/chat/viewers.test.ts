// Who may see in a chat what Azure knows: by the ids that the setting names, with the real clients where groups and names are looked up.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { healthOf } from '../../adapters/chat/health.ts'
import { type SeenAt, viewing } from '../../adapters/chat/viewers.ts'
import { readConfig } from '../../adapters/config.ts'
import { ratesHere } from '../../adapters/rates/here.ts'
import { slackPlatform } from '../../adapters/slack/platform.ts'
import { slackWeb } from '../../adapters/slack/web.ts'
import { noViewers, readViewers } from '../../src/chat/viewers.ts'
import { startFakeSlack } from '../support/slack/fake-slack.ts'

const read = (text: string) => readViewers(text).viewers
const object = '0f3c1d9e-7a52-4b8e-9d41-5f6a7b8c9d0e'

describe('the setting', () => {
  test('takes ids of channels, people and groups of both platforms', () => {
    const channels = [
      'C0123456789',
      'G0123456789',
      'D0123456789',
      '19:abc_-1@thread.tacv2',
      '19:1f@thread.v2',
      'a:1xYz_0123456789',
    ]
    const people = ['U0123456789', 'W0123456789', '29:1abcDEF_-0123', object, 'ola@contoso.com']
    const { viewers, odd } = readViewers([...channels, ...people, 'S0123456789'].join(', '))
    assert.equal(odd, undefined)
    assert.deepEqual([...viewers.channels], channels)
    assert.deepEqual([...viewers.people], people)
    assert.deepEqual([...viewers.groups], ['S0123456789'])
  })

  test('names what is no id, and how one looks', () => {
    for (const odd of ['#general', '@ola', 'general', 'C01', 'https://contoso.slack.com', '*', 'x@y']) {
      const config = readConfig({ ACR_CHECK_AZURE_VIEWERS: `C0123456789 ${odd}` })
      assert.ok(!config.ok, odd)
      assert.match(config.problems.join(), /ACR_CHECK_AZURE_VIEWERS holds .*C0123456789, 19:/)
      assert.ok(config.problems.join().includes(JSON.stringify(odd)))
    }
  })

  test('unset or empty it names nobody', () => {
    for (const env of [{}, { ACR_CHECK_AZURE_VIEWERS: ' ' }]) {
      const config = readConfig(env)
      assert.ok(config.ok && config.config.viewers === undefined)
    }
  })
})

/** Somebody is `ids`; aside and in channels that begin with D nobody else looks. */
function seen(named: string, ids: readonly string[] | 'unknown' = []) {
  const asked: string[] = []
  let at = 0
  const may = viewing(read(named), {
    now: () => at,
    platform: {
      isAlone: ({ channel, message }) => message === null || channel.startsWith('D'),
      async idsOf(person) {
        asked.push(person)
        return ids === 'unknown' ? { ok: false, why: 'later' } : { ok: true, ids: [person, ...ids] }
      },
    },
  })
  const place = (it: Partial<SeenAt>) => may({ channel: 'C0000000001', message: '1.1', person: 'U0000000001', ...it })
  return { place, asked, later: (ms: number) => (at += ms) }
}

describe('what Azure knows is shown', () => {
  test('to nobody where nobody is named', async () => {
    const { place, asked } = seen('')
    for (const it of [{}, { message: null }, { channel: 'D0000000001' }]) assert.equal(await place(it), false)
    assert.deepEqual(asked, [])
    const none = viewing(noViewers, {
      platform: { isAlone: () => true, idsOf: async () => assert.fail() },
      now: () => 0,
    })
    assert.equal(await none({ channel: 'D1', message: null, person: 'U1' }), false)
  })

  test('to everybody in a channel that is named, and in no other', async () => {
    const { place } = seen('C0000000001')
    assert.equal(await place({ person: 'U0000000009' }), true)
    assert.equal(await place({ channel: 'C0000000002' }), false)
    assert.equal(await place({ channel: 'C0000000002', message: null }), false)
  })

  test('to somebody who is named, where they alone see it', async () => {
    const { place } = seen('U0000000001')
    assert.equal(await place({}), false)
    assert.equal(await place({ message: null }), true)
    assert.equal(await place({ channel: 'D0000000001' }), true)
    assert.equal(await place({ channel: 'D0000000001', person: 'U0000000002' }), false)
  })

  test('to somebody in a group, and by a name of Microsoft Entra however it is spelt', async () => {
    assert.equal(await seen('S0000000001', ['S0000000001']).place({ message: null }), true)
    assert.equal(await seen('S0000000001', ['S0000000002']).place({ message: null }), false)
    assert.equal(await seen('OLA@contoso.com', ['ola@Contoso.com']).place({ message: null }), true)
    assert.equal(await seen(object.toUpperCase(), [object]).place({ message: null }), true)
    assert.equal(await seen('ola@contoso.com', ['ola@contoso.com.evil.example']).place({ message: null }), false)
  })

  test('to nobody who cannot be told, and they are looked up again', async () => {
    const { place, asked } = seen('S0000000001', 'unknown')
    assert.equal(await place({ message: null }), false)
    assert.equal(await place({ message: null }), false)
    assert.equal(asked.length, 2)
  })

  test('for five minutes without looking again', async () => {
    const { place, asked, later } = seen('S0000000001', ['S0000000001'])
    await place({ message: null })
    later(4 * 60_000)
    await place({ message: null })
    assert.equal(asked.length, 1)
    later(2 * 60_000)
    await place({ message: null })
    assert.equal(asked.length, 2)
  })
})

test('Slack tells who is in a group; a group that is gone has nobody, and Slack out of reach tells nothing', async (t) => {
  const slack = await startFakeSlack()
  t.after(() => slack.stop())
  const [ola, jan] = [slack.user({ name: 'ola' }), slack.user({ name: 'jan' })]
  const group = slack.group('oncall', [ola])
  const token = slack.secrets.botToken
  const health = healthOf('slack', () => {})
  const web = slackWeb({ token, apiUrl: slack.apiUrl, health, log: () => {}, onTrouble: () => {} })
  const identity = { team: slack.team.id, url: '', botUser: slack.app.botUser, bot: slack.app.botId }
  const platform = slackPlatform({ web, identity, token, apiUrl: slack.apiUrl, rates: ratesHere() })
  const ids = (person: string, groups: readonly string[]) => platform.idsOf(person, 'C1', groups)
  assert.deepEqual(await ids(ola.id, [group]), { ok: true, ids: [ola.id, group] })
  assert.deepEqual(await ids(jan.id, [group]), { ok: true, ids: [jan.id] })
  assert.deepEqual(await ids(ola.id, ['S0GONE00000', group]), { ok: true, ids: [ola.id, group] })
  slack.scopes.delete('usergroups:read')
  assert.deepEqual(await ids(ola.id, [group]), { ok: true, ids: [ola.id] })
  slack.scopes.add('usergroups:read')
  slack.failing.serverError(1)
  assert.equal((await ids(ola.id, [group])).ok, false)
})
