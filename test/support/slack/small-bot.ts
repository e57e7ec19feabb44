// A small bot on the real Bolt, to prove the fake Slack with before there is a bot of ours, and apart from it.
import { App, type HTTPReceiver, LogLevel, type SocketModeReceiver } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import type { FakeSlack } from './fake-slack.ts'
import type { Json } from './world.ts'

export const button = (id: string, value = 'v'): KnownBlock => ({
  type: 'actions',
  block_id: 'buttons',
  elements: [{ type: 'button', action_id: id, value, text: { type: 'plain_text', text: 'Go' } }],
})
export const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } })
export const modal: ModalView = {
  type: 'modal',
  callback_id: 'paste',
  title: { type: 'plain_text', text: 'Paste an error' },
  submit: { type: 'plain_text', text: 'Diagnose' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'paste',
      label: { type: 'plain_text', text: 'The error' },
      element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: 3000 },
    },
  ],
}
const quiet = { logLevel: LogLevel.ERROR, deferInitialization: true } as const

export const logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** A small bot; what it heard, by event type. */
export function smallBot(slack: FakeSlack, receiver: HTTPReceiver | SocketModeReceiver) {
  const app = new App({
    ...quiet,
    token: slack.secrets.botToken,
    receiver,
    ignoreSelf: false,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger,
  })
  const heard: Json[] = []
  app.event(/.*/, async ({ event, body, context }) => {
    heard.push({ ...event, body, retryNum: context.retryNum })
  })
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.ts,
      text: 'Found',
      blocks: [section('Found'), button('more')],
      unfurl_links: false,
      metadata: { event_type: 'answered', event_payload: { ts: event.ts } },
    })
  })
  app.command('/acr-check', async ({ command, ack, client }) => {
    if (command.text === 'modal') {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: modal })
    } else await ack({ text: `heard ${command.text}`, blocks: [section('heard'), button('again')] })
  })
  app.action('more', async ({ ack, respond }) => {
    await ack()
    await respond({ replace_original: true, text: 'More', blocks: [section('More')] })
  })
  app.action('again', async ({ ack, respond, body }) => {
    await ack()
    heard.push(body as unknown as Json)
    await respond({ replace_original: true, text: 'Again', blocks: [section('Again'), button('again')] })
  })
  app.action('home', async ({ ack, body }) => {
    await ack()
    heard.push(body as unknown as Json)
  })
  app.shortcut('diagnose', async ({ ack, shortcut, respond }) => {
    await ack()
    heard.push(shortcut as unknown as Json)
    if (shortcut.type === 'message_action') await respond({ text: 'Only for you', replace_original: false })
  })
  app.view('paste', async ({ ack, view }) => {
    const text = view.state.values.paste?.text?.value
    await (text === 'bad' ? ack({ response_action: 'errors', errors: { paste: 'No error in it' } }) : ack())
  })
  app.view({ callback_id: 'paste', type: 'view_closed' }, async ({ ack, body }) => {
    await ack()
    heard.push(body as unknown as Json)
  })
  return { app, heard }
}
