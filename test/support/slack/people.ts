// What people do with messages and files, and what Slack tells the app of it.
import { changed, removeMessage, spoken } from './chat.ts'
import type { Answer, Courier } from './deliver.ts'
import { type EventOptions, type Events, envelope } from './events.ts'
import { type FileOptions, fileOnWire, foreignFileOnWire, makeFile, type SlackFile } from './files.ts'
import { typedText } from './text.ts'
import { addMessage, type Channel, dmWith, type Json, type Message, type Person, type World, wire } from './world.ts'

export type SayOptions = EventOptions & {
  /** In the thread of this message */
  thread?: Message | string
  /** Begins with a mention of the bot; `@acr-check` in the text is one as well */
  mention?: boolean
  order?: 'message-first' | 'mention-first' | 'together'
  repeat?: number
  /** Instead of the rich text made of what was typed */
  blocks?: Json[]
  files?: SlackFile[]
  /** False: it is said, but the app is told nothing, as before it was installed */
  deliver?: boolean
}
export type Said = { message: Message; ts: string; channel: Channel; answers: Answer[] }
export type UploadOptions = Omit<SayOptions, 'order' | 'files'> & {
  comment?: string
  order?: 'message-first' | 'file-first' | 'together'
  /** Slack sends both events; sometimes one is lost or comes much later */
  only?: 'message' | 'file'
}
export type Uploaded = Said & { file: SlackFile }

const kinds = { channel: 'public', group: 'private', im: 'private' } as const
const threadOf = (thread: Message | string | undefined) =>
  typeof thread === 'object' ? (thread.thread_ts ?? thread.ts) : thread

