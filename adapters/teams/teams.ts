// Teams, running: loaded only when it is configured, or when a developer's client on this machine speaks to it.
import { randomUUID } from 'node:crypto'
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from 'botbuilder'
import { teamsCard } from '../../cards/teams.ts'
import { readPaste } from '../../src/diagnose.ts'
import { type Chat, startChat } from '../chat/chat.ts'
import { healthOf, type State } from '../chat/health.ts'
import type { Said } from '../chat/platform.ts'
import { watchdog } from '../chat/watchdog.ts'
import type { TeamsConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { whereOf } from '../where.ts'
import { connector } from './connector.ts'
import { type Credentials, LoginRefused, secretCredentials } from './credentials.ts'
import { cloudOf, isService } from './hosts.ts'
import { cardType, teamsPlatform } from './platform.ts'
import { references } from './references.ts'
import { diagnoseMessage } from './surface.ts'
import { fromHtml } from './text.ts'
import { fromDeletion, fromMessage, personOf, placeOf, pressOf } from './translate.ts'

/** What came in at /api/messages, and what to answer. */
export type Incoming = { headers: Record<string, string | string[] | undefined>; body: unknown }
export type Outgoing = { status: number; body?: unknown }

export type RunningTeams = {
  chat: Chat
  state: () => State
  receive: (incoming: Incoming) => Promise<Outgoing>
  stop: () => Promise<void>
}

/** The workspace of local mode, where nobody has a tenant. */
const local = 'local'
/** A dialog has to be answered in five seconds. */
const dialogMs = 4_000

type Options = { db: Database; log: (line: string) => void }

/** @param config unset: local mode, for clients on this machine; whoever may speak to it is not asked here */
export async function startTeams(config: TeamsConfig | undefined, { db, log }: Options): Promise<RunningTeams> {
  const tenant = config?.tenantId ?? local
  const cloud = config ? cloudOf(config.cloud?.ToChannelFromBotLoginUrl) : 'local'
  const appId = config?.appId ?? ''
  const health = healthOf('teams', log)
  const credentials = config && credentialsOf(config)
  const adapter = new CloudAdapter(authenticationOf(config, credentials))
  // Ours never throws; what does is a fault, and goes into the log without what was said.
  adapter.onTurnError = async (_context, error) => {
    throw error
  }
  const dog = watchdog(async () => {
    try {
      if (credentials) await proveOurselves(credentials, config)
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
    dropToken: () => credentials && 'drop' in credentials && credentials.drop(),
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
    if (activity.type === 'invoke') return invoke(activity)
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

  async function invoke(activity: Activity): Promise<Outgoing> {
    switch (activity.name) {
      case 'adaptiveCard/action':
        await known.remember(placeOf(activity).channel, activity.serviceUrl)
        return { status: 200, body: await press(activity) }
      case 'composeExtension/fetchTask':
      case 'composeExtension/submitAction':
        return { status: 200, body: await dialog(activity) }
      default:
        return { status: 501 }
    }
  }

  const sentence = (text: string) => ({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: text,
  })

  /** The card in the answer is for whoever pressed; everybody else gets it by an update. */
  async function press(activity: Activity) {
    const action: { verb?: unknown; data?: object } = activity.value?.action ?? {}
    const asked = pressOf(activity, { ...action.data, action: action.verb })
    if (!asked)
      return {
        statusCode: 400,
        type: 'application/vnd.microsoft.error',
        value: { code: 'BadRequest', message: 'unknown button' },
      }
    const { said, how, answer } = await chat.press(asked)
    if (how === 'aside') return sentence(said.answer.lead)
    if (answer)
      await chat.receive({
        lane: asked.channel,
        key: `teams:redraw:${answer}:${randomUUID()}`,
        body: { kind: 'redraw', workspace: tenant, answer },
      })
    return { statusCode: 200, type: cardType, value: teamsCard(said.answer, said.actions) }
  }

  /** "Diagnose this message": only who asked sees the answer, in a dialog. */
  async function dialog(activity: Activity) {
    const { commandId, messagePayload, data } = activity.value ?? {}
    const pressed = pressOf(activity, data)
    if (pressed) return inDialog((await chat.press(pressed)).said)
    if (commandId !== diagnoseMessage) return inDialog(undefined)
    const { content = '', contentType = 'html' } = messagePayload?.body ?? {}
    const text = contentType === 'text' ? String(content) : fromHtml(String(content))
    const said = await chat.question({
      id: randomUUID(),
      channel: placeOf(activity).channel,
      person: personOf(activity),
      paste: readPaste(text),
      files: [],
      command: false,
    })
    return inDialog('answer' in said ? said : undefined)
  }

  const inDialog = (said: Said | undefined) => ({
    task: said
      ? {
          type: 'continue',
          value: {
            title: 'acr-check',
            width: 'large',
            height: 'large',
            card: { contentType: cardType, content: teamsCard(said.answer, said.actions, { dialog: true }) },
          },
        }
      : { type: 'message', value: 'acr-check cannot answer now. Try again in a minute.' },
  })

  const timely = (activity: Activity): Promise<Outgoing | undefined> =>
    activity.type !== 'invoke'
      ? turn(activity)
      : Promise.race([
          turn(activity),
          new Promise<Outgoing>((resolve) => {
            const late = activity.name === 'adaptiveCard/action' ? sentence('…') : inDialog(undefined)
            setTimeout(resolve, dialogMs, { status: 200, body: late }).unref()
          }),
        ])

  const served = (activity: Activity) => {
    const from: unknown = activity.channelData?.tenant?.id ?? activity.conversation?.tenantId
    return config === undefined || from === undefined || from === config.tenantId
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
            answer = served(activity) ? await timely(activity) : { status: 403 }
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

const publicLogin = 'https://login.microsoftonline.com'

function credentialsOf({ appId, tenantId, password, cloud }: TeamsConfig) {
  const loginUrl = cloud?.ToChannelFromBotLoginUrl ?? `${publicLogin}/${tenantId}`
  return password === undefined
    ? new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppId: appId,
        MicrosoftAppTenantId: tenantId,
        MicrosoftAppType: 'UserAssignedMSI',
      })
    : secretCredentials({ appId, password, loginUrl })
}

function authenticationOf(config: TeamsConfig | undefined, credentials: ReturnType<typeof credentialsOf> | undefined) {
  if (!config) return new ConfigurationBotFrameworkAuthentication({})
  const { appId, tenantId, password, cloud } = config
  return new ConfigurationBotFrameworkAuthentication(
    {
      ...cloud,
      MicrosoftAppId: appId,
      MicrosoftAppTenantId: tenantId,
      MicrosoftAppType: password === undefined ? 'UserAssignedMSI' : 'SingleTenant',
      ...(cloud && { ValidateAuthority: 'false' }),
    },
    credentials,
  )
}

/** Asks for a token as for a call, and rejects as that would. */
async function proveOurselves(
  credentials: Credentials | ConfigurationServiceClientCredentialFactory,
  config: TeamsConfig,
): Promise<void> {
  const audience = config.cloud?.ToChannelFromBotOAuthScope ?? 'https://api.botframework.com'
  const login = config.cloud?.ToChannelFromBotLoginUrl ?? `${publicLogin}/${config.tenantId}`
  const made = await credentials.createCredentials(config.appId, audience, login, false)
  await made.signRequest({ headers: new Headers() } as never)
}
