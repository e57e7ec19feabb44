// Slack, running: loaded only when it is configured.
import type { NamedViewers } from '../../src/chat/viewers.ts'
import { type Chat, startChat } from '../chat/chat.ts'
import type { ChatChecks } from '../chat/checking.ts'
import { healthOf, type State } from '../chat/health.ts'
import type { SlackConfig } from '../config.ts'
import type { OnCall } from '../oncall/oncall.ts'
import type { Store } from '../store/open.ts'
import { slackApp } from './app.ts'
import { connection } from './connection.ts'
import { slackPlatform } from './platform.ts'
import { overHttp, overSocket, type Way } from './receivers.ts'
import { refusalIn, slackWeb } from './web.ts'

export type RunningSlack = {
  chat: Chat
  state: () => State
  refused: () => string | undefined
  /** Answers POST /slack/events; unset in Socket Mode, where nothing comes in over HTTP. */
  listener?: Way['listener'] & {}
  stop: () => Promise<void>
}

type Options = {
  store: Promise<Store>
  log: (line: string) => void
  checks?: ChatChecks | undefined
  oncall?: Promise<OnCall> | undefined
  viewers?: NamedViewers | undefined
}

export async function startSlack(
  config: SlackConfig,
  { store, log, checks, oncall, viewers }: Options,
): Promise<RunningSlack> {
  const { botToken: token, apiUrl } = config
  const health = healthOf('slack', log)
  const socketHealth = healthOf('slack by Socket Mode', log)
  const web = slackWeb({ token, apiUrl, health, log, onTrouble: () => slack.look() })
  const slack = connection(web.client, health, log)
  // Asked while the database is being opened.
  slack.look()
  const { db, lanes, rates } = await store.catch((error) => {
    slack.stop()
    throw error
  })
  const platform = slack.identified.then((identity) => slackPlatform({ web, identity, token, apiUrl, rates }))
  const chat = startChat({ db, lanes, rates, name: 'slack', platform, log, checks, oncall, viewers })
  const way: Way =
    config.appToken === undefined
      ? overHttp(config.signingSecret, log)
      : overSocket({ appToken: config.appToken, apiUrl, health: socketHealth, log })
  const app = slackApp({ receiver: way.receiver, token, chat, web, connection: slack, log })
  await app.start()
  const all = () => [health.state(), ...(config.appToken === undefined ? [] : [socketHealth.state()])]
  return {
    chat,
    refused: () => all().map(refusalIn).find(Boolean),
    state() {
      const states = all()
      return states.find(({ status }) => status !== 'ok') ?? states.at(-1) ?? { status: 'ok' }
    },
    ...(way.listener && { listener: way.listener }),
    async stop() {
      slack.stop()
      await app.stop()
      await chat.close()
    },
  }
}
