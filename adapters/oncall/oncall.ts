// On call, running: watched registries are checked when due, cases open and close, and what is to be said of them is sent on
// every platform that has come up. One for the whole server.
import type { Answer } from '../../cards/answer.ts'
import type { Alert } from '../../src/alerts/alert.ts'
import { type NamedViewers, noViewers } from '../../src/chat/viewers.ts'
import { callingOf, canCall, type Escalation } from '../../src/oncall/escalation.ts'
import type { OnCallRequest } from '../../src/oncall/request.ts'
import type { Platform, Said } from '../chat/platform.ts'
import type { Checks } from '../checks.ts'
import { type Lanes, type Opened, timer } from '../lanes/lanes.ts'
import { alertToken, knowWorkspace } from '../store/alert-tokens.ts'
import { forgetCases, type KeptCase } from '../store/cases.ts'
import type { Database } from '../store/database.ts'
import { forgetOutgoing } from '../store/outgoing.ts'
import type { AlertTokenRow } from '../store/schema.ts'
import { forgetResults } from '../store/targets.ts'
import { whereOf } from '../where.ts'
import { type Act, act } from './acts.ts'
import { alertsLane, checkAlert, takeAlert, tendAlerts, uncheckedAlerts } from './alerts.ts'
import { drawCase } from './draw.ts'
import { readEscalation } from './escalation.ts'
import { type Fare, outages } from './outages.ts'
import { type Report, report } from './reports.ts'
import { answerOnCall, type From } from './requests.ts'
import { startScheduler } from './scheduler.ts'
import { startSender } from './sender.ts'
import { tick } from './ticks.ts'
import { applyWatches, readWatches, versionOf } from './watch-file.ts'

const day = 24 * 3_600_000
export const keepResultsFor = 7 * day
const keepCasesFor = 180 * day
const keepAuditFor = 365 * day
const keepSaidFor = day
const tidyEvery = day / 24
const tickEvery = 30_000
/** How the platforms fare. */
const lookEvery = 5_000
/** Later it says little about what the alert was about. */
const checkWithin = day / 24
const alertsAtATime = 10

export type OnCall = {
  /** What is to be said on this platform is sent from now on. */
  attach(platform: Platform): void
  answer(request: OnCallRequest, from: From): Promise<Answer>
  /** What the case looks like once somebody did this; undefined when it is not this channel's. */
  act(asked: Act): Promise<Said | undefined>
  /** Somebody asked about a registry: what is to be added to the answer, where there is a case of it. */
  report(asked: Report): Promise<string | undefined>
  /** Whose token this is; undefined when it is nobody's. */
  alertChannel(token: string): Promise<AlertTokenRow | undefined>
  alert(token: AlertTokenRow, alert: Alert): Promise<void>
  /** Everything that is due has been checked and said. */
  idle(): Promise<void>
  close(): Promise<void>
}

type Around = {
  db: Database
  lanes: Lanes
  checks: Checks
  log: (line: string) => void
  now?: () => number
  later?: (ms: number, then: () => void) => () => void
  /** Unset: there is nobody to escalate to. */
  escalation?: Escalation | undefined
  /** The file that it was read from: what changes there holds from then on. */
  escalationFile?: string | undefined
  /** The file of watches. */
  watches?: string | undefined
  /** The platforms that run here. */
  fares?: () => ReadonlyMap<string, Fare>
  /** Who sees what Azure knows; unset: nobody. */
  viewers?: NamedViewers | undefined
}

