// What people do with a case: take it on, snooze, resolve, silence, check now. Who did what stands in its history and in the
// audit trail, in the transaction that does it.
import type { ActionId, onCallActionIds } from '../../cards/actions.ts'
import type { Event } from '../../cards/case.ts'
import { type Snooze, snoozeUntil } from '../../src/oncall/calendar.ts'
import { callingOf, type Escalation } from '../../src/oncall/escalation.ts'
import { audit, caseById, changeCase, type KeptCase } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { releaseTarget } from '../store/targets.ts'
import { inTurn, turnOf } from '../store/transact.ts'
import { setSilenced, targetKey, watchById } from '../store/watches.ts'
import { happened, say } from './record.ts'
import { endSilence } from './silence.ts'
import { escalate } from './ticks.ts'

export type CaseAction = (typeof onCallActionIds)[number]
export type Act = {
  platform: string
  workspace: string
  channel: string
  who: { id: string; name?: string }
  action: CaseAction
  of: string
}

const escalatesAgainMs = 60_000
const snoozes: Readonly<Record<string, Snooze>> = { 'snooze-1h': '1h', 'snooze-8h': '8h', 'snooze-monday': 'monday' }

export const isCaseAction = (action: ActionId): action is CaseAction =>
  action in snoozes || ['acknowledge', 'check-now', 'resolve', 'silence', 'unsilence', 'escalate'].includes(action)

/** @returns the case as it is now; undefined when it is not there, or not this channel's */
export function act(
  db: Database,
  asked: Act,
  escalation: Escalation | undefined,
  at: number,
): Promise<KeptCase | undefined> {
  return inTurn(db, turnOf.channel(asked), async (trx) => {
    const kept = await caseById(trx, asked.of)
    const { platform, workspace, channel, who, action } = asked
    if (!kept || kept.platform !== platform || kept.workspace !== workspace || kept.channel !== channel)
      return undefined
    const name = who.name ?? who.id
    if (action === 'unsilence') {
      await endSilence(trx, { platform, workspace, channel }, { watch: kept.watch, finding: kept.finding }, who, at)
      return kept
    }
    if (kept.state === 'closed') return kept
    const settings = await channelOf(trx, kept)
    if (action === 'escalate') {
      // Several press it in the same moment, and mean the same.
      if (kept.escalated_at !== null && at - kept.escalated_at < escalatesAgainMs) return kept
      await escalate(trx, kept, callingOf(escalation, kept), name, at)
      await audit(trx, { at, platform, workspace, channel, who: who.id, what: action, about: kept.id })
      return kept
    }
    const done = await doIt(trx, kept, action, name, settings.zone, at)
    if (!done) return kept
    const changed = { ...kept, ...done.change }
    if (done.change) await changeCase(trx, kept.id, done.change)
    if (done.event) await happened(trx, changed, done.event, at)
    await say(trx, changed, settings, at, null)
    await audit(trx, { at, platform, workspace, channel, who: who.id, what: action, about: kept.id })
    return changed
  })
}

type Done = { change?: Partial<KeptCase>; event?: Event }

/** Undefined where it was done before. */
async function doIt(
  trx: Writing,
  kept: KeptCase,
  action: Exclude<CaseAction, 'escalate' | 'unsilence'>,
  who: string,
  zone: string,
  at: number,
): Promise<Done | undefined> {
  switch (action) {
    case 'acknowledge':
      if (kept.acknowledged_by === who) return undefined
      return { change: { acknowledged_by: who, acknowledged_at: at }, event: { kind: 'acknowledged', who } }
    case 'resolve':
      await trx.updateTable('watches').set({ held: kept.finding }).where('id', '=', kept.watch).execute()
      return {
        change: { state: 'closed', closed_at: at, resolved_by: who, flapping: false },
        event: { kind: 'resolved', who },
      }
    case 'silence': {
      const watch = await watchById(trx, kept.watch)
      const silenced = [...new Set([...(watch?.silenced ?? []), kept.finding])]
      await setSilenced(trx, kept.watch, silenced)
      return {
        change: { state: 'closed', closed_at: at, resolved_by: who, ended: 'silenced', flapping: false },
        event: { kind: 'silenced', who, finding: kept.finding },
      }
    }
    case 'check-now':
      await releaseTarget(trx, targetKey(kept), at)
      return {}
    default: {
      const until = snoozeUntil(snoozes[action] ?? '1h', zone, at)
      return { change: { snoozed_until: until }, event: { kind: 'snoozed', who, until } }
    }
  }
}
