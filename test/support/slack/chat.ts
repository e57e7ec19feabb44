// chat.*: the bot speaks. Each change is told to the app again, as Slack tells an app what it did itself.
import { Refused, takeBlocks, takeText } from './blocks.ts'
import {
  addEphemeral,
  addMessage,
  type Channel,
  dmWith,
  type Json,
  type Message,
  problem,
  str,
  type World,
  wire,
} from './world.ts'

type Body = {
  text: string
  blocks?: Json[]
  files?: Json[]
  thread_ts?: string
  metadata?: Json
  subtype?: string
}

const types = { channel: 'channel', group: 'group', im: 'im' } as const

export function changed(world: World, channel: Channel, message: Json, previous: Json) {
  const ts = world.ids.ts()
  const about = { channel: channel.id, hidden: true, ts, event_ts: ts, channel_type: types[channel.kind] }
  const event = { type: 'message', subtype: 'message_changed', message, previous_message: previous, ...about }
  world.emit(event, channel)
  return event
}

export const spoken = (channel: Channel, message: Message): Json => ({
  ...wire(message),
  channel: channel.id,
  event_ts: message.ts,
  channel_type: types[channel.kind],
})

export function postMessage(world: World, channel: Channel, body: Body): Message {
  const { botUser, botId, id } = world.app
  const message: Message = {
    type: 'message',
    ts: world.ids.ts(),
    channel: channel.id,
    user: botUser,
    bot_id: botId,
    app_id: id,
    team: world.team.id,
    ...body,
  }
  addMessage(world, channel, message)
  world.emit({ ...spoken(channel, message), bot_profile: botProfile(world) }, channel)
  return message
}

export function editMessage(world: World, channel: Channel, message: Message, body: Partial<Body>) {
  const previous = wire(message)
  Object.assign(message, body)
  message.edited = { user: world.app.botUser, ts: world.ids.ts() }
  changed(world, channel, wire(message), previous)
}

