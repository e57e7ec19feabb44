// Alerts from outside: an address made on the command line, what is posted there, and the case that everybody sees.
import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { run } from '../../adapters/cli/program.ts'
import type { Surroundings } from '../../adapters/cli/surroundings.ts'
import { openDatabase } from '../../adapters/store/database.ts'
import { metric, push } from '../support/alerts.ts'
import { until } from '../support/chat/bot.ts'
import { fakeChecks } from '../support/chat/fake-checks.ts'
import { type SlackDriver, slackDriver } from '../support/chat/slack-driver.ts'

describe('alerts from outside', () => {
  let chat: SlackDriver
  const checks = fakeChecks()
  before(async () => {
    chat = await slackDriver('http', undefined, checks)
  })
  after(() => chat.stop())

  async function command(...args: string[]) {
    const stream = () => new PassThrough() as unknown as NodeJS.WriteStream
    const [stdout, stderr] = [stream(), stream()]
    const env = { ACR_CHECK_DATA: chat.bot.folder }
    const status = await run(args, { stdin: process.stdin, stdout, stderr, env } satisfies Surroundings)
    return { status, said: String(stdout.read() ?? ''), problem: String(stderr.read() ?? '') }
  }
  async function address(channel: string, ...options: string[]) {
    const { status, said } = await command('alerts', 'create', '--slack', channel, ...options)
    assert.equal(status, 0)
    const [, path = '', id = ''] = /(\/api\/alerts\/\S+)\n.* revoke (\S+)/s.exec(said) ?? []
    return { url: `${chat.bot.url.slice(0, -1)}${path}`, id }
  }
  /** A connection that the server ended after a refusal is not used again. */
  const post = (url: string, body: unknown) => {
    const asked = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
    return fetch(url, asked).catch(() => fetch(url, asked))
  }
  const settle = async () => {
    await chat.bot.idle()
    await chat.bot.called()
  }

  test('make one case however often they come, checked along, and end it', async () => {
    const room = chat.channel()
    const { url } = await address(room.id)
    for (let time = 0; time < 3; time++) assert.equal((await post(url, metric())).status, 202)
    await settle()
    const cards = () => chat.answers(room)
    await until(() => cards().some(({ text }) => text.includes('Checked from here meanwhile')), 'it was checked', 8_000)
    assert.equal(cards().length, 1)
    const [card] = cards()
    assert.match(card?.text ?? '', /acr-pulls/)
    assert.match(card?.text ?? '', /Metric:\W+SuccessfulPullCount/)
    assert.match(card?.text ?? '', /The way to the registry/)
    assert.equal(checks.asked.filter(({ registry }) => registry === 'contoso.azurecr.io').length, 1)
    assert.equal((await post(url, metric({ monitorCondition: 'Resolved' }))).status, 202)
    // Delivered late once more, when it is over.
    assert.equal((await post(url, metric())).status, 202)
    await settle()
    await until(
      () => cards().some(({ text }) => text.includes('The alert was resolved')),
      'its history tells so',
      8_000,
    )
    assert.match(cards()[0]?.text ?? '', /It was resolved after/)
    assert.equal((await post(url, metric({ firedDateTime: '2026-11-25T03:00:00Z' }))).status, 202)
    await settle()
    assert.equal(cards().filter(({ text }) => text.includes('Metric:')).length, 2, 'fired anew, it is a new case')
  })

  test('of pushes are lines, once each, where somebody asked for them', async () => {
    const [room, quiet] = [chat.channel(), chat.channel()]
    const [feed, other] = [await address(room.id, '--feed'), await address(quiet.id)]
    for (const body of [push, { ...push, id: 'replica' }, { ...push, action: 'delete' }]) {
      assert.equal((await post(feed.url, body)).status, 202)
      assert.equal((await post(other.url, body)).status, 202)
    }
    await settle()
    await until(() => chat.answers(room).length === 2, 'a push and a deletion', 8_000)
    assert.match(chat.answers(room)[0]?.text ?? '', /push: `hello-world:v1` in `contoso\.azurecr\.io`/)
    assert.deepEqual(chat.answers(quiet), [])
  })

  test('that cannot be read are refused with the reason, and nothing of them is logged', async () => {
    const { url, id } = await address(chat.channel().id)
    for (const [body, status] of [
      ['hunter2 {', 400],
      [{ note: 'hunter2' }, 400],
      [{ title: 'x'.repeat(300_000) }, 413],
      [[], 400],
    ] as const) {
      const answer = await post(url, body)
      assert.equal(answer.status, status)
      const { error } = (await answer.json()) as { error: { message: string } }
      assert.ok(error.message.length > 10)
    }
    const logged = chat.bot.logged.join('\n')
    assert.match(logged, new RegExp(`alerts of token ${id}`))
    assert.doesNotMatch(logged, /hunter2/)
    assert.ok(!logged.includes(url.split('/').at(-1) ?? '-'))
  })

  test('are taken only with a token that was not taken back', async () => {
    const room = chat.channel()
    const { url, id } = await address(room.id)
    assert.equal((await post(`${url}x`, metric())).status, 404)
    assert.match((await command('alerts', 'list')).said, new RegExp(`${id} +slack ${room.id}`))
    assert.equal((await command('alerts', 'revoke', id)).status, 0)
    assert.equal((await post(url, metric())).status, 404)
    const db = await openDatabase({ folder: chat.bot.folder })
    const trail = await db.selectFrom('audit').select('what').where('about', '=', id).orderBy('id').execute()
    await db.destroy()
    assert.deepEqual(
      trail.map(({ what }) => what),
      ['alerts create', 'alerts revoke'],
    )
    const again = await command('alerts', 'revoke', id)
    assert.equal(again.status, 2)
    assert.match(again.problem, /alerts list/)
    assert.doesNotMatch((await command('alerts', 'list', '--json')).said, new RegExp(url.split('/').at(-1) ?? '-'))
  })

  test('and watches are set up from the command line too', async () => {
    const room = chat.channel()
    const watched = await command('watch', 'fabrikam', 'tailspin.azurecr.io', '--slack', room.id, '--every', '1h')
    assert.equal(watched.status, 0)
    assert.match(watched.said, /tailspin\.azurecr\.io is watched every 60 min for slack/)
    assert.match(
      (await command('watches')).said,
      new RegExp(`fabrikam\\.azurecr\\.io +60 min +slack ${room.id} +terminal`),
    )
    for (const [args, told] of [
      [
        ['quiet', '22:00-06:00 mon-fri; sat-sun all day'],
        /^Quiet here: 22:00-06:00 mon-fri; all day sat-sun\.[^\n]*\n[^\n]*\n$/,
      ],
      [['zone', 'Europe/Warsaw'], /Europe\/Warsaw/],
      [['digest', '9:00'], /every day at 09:00/],
      [
        ['maintenance', '2099-12-01', '22:00', 'to', '23:30', 'for', 'fabrikam'],
        /1: from .*`fabrikam\.azurecr\.io` only/s,
      ],
      [['maintenance'], /maintenance cancel 1/],
      [['maintenance', 'off'], /No work is planned/],
      [['unsilence', 'fabrikam'], /Nothing of that is silenced/],
    ] as const) {
      const { status, said } = await command(...args, '--slack', room.id)
      assert.equal(status, 0, args.join(' '))
      assert.match(said, told)
    }
    assert.equal((await command('unwatch', 'fabrikam', 'tailspin', '--slack', room.id)).status, 0)
    for (const [others, told] of [
      ['C0123456789 C0123456780', /In 2 other channels/],
      ['everyone', /In every other channel/],
      ['nobody', /no more than that there is a case/],
    ] as const)
      assert.match((await command('share', 'cases', 'with', others, '--slack', room.id)).said, told)
    for (const [args, told] of [
      [['share', 'cases', 'with', 'platform', '--slack', room.id], /with everyone, with nobody, or with channels/],
      [['watch', 'a/b', '--slack', room.id], /is not a registry name/],
      [['watch', 'fabrikam'], /--slack C0123456789/],
      [['watch', 'fabrikam', '--teams', '19:x'], /start it with the settings of teams/],
      [['watch', 'fabrikam', '--slack', room.id, '--every', '2s'], /one minute to 24 hours/],
      [['watch', 'fabrikam', '--slack', room.id, '--findings', 'nonsense'], /there are: name-invalid/],
      [['watch', 'fabrikam', '--slack', room.id, '--mention', 'ola'], /mention @here/],
      [['unwatch', 'fabrikam', '--slack', room.id], /is not watched there/],
      [['quiet', 'often', '--slack', room.id], /write "quiet 22:00-07:00"/],
      [['maintenance', '2020-12-01', '22:00', 'to', '23:30', '--slack', room.id], /over already/],
      [['unsilence', 'fabrikam', 'nonsense', '--slack', room.id], /there are: "name-invalid"/],
    ] as const) {
      const { status, problem } = await command(...args)
      assert.equal(status, 2, args.join(' '))
      assert.match(problem, told)
    }
  })
})
