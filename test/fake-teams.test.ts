// The fake Teams, held against the real botbuilder: what it sends is understood, what it is sent it takes, and it refuses
// what Teams refuses. No code of the app's is in it.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, mock, test } from 'node:test'
import { type ConversationReference, TeamsInfo, TurnContext } from 'botbuilder'
import { type FakeTeams, startFakeTeams } from './support/teams/fake-teams.ts'
import { type Forgery, forgeries } from './support/teams/issuer.ts'
import { startRealBot } from './support/teams/real-bot.ts'
import { cardType, isJson } from './support/teams/rules.ts'
import type { Conversation, Json, Person } from './support/teams/world.ts'

const cardSaying = (text: string, extra: Json = {}): Json => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text, wrap: true }],
  actions: [{ type: 'Action.Execute', title: 'More', verb: 'more', data: { of: 1 } }],
  ...extra,
})
const attached = (card: Json) => ({ type: 'message', attachments: [{ contentType: cardType, content: card }] })

let teams: FakeTeams
let bot: Awaited<ReturnType<typeof startRealBot>>
let anna: Person
let chat: Conversation
let heard: TurnContext['activity'][] = []
let turn: (context: TurnContext) => Promise<unknown> = async () => undefined
let reference: Partial<ConversationReference>

/** Sends a message that the bot answers so, and gives the answer as Teams holds it. */
async function botAnswers(sent: Parameters<TurnContext['sendActivity']>[0], conversation = chat) {
  turn = (context) => context.sendActivity(sent)
  assert.equal((await teams.says(anna, conversation, 'hi', { mention: conversation !== chat })).status, 200)
  const message = teams.botMessages(conversation).at(-1)
  assert.ok(message)
  return message
}

before(async () => {
  mock.method(console, 'error', () => undefined)
  teams = await startFakeTeams({ sendingRates: false })
  bot = await startRealBot(teams.settings, async (context) => {
    heard.push(context.activity)
    reference = TurnContext.getConversationReference(context.activity)
    await turn(context)
  })
  teams.connect(bot.url)
  anna = teams.person({ name: 'Anna Nowak', locale: 'pl-PL' })
  chat = teams.personalChat(anna)
})

after(async () => {
  mock.restoreAll()
  bot.stop()
  await teams.stop()
})

beforeEach(() => {
  heard = []
  turn = async () => undefined
  teams.problems.length = 0
})

describe('the bot writes', () => {
  test('a reply, changed and taken back', async () => {
    turn = async (context) => {
      const sent = await context.sendActivity('first')
      await context.updateActivity({ type: 'message', id: sent?.id ?? '', text: 'second' })
    }
    const said = await teams.says(anna, chat, 'no such host')
    const [message] = teams.botMessages(chat)
    assert.deepEqual(
      [message?.text, message?.updated, message?.replyToId, message?.from],
      ['second', 1, said.message.id, 'bot'],
    )
    turn = (context) => context.deleteActivity(message?.id ?? '')
    await teams.says(anna, chat, 'delete it')
    assert.equal(message?.deleted, true)
    assert.deepEqual(teams.problems, [])
  })

  test('unasked, in a chat and in a new one', async () => {
    await teams.says(anna, chat, 'hi')
    await bot.adapter.continueConversationAsync(teams.appId, reference, async (context) => {
      delete context.activity.id // else botbuilder replies to an activity that it made up
      await context.sendActivity('unasked')
    })
    assert.deepEqual([teams.botMessages(chat).at(-1)?.text, teams.calls.at(-1)?.kind], ['unasked', 'send'])

    const ben = teams.person({ name: 'Ben' })
    const his = teams.personalChat(ben)
    const parameters = { isGroup: false, bot: { id: teams.botId, name: '' }, members: [{ id: ben.id, name: '' }] }
    const asked = {
      ...parameters,
      tenantId: teams.tenantId,
      channelData: {},
      activity: { type: 'message', text: 'hi' },
    }
    const { appId, serviceUrl } = teams
    await bot.adapter.createConversationAsync(appId, 'msteams', serviceUrl, '', asked as never, async () => undefined)
    assert.equal(teams.botMessages(his).at(-1)?.text, 'hi')
    assert.deepEqual(teams.problems, [])
  })

  test('in the thread of a channel where it was asked', async () => {
    const { general } = teams.team({ name: 'Platform' })
    const message = await botAnswers('here', general)
    const question = teams.messages(general)[0]
    assert.equal(message.thread, question?.id)
    assert.equal(heard[0]?.conversation.id, `${general.id};messageid=${question?.id}`)
    assert.equal(heard[0]?.text, '<at>acr-check</at> hi')
    assert.equal(TurnContext.removeRecipientMention(heard[0] ?? {}).trim(), 'hi')
    await teams.says(anna, general, 'and now?', { mention: true, inThreadOf: message })
    assert.equal(teams.botMessages(general, question?.id).length, 2)
  })

  test('and asks who is there', async () => {
    const guest = teams.person({ name: 'Gus', guest: true })
    const group = teams.groupChat({ members: [anna, guest] })
    let roles: unknown[] = []
    turn = async (context) => {
      const { members } = await TeamsInfo.getPagedMembers(context)
      const one = await TeamsInfo.getMember(context, guest.id)
      roles = [...members.map(({ userRole }) => userRole), one.userRole, one.aadObjectId, one.tenantId]
    }
    await teams.says(anna, group, 'hi')
    assert.deepEqual(roles, ['user', 'guest', 'guest', guest.aadObjectId, teams.tenantId])
  })
})

