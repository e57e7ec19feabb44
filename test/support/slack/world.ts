// What the fake Slack knows: its people, channels, messages, files and views, and what the app under test is allowed.
import type { SlackFile } from './files.ts'
import { type Ids, makeIds, putCapped } from './ids.ts'
import { makeUploads, type Uploads } from './uploads.ts'

export type Json = { [name: string]: unknown }
/** What came from outside as a string, whatever it is. */
export const str = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

export type Team = { id: string; domain: string; name: string }
export type Person = {
  id: string
  name: string
  realName: string
  team: Team
  locale?: string
  guest: boolean
  stranger: boolean
}
export type Channel = {
  id: string
  name: string
  kind: 'channel' | 'group' | 'im'
  members: Set<string>
  shared: boolean
  messages: Map<string, Message>
}
/** Slack's own names, so that a test reads what the app would read; `channel` and `deleted` are the fake's. */
export type Message = {
  type: 'message'
  ts: string
  channel: string
  user: string
  text: string
  team?: string
  subtype?: string
  bot_id?: string
  app_id?: string
  client_msg_id?: string
  blocks?: Json[]
  attachments?: Json[]
  files?: Json[]
  metadata?: Json
  thread_ts?: string
  parent_user_id?: string
  reply_count?: number
  reply_users?: string[]
  latest_reply?: string
  edited?: { user: string; ts: string }
  deleted?: true
}
/** Seen by one person, gone with a reload, and never in any history. `user` is who sees it. */
export type Ephemeral = {
  is_ephemeral: true
  ts: string
  channel: string
  user: string
  text: string
  blocks?: Json[]
  thread_ts?: string
  /** How often a `response_url` replaced it */
  replaced: number
  deleted?: true
}
export type View = Json & {
  id: string
  type: 'modal' | 'home'
  user: string
  blocks: Json[]
  callback_id: string
  private_metadata: string
  hash: string
  open: boolean
  /** What the last submission was refused with, by block_id */
  errors?: Record<string, string>
}
/** `at`: Unix time in milliseconds and fractions of them */
export type Call = { method: string; args: Json; token: string | undefined; at: number; error?: string }

export type World = {
  ids: Ids
  keep: 'all' | 'counts'
  origin: string
  team: Team
  otherTeam: Team
  app: { id: string; name: string; botId: string; botUser: string; verificationToken: string }
  secrets: { signingSecret: string; botToken: string; appToken: string }
  scopes: Set<string>
  subscriptions: Set<string>
  people: Map<string, Person>
  /** Ids by the name that a mention types: people's, groups' and the bot's */
  names: Map<string, string>
  /** Ids of people by user group */
  groups: Map<string, Set<string>>
  /** Mentions that a test means the bot to make; any other is told as a problem */
  mayCall: Set<string>
  channels: Map<string, Channel>
  dms: Map<string, Channel>
  ephemerals: Map<string, Ephemeral[]>
  files: Map<string, SlackFile>
  uploads: Uploads
  views: Map<string, View>
  homes: Map<string, View>
  calls: Call[]
  counts: { calls: Record<string, number>; refused: Record<string, number>; delivered: number; unanswered: number }
  problems: string[]
  /** Set by events.ts: tells the app, if it subscribed and may see it */
  emit: (event: Json, channel: Channel) => void
}

export type WorldOptions = {
  signingSecret?: string
  botToken?: string
  appToken?: string
  keep?: 'all' | 'counts'
  scopes?: readonly string[]
  events?: readonly string[]
}

const defaultScopes = [
  'app_mentions:read',
  'channels:history',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'usergroups:read',
  'users:read',
]
const defaultEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'file_shared',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
]

export function makeWorld(options: WorldOptions): World {
  const ids = makeIds()
  const botUser = ids.id('U')
  return {
    ids,
    keep: options.keep ?? 'all',
    origin: '',
    team: { id: ids.id('T'), domain: 'contoso', name: 'Contoso' },
    otherTeam: { id: ids.id('T'), domain: 'fabrikam', name: 'Fabrikam' },
    app: {
      id: ids.id('A'),
      name: 'acr-check',
      botId: ids.id('B'),
      botUser,
      verificationToken: 'verification-token',
    },
    secrets: {
      signingSecret: options.signingSecret ?? '8f742231b10e8888abcd99yyyzzz85a5',
      botToken: options.botToken ?? 'xoxb-fake-bot-token',
      appToken: options.appToken ?? 'xapp-fake-app-token',
    },
    scopes: new Set(options.scopes ?? defaultScopes),
    subscriptions: new Set(options.events ?? defaultEvents),
    people: new Map(),
    names: new Map([['acr-check', botUser]]),
    groups: new Map(),
    uploads: makeUploads(),
    mayCall: new Set(),
    channels: new Map(),
    dms: new Map(),
    ephemerals: new Map(),
    files: new Map(),
    views: new Map(),
    homes: new Map(),
    calls: [],
    counts: { calls: {}, refused: {}, delivered: 0, unanswered: 0 },
    problems: [],
    emit: () => {},
  }
}

