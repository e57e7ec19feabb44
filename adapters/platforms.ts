// The chat platforms that are configured, running side by side on one database: each is loaded only when it is asked
// for, and none takes another down.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Chat } from './chat/chat.ts'
import type { ChatChecks } from './chat/checking.ts'
import type { State } from './chat/health.ts'
import type { Stopping } from './cli/stopping.ts'
import { type Config, databaseOf } from './config.ts'
import type { OnCall } from './oncall/oncall.ts'
import type { Store } from './store/open.ts'
import type { Incoming, Outgoing, RunningTeams } from './teams/teams.ts'
import { whereOf } from './where.ts'

type Readiness = {
  status: 'ok' | 'degraded' | 'unavailable'
  database: 'ok' | 'unreachable' | 'unused'
  platforms: Record<string, State>
}

export type Platforms = {
  /** POST /slack/events; unset when Slack does not come in over HTTP. */
  slackEvents?: (request: IncomingMessage, response: ServerResponse) => void
  /** POST /api/messages of the configured bot, or of local clients where none is configured. */
  messages: (incoming: Incoming) => Promise<Outgoing>
  readiness: () => Promise<Readiness>
  /** By platform. */
  chats: () => Record<string, Chat>
  /** Unset where no platform is configured. */
  oncall: Promise<OnCall> | undefined
  /** @param during is told what is being closed */
  stop: (during?: Stopping['during']) => Promise<void>
}

async function readEscalationFile(file: string) {
  const { readEscalation } = await import('./oncall/escalation.ts')
  return readEscalation(file)
}

async function readWatchesFile(file: string) {
  const { readWatches } = await import('./oncall/watch-file.ts')
  return readWatches(file)
}

/** Whoever asks whether it is ready waits no longer. */
const readyMs = 2_000

type Running = {
  chat: Chat
  state: () => State
  /** The platform's word for why our credentials are of no use; undefined while they are. */
  refused: () => string | undefined
  stop: () => Promise<void>
}

/** Rejects with a DatabaseProblem, which says what to do. */
export async function startPlatforms(
  config: Config,
  log: (line: string) => void,
  checks?: ChatChecks,
): Promise<Platforms> {
  const { slack, teams, viewers } = config
  const running = new Map<string, Running>()
  const failed = new Map<string, State>()
  let store: Store | undefined
  let slackEvents: Platforms['slackEvents']
  /** For clients at this machine; no configured platform, so that its health is nobody's. */
  let localTeams: RunningTeams | undefined
  let startingLocal: Promise<RunningTeams> | undefined

  let opening: Promise<Store> | undefined
  async function open(): Promise<Store> {
    const { openStore } = await import('./store/open.ts')
    store = await openStore(databaseOf(config), log)
    return store
  }
  const opened = () => {
    opening ??= open()
    return opening
  }

  // Mistakes in them are told before anything is served.
  const escalation = config.escalation === undefined ? undefined : await readEscalationFile(config.escalation)
  if (config.watches !== undefined) await readWatchesFile(config.watches)
  const fares = () =>
    new Map(
      [...running].map(([name, { state, refused }]) => [name, { works: state().status === 'ok', refused: refused() }]),
    )
  /** Loaded once everything else is: nobody who starts the server waits for it. */
  async function startOnCallLater(making: ChatChecks): Promise<OnCall> {
    const { db, lanes } = await opened()
    await new Promise((resolve) => setImmediate(resolve))
    const { startOnCall } = await import('./oncall/oncall.ts')
    return startOnCall({
      db,
      lanes,
      checks: making,
      log,
      escalation,
      escalationFile: config.escalation,
      watches: config.watches,
      fares,
      viewers,
    })
  }
  const oncall = checks && (slack || teams) ? startOnCallLater(checks) : undefined
  // Told by whoever waits for it.
  oncall?.catch(() => {})

  async function start<Platform extends Running>(name: string, starting: () => Promise<Platform>) {
    try {
      const platform = await starting()
      running.set(name, platform)
      return platform
    } catch (error) {
      log(`${name}: could not be started: ${whereOf(error)}`)
      failed.set(name, { status: 'broken', reason: 'could not be started' })
      return undefined
    }
  }

  // Opened while the platforms' libraries are loaded.
  const [, , configuredTeams] = await Promise.all([
    (slack || teams) && opened(),
    slack &&
      start('slack', async () => {
        const { startSlack } = await import('./slack/slack.ts')
        const started = await startSlack(slack, { store: opened(), log, checks, oncall, viewers })
        slackEvents = started.listener
        return started
      }),
    teams &&
      start('teams', async () => {
        const { startTeams } = await import('./teams/teams.ts')
        return startTeams(teams, { store: opened(), log, checks, oncall, viewers })
      }),
  ])

  const startLocal = async () => {
    const { startTeams } = await import('./teams/teams.ts')
    const started = await startTeams(undefined, { store: opened(), log, checks })
    localTeams = started
    return started
  }

  async function databaseState(): Promise<Readiness['database']> {
    if (!store) return 'unused'
    const { ping } = await import('./store/database.ts')
    return ping(store.db, AbortSignal.timeout(readyMs)).then(
      () => 'ok' as const,
      () => 'unreachable' as const,
    )
  }

  return {
    ...(slackEvents && { slackEvents }),
    async messages(incoming) {
      if (teams) return configuredTeams ? configuredTeams.receive(incoming) : { status: 503 }
      if (localTeams) return localTeams.receive(incoming)
      startingLocal ??= startLocal().finally(() => (startingLocal = undefined))
      return (await startingLocal).receive(incoming)
    },
    async readiness() {
      const states = [...[...running].map(([name, { state }]) => [name, state()] as const), ...failed]
      const works = states.filter(([, { status }]) => status === 'ok').length
      const answering = await databaseState()
      const unavailable = answering === 'unreachable' || (states.length > 0 && works === 0)
      return {
        status: unavailable ? 'unavailable' : works < states.length ? 'degraded' : 'ok',
        database: answering,
        platforms: Object.fromEntries(states),
      }
    },
    oncall,
    chats: () =>
      Object.fromEntries([
        ...[...running].map(([name, { chat }]) => [name, chat] as const),
        ...(localTeams ? [['teams (local)', localTeams.chat] as const] : []),
      ]),
    async stop(during = (_, work) => work) {
      const all = [...running, ...(localTeams ? [['teams (local)', localTeams] as const] : [])]
      await Promise.all(all.map(([name, platform]) => during(name, platform.stop())))
      const calling = await oncall?.catch(() => undefined)
      if (calling) await during('on call', calling.close())
      if (store) await during('the database', store.close())
    },
  }
}
