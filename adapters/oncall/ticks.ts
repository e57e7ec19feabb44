// What is due at a time rather than with a check: a channel's digest, the escalation of a case that nobody has taken on.
import { nextDigest } from '../../src/oncall/calendar.ts'
import { caseById, changeCase, type KeptCase, openCases } from '../store/cases.ts'
import { changeChannel, dueDigests } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { putOutgoing } from '../store/outgoing.ts'
import { inTurn, takeTurn, turnOf } from '../store/transact.ts'
import { happened } from './record.ts'

export type Escalation = {
  /** A case that nobody has taken on for so long is escalated by itself; unset: never. In milliseconds. */
  afterMs?: number
  /** Whom it calls, by platform. */
  mention?: string
  /** Where it is told as well, by platform. */
  channels: Readonly<Partial<Record<string, string>>>
}

export function tick(db: Database, escalation: Escalation | undefined, at: number): Promise<void> {
  return inTurn(db, turnOf.times, async (trx) => {
    const digests = await dueDigests(trx, at)
    for (const { platform, workspace, channel, digest, zone } of digests) {
      const place = { platform, workspace, channel }
      if (digest) await putOutgoing(trx, { ...place, kind: 'digest', about: channel, body: { to: at } }, at)
      await changeChannel(trx, place, { digest_at: digest ? nextDigest(digest, zone, at) : null })
    }
    const { afterMs } = escalation ?? {}
    if (afterMs === undefined) return
    const isLate = isUntaken(at - afterMs, at)
    const late = (await openCases(trx)).filter(isLate)
    await takeTurn(trx, ...late.map(turnOf.channel))
    for (const { id } of late) {
      // Somebody may have taken it on meanwhile.
      const kept = await caseById(trx, id)
      if (kept?.state === 'open' && isLate(kept)) await escalate(trx, kept, escalation, undefined, at)
    }
  })
}

/** Told to somebody, and taken on by nobody. */
const isUntaken = (before: number, at: number) => (kept: KeptCase) =>
  kept.message !== null &&
  kept.registry !== '' &&
  kept.opened_at <= before &&
  kept.acknowledged_at === null &&
  kept.escalated_at === null &&
  !kept.flapping &&
  !(kept.snoozed_until !== null && kept.snoozed_until > at)

/** @param who unset: nobody did, and that is why */
export async function escalate(
  trx: Writing,
  kept: KeptCase,
  escalation: Escalation | undefined,
  who: string | undefined,
  at: number,
): Promise<void> {
  const { platform, workspace, id } = kept
  const mention = escalation?.mention ?? null
  await changeCase(trx, id, { escalated_at: at })
  const event =
    who === undefined
      ? ({ kind: 'unacknowledged', lasted: at - kept.opened_at } as const)
      : ({ kind: 'escalated', who } as const)
  await happened(trx, { ...kept, escalated_at: at }, event, at, mention)
  const channel = escalation?.channels[platform]
  if (channel && channel !== kept.channel)
    await putOutgoing(
      trx,
      { platform, workspace, channel, kind: 'escalation', about: id, body: { ...(mention && { mention }) } },
      at,
    )
}