describe('people', () => {
  test('edit, delete, bring back, install and remove; and repeat themselves', async () => {
    const group = teams.groupChat({ members: [anna], installed: false })
    await teams.installs(anna, group)
    const { message, again } = await teams.says(anna, group, 'one', { repeat: 2, locale: 'de-DE' })
    await teams.edits(message, 'two')
    await teams.deletes(message)
    await teams.undeletes(message)
    await teams.removes(anna, group)
    assert.equal(again.length, 2)
    const told = heard.map(({ type, channelData, action }) => [type, channelData.eventType ?? action].join(' ').trim())
    assert.deepEqual(told, [
      'conversationUpdate',
      'installationUpdate add',
      'message',
      'message',
      'message',
      'messageUpdate editMessage',
      'messageDelete softDeleteMessage',
      'messageUpdate undeleteMessage',
      'conversationUpdate',
      'installationUpdate remove',
    ])
    assert.equal(new Set(heard.slice(2, 8).map(({ id }) => id)).size, 1)
    assert.equal(heard[2]?.locale, 'de-DE')
    turn = (context) => context.sendActivity('too late')
    await assert.rejects(bot.adapter.continueConversationAsync(teams.appId, reference, turn as never), {
      statusCode: 403,
    })
  })

  test('share files, which are fetched without a token', async () => {
    const file = teams.file('build.log', 'no such host')
    turn = async ({ activity }) => {
      const content: unknown = activity.attachments?.[0]?.content
      assert.ok(isJson(content))
      assert.equal(await (await fetch(String(content.downloadUrl))).text(), 'no such host')
    }
    await teams.says(anna, chat, '', { files: [file] })
    assert.equal(file.requests.length, 1)
    assert.deepEqual(teams.problems, [])
  })

  test('press buttons, and the answer takes the place of the card', async () => {
    const message = await botAnswers(attached(cardSaying('first')))
    turn = async (context) => {
      const { value, replyToId } = context.activity
      assert.deepEqual([value.action.verb, value.action.data, value.trigger], ['more', { of: 1, note: 'x' }, 'manual'])
      assert.equal(replyToId, message.id)
      const body = { statusCode: 200, type: cardType, value: cardSaying('second') }
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
    }
    const pressed = await teams.presses(anna, message, { title: 'More', inputs: { note: 'x' } })
    assert.equal(pressed.status, 200)
    assert.deepEqual(message.card, cardSaying('second'))
    assert.deepEqual(teams.problems, [])
    turn = async () => undefined
    assert.equal((await teams.presses(anna, message, { verb: 'more' })).status, 501)
    assert.match(teams.problems[0] ?? '', /HTTP 501/)
  })

  test('press an old Action.Submit', async () => {
    const actions = [{ type: 'Action.Submit', title: 'Send', data: { a: 1 } }]
    const message = await botAnswers(attached(cardSaying('first', { actions })))
    await teams.presses(anna, message, { title: 'Send' })
    assert.deepEqual([heard[1]?.type, heard[1]?.value, heard[1]?.text], ['message', { a: 1 }, undefined])
  })

  test('use the action on a message, and send its dialog', async () => {
    const { message } = await teams.says(anna, chat, 'x', { html: '<p>no such <b>host</b></p>' })
    turn = async (context) => {
      const { name, value } = context.activity
      const actions = [{ type: 'Action.Submit', title: 'Post', data: { post: true } }]
      const card = { contentType: cardType, content: cardSaying(value.messagePayload.body.content, { actions }) }
      const task = { type: 'continue', value: { title: 'Diagnosis', width: 'medium', height: 'medium', card } }
      const result = { type: 'result', attachmentLayout: 'list', attachments: [card] }
      const body = name === 'composeExtension/fetchTask' ? { task } : { composeExtension: result }
      if (name === 'composeExtension/submitAction') assert.deepEqual(value.data, { post: true })
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
    }
    const dialog = await teams.opensDialog(anna, { commandId: 'diagnoseMessage', message })
    assert.equal(dialog.title, 'Diagnosis')
    const sent = await teams.pressesInDialog(dialog, { title: 'Post' })
    assert.equal(sent.result?.length, 1)
    assert.deepEqual(teams.problems, [])
  })
})

