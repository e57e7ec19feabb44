// Proves the fake Slack against the real SDKs: what they send it reads, what it answers they take for Slack's.
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './support/slack/fake-slack.ts'
import { button, logger, modal, section, smallBot } from './support/slack/small-bot.ts'
import type { Json } from './support/slack/world.ts'

const { WebAPIRateLimitedError, WebAPIRequestError, WebClient } = webApi
const failsWith = (error: string) => (thrown: { data?: { error?: string } }) => thrown.data?.error === error
async function withSlack(
  options: FakeSlackOptions,
  body: (slack: FakeSlack, client: webApi.WebClient) => Promise<void>,
) {
  const slack = await startFakeSlack(options)
  const client = new WebClient(slack.secrets.botToken, {
    slackApiUrl: slack.apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger,
  })
  try {
    await body(slack, client)
  } finally {
    await slack.stop()
  }
}

describe('the Web API to WebClient', () => {
  test('posting, updating, deleting, and being refused', () =>
    withSlack({}, async (slack, client) => {
      const { ok: _, ...me } = await client.auth.test()
      assert.equal(me.bot_id, slack.app.botId)
      assert.deepEqual(me.response_metadata?.scopes, [...slack.scopes])
      const maria = slack.user({ name: 'maria' })
      const general = slack.channel({ name: 'general', members: [maria] })
      const channel = general.id
      const metadata = { event_type: 'answer', event_payload: { id: '1' } }
      const posted = await client.chat.postMessage({ channel, text: 'Hi', unfurl_links: false, metadata })
      const ts = posted.ts ?? ''
      await client.chat.update({ channel, ts, text: 'Hi again', blocks: [section('Hi again')] })
      assert.equal(slack.messages(general)[0]?.blocks?.length, 1)
      const reply = await client.chat.postMessage({ channel, text: 'Reply', thread_ts: ts, unfurl_links: false })
      const thread = await client.conversations.replies({ channel, ts, include_all_metadata: true })
      assert.deepEqual(
        thread.messages?.map(({ text, thread_ts }) => [text, thread_ts]),
        [
          ['Hi again', ts],
          ['Reply', ts],
        ],
      )
      assert.deepEqual((thread.messages?.[0] as Json | undefined)?.metadata, metadata)
      const first = await client.conversations.replies({ channel, ts, limit: 1 })
      const cursor = first.response_metadata?.next_cursor ?? ''
      assert.equal((await client.conversations.replies({ channel, ts, limit: 1, cursor })).messages?.[0]?.text, 'Reply')
      await client.chat.delete({ channel, ts: reply.ts ?? '' })
      assert.equal((await client.conversations.history({ channel })).messages?.length, 1)
      const link = await client.chat.getPermalink({ channel, message_ts: ts })
      assert.match(link.permalink ?? '', /^https:\/\/contoso\.slack\.com\/archives\/C\w+\/p\d{16}/)
      await client.chat.postEphemeral({ channel, user: maria.id, text: 'Psst' })
      assert.equal(slack.ephemerals(maria)[0]?.text, 'Psst')
      assert.deepEqual(slack.problems, [])
      assert.equal(slack.calls.filter(({ error }) => error !== undefined).length, 0)

      const other = slack.channel({ name: 'other', bot: false })
      const hidden = slack.channel({ name: 'hidden', bot: false, private: true })
      const theirs = (await slack.says(maria, general, 'mine', { deliver: false })).ts
      const post = (args: { channel: string; text?: string; blocks?: KnownBlock[] }) =>
        client.chat.postMessage({ text: '', unfurl_links: false, ...args })
      await assert.rejects(post({ channel: other.id, text: 'a' }), failsWith('not_in_channel'))
      await assert.rejects(post({ channel: hidden.id, text: 'a' }), failsWith('channel_not_found'))
      await assert.rejects(post({ channel }), failsWith('no_text'))
      await assert.rejects(client.chat.update({ channel, ts: theirs, text: 'a' }), failsWith('cant_update_message'))
      await assert.rejects(client.chat.delete({ channel, ts: theirs }), failsWith('cant_delete_message'))
      await assert.rejects(client.chat.delete({ channel, ts: reply.ts ?? '' }), failsWith('message_not_found'))
      await assert.rejects(client.conversations.info({ channel }), failsWith('missing_scope'))
      await assert.rejects(client.apiCall('chat.shout'), failsWith('unknown_method'))
      await assert.rejects(post({ channel, text: 'a', blocks: [section('x'.repeat(3001))] }), (thrown: Json) => {
        const data = thrown.data as { error: string; response_metadata: { messages: string[] } }
        return data.error === 'invalid_blocks' && /3001 characters/.test(data.response_metadata.messages[0] ?? '')
      })
      const long = Array.from({ length: 5 }, () => section('x'.repeat(2900)))
      await assert.rejects(post({ channel, text: 'a', blocks: long }), failsWith('msg_blocks_too_long'))
      assert.equal(slack.problems.length, 10, slack.problems.join('\n'))
      slack.problems.length = 0
      await client.chat.postMessage({ channel, blocks: [section('<!channel> <@U012345>')] })
      assert.equal(slack.problems.length, 5, slack.problems.join('\n'))
    }))

  test('looking for a message: metadata only when asked for, by pages, with the scope, at its rate', () =>
    withSlack({}, async (slack, client) => {
      const ola = slack.user({ name: 'ola' })
      const { id: channel } = slack.channel({ name: 'general', members: [ola] })
      const dm = slack.dm(ola)
      const metadata = { event_type: 'answer', event_payload: { id: '1' } }
      const posted = await client.chat.postMessage({ channel, text: 'a', unfurl_links: false, metadata })
      const history = (args: object = {}) => client.conversations.history({ channel, ...args })
      const kept = async (args: object) => ((await history(args)).messages?.[0] as Json | undefined)?.metadata
      assert.deepEqual([await kept({}), await kept({ include_all_metadata: true })], [undefined, metadata])
      await client.chat.update({ channel, ts: posted.ts ?? '', text: 'b' })
      assert.deepEqual(await kept({ include_all_metadata: true }), metadata)
      await client.chat.postMessage({ channel, text: 'c', unfurl_links: false })
      const { messages, response_metadata: next } = await history({ limit: 1 })
      assert.equal(messages?.[0]?.text, 'c', 'the newest first')
      assert.equal((await history({ limit: 1, cursor: next?.next_cursor ?? '' })).messages?.[0]?.text, 'b')
      assert.equal((await history({ oldest: posted.ts })).messages?.length, 1)
      await assert.rejects(history({ channel: ola.id }), failsWith('channel_not_found'))
      await client.conversations.history({ channel: dm.id })
      slack.scopes.delete('im:history')
      await assert.rejects(history({ channel: dm.id }), failsWith('missing_scope'))
      const came = await Promise.allSettled(Array.from({ length: 60 }, () => history()))
      const limited = came.filter(({ status }) => status === 'rejected').length
      assert.ok(limited >= 15 && limited <= 20, `${limited} refused`)
    }))

  test('mentions as people type them, and of whom the bot makes some', () =>
    withSlack({}, async (slack, client) => {
      const ola = slack.user({ name: 'ola' })
      const general = slack.channel({ name: 'general', members: [ola] })
      const group = slack.group('oncall')
      const { message } = await slack.says(ola, general, '@here @ola @oncall @nobody', { deliver: false })
      assert.equal(message.text, `<!here> <@${ola.id}> <!subteam^${group}|@oncall> @nobody`)
      const post = (text: string) => client.chat.postMessage({ channel: general.id, text, unfurl_links: false })
      slack.mayCall.add('<!here>').add('<@U0NOBODY>')
      await post('<!here> look')
      assert.deepEqual(slack.problems, [])
      await post(`<@U0NOBODY> <!subteam^${group}>`)
      assert.equal(slack.problems.length, 2, slack.problems.join('\n'))
    }))

  test('people, with their locale only when asked for', () =>
    withSlack({}, async (slack, client) => {
      const { id } = slack.user({ name: 'ola', locale: 'pl-PL' })
      assert.equal((await client.users.info({ user: id })).user?.locale, undefined)
      assert.equal((await client.users.info({ user: id, include_locale: true })).user?.locale, 'pl-PL')
      const stranger = await client.users.info({ user: slack.user({ name: 'sam', stranger: true }).id })
      assert.equal(stranger.user?.team_id, slack.otherTeam.id)
      assert.equal((stranger.user as Json).is_stranger, true)
      assert.equal(
        (await client.users.info({ user: slack.user({ name: 'g', guest: true }).id })).user?.is_restricted,
        true,
      )
    }))

  test('limits, outages and dead tokens', () =>
    withSlack({}, async (slack, client) => {
      const { id: channel } = slack.channel({ name: 'busy' })
      const post = () => client.chat.postMessage({ channel, text: 'a', unfurl_links: false })
      const limited = (after: number) => (thrown: unknown) =>
        thrown instanceof WebAPIRateLimitedError && thrown.retryAfter === after
      for (let i = 0; i < 10; i += 1) await post()
      await assert.rejects(post(), limited(1))
      slack.failing.limits(false)
      await post()
      slack.failing.rateLimit('chat.postMessage', 7)
      await assert.rejects(post(), limited(7))
      slack.failing.serverError(1, 500)
      await assert.rejects(post(), { statusCode: 500 })
      const sent = slack.counts.calls['chat.postMessage']
      slack.failing.loseAnswer('chat.postMessage')
      await assert.rejects(post(), WebAPIRequestError)
      assert.equal(slack.counts.calls['chat.postMessage'], (sent ?? 0) + 1)
      for (const how of ['refused', 'reset'] as const) {
        await slack.failing.down(how)
        await assert.rejects(post(), WebAPIRequestError)
        await slack.failing.up()
        await post()
      }
      slack.failing.revoke('token_revoked')
      await assert.rejects(post(), failsWith('token_revoked'))
      slack.failing.restore()
      await post()
      await assert.rejects(client.auth.test({ token: 'xoxb-other' }), failsWith('invalid_auth'))
      assert.equal(slack.calls.at(-1)?.token, 'xoxb-other')
      assert.equal((await (await fetch(`${slack.apiUrl}auth.test`)).json()).error, 'not_authed')
    }))

  test('arguments as JSON and as multipart', () =>
    withSlack({}, async (slack) => {
      const { id: channel } = slack.channel({ name: 'general' })
      const headers = { authorization: `Bearer ${slack.secrets.botToken}` }
      const body = { channel, text: 'a', blocks: JSON.stringify([section('a')]), unfurl_links: 'false' }
      const form = new FormData()
      for (const [name, value] of Object.entries(body)) form.append(name, value)
      await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body: form })
      const json = { ...headers, 'content-type': 'application/json; charset=utf-8' }
      await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers: json, body: JSON.stringify(body) })
      for (const { args, error } of slack.calls) assert.deepEqual([args.blocks, error], [[section('a')], undefined])
      assert.equal(slack.calls.length, 2)
    }))

  test('files open to the token alone', () =>
    withSlack({}, async (slack, client) => {
      const maria = slack.user({ name: 'maria' })
      const general = slack.channel({ name: 'general', members: [maria] })
      const what = { name: 'build.log', content: 'no such host' }
      const { file: uploaded, ts } = await slack.uploads(maria, general, what, { deliver: false })
      const { file, content } = await client.files.info({ file: uploaded.id })
      assert.equal(content, 'no such host')
      assert.equal(file?.shares?.public?.[general.id]?.[0]?.ts, ts)
      const headers = { authorization: `Bearer ${slack.secrets.botToken}` }
      const url = file?.url_private_download ?? ''
      assert.equal(await (await fetch(url, { headers })).text(), 'no such host')
      assert.match(await (await fetch(url)).text(), /Sign in/)
      const options = { deliver: false } as const
      const away = await slack.uploads(maria, general, { ...what, elsewhere: true }, options)
      const awayUrl = (await client.files.info({ file: away.file.id })).file?.url_private ?? ''
      assert.notEqual(new URL(awayUrl).host, new URL(slack.origin).host)
      await fetch(awayUrl)
      const moved = await slack.uploads(maria, general, { name: 'a.log', size: 3_000_000, redirect: true }, options)
      const movedUrl = (await client.files.info({ file: moved.file.id })).file?.url_private ?? ''
      assert.equal((await (await fetch(movedUrl, { headers })).bytes()).length, 3_000_000)
      assert.deepEqual(
        slack.downloads.map(({ status, token }) => [status, token !== undefined]),
        [
          [200, true],
          [302, false],
          [200, false],
          [302, true],
          [200, false],
        ],
      )
    }))
})

