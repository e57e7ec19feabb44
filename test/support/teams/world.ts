// Who and what there is in the fake Teams: people, chats, teams, messages; and what the bot did to them. Everything
// else reads and writes here, so that a test sees one story.
import { randomBytes, randomUUID } from 'node:crypto'

export type Json = Record<string, unknown>

export type Person = {
  id: string
  name: string
  aadObjectId: string
  userPrincipalName: string
  locale: string
  guest: boolean
  tenantId: string
}

export type Conversation = {
  id: string
  kind: 'personal' | 'groupChat' | 'channel'
  name?: string
  members: Person[]
  team?: Team
  /** Whether the bot is in it. Without, its calls are refused. */
  installed: boolean
  /** Resource-specific consent: whether the bot gets messages that do not mention it. */
  readsAll: boolean
}

export type Team = {
  id: string
  aadGroupId: string
  name: string
  members: Person[]
  channels: Conversation[]
  general: Conversation
  tags: Tag[]
  channel(name: string): Conversation
  tag(name: string): Tag
}
/** Under which a team calls some of its members together; its id is Graph's. */
export type Tag = { id: string; name: string }

export type Message = {
  id: string
  conversation: Conversation
  /** In channels: the id of the message that the thread hangs from (its own, for the first). */
  thread?: string
  replyToId?: string
  from: Person | 'bot'
  text: string
  html?: string
  /** The first Adaptive Card, as it now stands: an answer to a button replaces it. */
  card?: Json
  attachments: Json[]
  activity: Json
  updated: number
  deleted: boolean
  at: number
}

export type CallKind =
  | 'send'
  | 'reply'
  | 'update'
  | 'delete'
  | 'create-conversation'
  | 'conversation'
  | 'members'
  | 'member'
  | 'team'
  | 'channels'
  | 'token'
  | 'keys'
  | 'unknown'

export type Call = {
  method: string
  path: string
  kind: CallKind
  conversation?: string
  activityId?: string
  body?: Json
  /** Whether the bearer token was one of ours, for this service and still good. */
  authorized: boolean
  status: number
  at: number
}

export type WorldOptions = { appId: string; tenantId: string; botName: string; keep: 'all' | 'counts' }
export type World = ReturnType<typeof createWorld>

const mostProblems = 1000

export function createWorld({ appId, tenantId, botName, keep }: WorldOptions) {
  const people = new Map<string, Person>()
  const conversations = new Map<string, Conversation>()
  const teams = new Map<string, Team>()
  const messages = new Map<string, Message[]>()
  const calls: Call[] = []
  const counts: Partial<Record<CallKind, number>> = {}
  const problems: string[] = []
  const listeners = new Set<(call: Call) => void>()
  let lastId = 0

  const add = (conversation: Conversation): Conversation => {
    conversations.set(conversation.id, conversation)
    return conversation
  }

  const world = {
    appId,
    tenantId,
    botName,
    botId: `28:${appId}`,
    keep,
    calls,
    counts,
    problems,
    conversations,
    teams,

    person({ name, locale = 'en-US', guest = false }: { name: string; locale?: string; guest?: boolean }): Person {
      const address = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')
      const person: Person = {
        id: `29:1${randomBytes(48).toString('base64url')}`,
        name,
        aadObjectId: randomUUID(),
        userPrincipalName: guest ? `${address}_partner.example#EXT#@contoso.example` : `${address}@contoso.example`,
        locale,
        guest,
        tenantId,
      }
      people.set(person.id, person)
      return person
    },

    personalChat(person: Person, { installed = true } = {}): Conversation {
      const known = conversations.values().find(({ kind, members }) => kind === 'personal' && members[0] === person)
      const id = `a:1${randomBytes(60).toString('base64url')}`
      return known ?? add({ id, kind: 'personal', members: [person], installed, readsAll: true })
    },

    groupChat(options: { members: Person[]; name?: string; installed?: boolean; readsAll?: boolean }): Conversation {
      const { members, name, installed = true, readsAll = true } = options
      const id = `19:${randomBytes(16).toString('hex')}@thread.v2`
      return add({ id, kind: 'groupChat', members: [...members], installed, readsAll, ...(name && { name }) })
    },

    team(options: { name: string; members?: Person[]; installed?: boolean; readsAll?: boolean }): Team {
      const { name, members = [], installed = true, readsAll = true } = options
      const shared = [...members]
      const channel = (title: string): Conversation => {
        const id = `19:${randomBytes(16).toString('hex')}@thread.tacv2`
        const made = add({ id, kind: 'channel', name: title, members: shared, team, installed, readsAll })
        made.installed = team.general?.installed ?? installed
        team.channels.push(made)
        return made
      }
      const tag = (title: string): Tag => {
        const id = Buffer.from(`${options.name}##${title}##${randomUUID()}`).toString('base64')
        const made = { id, name: title }
        team.tags.push(made)
        return made
      }
      const aadGroupId = randomUUID()
      const team = { aadGroupId, name, members: shared, channels: [], tags: [], channel, tag } as unknown as Team
      team.general = channel('General')
      team.id = team.general.id
      teams.set(team.id, team)
      return team
    },

    /** A conversation by the id that Teams uses, which in channels may carry the thread. */
    find(id: string): { conversation: Conversation; thread?: string } | undefined {
      const [base = '', thread] = id.split(';messageid=')
      const conversation = conversations.get(base)
      return conversation && { conversation, ...(thread && { thread }) }
    },

    personBy(id: string): Person | undefined {
      return (
        people.get(id) ??
        people.values().find((it) => it.aadObjectId === id || it.userPrincipalName === id.toLowerCase())
      )
    },

    /** Message ids are times in milliseconds, as in Teams, but never twice the same. */
    nextId(): string {
      lastId = Math.max(Date.now(), lastId + 1)
      return String(lastId)
    },

    store(message: Message): Message {
      if (keep === 'counts') return message
      const list = messages.get(message.conversation.id)
      if (list) list.push(message)
      else messages.set(message.conversation.id, [message])
      return message
    },

    messages: ({ id }: { id: string }): Message[] => messages.get(id) ?? [],

    message: (conversation: Conversation, id: string): Message | undefined =>
      messages.get(conversation.id)?.findLast((it) => it.id === id),

    problem(text: string): void {
      if (problems.length < mostProblems) problems.push(text)
    },

    called(call: Call): void {
      counts[call.kind] = (counts[call.kind] ?? 0) + 1
      if (keep === 'all') calls.push(call)
      for (const listener of listeners) listener(call)
    },

    /** Tells every call of the bot's, also where calls are only counted; gives the way to stop. */
    watch(listener: (call: Call) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return world
}
