// What Slack sends, each kind at its listener: translated, committed, acknowledged. Nothing here waits for an answer to
// be made.
import { randomUUID } from 'node:crypto'
import { App, LogLevel, type Receiver } from '@slack/bolt'
import { isActionId, readActionState } from '../../cards/actions.ts'
import { formId, openForm, readForm, slackForm } from '../../cards/slack-home.ts'
import { readPaste } from '../../src/diagnose.ts'
import type { Chat } from '../chat/chat.ts'
import { whereOf } from '../where.ts'
import type { Connection } from './connection.ts'
import { quiet } from './log.ts'
import { shortcuts, slashCommand } from './surface.ts'
import { asTyped, namedIn } from './text.ts'
import {
  type Envelope,
  type FileShared,
  fileRef,
  fromFileShared,
  fromMessage,
  type MessageEvent,
  type SlackMessage,
  textOf,
} from './translate.ts'
import type { SlackWeb } from './web.ts'

type Options = {
  receiver: Receiver
  token: string
  chat: Chat
  web: SlackWeb
  connection: Connection
  log: (line: string) => void
  now?: () => number
}

/**
 * The parts of an event's envelope that say whose it is. In a channel shared with another organisation `team_id` is where
 * the author is at home; for whom the app is installed stands in `authorizations`.
 */
type Body = {
  team_id?: string
  enterprise_id?: string | null
  authorizations?: readonly {
    team_id?: string | null
    enterprise_id?: string | null
    user_id: string
    is_bot: boolean
  }[]
}

/** Where the answer to a form goes. */
type Carried = { channel?: string; reply?: string }

