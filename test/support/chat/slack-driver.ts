// The conversations' driver for Slack: people of a fake Slack, the real Bolt between.
import type { ChatChecks } from '../../../adapters/chat/checking.ts'
import { type FakeSlack, startFakeSlack } from '../slack/fake-slack.ts'
import type { Channel, Ephemeral, Message, Person } from '../slack/world.ts'
import { type Bot, startBot } from './bot.ts'
import { type Card, type Driver, type Post, wordsOf } from './driver.ts'

type SlackPost = Post & { message: Message; channel: Channel }
type SlackCard = Card & { shown: Message | Ephemeral; actions: Map<string, string> }
export type SlackDriver = Driver<Person, Channel> & { slack: FakeSlack }

const visible = ['text', 'elements', 'fields', 'blocks', 'title']

function cardOf(shown: Message | Ephemeral, updates: number): SlackCard {
  const blocks = (shown.blocks ?? []) as { type: string; elements?: Record<string, unknown>[] }[]
  const buttons = blocks.filter(({ type }) => type === 'actions').flatMap(({ elements = [] }) => elements)
  const label = (button: Record<string, unknown>) => (button.text as { text: string }).text
  return {
    shown,
    text: [
      shown.text,
      wordsOf(
        blocks.filter(({ type }) => type !== 'actions'),
        visible,
      ),
    ].join('\n'),
    buttons: buttons.map(label),
    actions: new Map(buttons.map((button) => [label(button), String(button.action_id)])),
    updates,
  }
}

export async function slackDriver(
  way: 'http' | 'socket' = 'http',
  folder?: string,
  checks?: ChatChecks,
  /** More of the environment, once the workspace has people and channels. */
  settings: (slack: FakeSlack) => Record<string, string> = () => ({}),
): Promise<SlackDriver> {
  const slack = await startFakeSlack()
  const { signingSecret, botToken, appToken } = slack.secrets
  const bot: Bot = await startBot(
    {
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
      ...settings(slack),
      ...(way === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: appToken }),
    },
    folder,
    checks,
  )
  const ready = async () => (await bot.platforms.readiness()).status === 'ok'
  while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 5))
  slack.connect(way === 'http' ? { http: `${bot.url}slack/events` } : 'socket')
  let names = 0
  const updates = (message: Message) =>
    slack.calls.filter(({ method, args, error }) => method === 'chat.update' && args.ts === message.ts && !error).length
  const done = async () => {
    await bot.idle()
    await slack.idle()
    await bot.idle()
  }
  const ofMessage = (message: Message) => cardOf(message, updates(message))
  return {
    name: 'slack',
    slack,
    bot,
    problems: slack.problems,
    person: ({ locale = 'en-US', guest = false } = {}) => slack.user({ name: `person${++names}`, locale, guest }),
    nameOf: ({ name }) => name,
    direct: (person) => slack.dm(person),
    channel: () => slack.channel({ name: `channel${++names}` }),
    async says(person, channel, text, { mention = false, inThreadOf, repeat, file } = {}) {
      const common = {
        mention,
        ...(inThreadOf && { thread: (inThreadOf as SlackPost).message }),
        ...(repeat && { repeat }),
      }
      const said = file
        ? await slack.uploads(person, channel, file, { ...common, comment: text })
        : await slack.says(person, channel, text, common)
      await done()
      return { message: said.message, channel, answered: said.answers } as SlackPost
    },
    async edits(post, text) {
      await slack.edits((post as SlackPost).message, text)
      await done()
    },
    async deletes(post) {
      await slack.deletes((post as SlackPost).message)
      await done()
    },
    answers(channel, post) {
      const posted = slack.posted(channel)
      if (!post) return posted.map(ofMessage)
      const { ts } = (post as SlackPost).message
      return posted.filter((message) => message.thread_ts === ts).map(ofMessage)
    },
    async presses(person, card, label) {
      const { shown, actions } = card as SlackCard
      const before = new Set(slack.ephemerals(person))
      await slack.clicks(person, shown, actions.get(label) ?? `no button ${label} among ${card.buttons.join(', ')}`)
      await done()
      return slack
        .ephemerals(person)
        .filter((it) => !before.has(it))
        .map(({ text }) => text)
        .join('\n')
    },
    async asksAside(person, post) {
      const before = new Set(slack.ephemerals(person))
      await slack.shortcut(person, 'diagnose_message', (post as SlackPost).message)
      await done()
      const shown = slack.ephemerals(person).find((it) => !before.has(it))
      return shown && cardOf(shown, shown.replaced)
    },
    down: () => slack.failing.down(),
    up: () => slack.failing.up(),
    throttle: (seconds) => slack.failing.rateLimit('chat.postMessage', seconds),
    sent: () => slack.calls.filter(({ method, error }) => method === 'chat.postMessage' && !error).length,
    async stop() {
      await bot.stop()
      await slack.stop()
    },
  }
}