describe('Teams refuses', () => {
  const refusal = async (conversation = chat) => {
    let error: unknown
    turn = (context) => context.sendActivity('x').catch((it: unknown) => (error = it))
    await teams.says(anna, conversation, 'hi')
    return isJson(error) ? [error.statusCode, error.code] : error
  }

  test('what it is told to', async () => {
    teams.throttle(undefined)
    assert.deepEqual(await refusal(), [429, 'TooManyRequests'])
    teams.serverError(412)
    assert.deepEqual(await refusal(), [412, 'PreconditionFailed'])
    const group = teams.groupChat({ members: [anna] })
    teams.blocked(group)
    assert.deepEqual(await refusal(group), [403, 'MessageWritesBlocked'])
    teams.gone(group)
    assert.deepEqual(await refusal(group), [404, 'ConversationNotFound'])
    teams.back(group)
    assert.equal(await refusal(group), undefined)
    const before = teams.calls.length
    teams.throttle(0)
    assert.equal(await refusal(), undefined)
    assert.equal(teams.calls.length, before + 2, 'botbuilder itself tries again after Retry-After')
  })

  test('more than its rates allow', async () => {
    teams.sendingRates(true)
    const group = teams.groupChat({ members: [anna] })
    turn = async (context) => {
      for (let i = 0; i < 7; i++) await context.sendActivity(String(i))
    }
    await teams.says(anna, group, 'hi')
    assert.deepEqual(teams.problems, [])
    const send = async () => {
      const headers = { authorization: await teams.bearer() }
      const body = JSON.stringify({ type: 'message', text: 'past botbuilder, which tries again by itself' })
      return fetch(`${teams.serviceUrl}v3/conversations/${group.id}/activities`, { method: 'POST', headers, body })
    }
    assert.equal((await send()).headers.get('retry-after'), '1')
    teams.sendingRates(false)
    assert.equal((await send()).status, 201)
  })

  test('too large a message and cards that break its rules', async () => {
    const actions = Array.from({ length: 7 }, (_, i) => ({ type: 'Action.Execute', title: `${i}`, verb: 'more' }))
    await botAnswers(attached(cardSaying('<at>Anna</at>', { actions, version: '1.6' })))
    const all = teams.problems.join('\n')
    for (const it of ['7 visible actions', 'schema version 1.6', 'no entity for <at>Anna</at>'])
      assert.ok(all.includes(it), all)
    let error: unknown
    turn = (context) => context.sendActivity('x'.repeat(51_300)).catch((it: unknown) => (error = it))
    await teams.says(anna, chat, 'hi')
    assert.ok(isJson(error))
    assert.deepEqual([error.statusCode, error.code], [413, 'MessageSizeTooBig'])
  })

  test('mentions that call nobody', async () => {
    const called = (text: string, who: Json, body: Json[]) =>
      attached(cardSaying('', { body, msteams: { entities: [{ type: 'mention', text, mentioned: who }] } }))
    const at = '<at>Anna Nowak</at>'
    const block = { type: 'TextBlock', text: `Hi ${at}`, wrap: true }
    const group = teams.groupChat({ members: [anna] })
    const { id, name, userPrincipalName, aadObjectId } = anna
    for (const known of [id, userPrincipalName, aadObjectId])
      await botAnswers(called(at, { id: known, name }, [block]), group)
    assert.deepEqual(teams.problems, [])
    const ben = teams.person({ name: 'Ben' })
    await botAnswers(called(at, { id: ben.id, name: ben.name }, [block]), group)
    assert.match(teams.problems.join(), /whom nobody here goes by/)
    teams.problems.length = 0
    const run = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: at }] }
    await botAnswers(called(at, { id, name }, [run]), group)
    assert.match(teams.problems.join(), /which is not in the text/)
  })

  test('to answer what it has done, so that botbuilder does it again by itself', async () => {
    turn = (context) => context.sendActivity('heard')
    const before = teams.botMessages(chat).length
    teams.loseAnswer()
    await teams.says(anna, chat, 'hi')
    assert.equal(teams.botMessages(chat).length, before + 2)
  })

  test('a call without a token, and a token that it took back', async () => {
    const send = () =>
      fetch(`${teams.serviceUrl}v3/conversations/${chat.id}/activities`, { method: 'POST', body: '{}' })
    assert.equal((await send()).status, 401)
    teams.revokeTokens()
    assert.deepEqual(await refusal(), [401, 'Unauthorized'])
    assert.equal(teams.problems.length, 2)
  })
})