for (const how of ['http', 'socket'] as const) {
  describe(`a Bolt app over ${how}`, () => {
    let slack: FakeSlack
    let bot: ReturnType<typeof smallBot>
    before(async () => {
      slack = await startFakeSlack()
      const { signingSecret, appToken } = slack.secrets
      const installerOptions = { clientOptions: { slackApiUrl: slack.apiUrl } }
      const receiver =
        how === 'http'
          ? new HTTPReceiver({ signingSecret, logger })
          : new SocketModeReceiver({ appToken, installerOptions, logger })
      bot = smallBot(slack, receiver)
      await bot.app.init()
      const server = await bot.app.start(0)
      if (how === 'socket') slack.connect('socket')
      else
        slack.connect({
          http: `http://127.0.0.1:${(server as never as { address(): AddressInfo }).address().port}/slack/events`,
        })
    })
    after(async () => {
      await bot.app.stop()
      await slack.stop()
    })
    const types = () =>
      bot.heard.splice(0).map(({ type, subtype, bot_id: id }) => subtype ?? (id ? `${String(type)} by bot` : type))

    test('a mention is heard twice, and again when Slack repeats it', async () => {
      const maria = slack.user({ name: 'maria' })
      const general = slack.channel({ name: 'general', members: [maria] })
      const said = await slack.says(maria, general, 'no such host a.azurecr.io & <b>', { mention: true, repeat: 1 })
      assert.deepEqual(
        said.answers.map(({ what, status }) => [what, status]),
        [
          ['message', 200],
          ['app_mention', 200],
          ['message', 200],
          ['app_mention', 200],
        ],
      )
      assert.equal(
        said.message.text,
        `<@${slack.app.botUser}> no such host <http://a.azurecr.io|a.azurecr.io> &amp; &lt;b&gt;`,
      )
      await slack.settled(() => slack.posted(general).length === 2)
      await slack.idle()
      const fromMaria = bot.heard.filter(({ bot_id: id }) => id === undefined)
      const [first, fourth] = [fromMaria[0], fromMaria[3]]
      assert.deepEqual([first?.ts, first?.event_ts, first?.channel_type], [said.ts, said.ts, 'channel'])
      const ids = fromMaria.map((each) => (each?.body as Json | undefined)?.event_id)
      assert.equal(new Set(ids).size, 2)
      assert.deepEqual([first?.retryNum, fourth?.retryNum], [how === 'http' ? undefined : 0, 1])
      assert.equal(types().filter((type) => type === 'message by bot').length, 2)

      const [card] = slack.posted(general)
      assert.ok(card)
      assert.equal(card.thread_ts, said.ts)
      assert.equal((await slack.clicks(maria, card, 'more')).status, 200)
      await slack.settled(() => card.text === 'More')
      await slack.idle()
      assert.deepEqual(types(), ['message_changed'])
      await slack.edits(said.message, 'something else')
      await slack.unfurls(said.message)
      await slack.deletes(said.message)
      assert.deepEqual(types(), ['message_changed', 'message_changed', 'message_changed'])
      await assert.rejects(slack.clicks(maria, card, 'more'), /nothing with the action_id/)
    })

    test('snippets, in either order, and private talk', async () => {
      const maria = slack.user({ name: 'maria' })
      const dm = slack.dm(maria)
      await slack.pastes(maria, dm, 'a long paste', { order: 'file-first' })
      assert.deepEqual(types(), ['file_shared', 'file_share'])
      await slack.uploads(maria, dm, { name: 'a.log', content: 'a' }, { only: 'file' })
      assert.deepEqual(types(), ['file_shared'])
      await slack.opensHome(maria)
      await slack.deletes((await slack.says(maria, dm, 'hello')).message)
      assert.deepEqual(types(), ['app_home_opened', 'message', 'message_deleted'])
      slack.scopes.delete('im:history')
      assert.deepEqual((await slack.says(maria, dm, 'hello')).answers, [])
      slack.scopes.add('im:history')
    })

    test('a command, its ephemeral answer and the button on it', async () => {
      const maria = slack.user({ name: 'maria' })
      const general = slack.channel({ name: 'general', members: [maria], bot: false })
      const answer = await slack.slash(maria, general, '/acr-check a & b')
      const { shown } = answer
      assert.ok(shown && 'is_ephemeral' in shown)
      assert.equal(shown.text, 'heard a &amp; b')
      for (let i = 1; i <= 2; i += 1) {
        await slack.clicks(maria, shown, 'again')
        await slack.settled(() => shown.replaced === i)
      }
      const [click] = bot.heard.splice(0)
      assert.equal(click?.message, undefined)
      const url = String(click?.response_url)
      const use = () =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"text":"a","replace_original":false}',
        })
      for (let i = 0; i < 4; i += 1) assert.equal((await use()).status, 200)
      assert.deepEqual(await (await use()).json(), { ok: false, error: 'used_url' })
      slack.problems.length = 0
    })

    test('a modal, its refusal and its end', async () => {
      const maria = slack.user({ name: 'maria' })
      const dm = slack.dm(maria)
      await slack.slash(maria, dm, '/acr-check modal')
      const view = await slack.settled(() => slack.views(maria)[0])
      await slack.submits(maria, view, { text: 'bad' })
      assert.deepEqual([view.errors, view.open], [{ paste: 'No error in it' }, true])
      await assert.rejects(slack.submits(maria, view, {}), /paste is required/)
      await slack.submits(maria, view, { text: 'no such host' })
      assert.equal(view.open, false)
      await slack.slash(maria, dm, '/acr-check modal')
      const again = await slack.settled(() => slack.views(maria)[1])
      assert.equal((await slack.closes(maria, again))?.status, 200)
      assert.equal(bot.heard.splice(0)[0]?.type, 'view_closed')

      const { trigger_id: used } = slack.calls.findLast(({ method }) => method === 'views.open')?.args ?? {}
      const open = (trigger: string, view: ModalView) => bot.app.client.views.open({ trigger_id: trigger, view })
      await assert.rejects(open(String(used), modal), failsWith('exchanged_trigger_id'))
      await slack.shortcut(maria, 'diagnose')
      const fresh = String(bot.heard.splice(0)[0]?.trigger_id)
      const long = { ...modal, title: { type: 'plain_text', text: 'x'.repeat(25) } } as const
      await assert.rejects(open(fresh, long), failsWith('invalid_arguments'))
      slack.failing.expire()
      await assert.rejects(open(fresh, modal), failsWith('expired_trigger_id'))
      slack.problems.length = 0
    })

    test('a message shortcut, and the Home tab', async () => {
      const maria = slack.user({ name: 'maria' })
      const general = slack.channel({ name: 'general', members: [maria], bot: false })
      const { message, answers } = await slack.says(maria, general, 'no such host')
      assert.deepEqual(answers, [])
      await slack.shortcut(maria, 'diagnose', message)
      await slack.settled(() => slack.ephemerals(maria)[0]?.text === 'Only for you')
      await bot.app.client.views.publish({ user_id: maria.id, view: { type: 'home', blocks: [button('home')] } })
      const home = slack.home(maria)
      assert.ok(home)
      await slack.clicks(maria, home, 'home')
      assert.deepEqual(
        bot.heard.splice(0).map(({ type }) => type),
        ['message_action', 'block_actions'],
      )
      assert.deepEqual(slack.problems, [])
    })

    test('of strangers, other workspaces and the end', async () => {
      const sam = slack.user({ name: 'sam', stranger: true })
      const shared = slack.channel({ name: 'shared', members: [sam], shared: true })
      await slack.says(sam, shared, 'hello', { team: slack.otherTeam })
      const [event] = bot.heard.splice(0)
      assert.equal(event?.user_team, slack.otherTeam.id)
      const { team_id: team, is_ext_shared_channel: isShared } = (event?.body ?? {}) as Json
      assert.deepEqual([team, isShared], [slack.otherTeam.id, true])
      await slack.uninstalls()
      assert.deepEqual(types(), ['tokens_revoked', 'app_uninstalled'])
      slack.failing.restore()
    })

    if (how === 'http') {
      test('forged, stale and repeated deliveries', async () => {
        const good = await slack.verifiesUrl('abc')
        assert.deepEqual([good.status, good.body], [200, { challenge: 'abc' }])
        for (const signature of ['bad', 'missing', 'malformed', 'empty'] as const) {
          assert.equal((await slack.verifiesUrl('abc', { signature })).status, 401, signature)
        }
        assert.equal((await slack.verifiesUrl('abc', { age: 301 })).status, 401)
        slack.connect({ http: 'http://127.0.0.1:9/' })
        assert.equal((await slack.verifiesUrl('abc')).error, 'ECONNREFUSED')
      })
    } else {
      test('Slack renews the connection', async () => {
        assert.equal(slack.socket.connections, 1)
        assert.ok(slack.socket.acks.some(({ type }) => type === 'slash_commands'))
        slack.socket.disconnect()
        await slack.settled(() => slack.socket.connections === 0)
        const maria = slack.user({ name: 'maria' })
        const { answers } = await slack.says(maria, slack.dm(maria), 'anybody?')
        assert.deepEqual([answers[0]?.status, answers[0]?.error], [0, 'no connection'])
      })
    }
  })
}

test('an event that fails is sent again, until it is taken or refused for good', async () => {
  await withSlack({ retryDelays: [1, 1, 1] }, async (slack) => {
    const { createServer } = await import('node:http')
    const tried: unknown[] = []
    const server = createServer((request, response) => {
      tried.push(request.headers['x-slack-retry-num'])
      request.resume()
      response.writeHead(tried.length < 3 ? 500 : 200).end()
    }).listen(0, '127.0.0.1')
    await slack.settled(() => server.listening)
    slack.connect({ http: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
    const maria = slack.user({ name: 'maria' })
    await slack.says(maria, slack.dm(maria), 'hello')
    await slack.idle()
    assert.deepEqual(tried, [undefined, '1', '2'])
    server.close()
    server.closeAllConnections()
  })
})

test('when only counting, nothing piles up', () =>
  withSlack({ keep: 'counts', limits: false }, async (slack, client) => {
    const general = slack.channel({ name: 'general' })
    for (let i = 0; i < 600; i += 1) await client.chat.postMessage({ channel: general.id, text: 'a' })
    assert.equal(slack.counts.calls['chat.postMessage'], 600)
    assert.deepEqual([slack.calls.length, slack.messages(general).length, slack.problems.length], [0, 500, 1])
  }))
