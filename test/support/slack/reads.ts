// What the bot may look up: itself, conversations and their messages, people, files.
import { Refused } from './blocks.ts'
import { channelOf } from './chat.ts'
import { fileOnWire } from './files.ts'
import { type Channel, type Json, type Message, type Person, type World, wire } from './world.ts'

const isTrue = (value: unknown) => value === true || value === 'true' || value === '1'

/** One page of messages, oldest or newest first, between `oldest` and `latest`. */
function page(found: Message[], args: Json, most: number): Json {
  const limit = Math.min(Number(args.limit ?? 100) || 100, most)
  const inclusive = isTrue(args.inclusive)
  const { oldest, latest } = args
  const within = found.filter(({ ts }) => {
    if (typeof oldest === 'string' && oldest !== '0' && !(ts > oldest || (inclusive && ts === oldest))) return false
    return !(typeof latest === 'string') || ts < latest || (inclusive && ts === latest)
  })
  const cursor = typeof args.cursor === 'string' && args.cursor !== '' ? args.cursor : undefined
  const from = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''))
  if (Number.isNaN(from)) throw new Refused('invalid_cursor')
  const messages = within.slice(from, from + limit).map((message) => wire(message, isTrue(args.include_all_metadata)))
  const more = within.length > from + limit
  const next = more ? Buffer.from(`next:${from + limit}`).toString('base64') : ''
  return { ok: true, messages, has_more: more, ...(more ? { response_metadata: { next_cursor: next } } : {}) }
}

/** Reading takes a conversation's own id, where posting takes a person's too. */
function readable(world: World, name: unknown): Channel {
  if (world.people.has(String(name))) throw new Refused('channel_not_found')
  return channelOf(world, name)
}

const there = (channel: Channel) =>
  [...channel.messages.values()].filter(({ deleted, subtype }) => !deleted || subtype === 'tombstone')

function user(person: Person, withLocale: boolean): Json {
  const names = { display_name: person.name, display_name_normalized: person.name, real_name: person.realName }
  return {
    id: person.id,
    team_id: person.team.id,
    name: person.name,
    deleted: false,
    color: '9f69e7',
    real_name: person.realName,
    tz: 'Europe/Warsaw',
    tz_label: 'Central European Time',
    tz_offset: 3600,
    profile: { ...names, title: '', phone: '', status_text: '', status_emoji: '', team: person.team.id },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    updated: 1_760_000_000,
    ...(person.stranger ? { is_stranger: true } : { is_email_confirmed: true, who_can_share_contact_card: 'EVERYONE' }),
    ...(withLocale && person.locale !== undefined ? { locale: person.locale } : {}),
  }
}

export const reads: { [method: string]: (world: World, args: Json) => Json } = {
  'auth.test': ({ team, app }) => ({
    ok: true,
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: app.name,
    team_id: team.id,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  }),
  'conversations.history': (world, args) => {
    const channel = readable(world, args.channel)
    const top = there(channel).filter(({ ts, thread_ts: thread }) => thread === undefined || thread === ts)
    return { ...page(top.toReversed(), args, 999), pin_count: 0, channel_actions_ts: null, channel_actions_count: 0 }
  },
  'conversations.replies': (world, args) => {
    const channel = readable(world, args.channel)
    const named = channel.messages.get(String(args.ts))
    if (!named || (named.deleted && named.subtype !== 'tombstone')) throw new Refused('thread_not_found')
    // Asked with a reply's ts, Slack gives that reply alone
    const thread = there(channel).filter(({ ts, thread_ts: root }) => ts === named.ts || root === named.ts)
    return page(thread, args, 1000)
  },
  'conversations.info': (world, args) => {
    const channel = world.channels.get(String(args.channel))
    const member = channel?.members.has(world.app.botUser) ?? false
    if (!channel || (channel.kind !== 'channel' && !member)) throw new Refused('channel_not_found')
    const { id, name, kind, shared } = channel
    const common = { id, created: 1_760_000_000, is_im: kind === 'im', is_archived: false, is_org_shared: false }
    if (kind === 'im') {
      const other = [...channel.members].find((each) => each !== world.app.botUser)
      return { ok: true, channel: { ...common, user: other, is_user_deleted: false, is_open: true, priority: 0 } }
    }
    const kinds = { is_channel: kind === 'channel', is_group: kind === 'group', is_private: kind === 'group' }
    const sharing = { is_shared: shared, is_ext_shared: shared, is_pending_ext_shared: false, pending_shared: [] }
    const teams = shared ? [world.team.id, world.otherTeam.id] : [world.team.id]
    const about = { name, name_normalized: name, is_mpim: false, is_general: false, is_member: member }
    return { ok: true, channel: { ...common, ...about, ...kinds, ...sharing, shared_team_ids: teams } }
  },
  'users.info': (world, args) => {
    const person = world.people.get(String(args.user))
    if (person) return { ok: true, user: user(person, isTrue(args.include_locale)) }
    if (args.user !== world.app.botUser) throw new Refused('user_not_found')
    const { app, team } = world
    const bot = { id: app.botUser, team_id: team.id, name: app.name, real_name: app.name, deleted: false }
    return { ok: true, user: { ...bot, is_bot: true, profile: { bot_id: app.botId, api_app_id: app.id } } }
  },
  'usergroups.users.list': (world, args) => {
    const members = world.groups.get(String(args.usergroup))
    if (!members) throw new Refused('no_such_subteam')
    return { ok: true, users: [...members] }
  },
  'files.info': (world, args) => {
    const file = world.files.get(String(args.file))
    if (!file) throw new Refused('file_not_found')
    if (file.deleted) throw new Refused('file_deleted')
    const shares = Object.values(file.shares).flatMap((each) => Object.keys(each))
    // A bot sees what was shared where it is
    const seen = shares.some((id) => world.channels.get(id)?.members.has(world.app.botUser))
    if (!seen) throw new Refused('file_not_found')
    const channels = Object.keys(file.shares.public ?? {})
    const where = { channels, groups: [] as string[], ims: [] as string[], shares: file.shares }
    for (const id of Object.keys(file.shares.private ?? {})) (id.startsWith('D') ? where.ims : where.groups).push(id)
    const content = file.mode === 'snippet' && file.size === undefined ? String(file.content ?? '') : undefined
    return {
      ok: true,
      file: { ...fileOnWire(world, file), ...where, comments_count: 0 },
      ...(content === undefined ? {} : { content: content.slice(0, 6000), is_truncated: content.length > 6000 }),
      comments: [],
      response_metadata: { next_cursor: '' },
    }
  },
}
