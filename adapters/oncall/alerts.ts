// An alert from outside becomes a case of its channel, once however often it is delivered, and ends it when it is resolved. A
// push is a line where somebody asked for lines, and never a case.
import { randomUUID } from 'node:crypto'
import type { Alert } from '../../src/alerts/alert.ts'
import { alertEnds, recheckEvery } from '../../src/alerts/over.ts'
import type { Checks } from '../checks.ts'
import { keptOf } from '../kept-checks.ts'
import {
  addCase,
  caseById,
  changeCase,
  type FiredAlert,
  type KeptCase,
  newestCase,
  openCases,
  uncheckedCases,
} from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { claimOnce } from '../store/inbox.ts'
import { putOutgoing } from '../store/outgoing.ts'
import { ring } from '../store/rings.ts'
import type { AlertTokenRow } from '../store/schema.ts'
import { addResult, lastResults, resultsSince } from '../store/targets.ts'
import { inTurn, turnOf } from '../store/transact.ts'
import { emptyCase, happened, resultOf, say } from './record.ts'

/** The kind of lane in which what an alert is about is checked, one for each case: see adapters/lanes. */
export const alertsLane = 'alerts'

export function takeAlert(db: Database, token: AlertTokenRow, alert: Alert, at: number): Promise<void> {
  return inTurn(db, turnOf.channel(token), async (trx) => {
    if (alert.kind === 'alert') return takeFired(trx, token, alert, at)
    if (alert.kind === 'push' && token.feed === 1 && (await claimOnce(trx, `feed ${token.id} ${alert.key}`, at))) {
      const { platform, workspace, channel } = token
      await putOutgoing(trx, { platform, workspace, channel, kind: 'feed', about: token.id, body: alert }, at)
    }
  })
}

async function takeFired(trx: Writing, token: AlertTokenRow, alert: FiredAlert, at: number): Promise<void> {
  const { platform, workspace } = token
  const watch = `alert ${token.id} ${alert.key}`
  const channel = await channelOf(trx, token)
  const newest = await newestCase(trx, watch)
  const open = newest?.state === 'open' ? newest : undefined
  if (alert.state === 'resolved') {
    if (!open) return
    const closed = { state: 'closed', closed_at: at, alert } as const
    await changeCase(trx, open.id, closed)
    const kept = { ...open, ...closed }
    await say(trx, kept, channel, at, null)
    await happened(trx, kept, { kind: 'alertResolved', lasted: at - open.opened_at }, at)
    return
  }
  if (open) {
    // Delivered again: the same case, which may know more by now.
    const isSame = JSON.stringify(alert) === JSON.stringify(open.alert)
    await changeCase(trx, open.id, { alerted_at: at, ...(!isSame && { alert }) })
    if (isSame) return
    await say(trx, { ...open, alert }, channel, at, null)
    return
  }
  // Told to be over, by Azure or by hand, and delivered late or once more.
  const isOver = newest?.alert?.state === 'resolved' || newest?.resolved_by
  if (isOver && alert.fired !== undefined && alert.fired === newest?.alert?.fired) return
  const made: KeptCase = {
    ...emptyCase,
    id: randomUUID(),
    watch,
    platform,
    workspace,
    channel: token.channel,
    registry: alert.registries[0]?.loginServer ?? '',
    image: '',
    lang: channel.lang,
    state: 'open',
    finding: 'service-error',
    flapping: false,
    opened_at: at,
    alerted_at: at,
    alert,
  }
  await addCase(trx, made)
  await say(trx, made, channel, at, null)
  if (made.registry !== '') ring(trx, alertsLane, made.id)
}

/** What an alert is about is checked for as long as its case is open, and both are shown. */
export async function checkAlert(
  db: Database,
  checks: Checks,
  isViewer: (channel: string) => boolean,
  id: string,
  now: () => number,
): Promise<void> {
  const kept = await caseById(db, id)
  if (!kept || !(await isToBeChecked(db, kept, now())) || !(await checks.covers(kept.registry))) return
  const told = await checks.run({ registry: kept.registry, from: 'remote', azure: 'on-trouble' })
  await inTurn(db, turnOf.channel(kept), async (trx) => {
    const current = await caseById(trx, kept.id)
    if (!current || !isAlert(current)) return
    const at = now()
    await addResult(trx, resultOf(resultsOf(current), told('en'), at))
    await changeCase(trx, kept.id, { checks: keptOf(told, isViewer(kept.channel)) })
    await say(trx, current, await channelOf(trx, current), at, null, current.checks !== undefined)
  })
}

const isAlert = ({ state, alert, registry }: KeptCase): boolean =>
  state === 'open' && alert !== undefined && registry !== ''

/** Apart from those of watches, which may check at other times, or with a pull. */
const resultsOf = ({ id }: KeptCase): string => `alert ${id}`

/** For the first time, or again. */
async function isToBeChecked(db: Database | Writing, kept: KeptCase, at: number): Promise<boolean> {
  if (!isAlert(kept)) return false
  if (!kept.checks) return true
  const [last] = await lastResults(db, resultsOf(kept), 1)
  return last === undefined || last.at <= at - recheckEvery
}

export const uncheckedAlerts = async (db: Database, since: number): Promise<string[]> =>
  (await uncheckedCases(db, since)).filter(isAlert).map(({ id }) => id)

/** Every now and then: what is open is checked again, and ended where nobody resolves it. */
export async function tendAlerts(db: Database, at: number): Promise<void> {
  for (const { id, alert, platform, workspace, channel } of await openCases(db))
    if (alert)
      await inTurn(db, turnOf.channel({ platform, workspace, channel }), async (trx) => {
        const kept = await caseById(trx, id)
        if (kept?.state === 'open') await tend(trx, kept, at)
      })
}

async function tend(trx: Writing, kept: KeptCase, at: number): Promise<void> {
  const deliveredAt = kept.alerted_at ?? kept.opened_at
  const results = await resultsSince(trx, resultsOf(kept), kept.opened_at)
  const ended = alertEnds({ deliveredAt, results, now: at })
  if (ended === undefined) {
    // What may not be checked was not the first time either.
    if (kept.checks && (await isToBeChecked(trx, kept, at))) ring(trx, alertsLane, kept.id)
    return
  }
  const closed = { state: 'closed', closed_at: at, ended } as const
  await changeCase(trx, kept.id, closed)
  const over = { ...kept, ...closed }
  await say(trx, over, await channelOf(trx, kept), at, null)
  const wellSince = results.findLast(({ verdict }) => verdict === 'problem')?.at ?? kept.opened_at
  const since = ended === 'healthy' ? Math.max(wellSince, deliveredAt) : deliveredAt
  await happened(trx, over, { kind: ended === 'healthy' ? 'alertHealthy' : 'alertUnheard', lasted: at - since }, at)
}
