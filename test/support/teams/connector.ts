// The Bot Connector's REST interface, as botbuilder calls it: what the bot does to Teams.
import { consentProblems } from './consent.ts'
import type { Faults, Refusal } from './faults.ts'
import type { Issuer } from './issuer.ts'
import { activityProblems, calledIn, cardType, isJson, list, tooBig } from './rules.ts'
import type { CallKind, Conversation, Json, Message, Person, World } from './world.ts'

export type Answer = { status: number; body?: unknown; headers?: Record<string, string>; lost?: boolean }
export type Connector = ReturnType<typeof createConnector>

type Asked = { method: string; path: string; query: URLSearchParams; token: string | undefined; body: Json }
type Place = { conversation: Conversation; thread?: string }
/** What a call is, and what doing it does; anything that is thrown as a Refusal is answered so. */
type Step = { kind: CallKind; place?: Place | undefined; activityId?: string; act: () => Answer }

const error = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
})
const is = (value: unknown): string => (typeof value === 'string' ? value : '')

export const memberOf = ({ id, name, aadObjectId, userPrincipalName, tenantId, guest }: Person): Json => ({
  id,
  name,
  objectId: aadObjectId,
  aadObjectId,
  givenName: name.split(' ')[0],
  surname: name.split(' ').slice(1).join(' '),
  email: userPrincipalName,
  userPrincipalName,
  tenantId,
  userRole: guest ? 'guest' : 'user',
})

/** The first Adaptive Card among a message's attachments. */
export const cardOf = (attachments: Json[]): Json | undefined => {
  const content = attachments.find(({ contentType }) => contentType === cardType)?.content
  return isJson(content) ? content : undefined
}

