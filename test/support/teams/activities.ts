// The shapes of what Teams POSTs to a bot, field by field as its documentation and its traffic show them.
import { randomUUID } from 'node:crypto'
import type { Conversation, Json, Person, World } from './world.ts'

export const isoLocal = (at: Date): string =>
  `${new Date(at.getTime() + 3_600_000).toISOString().replace('Z', '')}+01:00`

export function conversationOf(world: World, { kind, id, name }: Conversation, thread?: string): Json {
  return {
    ...(kind !== 'personal' && { isGroup: true }),
    ...(name && kind === 'groupChat' && { name }),
    conversationType: kind,
    tenantId: world.tenantId,
    id: thread ? `${id};messageid=${thread}` : id,
  }
}

export function channelDataOf(world: World, conversation: Conversation, extra: Json = {}): Json {
  const { team } = conversation
  return {
    ...(team && {
      teamsChannelId: conversation.id,
      teamsTeamId: team.id,
      channel: { id: conversation.id },
      team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId },
    }),
    tenant: { id: world.tenantId },
    ...extra,
  }
}

export type Base = {
  world: World
  serviceUrl: string
  person: Person
  conversation: Conversation
  thread?: string | undefined
}

/** What every activity of a person's has. */
export function baseActivity({ world, serviceUrl, person, conversation, thread }: Base, type: string): Json {
  const now = new Date()
  const [, country = 'US'] = person.locale.split('-')
  return {
    type,
    id: world.nextId(),
    timestamp: now.toISOString(),
    localTimestamp: isoLocal(now),
    localTimezone: 'Europe/Warsaw',
    serviceUrl,
    channelId: 'msteams',
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    conversation: conversationOf(world, conversation, thread),
    recipient: { id: world.botId, name: world.botName },
    entities: [{ locale: person.locale, country, platform: 'Web', timezone: 'Europe/Warsaw', type: 'clientInfo' }],
    channelData: channelDataOf(world, conversation),
    locale: person.locale,
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>\n')

export type SharedFile = { name: string; url: string; size?: number }

export type SayOptions = {
  mention?: boolean
  /** People whom the text names behind an `@`. */
  calls?: readonly Person[]
  /** What Teams sends beside the text when it is more than plain. */
  html?: string
  files?: readonly SharedFile[]
  /** Other attachments, as they are. */
  attachments?: readonly Json[]
}

/** A message's text, mentions and attachments. */
export function messageParts(world: World, text: string, options: SayOptions): Json & { mentions: Json[] } {
  const { mention = false, calls = [], html, files = [], attachments = [] } = options
  const whom = [...(mention ? [{ id: world.botId, name: world.botName }] : []), ...calls]
  const span = (name: string, index: number) =>
    `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="${index}">${name}</span>`
  const typed = mention ? `@${world.botName} ${text}` : text
  const write = (start: string, as: (name: string, index: number) => string) =>
    whom.reduce((written, { name }, index) => written.replace(`@${name}`, () => as(name, index)), start)
  const marked = write(mention ? `@${world.botName}&nbsp;${escaped(text)}` : escaped(text), span)
  const shown = html ?? (whom.length > 0 ? `<p>${marked}</p>` : undefined)
  const attached: Json[] = [
    ...files.map(({ name, url, size }) => ({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      content: {
        downloadUrl: url,
        uniqueId: randomUUID(),
        fileType: name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '',
        ...(size !== undefined && { fileSize: size }),
      },
      contentUrl: `https://contoso-my.sharepoint.example/personal/Documents/${encodeURIComponent(name)}`,
      name,
    })),
    ...attachments,
    ...(shown ? [{ contentType: 'text/html', content: shown }] : []),
  ]
  return {
    text: write(typed, (name) => `<at>${name}</at>`),
    textFormat: 'plain',
    ...(attached.length > 0 && { attachments: attached }),
    mentions: whom.map(({ id, name }) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } })),
  }
}

/** The message as Graph has it, which a message extension's action gets. */
export function messagePayload(options: {
  id: string
  text: string
  html?: string | undefined
  from?: Person | 'bot' | undefined
  world: World
  attachments?: readonly Json[] | undefined
  mentions?: readonly Json[] | undefined
  at?: number | undefined
  thread?: string | undefined
}): Json {
  const { id, text, html, from, world, attachments = [], mentions = [], at = Date.now(), thread } = options
  const user =
    from && from !== 'bot' ? { userIdentityType: 'aadUser', id: from.aadObjectId, displayName: from.name } : undefined
  const application = { applicationIdentityType: 'bot', id: world.appId, displayName: world.botName }
  return {
    id,
    ...(thread && thread !== id && { replyToId: thread }),
    createdDateTime: new Date(at).toISOString(),
    lastModifiedDateTime: null,
    deleted: false,
    subject: null,
    summary: null,
    importance: 'normal',
    locale: 'en-us',
    body: html === undefined ? { contentType: 'text', content: text } : { contentType: 'html', content: html },
    from: user
      ? { device: null, conversation: null, user, application: null }
      : { device: null, conversation: null, user: null, application },
    reactions: [],
    mentions,
    attachments: attachments.map(({ content, ...it }, index) => ({
      id: String(index),
      ...it,
      content: typeof content === 'object' && content !== null ? JSON.stringify(content) : (content ?? null),
    })),
  }
}
