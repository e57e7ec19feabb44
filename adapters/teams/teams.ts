// Teams, running: loaded only when it is configured, or when a developer's client on this machine speaks to it.
import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder'
import { type Chat, startChat } from '../chat/chat.ts'
import { healthOf, type State } from '../chat/health.ts'
import { watchdog } from '../chat/watchdog.ts'
import type { TeamsConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { whereOf } from '../where.ts'
import { authenticationOf } from './authentication.ts'
import { connector } from './connector.ts'
import { LoginRefused } from './credentials.ts'
import { cloudOf, isService } from './hosts.ts'
import { invokes, type Answered as Outgoing } from './invoke.ts'
import { teamsPlatform } from './platform.ts'
import { references } from './references.ts'
import { fromDeletion, fromMessage, personOf, placeOf, pressOf } from './translate.ts'

/** What came in at /api/messages. */
export type Incoming = { headers: Record<string, string | string[] | undefined>; body: unknown }
export type { Outgoing }

export type RunningTeams = {
  chat: Chat
  state: () => State
  receive: (incoming: Incoming) => Promise<Outgoing>
  stop: () => Promise<void>
}

/** The workspace of local mode, where nobody has a tenant. */
const local = 'local'

type Options = { db: Database; log: (line: string) => void }

/** @param config unset: local mode, for clients on this machine; whoever may speak to it is not asked here */
export async function startTeams(config: TeamsConfig | undefined, { db, log }: Options): Promise<RunningTeams> {
  const tenant = config?.tenantId ?? local
  const cloud = config ? cloudOf(config.cloud?.ToChannelFromBotLoginUrl) : 'local'
  const appId = config?.appId ?? ''
  const health = healthOf('teams', log)
  const authentication = authenticationOf(config)
  const adapter = new CloudAdapter(authentication.framework)
  // Ours never throws; what does is a fault, and goes into the log without what was said.
  adapter.onTurnError = async (_context, error) => {
    throw error
  }
  const dog = watchdog(async () => {
    try {
      await authentication.prove()
      health.good()
      return true
    } catch (error) {
      health.bad(error instanceof LoginRefused ? `login refused: ${error.message}` : 'login unreachable')
      return false
    }
  })
  const bot = connector({
    adapter,
    appId,
    health,
    dropToken: authentication.dropToken,
    onTrouble: dog.look,
  })
  const known = references(db, tenant, log)
  const platform = teamsPlatform({
    connector: bot,
    references: known,
    tenant,
    cloud,
    local: config === undefined,
  })
  const chat = await startChat({ db, name: 'teams', platform: Promise.resolve(platform), log })
  const invoke = invokes(chat, tenant)
  dog.look()

  async function greet(activity: Activity): Promise<void> {
    const { channel } = placeOf(activity)
    await chat.receive({
      lane: channel,
      key: `teams:greet:${tenant}:${channel}`,
      body: { kind: 'greet', workspace: tenant, channel, person: personOf(activity) },
    })
  }

  const isBot =
    ({ recipient }: Activity) =>
    ({ id }: { id: string }) =>
      id === recipient?.id

  async function turn(activity: Activity): Promise<Outgoing | undefined> {
    if (activity.type === 'invoke') {
      await known.remember(placeOf(activity).channel, activity.serviceUrl)
      return invoke(activity)
    }
    const removed =
      (activity.type === 'installationUpdate' && activity.action?.startsWith('remove')) ||
      activity.membersRemoved?.some(isBot(activity))
    if (removed) {
      await known.forget(placeOf(activity).channel, 'removed')
      return undefined
    }
    await known.remember(placeOf(activity).channel, activity.serviceUrl)
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

  return {
    chat,
    state: health.state,
    async receive({ headers, body }) {
      if (!isActivity(body))
        return {
          status: 400,
          body: { error: { code: 'not-an-activity', message: 'Send a Bot Framework activity as JSON' } },
        }
      // Whatever the token says: nothing is ever sent to such an address, so nothing is taken from it.
      if (!isService(cloud, body.serviceUrl)) return { status: 401 }
      let answer: Outgoing | undefined
      let authenticated = false
      let status = 0
      const response = {
        socket: undefined,
        header: () => {},
        status: (code: number) => (status = code),
        send: () => {},
        end: () => {},
      }
      await adapter
        .process(
          { method: 'POST', headers: headers as Record<string, string>, body },
          response,
          async ({ activity }: TurnContext) => {
            authenticated = true
            answer = served(activity) ? await turn(activity) : { status: 403 }
          },
        )
        .catch((error) => {
          log(`teams: an activity could not be read: ${whereOf(error)}`)
          status = 400
        })
      if (answer) return answer
      // The Bot Framework calls a forged signature a fault of ours.
      if (!authenticated) return { status: status === 400 ? 400 : 401 }
      return { status: status >= 500 ? 503 : 200 }
    },
    async stop() {
      dog.stop()
      await chat.close()
    },
  }
}

const isActivity = (body: unknown): body is Record<string, unknown> & { type: string; serviceUrl: string } =>
  typeof body === 'object' &&
  body !== null &&
  'type' in body &&
  typeof body.type === 'string' &&
  'serviceUrl' in body &&
  typeof body.serviceUrl === 'string'