export function createConnector(world: World, issuer: Issuer, faults: Faults) {
  const notFound = () => error(404, 'ConversationNotFound', 'Conversation not found.')

  function refusedSend(place: Place, activity: Json): Answer | undefined {
    if (tooBig(activity)) {
      world.problem('send: 413 MessageSizeTooBig')
      return error(413, 'MessageSizeTooBig', 'Message size too large.')
    }
    if (!activity.type) {
      world.problem('send: 400 no activity type')
      return error(400, 'BadSyntax', 'Activity must include a type.')
    }
    const tags = place.conversation.team?.tags ?? []
    const unknown = calledIn(activity).find(({ id, type }) => type === 'tag' && !tags.some((it) => it.id === id))
    if (unknown)
      return error(400, 'BadRequest', `Mentioned tag with ID ${is(unknown.id)} doesn't exist in current team`)
    const rate = faults.send(place.conversation)
    if (rate) world.problem(`send: 429 ${rate.message}`)
    return rate && refusal(rate)
  }

  function check({ conversation }: Place, activity: Json, where: string): void {
    for (const problem of activityProblems(activity, where)) world.problem(problem)
    for (const problem of consentProblems(list(activity.attachments), conversation.kind, where)) world.problem(problem)
    for (const { id, name, type } of calledIn(activity)) {
      if (type === 'tag') continue
      const person = world.personBy(is(id))
      if (!person || !conversation.members.includes(person))
        world.problem(`${where}: a mention of ${is(name)}, whom nobody here goes by ${is(id)}`)
    }
  }

  function write(place: Place, activity: Json, replyToId?: string): Answer {
    const refused = refusedSend(place, activity)
    if (refused) return refused
    check(place, activity, replyToId ? 'reply' : 'send')
    const id = world.nextId()
    if (activity.type === 'message') {
      const attachments = list(activity.attachments)
      const card = cardOf(attachments)
      world.store({
        id,
        conversation: place.conversation,
        ...(place.conversation.kind === 'channel' && { thread: place.thread ?? id }),
        ...(replyToId && { replyToId }),
        from: 'bot',
        text: is(activity.text),
        ...(card && { card }),
        attachments,
        activity,
        updated: 0,
        deleted: false,
        at: Date.now(),
      })
    }
    return { status: 201, body: { id } }
  }

  /** The bot's own message, or why it may not touch it. Where messages are not kept, it may. */
  function own({ conversation }: Place, id: string): Message | Answer | undefined {
    if (world.keep === 'counts') return undefined
    const message = world.message(conversation, id)
    if (!message || message.deleted) return error(404, 'ActivityNotFoundInConversation', `No activity ${id} here.`)
    return message.from === 'bot' ? message : error(403, 'Forbidden', "The bot may not touch another's message.")
  }

  function update(place: Place, id: string, activity: Json): Answer {
    const found = own(place, id)
    if (found && 'status' in found) return found
    if (tooBig(activity)) {
      world.problem('update: 413 MessageSizeTooBig')
      return error(413, 'MessageSizeTooBig', 'Message size too large.')
    }
    check(place, activity, 'update')
    if (found) {
      const attachments = list(activity.attachments)
      const card = cardOf(attachments)
      delete found.card
      Object.assign(
        found,
        { text: is(activity.text), attachments, activity, updated: found.updated + 1 },
        card && { card },
      )
    }
    return { status: 200, body: { id } }
  }

  function remove(place: Place, id: string): Answer {
    const found = own(place, id)
    if (found && 'status' in found) return found
    if (found) found.deleted = true
    return { status: 200 }
  }

  function create(body: Json): Answer {
    const channelData = isJson(body.channelData) ? body.channelData : {}
    const channel = isJson(channelData.channel) ? world.find(is(channelData.channel.id)) : undefined
    const activity = isJson(body.activity) ? body.activity : undefined
    if (channel) {
      const refused = unreachable(channel.conversation)
      if (refused) return refusal(refused)
      if (!activity) return error(400, 'BadSyntax', 'A new thread in a channel needs its first activity.')
      const written = write({ conversation: channel.conversation }, activity)
      if (written.status >= 300 || !isJson(written.body)) return written
      const { id } = written.body
      return { status: 201, body: { id: `${channel.conversation.id};messageid=${is(id)}`, activityId: id } }
    }
    const tenant = is(body.tenantId) || (isJson(channelData.tenant) ? is(channelData.tenant.id) : '')
    if (tenant !== world.tenantId) return error(400, 'BadSyntax', 'Incorrect or missing tenant id.')
    const person = world.personBy(is(list(body.members)[0]?.id))
    if (!person) return error(400, 'BadSyntax', 'Bad format of conversation ID: the member is unknown.')
    const conversation = world.personalChat(person, { installed: false })
    const refused = unreachable(conversation)
    if (refused) return refusal(refused)
    return activity ? write({ conversation }, activity) : { status: 201, body: { id: conversation.id } }
  }

  const unreachable = (conversation: Conversation): Refusal | undefined =>
    faults.of(conversation) ??
    (conversation.installed
      ? undefined
      : { status: 403, code: 'BotNotInConversationRoster', message: 'The bot is not part of the conversation roster.' })

  function members({ conversation }: Place, query: URLSearchParams, paged: boolean): Answer {
    const all = conversation.members.map(memberOf)
    if (!paged) return { status: 200, body: all }
    const start = Number(query.get('continuationToken') ?? 0)
    const end = start + Number(query.get('pageSize') || 200)
    return {
      status: 200,
      body: { members: all.slice(start, end), ...(end < all.length && { continuationToken: String(end) }) },
    }
  }

  function member({ conversation }: Place, id: string): Answer {
    const person = world.personBy(id)
    if (person && conversation.members.includes(person)) return { status: 200, body: memberOf(person) }
    return error(404, 'MemberNotFoundInConversation', 'The member is not part of the conversation.')
  }

  function teamStep(id: string, channels: boolean): Step {
    const team = world.teams.get(id)
    return {
      kind: channels ? 'channels' : 'team',
      act: () => {
        if (!team) return notFound()
        const { name, aadGroupId, members: people } = team
        const body = channels
          ? { conversations: team.channels.map((it) => ({ id: it.id, ...(it !== team.general && { name: it.name }) })) }
          : { id, name, aadGroupId, channelCount: team.channels.length, memberCount: people.length }
        return { status: 200, body }
      },
    }
  }

  function step({ method, path, query, body }: Asked): Step {
    const [version, area, id = '', part, item, ...more] = path.split('/').filter(Boolean).map(decodeURIComponent)
    const unknown: Step = { kind: 'unknown', act: () => error(404, 'NotFound', `${method} ${path} is not served.`) }
    if (version !== 'v3' || more.length > 0) return unknown
    if (area === 'teams' && method === 'GET' && id) return teamStep(id, part === 'conversations')
    if (area !== 'conversations') return unknown
    if (!id) return method === 'POST' ? { kind: 'create-conversation', act: () => create(body) } : unknown
    const place = world.find(id)
    const at = (kind: CallKind, doing: (place: Place) => Answer): Step => ({
      kind,
      place,
      ...(part === 'activities' && item && { activityId: item }),
      act: () => {
        const refused = place && unreachable(place.conversation)
        return refused ? refusal(refused) : place ? doing(place) : notFound()
      },
    })
    switch (`${method} ${part ?? ''}${item ? '/item' : ''}`) {
      case 'GET ':
        return at('conversation', ({ conversation: { kind, name } }) => ({
          status: 200,
          body: { id, conversationType: kind, isGroup: kind !== 'personal', name, tenantId: world.tenantId },
        }))
      case 'POST activities':
        return at('send', (it) => write(it, body))
      case 'POST activities/item':
        return at('reply', (it) => write(it, body, item))
      case 'PUT activities/item':
        return at('update', (it) => update(it, item ?? '', body))
      case 'DELETE activities/item':
        return at('delete', (it) => remove(it, item ?? ''))
      case 'GET members':
        return at('members', (it) => members(it, query, false))
      case 'GET pagedmembers':
        return at('members', (it) => members(it, query, true))
      case 'GET members/item':
        return at('member', (it) => member(it, item ?? ''))
      default:
        return unknown
    }
  }

  function refusal({ status, code, message, retryAfter, lost = false }: Refusal): Answer {
    const answer = { ...error(status, code, message), ...(lost && { lost }) }
    return retryAfter === undefined ? answer : { ...answer, headers: { 'retry-after': String(retryAfter) } }
  }

  /** Does what the bot asks, or says what Teams says against it. */
  function answer(asked: Asked): Answer {
    const { kind, place, activityId, act } = step(asked)
    const wrong = issuer.refusal(asked.token)
    if (wrong) world.problem(`${asked.method} ${asked.path}: ${wrong}`)
    if (kind === 'unknown') world.problem(`${asked.method} ${asked.path}: Teams has no such path`)
    const fault = wrong ? undefined : faults.next()
    let given: Answer
    if (wrong) given = error(401, 'Unauthorized', 'Authorization has been denied for this request.')
    else if (fault && !fault.accepted) given = refusal(fault)
    else {
      given = act()
      if (fault) given = refusal(fault)
    }
    world.called({
      method: asked.method,
      path: asked.path,
      kind,
      ...(place && { conversation: place.conversation.id }),
      ...(activityId && { activityId }),
      ...(asked.method !== 'GET' && { body: asked.body }),
      authorized: !wrong,
      status: given.status,
      at: Date.now(),
    })
    return given
  }

  return { answer }
}
