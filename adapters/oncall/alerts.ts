// An alert from outside becomes a case of its channel, once however often it is delivered, and ends it when it is resolved. A
// push is a line where somebody asked for lines, and never a case.
import { randomUUID } from 'node:crypto'
import type { Alert } from '../../src/alerts/alert.ts'
import type { Checks } from '../checks.ts'
import { addCase, caseById, changeCase, type FiredAlert, type KeptCase, newestCase, openCases } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { claimOnce } from '../store/inbox.ts'
import { putOutgoing } from '../store/outgoing.ts'
import { ring } from '../store/rings.ts'
import type { AlertTokenRow } from '../store/schema.ts'
import { inTurn, turnOf } from '../store/transact.ts'
import { emptyCase, happened, say } from './record.ts'

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
    if (JSON.stringify(alert) === JSON.stringify(open.alert)) return
    await changeCase(trx, open.id, { alert })
    await say(trx, { ...open, alert }, channel, at, null)
    return
  }
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
    alert,
  }
  await addCase(trx, made)
  await say(trx, made, channel, at, null)
  if (made.registry !== '') ring(trx, alertsLane, made.id)
}

/** What an alert is about is checked once, and both are shown. */
export async function checkAlert(db: Database, checks: Checks, id: string, now: () => number): Promise<void> {
  const kept = await caseById(db, id)
  if (!kept || !isUnchecked(kept) || !(await checks.covers(kept.registry))) return
  const told = await checks.run({ registry: kept.registry, from: 'remote' })
  await inTurn(db, turnOf.channel(kept), async (trx) => {
    const current = await caseById(trx, kept.id)
    if (!current || !isUnchecked(current)) return
    await changeCase(trx, kept.id, { checks: { en: told('en'), pl: told('pl') } })
    await say(trx, current, await channelOf(trx, current), now(), null)
  })
}

const isUnchecked = ({ state, alert, checks, registry }: KeptCase) =>
  state === 'open' && alert !== undefined && !checks && registry !== ''

export const uncheckedAlerts = async (db: Database, since: number): Promise<string[]> =>
  (await openCases(db)).filter((kept) => isUnchecked(kept) && kept.opened_at >= since).map(({ id }) => id)