/** Deletes; what has replies stays as a tombstone. */
export function removeMessage(world: World, channel: Channel, message: Message): Json {
  const previous = wire(message)
  if (message.reply_count) {
    const stone = { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT', hidden: true }
    const { thread_ts, reply_count, reply_users, latest_reply, ts } = previous
    const left = { type: 'message', ...stone, ts, thread_ts, reply_count, reply_users, latest_reply }
    for (const name of ['blocks', 'files', 'bot_id', 'app_id', 'metadata'] as const) delete message[name]
    Object.assign(message, { subtype: 'tombstone', text: stone.text, user: stone.user, deleted: true })
    return changed(world, channel, left, previous)
  }
  message.deleted = true
  const root = message.thread_ts === undefined ? undefined : channel.messages.get(message.thread_ts)
  if (root?.reply_count) root.reply_count -= 1
  const ts = world.ids.ts()
  const about = { channel: channel.id, ts, event_ts: ts, channel_type: types[channel.kind] }
  const event = { type: 'message', subtype: 'message_deleted', deleted_ts: message.ts, hidden: true, ...about }
  world.emit({ ...event, previous_message: previous }, channel)
  return { ...event, previous_message: previous }
}

export const botProfile = ({ app, team }: World): Json => ({
  id: app.botId,
  app_id: app.id,
  name: app.name,
  icons: { image_36: '', image_48: '', image_72: '' },
  deleted: false,
  updated: 1_760_000_000,
  team_id: team.id,
})

/** The channel that a call names, if the bot is in it. */
export function channelOf(world: World, name: unknown): Channel {
  const person = world.people.get(String(name))
  const channel = person ? dmWith(world, person) : world.channels.get(String(name))
  const member = channel?.members.has(world.app.botUser)
  // Of a private channel that it is not in the bot learns nothing
  if (!channel || (channel.kind !== 'channel' && !member)) throw new Refused('channel_not_found')
  if (!member) throw new Refused('not_in_channel')
  return channel
}

const isTrue = (value: unknown) => value === true || value === 'true' || value === '1'
const isFalse = (value: unknown) => value === false || value === 'false' || value === '0'

function takeMetadata(given: unknown): { metadata?: Json } {
  if (given === undefined) return {}
  const { event_type: type, event_payload: payload } = (given ?? {}) as Json
  if (typeof given !== 'object' || typeof type !== 'string' || typeof payload !== 'object') {
    if (typeof given === 'object' && given !== null && Object.keys(given).length === 0) return {}
    throw new Refused('invalid_metadata_format')
  }
  if (JSON.stringify(given).length > 8000) throw new Refused('metadata_too_large')
  return { metadata: given as Json }
}

/** `thread_ts` as the app gave it; Slack takes anything, and shows what is no thread's nowhere useful. */
function takeThread(world: World, where: string, channel: Channel, given: unknown): { thread_ts?: string } {
  if (given === undefined) return {}
  const root = channel.messages.get(str(given))
  if (!/^\d{10}\.\d{6}$/.test(str(given))) throw new Refused('invalid_thread_ts')
  if (!root && world.keep === 'all') problem(world, `${where}: thread_ts of no message`)
  if (root?.thread_ts !== undefined && root.thread_ts !== root.ts) problem(world, `${where}: thread_ts of a reply`)
  return { thread_ts: str(given) }
}

function takeBody(world: World, where: string, args: Json): Body {
  const blocks = takeBlocks(world, where, args.blocks)
  const text = takeText(world, where, args.text ?? args.markdown_text, blocks)
  if (args.parse === 'full' || isTrue(args.link_names)) problem(world, `${where}: makes mentions of plain names`)
  return blocks === undefined ? { text } : { text, blocks }
}

function ownMessage(world: World, channel: Channel, ts: unknown, error: string): Message {
  const message = channel.messages.get(String(ts))
  if (!message || message.deleted) throw new Refused('message_not_found')
  if (message.bot_id !== world.app.botId) throw new Refused(error)
  return message
}

export const chat: { [method: string]: (world: World, args: Json) => Json } = {
  'chat.postMessage': (world, args) => {
    const where = 'chat.postMessage'
    const channel = channelOf(world, args.channel)
    const body = takeBody(world, where, args)
    if (!isFalse(args.unfurl_links)) problem(world, `${where}: unfurl_links is not false`)
    const thread = takeThread(world, where, channel, args.thread_ts)
    const message = postMessage(world, channel, { ...body, ...thread, ...takeMetadata(args.metadata) })
    const shown = { ...wire(message, true), bot_profile: botProfile(world) }
    return { ok: true, channel: channel.id, ts: message.ts, message: shown }
  },
  'chat.postEphemeral': (world, args) => {
    const where = 'chat.postEphemeral'
    const channel = channelOf(world, args.channel)
    const user = String(args.user)
    if (!channel.members.has(user)) throw new Refused('user_not_in_channel')
    const body = takeBody(world, where, args)
    const thread = takeThread(world, where, channel, args.thread_ts)
    const { ts } = addEphemeral(world, { channel: channel.id, user, ...body, ...thread })
    return { ok: true, message_ts: ts }
  },
  'chat.update': (world, args) => {
    const channel = channelOf(world, args.channel)
    const message = ownMessage(world, channel, args.ts, 'cant_update_message')
    const body = takeBody(world, 'chat.update', args)
    // Blocks that are not given stay, and so does metadata; an empty value takes them away
    if (body.blocks?.length === 0) delete message.blocks
    if (args.metadata !== undefined && !('metadata' in takeMetadata(args.metadata))) delete message.metadata
    editMessage(world, channel, message, { ...body, ...takeMetadata(args.metadata) })
    return { ok: true, channel: channel.id, ts: message.ts, text: message.text, message: wire(message, true) }
  },
  'chat.delete': (world, args) => {
    const channel = channelOf(world, args.channel)
    const message = ownMessage(world, channel, args.ts, 'cant_delete_message')
    removeMessage(world, channel, message)
    return { ok: true, channel: channel.id, ts: message.ts }
  },
  'chat.getPermalink': (world, args) => {
    const channel = world.channels.get(String(args.channel))
    if (!channel) throw new Refused('channel_not_found')
    const message = channel.messages.get(String(args.message_ts))
    if (!message) throw new Refused('message_not_found')
    return { ok: true, channel: channel.id, permalink: permalink(world, channel, message) }
  },
}

function permalink(world: World, channel: Channel, { ts, thread_ts: thread }: Message) {
  const page = `https://${world.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`
  return thread === undefined || thread === ts ? page : `${page}?thread_ts=${thread}&cid=${channel.id}`
}