/** The same problem a thousand times says no more than once, so it is kept once when only counting. */
export function problem(world: World, text: string) {
  if (world.keep === 'counts' && (world.problems.length >= 200 || world.problems.includes(text))) return
  world.problems.push(text)
}

export function count(counts: Record<string, number>, name: string) {
  counts[name] = (counts[name] ?? 0) + 1
}

export function addPerson(
  world: World,
  {
    name,
    locale,
    guest = false,
    stranger = false,
  }: { name: string; locale?: string; guest?: boolean; stranger?: boolean },
): Person {
  const team = stranger ? world.otherTeam : world.team
  // Of people elsewhere Slack tells no locale, unless a test wants it
  const theirs = locale ?? (stranger ? undefined : 'en-US')
  const realName = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)} Example`
  const person: Person = { id: world.ids.id('U'), name, realName, team, guest, stranger }
  if (theirs !== undefined) person.locale = theirs
  world.people.set(person.id, person)
  world.names.set(name, person.id)
  return person
}

/** A user group, called by its handle */
export function addGroup(world: World, handle: string, members: readonly Person[] = []): string {
  const id = world.ids.id('S')
  world.names.set(handle, id)
  world.groups.set(id, new Set(members.map((it) => it.id)))
  return id
}

export type ChannelOptions = {
  name: string
  private?: boolean
  members?: readonly Person[]
  shared?: boolean
  /** Whether the app was invited; true unless said otherwise */
  bot?: boolean
}

export function addChannel(world: World, options: ChannelOptions): Channel {
  const members = new Set((options.members ?? []).map(({ id }) => id))
  if (options.bot ?? true) members.add(world.app.botUser)
  const channel: Channel = {
    // Private channels made since 2021 have a C as well: the kind is not to be read from the id
    id: world.ids.id('C'),
    name: options.name,
    kind: options.private ? 'group' : 'channel',
    members,
    shared: options.shared ?? false,
    messages: new Map(),
  }
  world.channels.set(channel.id, channel)
  return channel
}

export function dmWith(world: World, person: Person): Channel {
  const known = world.dms.get(person.id)
  if (known) return known
  const members = new Set([person.id, world.app.botUser])
  const dm: Channel = {
    id: world.ids.id('D'),
    name: 'directmessage',
    kind: 'im',
    members,
    shared: person.stranger,
    messages: new Map(),
  }
  world.dms.set(person.id, dm)
  world.channels.set(dm.id, dm)
  return dm
}

/** Takes a message into its channel and counts it in its thread. */
export function addMessage(world: World, channel: Channel, message: Message) {
  putCapped(channel.messages, message.ts, message, world.keep === 'counts' ? 500 : Number.POSITIVE_INFINITY)
  if (message.thread_ts === undefined || message.thread_ts === message.ts) return
  const root = channel.messages.get(message.thread_ts)
  if (!root) return
  message.parent_user_id = root.user
  root.thread_ts = root.ts
  root.reply_count = (root.reply_count ?? 0) + 1
  root.latest_reply = message.ts
  root.reply_users = [...new Set([...(root.reply_users ?? []), message.user])].slice(0, 5)
}

export function addEphemeral(world: World, made: Omit<Ephemeral, 'is_ephemeral' | 'ts' | 'replaced'>): Ephemeral {
  const ephemeral: Ephemeral = { is_ephemeral: true, ts: world.ids.ts(), replaced: 0, ...made }
  const theirs = world.ephemerals.get(made.user) ?? []
  world.ephemerals.set(made.user, theirs)
  theirs.push(ephemeral)
  if (world.keep === 'counts' && theirs.length > 100) theirs.shift()
  return ephemeral
}

export function putFile(world: World, file: SlackFile) {
  putCapped(world.files, file.id, file, world.keep === 'counts' ? 5000 : Number.POSITIVE_INFINITY)
}

/** A message as Slack sends it: without the fake's own fields, and without metadata, which has to be asked for. */
export function wire(message: Message, withMetadata = false): Json {
  const { channel: _, deleted: __, metadata, ...rest } = message
  return withMetadata && metadata ? { ...rest, metadata } : rest
}
