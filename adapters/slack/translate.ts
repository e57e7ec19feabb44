// Slack's events as what happens in any chat. Pure: what to make of them is decided elsewhere.
import { readPaste } from '../../src/diagnose.ts'
import type { ChatEvent, FileRef, Heard, Person } from '../chat/event.ts'
import type { Arrival } from '../store/inbox.ts'
import { asTyped, isMentioned, namedIn } from './text.ts'

/** A file that comes alone waits so long for the message it came in, which says more. In milliseconds. */
const fileWaits = 2_000

export type SlackFile = {
  id: string
  name?: string | null
  title?: string | null
  mimetype?: string
  size?: number
  mode?: string
}

/** The parts of a message that we read, in its own event and inside those that change it. */
export type SlackMessage = {
  type?: string
  subtype?: string
  ts: string
  thread_ts?: string
  user?: string
  bot_id?: string
  text?: string
  files?: readonly SlackFile[]
  /** The author's own workspace. */
  team?: string
  user_team?: string
  source_team?: string
  edited?: { ts: string }
}

export type MessageEvent = SlackMessage & {
  channel: string
  channel_type?: string
  event_ts?: string
  message?: SlackMessage
  previous_message?: SlackMessage
  deleted_ts?: string
}

/** What an event's envelope tells. */
export type Envelope = { team: string; bot: string | undefined; now: number }

type Came = Omit<Arrival<ChatEvent>, 'platform'>

const postKey = (team: string, channel: string, ts: string) => `slack:post:${team}:${channel}:${ts}`
const fileKey = (file: string) => `slack:file:${file}`
export const isDirect = (channel: string) => channel.startsWith('D')

/** Pictures and sound hold no error that we can read; where nobody asked us, they are not even looked at. */
const isMedia = ({ mimetype = '' }: SlackFile) => /^(?:image|video|audio)\//.test(mimetype)

export const fileRef = ({ id, name, title, size }: SlackFile): FileRef => ({
  name: name || title || 'file',
  where: id,
  ...(size !== undefined && { size }),
})

function author({ user = '', user_team, source_team, team }: SlackMessage, ours: string): Person {
  const home = user_team ?? source_team ?? team
  // A workspace of the same organisation has another id too: the profile tells these apart.
  return { id: user, ...(home !== undefined && home !== ours && source_team !== undefined && { outsider: true }) }
}

function postOf(
  message: SlackMessage,
  channel: string,
  { team, bot }: Envelope,
  edited: boolean,
): ChatEvent | undefined {
  const { ts, thread_ts, text = '', files = [], user, bot_id } = message
  if (!user || bot_id || user === bot) return undefined
  const heard: Heard = isDirect(channel) ? 'direct' : isMentioned(text, bot) ? 'mention' : 'overheard'
  const named = heard === 'overheard' ? [] : namedIn(text)
  return {
    kind: 'post',
    edited,
    workspace: team,
    channel,
    thread: thread_ts ?? ts,
    post: ts,
    person: author(message, team),
    heard,
    paste: readPaste(asTyped(text, bot)),
    ...(named.length > 0 && { named }),
    files: files.filter((file) => heard !== 'overheard' || !isMedia(file)).map(fileRef),
  }
}

const plainPosts: ReadonlySet<string | undefined> = new Set([undefined, 'file_share', 'thread_broadcast'])

/** `message` and `app_mention`: one post may come as both, so both are read alike. */
export function fromMessage(event: MessageEvent, envelope: Envelope): Came | undefined {
  const { subtype, channel, message, previous_message: before } = event
  const { team } = envelope
  if (subtype === 'message_deleted') return event.deleted_ts ? deletion(channel, event.deleted_ts, team) : undefined
  if (subtype === 'message_changed') {
    if (!message) return undefined
    // A deleted message that has answers stays as a stone with its name.
    if (message.subtype === 'tombstone') return deletion(channel, message.ts, team)
    if (before && message.text === before.text) return undefined
    const body = postOf(message, channel, envelope, true)
    const version = message.edited?.ts ?? event.event_ts ?? event.ts
    return body && { lane: channel, key: `slack:edit:${team}:${channel}:${message.ts}:${version}`, body }
  }
  if (!plainPosts.has(subtype)) return undefined
  const body = postOf(event, channel, envelope, false)
  return (
    body && {
      lane: channel,
      key: postKey(team, channel, event.ts),
      covers: (event.files ?? []).map(({ id }) => fileKey(id)),
      body,
    }
  )
}

const deletion = (channel: string, post: string, team: string): Came => ({
  lane: channel,
  key: `slack:deleted:${team}:${channel}:${post}`,
  // What has not been answered yet needs no answer any more, and what comes late neither.
  covers: [postKey(team, channel, post)],
  body: { kind: 'deleted', workspace: team, channel, post },
})

export type FileShared = { file_id: string; user_id: string; channel_id?: string }

export function fromFileShared(
  { file_id, user_id, channel_id }: FileShared,
  { team, bot, now }: Envelope,
): Came | undefined {
  if (!channel_id || user_id === bot) return undefined
  return {
    lane: channel_id,
    key: fileKey(file_id),
    notBefore: now + fileWaits,
    body: {
      kind: 'file',
      workspace: team,
      channel: channel_id,
      person: { id: user_id },
      heard: isDirect(channel_id) ? 'direct' : 'overheard',
      file: file_id,
    },
  }
}

const wordy = new Set(['text', 'fallback', 'pretext', 'title', 'value'])

/** Every string under a name that holds words, however deep. */
function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(words)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, it]) =>
    typeof it === 'string' ? (wordy.has(name) ? [it] : []) : words(it),
  )
}

/** Everything readable in a message that somebody points at: other apps put their words into blocks and attachments. */
export function textOf({ text = '', ...rest }: SlackMessage & { blocks?: unknown; attachments?: unknown }): string {
  const more = [...words(rest.attachments), ...words(rest.blocks)].filter((it) => !text.includes(it))
  return [text, ...new Set(more)].filter(Boolean).join('\n')
}
