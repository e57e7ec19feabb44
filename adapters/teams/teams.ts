// Teams, running: loaded only when it is configured, or when a developer's client on this machine speaks to it.
import { type Activity, CloudAdapter } from 'botbuilder'
import type { NamedViewers } from '../../src/chat/viewers.ts'
import { type Chat, startChat } from '../chat/chat.ts'
import type { ChatChecks } from '../chat/checking.ts'
import { healthOf, type State } from '../chat/health.ts'
import { watchdog } from '../chat/watchdog.ts'
import type { TeamsConfig } from '../config.ts'
import type { OnCall } from '../oncall/oncall.ts'
import { sparingly } from '../sparingly.ts'
import { forgetKey } from '../store/inbox.ts'
import type { Store } from '../store/open.ts'
import { whereOf } from '../where.ts'
import { authenticationOf } from './authentication.ts'
import { connector } from './connector.ts'
import { consenting } from './consent.ts'
import { LoginRefused, refusedBy } from './credentials.ts'
import { cloudOf, isService } from './hosts.ts'
import { invokes, type Answered as Outgoing } from './invoke.ts'
import { teamsPlatform } from './platform.ts'
import { references } from './references.ts'
import { loadHtml } from './text.ts'
import { fromDeletion, fromMessage, personOf, placeOf, pressOf } from './translate.ts'

/** What came in at /api/messages. */
export type Incoming = { headers: Record<string, string | string[] | undefined>; body: unknown }
export type { Outgoing }

export type RunningTeams = {
  chat: Chat
  state: () => State
  refused: () => string | undefined
  receive: (incoming: Incoming) => Promise<Outgoing>
  stop: () => Promise<void>
}

/** The workspace of local mode, where nobody has a tenant. */
const local = 'local'

type Options = {
  store: Promise<Store>
  log: (line: string) => void
  checks?: ChatChecks | undefined
  oncall?: Promise<OnCall> | undefined
  viewers?: NamedViewers | undefined
}

