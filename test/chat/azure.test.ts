// What Azure knows in a chat: shown where somebody is named who may see it, and nowhere else, whatever is pressed, edited, watched or
// handed over; looked for in everything that Slack and Teams received, and in the database.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { type Checks, startChecks } from '../../adapters/checks.ts'
import { keptOf, shownOf } from '../../adapters/kept-checks.ts'
import { openDatabase } from '../../adapters/store/database.ts'
import { langs } from '../../src/words/text.ts'
import { fakeAzure, healthy } from '../support/azure/fake-port.ts'
import { amiss, secretsOf } from '../support/azure/secrets.ts'
import { until } from '../support/chat/bot.ts'
import type { Card, Driver } from '../support/chat/driver.ts'
import { type SlackDriver, slackDriver } from '../support/chat/slack-driver.ts'
import { type TeamsDriver, teamsDriver } from '../support/chat/teams-driver.ts'
import { denied, fakeNetwork, login } from '../support/fake-network.ts'

const secrets = secretsOf({ ...healthy, ...amiss })
const refused = `docker pull ${login}/app: denied: client with IP '203.0.113.25' is not allowed access.`

function checksWithAzure(): Checks {
  const azure = fakeAzure(amiss)
  const refusing = { answer: (host: string) => (host === login ? denied : undefined) }
  return startChecks({
    settings: { registries: ['contoso'], mostAtATime: 5, hasIdentity: true },
    net: fakeNetwork(refusing).net,
    identity: async () => undefined,
    azure: async () => azure.port,
  })
}

/** In the words of a sentence `nodes` is no name. */
const wholeOf = (secret: string) => (/^[a-z]+$/.test(secret) ? `\`${secret}\`` : secret)
function leaks(text: string): string[] {
  return [...secrets].filter((secret) => text.includes(wholeOf(secret)))
}

const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-azure-'))
  folders.push(folder)
  return folder
}

/** Every row of every table. */
async function databaseIn(folder: string): Promise<string> {
  const db = await openDatabase({ folder })
  try {
    const tables = await db.introspection.getTables()
    const rows = await Promise.all(
      tables.map(({ name }) =>
        db
          .selectFrom(name as 'answers')
          .selectAll()
          .execute(),
      ),
    )
    assert.ok(rows.flat().length > 5)
    return JSON.stringify(rows)
  } finally {
    await db.destroy()
  }
}

const received = {
  slack: ({ slack }: SlackDriver, people: unknown[]) =>
    JSON.stringify([
      slack.calls.map(({ args }) => args),
      slack.uploaded,
      people.map((person) => slack.ephemerals(person as Parameters<typeof slack.ephemerals>[0])),
    ]),
  teams: ({ teams }: TeamsDriver) =>
    JSON.stringify([
      teams.calls.map(({ body }) => body),
      [...teams.conversations.values()].map((it) => teams.messages(it).map(({ card, activity }) => [card, activity])),
    ]),
}

async function press(chat: Driver, person: unknown, room: unknown, labels: readonly string[]) {
  for (const label of labels) {
    const card = chat.answers(room).findLast(({ buttons }) => buttons.includes(label))
    if (card) await chat.presses(person, card, label)
  }
}
const everyButton = [
  'All steps',
  'More about other causes',
  'Po polsku',
  'In English',
  'From another machine',
  'Hide the commands',
  'Firewall request',
  'Hide the request',
  'Evidence as a file',
  'It did not help',
  'Check again',
]
const last = (cards: readonly Card[]) => cards.at(-1)?.text ?? ''

const platforms: Record<'slack' | 'teams', (folder: string, named?: (chat: never) => string) => Promise<Driver>> = {
  slack: (folder) => slackDriver('http', folder, checksWithAzure()),
  teams: (folder) => teamsDriver(folder, checksWithAzure()),
}

for (const [name, start] of Object.entries(platforms))
  describe(`where nobody is named, in ${name}`, () => {
    test('nothing that only Azure tells is shown, sent or kept', { timeout: 60_000 }, async () => {
      const folder = await newFolder()
      const chat = await start(folder)
      const [ola, jan] = [chat.person(), chat.person()]
      const [room, direct] = [chat.channel(), chat.direct(ola)]
      await chat.says(ola, room, 'check contoso', { mention: true })
      assert.match(last(chat.answers(room)), /Public access to the registry|does not let this address in/)
      assert.match(last(chat.answers(room)), /Addresses, rules and commands are shown where/)
      await press(chat, ola, room, everyButton)
      await chat.says(ola, direct, 'check contoso')
      await press(chat, ola, direct, everyButton)
      const post = await chat.says(jan, room, refused, { mention: true })
      await press(chat, jan, room, ['Check the registry', 'Po polsku'])
      await chat.edits(post, `${refused} Again.`)
      await chat.says(ola, room, refused, { mention: true })
      await chat.says(ola, room, 'watch contoso every 5m', { mention: true })
      await chat.bot.idle()
      await chat.bot.called()
      await until(() => chat.answers(room).some(({ buttons }) => buttons.includes('Check now')), 'a case', 8_000)
      await press(chat, ola, room, ['Check now', 'Take it on'])
      await chat.bot.called()
      await chat.asksAside(jan, post)
      if (chat.name === 'slack') {
        const { slack } = chat as SlackDriver
        await slack.slash(ola as never, slack.channel({ name: 'elsewhere', bot: false }), '/acr-check contoso')
        await slack.opensHome(ola as never)
        await chat.bot.idle()
      }
      const seen =
        chat.name === 'slack' ? received.slack(chat as SlackDriver, [ola, jan]) : received.teams(chat as TeamsDriver)
      assert.ok(seen.length > 20_000)
      assert.deepEqual(leaks(seen), [])
      assert.deepEqual(leaks(chat.bot.logged.join('\n')), [])
      await chat.stop()
      assert.deepEqual(
        chat.problems.filter((it) => !/not_in_channel/.test(it)),
        [],
      )
      assert.deepEqual(leaks(await databaseIn(folder)), [])
    })
  })

