// What the environment asks for, read once at the start, with every problem told at once and the way out of each.
import { isIP } from 'node:net'
import { type NamedViewers, readViewers } from '../src/chat/viewers.ts'
import type { CheckSettings } from './checks.ts'
import type { Where } from './store/database.ts'

export type SlackConfig = { botToken: string; apiUrl?: string } & (
  | { signingSecret: string; appToken?: undefined }
  | { appToken: string }
)

export type TeamsConfig = {
  appId: string
  tenantId: string
  /** Unset: a user-assigned managed identity proves who we are. */
  password?: string
  /** Other endpoints than the public cloud's, by the names that the Bot Framework gives them. */
  cloud?: Readonly<Record<string, string>>
}

export type Config = {
  host: string
  /** 0 picks a free one. */
  port: number
  production: boolean
  playground: boolean
  apiToken?: string
  /** The folder of the embedded database. */
  dataFolder: string
  /** PostgreSQL, in place of the embedded database. */
  databaseUrl?: string
  /** The file that says whom a case calls. */
  escalation?: string
  /** The file of watches. */
  watches?: string
  slack?: SlackConfig
  teams?: TeamsConfig
  /** Who sees in a chat what Azure knows; unset: nobody. */
  viewers?: NamedViewers
}

export const databaseOf = ({ databaseUrl, dataFolder }: Config): Where =>
  databaseUrl === undefined ? { folder: dataFolder } : { url: databaseUrl }

type ReadConfig = { ok: true; config: Config } | { ok: false; problems: string[] }

export function readConfig(env: NodeJS.ProcessEnv): ReadConfig {
  const problems: string[] = []
  // An empty variable counts as unset: compose files and Helm charts pass on what they do not have as ''.
  const given = (name: string) => env[name]?.trim() || undefined
  const quoted = (value: string) => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)

  const host = (given('HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1')
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    problems.push(
      `HOST is ${quoted(host)}, which is not an address: set it to an address or name of this machine alone, such as 127.0.0.1 or 0.0.0.0 (the port goes into PORT)`,
    )

  const port = given('PORT') ?? '3978'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    problems.push(
      `PORT is ${quoted(port)}, which is not a port: set it to a number from 0 to 65535 (0 picks a free one), or unset it for 3978`,
    )

  const playground = given('ACR_CHECK_PLAYGROUND')?.toLowerCase()
  if (playground !== undefined && playground !== 'on' && playground !== 'off')
    problems.push(
      `ACR_CHECK_PLAYGROUND is ${quoted(playground)}: set it to on or off, or unset it (then it is off in production only)`,
    )

  // Its value stays out of the message, which ends up in logs.
  const apiToken = given('ACR_CHECK_API_TOKEN')
  if (apiToken !== undefined && !/^[\x21-\x7e]+$/.test(apiToken))
    problems.push(
      'ACR_CHECK_API_TOKEN holds a blank or a letter beyond ASCII, which no HTTP header can carry: make one with "openssl rand -hex 32"',
    )

  const databaseUrl = given('DATABASE_URL')
  // Its value stays out too: it holds a password.
  if (databaseUrl !== undefined && !/^postgres(?:ql)?:$/.test(URL.parse(databaseUrl)?.protocol ?? ''))
    problems.push(
      'DATABASE_URL is no address of a PostgreSQL database: set it to one such as postgres://USER:PASSWORD@HOST:5432/DATABASE, with %40, %2F, %3A, %23 and %25 for @ / : # and % in the password; or unset it for the database in ACR_CHECK_DATA',
    )

  const viewerList = given('ACR_CHECK_AZURE_VIEWERS')
  const { viewers, odd } = readViewers(viewerList ?? '')
  if (odd !== undefined)
    problems.push(
      `ACR_CHECK_AZURE_VIEWERS holds ${quoted(odd)}, which is no id: list ids of channels (C0123456789, 19:...@thread.tacv2), people (U0123456789, ola@contoso.com, an object id of Microsoft Entra) or user groups of Slack (S0123456789), separated by commas`,
    )

  const escalation = given('ACR_CHECK_ESCALATE')
  const watches = given('ACR_CHECK_WATCHES')
  const slack = readSlack(given, problems)
  const teams = readTeams(given, problems)
  if (problems.length > 0) return { ok: false, problems }
  const production = given('NODE_ENV') === 'production'
  return {
    ok: true,
    config: {
      host,
      port: Number(port),
      production,
      playground: playground === 'on' || (playground !== 'off' && !production),
      ...(apiToken !== undefined && { apiToken }),
      dataFolder: given('ACR_CHECK_DATA') ?? '.acr-check',
      ...(databaseUrl !== undefined && { databaseUrl }),
      ...(viewerList !== undefined && { viewers }),
      ...(escalation && { escalation }),
      ...(watches && { watches }),
      ...(slack && { slack }),
      ...(teams && { teams }),
    },
  }
}

/** From afar Azure is asked only of registries that are covered, and with an identity of the environment. */
export const offersAzure = ({ hasIdentity, registries }: CheckSettings): boolean => hasIdentity && registries.length > 0

type ReadCheckSettings = { ok: true; settings: CheckSettings } | { ok: false; problems: string[] }

/** Unless ACR_CHECK_MAX_CHECKS says otherwise. */
export const mostChecks = 100

/** Of Log Analytics: its own id, or its resource id. */
const workspaceId =
  /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.OperationalInsights\/workspaces\/[a-z0-9-]{4,63})$/i