/** @param config unset: local mode, for clients on this machine; whoever may speak to it is not asked here */
export async function startTeams(
  config: TeamsConfig | undefined,
  { store, log, checks, oncall, viewers }: Options,
): Promise<RunningTeams> {
  const tenant = config?.tenantId ?? local
  const cloud = config ? cloudOf(config.cloud?.ToChannelFromBotLoginUrl) : 'local'
  const appId = config?.appId ?? ''
  const health = healthOf('teams', log)
  const authentication = authenticationOf(config)
  const adapter = new CloudAdapter(authentication.framework)
  const service = healthOf('teams’ service', log)
  const keys = healthOf('teams’ keys', log)
  const keyDog = watchdog(async () => {
    try {
      await authentication.reachKeys()
      keys.good()
      return true
    } catch {
      return false
    }
  })
  const dog = watchdog(async () => {
    try {
      await authentication.prove()
      health.good()
      return true
    } catch (error) {
      health.bad(error instanceof LoginRefused ? `${refusedBy}${error.message}` : 'login unreachable')
      return false
    }
  })
  // Asked while the database is being opened.
  dog.look()
  const { db, lanes, rates } = await store.catch((error) => {
    dog.stop()
    throw error
  })
  const bot = connector({
    adapter,
    appId,
    health,
    service,
    dropToken: authentication.dropToken,
    onTrouble: dog.look,
    rates,
  })
  const known = references(db, tenant, log)
  const platform = teamsPlatform({
    connector: bot,
    references: known,
    tenant,
    cloud,
    local: config === undefined,
  })
  const chat = startChat({
    db,
    lanes,
    rates,
    name: 'teams',
    platform: Promise.resolve(platform),
    log,
    checks,
    oncall,
    viewers,
  })
  const invoke = invokes(chat, tenant, consenting({ chat, platform, cloud }))

  const greeting = (channel: string) => `teams:greet:${tenant}:${channel}`

  async function forget(activity: Activity): Promise<void> {
    const { channel } = placeOf(activity)
    const team: unknown = activity.channelData?.team?.id
    await (typeof team === 'string' ? known.forgetTeam(team) : known.forget(channel, 'removed'))
    await forgetKey(db, greeting(channel))
  }

  async function greet(activity: Activity): Promise<void> {
    const { channel } = placeOf(activity)
    await chat.receive({
      lane: channel,
      key: greeting(channel),
      body: { kind: 'greet', workspace: tenant, channel, person: personOf(activity) },
    })
  }

  const isBot =
    ({ recipient }: Activity) =>
    ({ id }: { id: string }) =>
      id === recipient?.id

  async function turn(activity: Activity): Promise<Outgoing | undefined> {
    if (activity.type === 'invoke') return invoke(activity)
    const removed =
      (activity.type === 'installationUpdate' && activity.action?.startsWith('remove')) ||
      activity.membersRemoved?.some(isBot(activity))
    if (removed) {
      await forget(activity)
      return undefined
    }
    const team: unknown = activity.channelData?.team?.id
    const reference = { serviceUrl: activity.serviceUrl, ...(typeof team === 'string' && { team }) }
    await known.remember(placeOf(activity).channel, reference)
    const came =
      activity.type === 'message'
        ? messageOf(activity)
        : activity.type === 'messageUpdate'
          ? fromMessage(activity, tenant, true)
          : activity.type === 'messageDelete'
            ? fromDeletion(activity, tenant)
            : undefined
    if (came) await chat.receive(came)
    const added =
      (activity.type === 'installationUpdate' && activity.action?.startsWith('add')) ||
      activity.membersAdded?.some(isBot(activity))
    if (added) await greet(activity)
    return undefined
  }

  function messageOf(activity: Activity) {
    const press = activity.value === undefined ? undefined : pressOf(activity, activity.value)
    if (!press) return fromMessage(activity, tenant)
    return {
      lane: press.channel,
      key: `teams:press:${tenant}:${press.channel}:${activity.id}`,
      body: { kind: 'press' as const, workspace: tenant, ...press },
    }
  }

  const served = (activity: Activity) => {
    const from: unknown = activity.channelData?.tenant?.id ?? activity.conversation?.tenantId
    return config === undefined || from === config.tenantId
  }

  const refused = sparingly(log)

  return {
    chat,
    refused() {
      const { status, reason = '' } = health.state()
      return status === 'broken' && reason.startsWith(refusedBy) ? reason.slice(refusedBy.length) : undefined
    },
    state: () =>
      [health, service, keys].map(({ state }) => state()).find(({ status }) => status === 'broken') ?? health.state(),
    async receive({ headers, body }) {
      if (!isActivity(body))
        return {
          status: 400,
          body: { error: { code: 'not-an-activity', message: 'Send a Bot Framework activity as JSON' } },
        }
      // Whatever the token says: nothing is ever sent to such an address, so nothing is taken from it.
      if (!isService(cloud, body.serviceUrl)) {
        refused('teams: an activity was refused: its service address is none of Teams')
        return { status: 401 }
      }
      try {
        await authentication.framework.authenticateRequest(body, String(headers.authorization ?? ''))
      } catch (error) {
        if (isRefusal(error)) {
          refused(`teams: an activity was refused: its token does not hold (${error.name})`)
          return { status: 401 }
        }
        keys.bad('the keys of Teams cannot be had')
        keyDog.look()
        return { status: 503 }
      }
      if (!served(body)) {
        refused('teams: an activity was refused: it comes from another tenant than MicrosoftAppTenantId')
        return { status: 403 }
      }
      try {
        await loadHtml()
        return (await turn(body)) ?? { status: 200 }
      } catch (error) {
        log(`teams: an activity could not be taken: ${whereOf(error)}`)
        return { status: 503 }
      }
    },
    async stop() {
      dog.stop()
      keyDog.stop()
      await chat.close()
    },
  }
}

/** The token is wrong, rather than that we could not look. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error &&
  ((error as { statusCode?: number }).statusCode === 401 ||
    /^(?:JsonWebToken|NotBefore|TokenExpired)Error$/.test(error.name))

/** Shaped so that whatever reads it finds what it looks for. */
function isActivity(body: unknown): body is Activity {
  const { type, serviceUrl, conversation, from, ...rest } = (body ?? {}) as Record<string, unknown>
  const named = [conversation, from].every(
    (it) => it === undefined || typeof (it as { id?: unknown } | null)?.id === 'string',
  )
  const lists = ['entities', 'attachments', 'membersAdded', 'membersRemoved'].every(
    (name) => rest[name] === undefined || Array.isArray(rest[name]),
  )
  return typeof type === 'string' && typeof serviceUrl === 'string' && named && lists
}