describe('where somebody is named, in slack', () => {
  let chat: SlackDriver
  const made = async (folder: string, viewers: (slack: SlackDriver['slack']) => string[]) =>
    slackDriver('http', folder, checksWithAzure(), (slack) => ({ ACR_CHECK_AZURE_VIEWERS: viewers(slack).join(',') }))
  after(() => chat?.stop())

  test('a channel sees it, also in its cases, and other channels see nothing', {
    timeout: 60_000,
  }, async () => {
    const folder = await newFolder()
    let named: ReturnType<SlackDriver['channel']> | undefined
    chat = await made(folder, (slack) => {
      named = slack.channel({ name: 'platform' })
      return [named.id]
    })
    const { slack } = chat
    const [ola, other, there] = [chat.person(), chat.channel(), named]
    assert.ok(there)
    await chat.says(ola, there, 'check contoso', { mention: true })
    assert.ok(leaks(last(chat.answers(there))).length > 0)
    await press(chat, ola, there, ['How Azure knows'])
    assert.match(last(chat.answers(there)), /What Azure says/)
    await press(chat, ola, there, ['Hide how Azure knows', 'Evidence as a file'])
    assert.ok(leaks(slack.uploaded.at(-1)?.content ?? '').length > 20)
    await chat.says(ola, there, 'watch contoso every 5m', { mention: true })
    await chat.bot.called()
    await until(() => chat.answers(there).some(({ buttons }) => buttons.includes('Check now')), 'a case', 8_000)
    const before = slack.calls.length
    await chat.says(ola, other, 'check contoso', { mention: true })
    await press(chat, ola, other, everyButton)
    assert.deepEqual(leaks(JSON.stringify(slack.calls.slice(before).map(({ args }) => args))), [])
    assert.deepEqual(slack.problems, [])
  })

  test('a person sees it in their direct message and aside, alone or as one of a group, and not before others', {
    timeout: 60_000,
  }, async () => {
    await chat.stop()
    const people: { id: string }[] = []
    chat = await made(await newFolder(), (slack) => {
      const [ola, jan] = [slack.user({ name: 'ola' }), slack.user({ name: 'jan' })]
      people.push(ola, jan)
      return [ola.id, slack.group('platform', [jan])]
    })
    const { slack } = chat
    const [ola, jan] = people as [never, never]
    const eve = chat.person()
    for (const [person, sees] of [
      [ola, true],
      [jan, true],
      [eve, false],
    ] as const) {
      await chat.says(person, chat.direct(person), 'check contoso')
      assert.equal(leaks(last(chat.answers(chat.direct(person)))).length > 0, sees)
      const where = slack.channel({ name: `away${String(sees)}${slack.calls.length}`, bot: false })
      await slack.slash(person, where, '/acr-check contoso')
      await chat.bot.idle()
      await slack.idle()
      await chat.bot.idle()
      assert.equal(leaks(JSON.stringify(slack.ephemerals(person))).length > 0, sees, 'aside')
    }
    const room = chat.channel()
    await chat.says(ola, room, 'check contoso', { mention: true })
    assert.deepEqual(leaks(last(chat.answers(room))), [])
    assert.deepEqual(
      slack.problems.filter((it) => !/not_in_channel/.test(it)),
      [],
    )
  })
})

describe('where somebody is named, in teams', () => {
  test('by their sign-in name, in personal chat alone', { timeout: 60_000 }, async () => {
    const chat = await teamsDriver(await newFolder(), checksWithAzure(), () => ({
      ACR_CHECK_AZURE_VIEWERS: 'Person.1@contoso.example',
    }))
    try {
      const [ola, jan] = [chat.person(), chat.person()]
      const { userPrincipalName } = ola
      assert.match(userPrincipalName, /@/)
      const room = chat.channel()
      for (const person of [ola, jan]) {
        await chat.says(person, chat.direct(person), 'check contoso')
        assert.equal(leaks(last(chat.answers(chat.direct(person)))).length > 0, person === ola)
      }
      await chat.says(ola, room, 'check contoso', { mention: true })
      assert.deepEqual(leaks(last(chat.answers(room))), [])
      assert.deepEqual(chat.problems, [])
    } finally {
      await chat.stop()
    }
  })
})

