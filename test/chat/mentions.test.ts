// Whom a case calls, as people name them when they ask for a watch: the mention that Slack or Teams made of it is the one that
// the case makes, and there is no other.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { until } from '../support/chat/bot.ts'
import { fakeChecks } from '../support/chat/fake-checks.ts'
import { type SlackDriver, slackDriver } from '../support/chat/slack-driver.ts'
import { type TeamsDriver, teamsDriver } from '../support/chat/teams-driver.ts'
import type { Channel, Person } from '../support/slack/world.ts'
import { list } from '../support/teams/rules.ts'
import type { Conversation, Json } from '../support/teams/world.ts'

let registries = 0
const fresh = () => `called${++registries}`

describe('a case in Slack calls', () => {
  let chat: SlackDriver
  before(async () => {
    chat = await slackDriver('http', undefined, fakeChecks())
  })
  after(() => chat.stop())

  type Ask = (person: Person, room: Channel, text: string) => Promise<unknown>
  const inMessage: Ask = (person, room, text) => chat.says(person, room, text, { mention: true })
  const behindCommand: Ask = (person, room, text) => chat.slack.slash(person, room, `/acr-check ${text}`)
  const inForm: Ask = async (person, room, text) => {
    await chat.slack.slash(person, room, '/acr-check')
    const form = await chat.slack.settled(() => chat.slack.views(person).at(-1))
    return chat.slack.submits(person, form, { error: text })
  }

  /** The case of a new watch that calls these. */
  async function caseCalling(whom: string, ask: Ask = inMessage) {
    const { slack } = chat
    const room = chat.channel()
    const registry = fresh()
    await ask(chat.person(), room, `watch ${registry} mention ${whom} every 5m`)
    const opened = () =>
      slack
        .posted(room)
        .find(({ text, blocks }) => text.includes(registry) && blocks?.some(({ type }) => type === 'actions'))
    await until(opened, 'the case')
    const [text = '', [block] = []] = [opened()?.text, opened()?.blocks]
    await chat.bot.called()
    return { text, called: block?.text }
  }

  for (const [where, ask] of [
    ['in a message', inMessage],
    ['behind the command', behindCommand],
    ['in the form, by their ids', inForm],
  ] as const)
    test(`everybody, somebody, or a group, as named ${where}, and nobody else`, async () => {
      const { slack } = chat
      const name = `jan${fresh()}`
      const jan = slack.user({ name })
      const group = slack.group(`oncall-${name}`)
      const byId = ask === inForm
      for (const [whom, mention] of [
        ['@here', '<!here>'],
        ['@channel', '<!channel>'],
        [byId ? jan.id : `@${name}`, `<@${jan.id}>`],
        [byId ? group : `@oncall-${name}`, `<!subteam^${group}>`],
      ] as const) {
        slack.mayCall.clear()
        slack.mayCall.add(mention)
        const { text, called } = await caseCalling(whom, ask)
        assert.ok(text.startsWith(`${mention} `), text)
        assert.deepEqual(called, { type: 'mrkdwn', text: mention, verbatim: true })
      }
      assert.deepEqual(slack.problems, [])
    })

  test('nobody who was not completed by Slack, and says how', async () => {
    const room = chat.channel()
    const post = await chat.says(chat.person(), room, `watch ${fresh()} mention @nobody here`, { mention: true })
    assert.match(chat.answers(room, post)[0]?.text ?? '', /A mention is `?@here/)
    assert.deepEqual(chat.slack.problems, [])
  })
})

describe('a case in Teams calls', () => {
  let chat: TeamsDriver
  before(async () => {
    chat = await teamsDriver(undefined, fakeChecks())
  })
  after(() => chat.stop())

  const entities = (card: Json | undefined) => list((card?.msteams as Json | undefined)?.entities)
  const cards = (room: Conversation, about: string) =>
    chat.teams.botMessages(room).flatMap(({ card }) => (card && JSON.stringify(card).includes(about) ? [card] : []))

  test('the person whom Teams offered, in a channel and in a group', async () => {
    const anna = chat.teams.person({ name: 'Anna Nowak-Kowalska' })
    for (const room of [
      chat.teams.team({ name: 'Platform', members: [anna] }).general,
      chat.teams.groupChat({ members: [anna] }),
    ]) {
      const registry = fresh()
      const text = `watch ${registry} mention @Anna Nowak-Kowalska every 5m`
      await chat.teams.says(anna, room, text, { mention: true, calls: [anna] })
      await chat.bot.idle()
      const called = () => cards(room, registry).filter((card) => entities(card).length > 0)
      await until(() => called().length > 0, 'the case')
      const at = `<at>${anna.name}</at>`
      for (const card of called()) {
        assert.deepEqual(entities(card), [{ type: 'mention', text: at, mentioned: { id: anna.id, name: anna.name } }])
        assert.deepEqual(list(card.body)[0], { type: 'TextBlock', text: at, wrap: true })
      }
      await chat.bot.called()
      assert.equal(called().length, 1, 'the case alone, not its history')
    }
    assert.deepEqual(chat.teams.problems, [])
  })

  test('a tag of the team, by its id', async () => {
    const anna = chat.person()
    const team = chat.teams.team({ name: 'On call', members: [anna] })
    const tag = team.tag('Duty')
    const registry = fresh()
    await chat.teams.says(anna, team.general, `watch ${registry} mention ${tag.name} <tag:${tag.id}>`, {
      mention: true,
    })
    await chat.bot.idle()
    const called = () => cards(team.general, registry).filter((card) => entities(card).length > 0)
    await until(() => called().length > 0, 'the case')
    assert.deepEqual(entities(called()[0]), [
      { type: 'mention', text: '<at>Duty</at>', mentioned: { id: tag.id, name: 'Duty', type: 'tag' } },
    ])
    // A tag that was deleted since is called no more, and the case is told all the same.
    team.tags.length = 0
    const other = fresh()
    await chat.teams.says(anna, team.general, `watch ${other} mention ${tag.name} <tag:${tag.id}>`, { mention: true })
    await chat.bot.idle()
    await until(() => cards(team.general, `${other}.azurecr.io: `).length > 0, 'the other case')
    assert.deepEqual(cards(team.general, `${other}.azurecr.io: `).flatMap(entities), [])
    assert.deepEqual(chat.teams.problems, [])
  })

  test('no channel, and nobody whom Teams did not offer, and says how', async () => {
    const room = chat.channel()
    for (const whom of ['@channel', '@here', 'Anna Nowak']) {
      const post = await chat.says(chat.person(), room, `watch ${fresh()} mention ${whom}`, { mention: true })
      assert.match(
        chat.answers(room, post)[0]?.text ?? '',
        /a bot can mention people, and tags by their id, but no channels or groups/,
        whom,
      )
    }
    assert.deepEqual(chat.teams.problems, [])
  })
})