export function startOnCall({
  db,
  lanes,
  checks,
  log,
  now = Date.now,
  later = timer,
  escalation,
  escalationFile,
  watches,
  fares = () => new Map(),
  viewers = noViewers,
}: Around): OnCall {
  const isViewer = (channel: string) => viewers.channels.has(channel)
  let calling = escalation
  const canEscalate = (kept: KeptCase) => canCall(callingOf(calling, kept), kept.channel)
  const senders = new Map<string, Opened>()
  const scheduler = startScheduler({ db, checks, isViewer, log, now, later })
  const alerts = lanes.open(alertsLane, {
    async work(id) {
      await checkAlert(db, checks, isViewer, id, now)
      return undefined
    },
    lanesAtATime: alertsAtATime,
    waiting: () => uncheckedAlerts(db, now() - checkWithin),
  })
  let untidy = () => {}
  const tidy = () => {
    void Promise.all([
      forgetResults(db, now() - keepResultsFor),
      forgetCases(db, now() - keepCasesFor, now() - keepAuditFor),
      forgetOutgoing(db, now() - keepSaidFor),
    ]).catch((error) => log(`tidying failed: ${whereOf(error)}`))
    untidy = later(tidyEvery, tidy)
  }
  untidy = later(tidyEvery, tidy)
  const workspaces = new Map<string, string>()
  const followed = [
    follow(watches, 'the file of watches', readWatches, async (channels) => {
      for (const [name, workspace] of workspaces) await applyWatches(db, channels, { name, workspace }, now())
      scheduler.kick()
    }),
    follow(escalationFile, 'the file of escalation', readEscalation, async (read) => {
      calling = read
    }),
  ]
  /** A mistake made while we run is logged once for each version of the file. */
  function follow<Value>(
    file: string | undefined,
    name: string,
    read: (file: string) => Promise<Value>,
    apply: (value: Value) => Promise<void>,
  ) {
    let version: string | undefined
    return {
      again() {
        version = undefined
      },
      async look() {
        const seen = file === undefined ? undefined : await versionOf(file)
        if (file === undefined || seen === version) return
        const value = await read(file).catch((error: Error) => {
          log(`${name} was left as it was read before:\n${error.message}`)
        })
        // What the database could not take is tried again.
        if (value !== undefined) await apply(value)
        version = seen
      },
    }
  }
  async function reload(): Promise<void> {
    if (workspaces.size === 0) return
    for (const it of followed)
      await it.look().catch((error) => log(`what is configured in a file could not be kept: ${whereOf(error)}`))
  }
  let reloading: Promise<void> = Promise.resolve()
  let ticking: Promise<unknown> = Promise.resolve()
  let stopTicking = () => {}
  const ticks = () => {
    ticking = Promise.all([
      tick(db, calling, now()).catch((error) => log(`digests and escalations: ${whereOf(error)}`)),
      tendAlerts(db, now()).catch((error) => log(`open alerts: ${whereOf(error)}`)),
    ])
    reloading = reloading.then(reload)
    stopTicking = later(tickEvery, ticks)
  }
  stopTicking = later(tickEvery, ticks)
  const noteOutages = outages(db, () => calling)
  let noting: Promise<void> = Promise.resolve()
  let stopLooking = () => {}
  const look = () => {
    noting = noteOutages(fares(), now()).catch((error) =>
      log(`what a platform refuses could not be noted: ${whereOf(error)}`),
    )
    stopLooking = later(lookEvery, look)
  }
  stopLooking = later(lookEvery, look)

  return {
    attach(platform) {
      workspaces.set(platform.name, platform.workspace)
      for (const it of followed) it.again()
      reloading = reloading.then(reload)
      void knowWorkspace(db, platform.name, platform.workspace, now()).catch((error) =>
        log(`${platform.name}: its workspace could not be noted: ${whereOf(error)}`),
      )
      void senders.get(platform.name)?.close()
      senders.set(platform.name, startSender({ db, lanes, platform, isViewer, log, now, canEscalate }))
    },
    async answer(request, from) {
      const answer = await answerOnCall(request, from, { db, now, covers: (registry) => checks.covers(registry) })
      if (['watch', 'unwatch', 'unsilence'].includes(request.ask)) scheduler.kick()
      return answer
    },
    async act(asked) {
      const kept = await act(db, asked, calling, now())
      if (asked.action === 'check-now' || asked.action === 'unsilence') scheduler.kick()
      return (
        kept && drawCase(db, kept, { now: now(), canEscalate: canEscalate(kept), detailed: isViewer(kept.channel) })
      )
    },
    alertChannel: (token) => alertToken(db, token),
    alert: (token, alert) => takeAlert(db, token, alert, now()),
    report: (asked) => report(db, asked, now()),
    async idle() {
      await reloading
      await scheduler.idle()
      await Promise.all([ticking, noting])
      await lanes.idle()
    },
    async close() {
      untidy()
      stopTicking()
      stopLooking()
      await Promise.all([ticking, noting, reloading])
      await scheduler.close()
      await Promise.all([alerts, ...senders.values()].map((opened) => opened.close()))
    },
  }
}