test('what was kept with detail is drawn without, once the place may not show it any more', async () => {
  const told = await checksWithAzure().run({ registry: 'contoso', from: 'remote', azure: 'always' })
  const kept = keptOf(told, true)
  assert.ok(leaks(JSON.stringify(shownOf(kept, true, 'en'))).length > 20)
  for (const lang of langs) assert.deepEqual(leaks(JSON.stringify(shownOf(kept, false, lang))), [])
  assert.deepEqual(leaks(JSON.stringify(keptOf(told, false))), [])
})

describe('the evidence as a file', () => {
  test('is asked for, and put into OneDrive, in a personal chat of Teams; elsewhere the button says where', {
    timeout: 60_000,
  }, async () => {
    const chat = await teamsDriver(await newFolder(), checksWithAzure())
    const { teams } = chat
    try {
      const [ola, jan] = [chat.person(), chat.person()]
      const [direct, room] = [chat.direct(ola), chat.channel()]
      await chat.says(ola, room, 'check contoso', { mention: true })
      const told = await chat.presses(ola, chat.answers(room).at(-1) as Card, 'Evidence as a file')
      assert.match(told, /personal chats only/)
      await chat.says(ola, direct, 'check contoso')
      await chat.presses(ola, chat.answers(direct).at(-1) as Card, 'Evidence as a file')
      const asking = teams.botMessages(direct).at(-1)
      assert.ok(asking)
      const { put } = await teams.answersConsent(ola, asking, 'accept')
      assert.match(put.name, /^acr-check-contoso-.*\.md$/)
      assert.match(put.content ?? '', /^# Evidence: contoso\.azurecr\.io\n/)
      assert.deepEqual(leaks(put.content ?? ''), [])
      const types = teams.botMessages(direct).flatMap(({ attachments }) => attachments.map((it) => it.contentType))
      assert.ok(types.includes('application/vnd.microsoft.teams.card.file.info'))
      assert.ok(!types.includes('application/vnd.microsoft.teams.card.file.consent'), 'it goes once it is answered')
      const others = await teams.answersConsent(jan, { ...asking, conversation: chat.direct(jan) }, 'accept')
      assert.equal(others.put.content, undefined, 'nobody else gets it')
      const foreign = await teams.answersConsent(ola, asking, 'accept', { uploadUrl: 'https://evil.example/x' })
      assert.equal(foreign.put.content, undefined, 'nothing is put where no file of Teams is')
      assert.deepEqual(chat.problems, [])
    } finally {
      await chat.stop()
    }
  })

  test('is stored nowhere in Teams where the person does not want it', { timeout: 60_000 }, async () => {
    const chat = await teamsDriver(await newFolder(), checksWithAzure())
    const { teams } = chat
    try {
      const ola = chat.person()
      const direct = chat.direct(ola)
      await chat.says(ola, direct, 'check contoso')
      await chat.presses(ola, chat.answers(direct).at(-1) as Card, 'Evidence as a file')
      const asking = teams.botMessages(direct).at(-1)
      assert.ok(asking)
      const { put } = await teams.answersConsent(ola, asking, 'decline')
      assert.equal(put.content, undefined)
      assert.match(last(chat.answers(direct)), /No file was stored/)
      assert.ok(asking.deleted)
      assert.deepEqual(chat.problems, [])
    } finally {
      await chat.stop()
    }
  })

  test('stands in the thread in Slack, in the direct message of who asked aside, and answers nothing of its own', {
    timeout: 60_000,
  }, async () => {
    const chat = await slackDriver('http', await newFolder(), checksWithAzure())
    const { slack } = chat
    try {
      const [ola, room] = [chat.person(), chat.channel()]
      const post = await chat.says(ola, room, 'check contoso', { mention: true })
      await chat.presses(ola, chat.answers(room, post).at(-1) as Card, 'Evidence as a file')
      const [file] = slack.uploaded
      assert.equal(file?.channel, room.id)
      assert.equal(file?.thread, (post as unknown as { message: { ts: string } }).message.ts)
      assert.match(file?.content ?? '', /^# Evidence/)
      const away = slack.channel({ name: 'away', bot: false })
      await slack.slash(ola, away, '/acr-check contoso')
      await chat.bot.idle()
      await slack.idle()
      const shown = slack.ephemerals(ola).find(({ blocks }) => JSON.stringify(blocks ?? []).includes('"evidence"'))
      assert.ok(shown)
      await slack.clicks(ola, shown, 'evidence')
      await chat.bot.idle()
      await slack.idle()
      await chat.bot.idle()
      assert.equal(slack.uploaded.at(-1)?.channel, slack.dm(ola).id)
      assert.equal(slack.uploaded.length, 2)
      slack.scopes.delete('files:write')
      assert.match(
        await chat.presses(
          ola,
          chat.answers(room, post).find(({ buttons }) => buttons.length > 0) as Card,
          'Evidence as a file',
        ),
        /files:write/,
      )
    } finally {
      await chat.stop()
    }
  })
})