export function slackApp({ receiver, token, chat, web, connection, log, now = Date.now }: Options): App {
  const { identity } = connection
  const app = new App({
    receiver,
    logger: quiet(log),
    logLevel: LogLevel.WARN,
    // Its memory of conversations only grows.
    convoStore: false,
    // Not asked of Slack for each event: an event is taken also while Slack cannot be reached.
    authorize: async () => {
      const { bot, botUser, team } = identity() ?? {}
      return {
        botToken: token,
        ...(bot && { botId: bot }),
        ...(botUser && { botUserId: botUser }),
        ...(team && { teamId: team }),
      }
    },
  })
  app.error(async (error) => {
    log(`slack: an event could not be taken: ${whereOf(error)}`)
    throw error
  })

  /** Undefined when it comes from a workspace that we do not serve. */
  function envelope(body: Body): Envelope | undefined {
    const served = identity()
    const [authorized] = body.authorizations ?? []
    const team = authorized?.team_id ?? body.team_id ?? ''
    const enterprise = authorized?.enterprise_id ?? body.enterprise_id
    if (served && team !== served.team && (!served.enterprise || enterprise !== served.enterprise)) return undefined
    const bot = served?.botUser ?? body.authorizations?.find(({ is_bot }) => is_bot)?.user_id
    // An organisation's token serves all of its teams as one.
    return { team: served?.team ?? team, bot, now: now() }
  }

  const onMessage = async (event: unknown, body: unknown) => {
    const from = envelope(body as Body)
    const came = from && fromMessage(event as MessageEvent, from)
    if (came) await chat.receive(came)
  }
  app.event('message', ({ event, body }) => onMessage(event, body))
  app.event('app_mention', ({ event, body }) => onMessage(event, body))
  app.event('file_shared', async ({ event, body }) => {
    const from = envelope(body as Body)
    const came = from && fromFileShared(event as FileShared, from)
    if (came) await chat.receive(came)
  })
  app.event('app_home_opened', async ({ event, body }) => {
    const from = envelope(body as Body)
    if (!from || event.tab !== 'home') return
    await chat.receive({
      lane: event.user,
      key: `slack:home:${event.user}:${event.event_ts}`,
      body: { kind: 'home', workspace: from.team, person: { id: event.user } },
    })
  })
  app.event('app_uninstalled', async () => connection.lost('app_uninstalled'))
  app.event('tokens_revoked', async ({ event }) => {
    if (event.tokens.bot?.length) connection.lost('token_revoked')
  })

  type Asked = {
    key: string
    body: Body
    user: string
    channel: string
    text: string
    files?: SlackMessage['files']
    command?: boolean
    reply?: string
  }
  async function ask({ key, body, user, channel, text, files = [], command = false, reply }: Asked) {
    const from = envelope(body)
    if (!from) return
    const named = namedIn(text)
    await chat.receive({
      lane: user,
      key: `slack:question:${key}`,
      body: {
        kind: 'question',
        workspace: from.team,
        id: randomUUID(),
        channel,
        person: { id: user },
        paste: readPaste(asTyped(text, from.bot)),
        files: files.map(fileRef),
        ...(named.length > 0 && { named }),
        command,
        ...(reply && { reply }),
      },
    })
  }

  /** Not waited for: the form's right to be opened ends after three seconds, and Slack waits no longer for us. */
  function open(trigger_id: string, user: string, carried: Carried) {
    void (async () => {
      const lang = await soon(chat.language({ id: user }, user), 'en')
      const opened = await web.call((client) =>
        client.views.open({ trigger_id, view: slackForm(lang, JSON.stringify(carried)) }),
      )
      if (opened.ok) return
      log(`slack: the form could not be opened: ${'reason' in opened ? opened.reason : opened.why}`)
      const { channel = user, reply } = carried
      const body = { team_id: identity()?.team ?? '' }
      await ask({ key: trigger_id, body, user, channel, text: 'help', ...(reply && { reply }) })
    })().catch((error) => log(`slack: the form could not be opened: ${whereOf(error)}`))
  }

  app.command(slashCommand, async ({ command, ack }) => {
    const { text, trigger_id, user_id, channel_id, response_url } = command
    if (text.trim() === '') open(trigger_id, user_id, { channel: channel_id, reply: response_url })
    else
      await ask({
        key: trigger_id,
        body: command,
        user: user_id,
        channel: channel_id,
        text,
        command: true,
        reply: response_url,
      })
    await ack()
  })

  app.shortcut(shortcuts.checkRegistry, async ({ shortcut, ack }) => {
    open(shortcut.trigger_id, shortcut.user.id, {})
    await ack()
  })
  app.shortcut({ type: 'message_action', callback_id: shortcuts.diagnoseMessage }, async ({ shortcut, ack }) => {
    const message = shortcut.message as unknown as SlackMessage
    await ask({
      key: shortcut.trigger_id,
      body: teamOf(shortcut),
      user: shortcut.user.id,
      channel: shortcut.channel.id,
      text: textOf(message),
      files: message.files,
      reply: shortcut.response_url,
    })
    await ack()
  })

  app.view(formId, async ({ view, body, ack }) => {
    const lang = await soon(chat.language({ id: body.user.id }, body.user.id), 'en')
    const filled = readForm(view.state.values, lang)
    if ('errors' in filled) return ack({ response_action: 'errors', errors: filled.errors })
    const { channel = body.user.id, reply } = JSON.parse(view.private_metadata || '{}') as Carried
    await ask({
      key: view.id,
      body: { ...teamOf(body), ...(view.app_installed_team_id && { team_id: view.app_installed_team_id }) },
      user: body.user.id,
      channel,
      text: filled.text,
      command: true,
      ...(reply && { reply }),
    })
    await ack()
  })

  app.action({ type: 'block_actions' }, async ({ action, body, ack }) => {
    if (action.action_id === openForm) open(body.trigger_id, body.user.id, {})
    const state = 'value' in action ? readActionState(action.value) : undefined
    const team = identity()?.team ?? body.team?.id ?? ''
    if (state && isActionId(action.action_id)) {
      const channel = body.channel?.id ?? body.user.id
      const thread: unknown = body.container.thread_ts
      const elsewhere = body.user.team_id !== undefined && body.user.team_id !== team
      await chat.receive({
        lane: channel,
        key: `slack:press:${body.user.id}:${action.action_ts}:${action.action_id}`,
        body: {
          kind: 'press',
          workspace: team,
          channel,
          ...(typeof thread === 'string' && { thread }),
          person: {
            id: body.user.id,
            ...(elsewhere && { outsider: true }),
          },
          action: action.action_id,
          state,
          ...(body.response_url && { reply: body.response_url }),
        },
      })
    }
    await ack()
  })
  return app
}

type Interaction = {
  team?: { id: string } | null
  enterprise?: { id: string } | null
  user: { team_id?: string }
}
const teamOf = ({ team, enterprise, user }: Interaction): Body => ({
  team_id: team?.id ?? user.team_id ?? '',
  enterprise_id: enterprise?.id ?? null,
})

/** What comes within a second, else the other: people wait in front of it. */
const soon = <Value>(wanted: Promise<Value>, other: Value): Promise<Value> =>
  Promise.race([wanted.catch(() => other), new Promise<Value>((resolve) => setTimeout(resolve, 1_000, other).unref())])
