// Events API envelopes, and which events the app gets at all: what it subscribed to, has the scope for, and is in.
import type { Answer, Courier, Delivery } from './deliver.ts'
import type { Channel, Json, Team, World } from './world.ts'

/** `team`: the delivery is for another workspace than ours. */
export type EventOptions = Delivery & { team?: Team }

const kinds = { channel: 'channels', group: 'groups', im: 'im' } as const

function visible({ subscriptions, scopes, app }: World, type: unknown, channel: Channel | undefined): boolean {
  if (channel && !channel.members.has(app.botUser)) return false
  if (type === 'message' && channel) {
    const kind = kinds[channel.kind]
    return subscriptions.has(`message.${kind}`) && scopes.has(`${kind}:history`)
  }
  if (type === 'app_mention' && (channel?.kind === 'im' || !scopes.has('app_mentions:read'))) return false
  if (type === 'file_shared' && !scopes.has('files:read')) return false
  return subscriptions.has(String(type))
}

export function envelope(world: World, event: Json, channel: Channel | undefined, team = world.team): Json {
  const { app, ids } = world
  // What somebody from elsewhere says in a shared channel comes in the name of where they are at home.
  const home = typeof event.user_team === 'string' ? event.user_team : team.id
  return {
    token: app.verificationToken,
    team_id: home,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: ids.id('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: channel?.shared ?? false,
    event_context: `4-${ids.hex()}`,
  }
}

export type Events = {
  /** Delivers those events that the app may see: one after the other has been answered, or all at once */
  tell(events: Json[], channel: Channel | undefined, options?: EventOptions & Telling): Promise<Answer[]>
}
export type Telling = {
  together?: boolean
  /** Slack was not answered in time and sends everything again, so many times */
  repeat?: number
}

export function makeEvents(world: World, courier: Courier, echo: boolean): Events {
  world.emit = (event, channel) => {
    if (!echo || !courier.target || !visible(world, event.type, channel)) return
    courier.later(courier.send('event', String(event.type), envelope(world, event, channel)))
  }
  return {
    async tell(events, channel, { team, together = false, repeat = 0, ...delivery } = {}) {
      const seen = courier.target ? events.filter(({ type }) => visible(world, type, channel)) : []
      const envelopes = seen.map((event) => envelope(world, event, channel, team))
      const answers: Answer[] = []
      for (let num = 0; num <= repeat; num += 1) {
        const retry = num === 0 ? {} : { retry: { num, reason: 'http_timeout' } }
        const send = (each: Json) =>
          courier.send('event', String((each.event as Json).type), each, { ...delivery, ...retry })
        if (together) answers.push(...(await Promise.all(envelopes.map(send))))
        else for (const each of envelopes) answers.push(await send(each))
      }
      return answers
    },
  }
}