export function makePeople(world: World, courier: Courier, events: Events) {
  const uuid = () => `${world.ids.hex().slice(0, 8)}-0000-4000-8000-${world.ids.hex().slice(0, 12)}`

  function foreign(person: Person): Json {
    if (!person.stranger) return {}
    const { name, realName, team } = person
    const profile = { real_name: realName, display_name: name, name, team: team.id, is_restricted: false }
    return { user_team: team.id, source_team: team.id, user_profile: profile }
  }

  function write(person: Person, channel: Channel, typed: string, options: SayOptions): Message {
    const { text, blocks } = typedText(world, options.mention ? `@${world.app.name} ${typed}` : typed)
    const thread = threadOf(options.thread)
    channel.members.add(person.id)
    const shown = options.blocks ?? blocks
    const files = (options.files ?? []).map((file) =>
      person.stranger ? foreignFileOnWire(file) : fileOnWire(world, file),
    )
    const message: Message = {
      type: 'message',
      ts: world.ids.ts(),
      channel: channel.id,
      user: person.id,
      client_msg_id: uuid(),
      text,
      team: person.team.id,
      ...(shown.length > 0 ? { blocks: shown } : {}),
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...(files.length > 0 ? { files, subtype: 'file_share' } : {}),
    }
    addMessage(world, channel, message)
    for (const { shares } of options.files ?? []) {
      const kind = shares[kinds[channel.kind]] ?? {}
      shares[kinds[channel.kind]] = kind
      const share = { ts: message.ts, channel_name: channel.name, team_id: person.team.id }
      const place = thread === undefined ? share : { ...share, thread_ts: thread }
      kind[channel.id] = [...(kind[channel.id] ?? []), place]
    }
    return message
  }

  function messageEvent(person: Person, channel: Channel, message: Message): Json {
    const upload = message.files ? { upload: false, display_as_bot: false } : {}
    return { ...spoken(channel, message), ...upload, ...foreign(person) }
  }

  const mentions = ({ text }: Message) => text.includes(`<@${world.app.botUser}>`)

  function mentionEvent(person: Person, channel: Channel, message: Message): Json {
    const { subtype: _, ...shown } = wire(message)
    return { ...shown, type: 'app_mention', channel: channel.id, event_ts: message.ts, ...foreign(person) }
  }

  async function says(person: Person, channel: Channel, text: string, options: SayOptions = {}): Promise<Said> {
    const message = write(person, channel, text, options)
    const told = [messageEvent(person, channel, message)]
    if (mentions(message)) told.push(mentionEvent(person, channel, message))
    if (options.order === 'mention-first') told.reverse()
    const telling = { ...options, together: options.order === 'together' }
    const answers = options.deliver === false ? [] : await events.tell(told, channel, telling)
    return { message, ts: message.ts, channel, answers }
  }

  async function uploads(
    person: Person,
    channel: Channel,
    what: Omit<FileOptions, 'name'> & { name?: string },
    options: UploadOptions = {},
  ): Promise<Uploaded> {
    const file = makeFile(world, person, { ...what, name: what.name ?? 'Untitled' })
    const { comment = '', order, only, ...rest } = options
    const message = write(person, channel, comment, { ...rest, files: [file] })
    const shared = { type: 'file_shared', channel_id: channel.id, file_id: file.id, user_id: person.id }
    const fileEvent = { ...shared, file: { id: file.id }, event_ts: message.ts }
    const messageEvents = [messageEvent(person, channel, message)]
    if (mentions(message)) messageEvents.push(mentionEvent(person, channel, message))
    const told = [...(only === 'file' ? [] : messageEvents), ...(only === 'message' ? [] : [fileEvent])]
    if (order === 'file-first') told.sort((a, b) => Number(b === fileEvent) - Number(a === fileEvent))
    const telling = { ...rest, together: order === 'together' }
    const answers = options.deliver === false ? [] : await events.tell(told, channel, telling)
    return { message, ts: message.ts, channel, answers, file }
  }

  const placeOf = (message: Message): { person: Person; channel: Channel } => {
    const person = world.people.get(message.user)
    const channel = world.channels.get(message.channel)
    if (!person || !channel) throw new Error('not a message of a person here')
    return { person, channel }
  }

  /** Runs what tells the app through `world.emit`, and hands over the answers instead. */
  async function tellingOf(channel: Channel, options: EventOptions, change: () => void): Promise<Answer[]> {
    const { emit } = world
    const told: Json[] = []
    world.emit = (event) => told.push(event)
    try {
      change()
    } finally {
      world.emit = emit
    }
    return await events.tell(told, channel, options)
  }

  return {
    says,
    uploads,
    /** A paste too long for a message, which Slack makes an untitled snippet of. */
    pastes: (person: Person, channel: Channel, text: string, options: UploadOptions = {}) =>
      uploads(person, channel, { content: text, filetype: 'text', mode: 'snippet' }, options),
    file: (person: Person, options: FileOptions) => makeFile(world, person, options),
    async edits(message: Message, typed: string, options: EventOptions = {}): Promise<Answer[]> {
      const { person, channel } = placeOf(message)
      const before = wire(message)
      const already = mentions(message)
      const { text, blocks } = typedText(world, typed)
      Object.assign(message, { text, blocks, edited: { user: person.id, ts: world.ids.ts() } })
      return await tellingOf(channel, options, () => {
        changed(world, channel, { ...wire(message), ...foreign(person) }, before)
        if (!already && mentions(message)) world.emit(mentionEvent(person, channel, message), channel)
      })
    },
    /** Slack shows a preview of a link: the message changes, its text does not. */
    async unfurls(message: Message, options: EventOptions = {}): Promise<Answer[]> {
      const { channel } = placeOf(message)
      const before = wire(message)
      const url = /<(https?:[^|>]+)/.exec(message.text)?.[1] ?? 'https://learn.microsoft.com/'
      message.attachments = [{ id: 1, from_url: url, original_url: url, title: 'A page', fallback: 'A page' }]
      return await tellingOf(channel, options, () => changed(world, channel, wire(message), before))
    },
    async deletes(message: Message, options: EventOptions = {}): Promise<Answer[]> {
      const channel = world.channels.get(message.channel)
      if (!channel) throw new Error('not a message here')
      return await tellingOf(channel, options, () => removeMessage(world, channel, message))
    },
    async opensHome(person: Person, tab: 'home' | 'messages' = 'home', options: EventOptions = {}): Promise<Answer[]> {
      const home = world.homes.get(person.id)
      const { user: _, open: __, ...view } = home ?? {}
      const at = { user: person.id, channel: dmWith(world, person).id, tab, event_ts: world.ids.ts() }
      const event = { type: 'app_home_opened', ...at, ...(home && tab === 'home' ? { view } : {}) }
      return await events.tell([event], undefined, options)
    },
    /** Any event, subscribed to or not, as it is given. */
    event: (event: Json, { team, ...delivery }: EventOptions & { channel?: Channel } = {}): Promise<Answer> =>
      courier.send('event', String(event.type), envelope(world, event, delivery.channel, team), delivery),
  }
}