describe('botbuilder refuses', () => {
  // jsonwebtoken's own errors are no AuthenticationError, so that botbuilder takes them for a fault of the bot's.
  const expected: Partial<Record<Forgery, number>> = { 'forged-signature': 500, 'not-yet-valid': 500, unsigned: 500 }
  for (const forge of forgeries) {
    test(forge, async () => {
      const { status } = await teams.says(anna, chat, 'hi', { forge })
      assert.equal(status, expected[forge] ?? 401)
      assert.equal(heard.length, 0)
    })
  }

  test('nothing by itself of another tenant or of an answer address elsewhere', async () => {
    const other = await teams.says(anna, chat, 'hi', { tenantId: 'another' })
    const away = await teams.says(anna, chat, 'hi', { serviceUrl: 'https://elsewhere.example/' })
    assert.deepEqual([other.status, away.status, heard.length], [200, 200, 2])
  })
})

test('a managed identity gets its tokens from the fake', async () => {
  const before = { ...process.env }
  const another = await startFakeTeams()
  const { IDENTITY_ENDPOINT = '', IDENTITY_HEADER = '', ...settings } = another.identitySettings()
  Object.assign(process.env, { IDENTITY_ENDPOINT, IDENTITY_HEADER })
  const it = await startRealBot(settings, async (context) => void (await context.sendActivity('hi')))
  another.connect(it.url)
  const ewa = another.person({ name: 'Ewa' })
  assert.equal((await another.says(ewa, another.personalChat(ewa), 'hi')).status, 200)
  assert.deepEqual([another.counts.token, another.counts.reply, another.problems], [1, 1, []])
  for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  it.stop()
  await another.stop()
})

test('a login that is refused, and Teams gone and back', async () => {
  const another = await startFakeTeams({ keep: 'counts' })
  const it = await startRealBot(another.settings, async (context) => void (await context.sendActivity('hi')))
  another.connect(it.url)
  const ewa = another.person({ name: 'Ewa' })
  const hers = another.personalChat(ewa)
  another.loginFails('invalid_client')
  assert.equal((await another.says(ewa, hers, 'hi')).status, 500)
  another.loginFails()
  await another.down()
  await assert.rejects(fetch(another.serviceUrl))
  await another.up()
  assert.equal((await another.says(ewa, hers, 'hi')).status, 200)
  assert.equal(another.counts.reply, 1)
  assert.deepEqual([another.calls, another.messages(hers)], [[], []])
  it.stop()
  await another.stop()
})
