// Slash commands, buttons and shortcuts: what a person does with the app itself.
import type { Answer, Courier } from './deliver.ts'
import type { EventOptions } from './events.ts'
import { commandText } from './text.ts'
import type { Tickets } from './tickets.ts'
import { viewOnWire } from './views.ts'
import {
  type Channel,
  type Ephemeral,
  type Json,
  type Message,
  type Person,
  str,
  type View,
  type World,
  wire,
} from './world.ts'

/** Who acts, as interactive payloads say it. */
export function actor(world: World, person: Person, team = world.team): Json {
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.team.id },
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

const asJson = (value: unknown) => (typeof value === 'object' && value !== null ? (value as Json) : {})
const channelNames = { channel: undefined, group: 'privategroup', im: 'directmessage' } as const

/** The element with this action_id, and the block that it stands in. */
function find(blocks: readonly Json[] | undefined, action: string, value: string | undefined) {
  const seen: string[] = []
  for (const block of blocks ?? []) {
    const elements = Array.isArray(block.elements) ? (block.elements as Json[]) : []
    for (const element of [...elements, asJson(block.accessory)]) {
      if (element.action_id === undefined) continue
      seen.push(str(element.action_id))
      if (element.action_id !== action) continue
      if (value === undefined || element.value === value || element.type !== 'button') return { block, element }
    }
  }
  throw new Error(`nothing with the action_id ${action} here, only: ${seen.join(', ') || 'nothing'}`)
}

function chosen(element: Json, value: string | undefined): Json {
  if (element.type === 'button') {
    return { text: element.text, ...(element.value === undefined ? {} : { value: element.value }) }
  }
  const options = Array.isArray(element.options) ? (element.options as Json[]) : []
  const option = options.find((each) => each.value === value)
  if (!option) throw new Error(`no option ${String(value)}`)
  return element.type === 'checkboxes' ? { selected_options: [option] } : { selected_option: option }
}

export function makeInteractions(world: World, courier: Courier, tickets: Tickets) {
  const placeOf = (id: string): Channel => {
    const channel = world.channels.get(id)
    if (!channel) throw new Error(`no channel ${id}`)
    return channel
  }
  const named = (channel: Channel) => ({ id: channel.id, name: channelNames[channel.kind] ?? channel.name })

  return {
    /** `/acr-check some text`; `shown` is what the acknowledgement itself said to the person or the channel. */
    async slash(
      person: Person,
      channel: Channel,
      typed: string,
      { team = world.team, ...delivery }: EventOptions = {},
    ): Promise<Answer & { shown?: Message | Ephemeral }> {
      const [command = '', ...rest] = typed.split(' ')
      channel.members.add(person.id)
      const url = tickets.responseUrl('commands', channel, person)
      const form = {
        token: world.app.verificationToken,
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel.id,
        channel_name: named(channel).name,
        user_id: person.id,
        user_name: person.name,
        command,
        text: commandText(world, rest.join(' ')),
        api_app_id: world.app.id,
        is_enterprise_install: 'false',
        response_url: url,
        trigger_id: tickets.trigger(person),
      }
      const answer = await courier.send('command', command, form, delivery)
      const shown = answer.status === 200 ? tickets.sayAtOnce(url, answer.body) : undefined
      return shown ? { ...answer, shown } : answer
    },

    /** A button (or `value`'s option of a menu) of a message, of an ephemeral one, or of a Home tab or modal. */
    async clicks(
      person: Person,
      where: Message | Ephemeral | View,
      action: string,
      { team, value, ...delivery }: EventOptions & { value?: string } = {},
    ): Promise<Answer> {
      if (where.deleted) throw new Error('nobody can click on what was deleted')
      const { block, element } = find(where.blocks, action, value)
      const act = { action_id: action, block_id: block.block_id, ...chosen(element, value), type: element.type }
      const actions = [{ ...act, action_ts: world.ids.ts() }]
      const common = {
        type: 'block_actions',
        ...actor(world, person, team),
        trigger_id: tickets.trigger(person),
        actions,
      }
      const send = (payload: Json) => courier.send('interactive', 'block_actions', { ...common, ...payload }, delivery)
      if ('hash' in where) {
        const view = viewOnWire(where)
        return await send({ container: { type: 'view', view_id: where.id }, view })
      }
      const channel = placeOf(where.channel)
      const ephemeral = 'is_ephemeral' in where
      const thread = where.thread_ts === undefined ? {} : { thread_ts: where.thread_ts }
      return await send({
        container: {
          type: 'message',
          message_ts: where.ts,
          channel_id: channel.id,
          is_ephemeral: ephemeral,
          ...thread,
        },
        channel: named(channel),
        // Of an ephemeral message Slack tells only where it was
        ...(ephemeral ? {} : { message: wire(where) }),
        state: { values: {} },
        response_url: tickets.responseUrl('actions', channel, person, where),
      })
    },

    /** A message shortcut on `message`, or a global one. */
    async shortcut(
      person: Person,
      callbackId: string,
      message?: Message,
      { team, ...delivery }: EventOptions = {},
    ): Promise<Answer> {
      const acted = { callback_id: callbackId, trigger_id: tickets.trigger(person), action_ts: world.ids.ts() }
      const common = { ...actor(world, person, team), ...acted }
      if (!message) return await courier.send('interactive', 'shortcut', { type: 'shortcut', ...common }, delivery)
      const channel = placeOf(message.channel)
      const payload = {
        type: 'message_action',
        ...common,
        message_ts: message.ts,
        channel: named(channel),
        message: wire(message),
        // Through it the app may speak where it is no member
        response_url: tickets.responseUrl('actions', channel, person, message),
      }
      return await courier.send('interactive', 'message_action', payload, delivery)
    },
  }
}
