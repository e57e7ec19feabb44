// The Teams client in people's hands: they write, edit and delete messages, and install and remove the bot.
import { baseActivity, channelDataOf, messageParts, type SayOptions } from './activities.ts'
import type { Delivered, Delivery, DeliveryOptions } from './delivery.ts'
import { list } from './rules.ts'
import type { Conversation, Json, Message, Person, World } from './world.ts'

export type Saying = SayOptions &
  DeliveryOptions & {
    /** The message whose thread this goes into; in chats it is only quoted by Teams, so nothing. */
    inThreadOf?: Message | string
    /** The language of the person's client, for this once. */
    locale?: string
  }

/** What the bot answered, and the message that it was about. */
export type Said = Delivered & { message: Message }

export const threadOf = (conversation: Conversation, parent: Message | string | undefined): string | undefined =>
  conversation.kind !== 'channel' || parent === undefined
    ? undefined
    : typeof parent === 'string'
      ? parent
      : (parent.thread ?? parent.id)

const undelivered = (activity: Json): Delivered => ({
  status: 0,
  body: 'Teams does not tell the bot',
  ms: 0,
  activity,
  again: [],
})

export function createClient(world: World, { deliver }: Delivery, serviceUrl: () => string) {
  const join = (person: Person, { members }: Conversation): void => {
    if (!members.includes(person)) members.push(person)
  }

  async function says(person: Person, conversation: Conversation, text: string, options: Saying = {}): Promise<Said> {
    join(person, conversation)
    const parent = threadOf(conversation, options.inThreadOf)
    const speaker = options.locale ? { ...person, locale: options.locale } : person
    const base = baseActivity(
      { world, serviceUrl: serviceUrl(), person: speaker, conversation, thread: parent },
      'message',
    )
    const id = String(base.id)
    const thread = conversation.kind === 'channel' ? (parent ?? id) : undefined
    const { mentions, ...parts } = messageParts(world, text, options)
    const activity: Json = {
      ...base,
      ...parts,
      ...(thread && { conversation: { ...(base.conversation as Json), id: `${conversation.id};messageid=${thread}` } }),
      entities: [...mentions, ...list(base.entities)],
    }
    const message = world.store({
      id,
      conversation,
      ...(thread && { thread }),
      from: person,
      text,
      ...(options.html && { html: options.html }),
      attachments: list(activity.attachments),
      activity,
      updated: 0,
      deleted: false,
      at: Date.now(),
    })
    const told =
      conversation.installed && (options.mention || conversation.readsAll || conversation.kind === 'personal')
    return { ...(told ? await deliver(activity, options) : undelivered(activity)), message }
  }

  async function changes(message: Message, type: string, eventType: string, parts: Json, options: DeliveryOptions) {
    const { conversation, from, thread, id } = message
    if (from === 'bot') throw new Error('people cannot change what the bot wrote')
    const base = baseActivity({ world, serviceUrl: serviceUrl(), person: from, conversation, thread }, type)
    const activity = { ...base, ...parts, id, channelData: channelDataOf(world, conversation, { eventType }) }
    const told = conversation.installed && conversation.readsAll
    return { ...(told ? await deliver(activity, options) : undelivered(activity)), message }
  }

  async function edits(message: Message, text: string, options: SayOptions & DeliveryOptions = {}): Promise<Said> {
    const { mentions, ...parts } = messageParts(world, text, options)
    const entities = mentions.length > 0 ? { entities: mentions } : {}
    Object.assign(message, { text, updated: message.updated + 1 })
    return changes(message, 'messageUpdate', 'editMessage', { ...parts, ...entities }, options)
  }

  async function deletes(message: Message, options: DeliveryOptions = {}): Promise<Said> {
    message.deleted = true
    return changes(message, 'messageDelete', 'softDeleteMessage', {}, options)
  }

  async function undeletes(message: Message, options: DeliveryOptions = {}): Promise<Said> {
    message.deleted = false
    const { text, attachments } = message
    const parts = { text, textFormat: 'plain', ...(attachments.length > 0 && { attachments }) }
    return changes(message, 'messageUpdate', 'undeleteMessage', parts, options)
  }

  /** In a team it is the whole team that the bot comes to or leaves; the activities name its General channel. */
  async function moves(person: Person, at: Conversation, action: 'add' | 'remove', options: DeliveryOptions) {
    const conversation = at.team?.general ?? at
    join(person, conversation)
    const added = action === 'add'
    for (const it of at.team?.channels ?? [at]) it.installed = added
    const base = () => baseActivity({ world, serviceUrl: serviceUrl(), person, conversation }, 'conversationUpdate')
    const eventType = conversation.team ? (added ? 'teamMemberAdded' : 'teamMemberRemoved') : undefined
    const extra = { ...(eventType && { eventType }), settings: { selectedChannel: { id: conversation.id } } }
    const { locale: _, ...update } = base()
    const conversationUpdate = await deliver(
      {
        ...update,
        [added ? 'membersAdded' : 'membersRemoved']: [{ id: world.botId }],
        channelData: channelDataOf(world, conversation, extra),
      },
      options,
    )
    const channelData = channelDataOf(world, conversation, { source: { name: 'message' }, ...extra })
    const installationUpdate = await deliver({ ...base(), type: 'installationUpdate', action, channelData }, options)
    return { conversationUpdate, installationUpdate }
  }

  const installs = (person: Person, conversation: Conversation, options: DeliveryOptions = {}) =>
    moves(person, conversation, 'add', options)

  const removes = (person: Person, conversation: Conversation, options: DeliveryOptions = {}) =>
    moves(person, conversation, 'remove', options)

  /** A person joins, which the bot is told too. */
  async function joins(person: Person, conversation: Conversation, options: DeliveryOptions = {}): Promise<Delivered> {
    join(person, conversation)
    const base = baseActivity({ world, serviceUrl: serviceUrl(), person, conversation }, 'conversationUpdate')
    const { id, aadObjectId } = person
    return deliver({ ...base, membersAdded: [{ id, aadObjectId }] }, options)
  }

  return { says, edits, deletes, undeletes, installs, removes, joins }
}