export function readCheckSettings(env: NodeJS.ProcessEnv): ReadCheckSettings {
  const given: Given = (name) => env[name]?.trim() || undefined
  const problems: string[] = []
  const registries = (given('ACR_CHECK_REGISTRIES') ?? '').split(/[\s,]+/).filter((it) => it !== '')
  const odd = registries.find((it) => !/^[a-z0-9*-]+(?:\.[a-z0-9*-]+)*$/i.test(it))
  if (odd !== undefined)
    problems.push(
      `ACR_CHECK_REGISTRIES holds ${JSON.stringify(odd.slice(0, 60))}: list names or login servers, separated by commas, with * for any part of a name`,
    )
  const many = given('ACR_CHECK_MAX_CHECKS') ?? String(mostChecks)
  if (!/^[1-9]\d{0,3}$/.test(many)) problems.push('ACR_CHECK_MAX_CHECKS must be a whole number from 1 to 9999')
  const control = given('ACR_CHECK_CONTROL')?.toLowerCase()
  if (control !== undefined && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(control))
    problems.push('ACR_CHECK_CONTROL must be the name of a host, such as mcr.microsoft.com')
  const username = given('ACR_USERNAME')
  const password = given('ACR_PASSWORD')
  if ((username === undefined) !== (password === undefined))
    problems.push('ACR_USERNAME and ACR_PASSWORD belong together: set both, or neither')
  const logWorkspace = given('ACR_CHECK_LOG_WORKSPACE')
  if (logWorkspace !== undefined && !workspaceId.test(logWorkspace))
    problems.push(
      'ACR_CHECK_LOG_WORKSPACE is no workspace: set it to what "az monitor log-analytics workspace show" calls customerId, or id',
    )
  if (problems.length > 0) return { ok: false, problems }
  const hasIdentity = ['AZURE_CLIENT_ID', 'AZURE_FEDERATED_TOKEN_FILE', 'IDENTITY_ENDPOINT'].some((name) => given(name))
  return {
    ok: true,
    settings: {
      registries,
      mostAtATime: Number(many),
      hasIdentity,
      ...(control && { control }),
      ...(logWorkspace && { logWorkspace }),
      ...(username && password && { login: { username, password } }),
    },
  }
}

type Given = (name: string) => string | undefined

function readSlack(given: Given, problems: string[]): SlackConfig | undefined {
  const botToken = given('SLACK_BOT_TOKEN')
  const signingSecret = given('SLACK_SIGNING_SECRET')
  const appToken = given('SLACK_APP_TOKEN')
  const apiUrl = given('SLACK_API_URL')
  if (apiUrl !== undefined && !/^https?:$/.test(URL.parse(apiUrl)?.protocol ?? ''))
    problems.push('SLACK_API_URL is no web address: set it to one such as https://slack.com/api/, or unset it')
  if (!botToken) {
    if (signingSecret || appToken)
      problems.push(
        `${signingSecret ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN'} is set, so SLACK_BOT_TOKEN must be too: copy the Bot User OAuth Token (xoxb-...) from OAuth & Permissions of your Slack app`,
      )
    return undefined
  }
  if (botToken.startsWith('xapp-'))
    problems.push(
      'SLACK_BOT_TOKEN holds an app-level token (xapp-...): that one goes into SLACK_APP_TOKEN; here belongs the Bot User OAuth Token (xoxb-...)',
    )
  const api = apiUrl ? { apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` } : {}
  if (appToken) return { botToken, appToken, ...api }
  if (signingSecret) return { botToken, signingSecret, ...api }
  problems.push(
    'SLACK_BOT_TOKEN is set, so SLACK_SIGNING_SECRET must be too (Basic Information of your Slack app), or SLACK_APP_TOKEN for Socket Mode',
  )
  return undefined
}

/** With these, and only all of them, the Bot Framework looks elsewhere than in the public cloud. */
const cloudSettings = [
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'OAuthUrl',
  'CallerId',
]

function readTeams(given: Given, problems: string[]): TeamsConfig | undefined {
  const appId = given('MicrosoftAppId')
  const password = given('MicrosoftAppPassword')
  const tenantId = given('MicrosoftAppTenantId')
  const type = given('MicrosoftAppType') ?? 'SingleTenant'
  if (!appId) {
    const half = ['MicrosoftAppPassword', 'MicrosoftAppTenantId', 'MicrosoftAppType'].find((name) => given(name))
    if (half)
      problems.push(`${half} is set, so MicrosoftAppId must be too: the application (client) id of your Azure Bot`)
    return undefined
  }
  if (!tenantId)
    problems.push('MicrosoftAppId is set, so MicrosoftAppTenantId must be too: the tenant that the bot serves')
  const managed = /^userassignedmsi$/i.test(type)
  if (!managed && !/^singletenant$/i.test(type))
    problems.push(
      'MicrosoftAppType must be SingleTenant or UserAssignedMSI: bots of many tenants cannot be registered any more',
    )
  if (!managed && !password)
    problems.push(
      'MicrosoftAppId is set, so MicrosoftAppPassword must be too (a client secret of the app), or MicrosoftAppType=UserAssignedMSI',
    )
  const cloud = Object.fromEntries(cloudSettings.flatMap((name) => (given(name) ? [[name, given(name) ?? '']] : [])))
  const missing = cloudSettings.filter((name) => !(name in cloud))
  if (missing.length > 0 && missing.length < cloudSettings.length)
    problems.push(`${Object.keys(cloud)[0]} is set, so these must be too: ${missing.join(', ')}`)
  return {
    appId,
    tenantId: tenantId ?? '',
    ...(!managed && password && { password }),
    ...(missing.length === 0 && { cloud }),
  }
}
