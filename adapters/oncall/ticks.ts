// What is due at a time rather than with a check: a channel's digest, the end of a snooze, the escalation of a case that nobody
// has taken on.
import { nextDigest } from '../../src/oncall/calendar.ts'
import { type Calling, callingOf, type Escalation } from '../../src/oncall/escalation.ts'
import { audit, caseById, changeCase, type KeptCase, type OpenCase, openCases } from '../store/cases.ts'
import { changeChannel, channelOf, dueDigests } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { putOutgoing } from '../store/outgoing.ts'
import { inTurn, takeTurn, turnOf } from '../store/transact.ts'
import { watchById } from '../store/watches.ts'
import { happened, say } from './record.ts'

export function tick(db: Database, escalation: Escalation | undefined, at: number): Promise<void> {
  return inTurn(db, turnOf.times, async (trx) => {
    const digests = await dueDigests(trx, at)
    for (const { platform, workspace, channel, digest, zone } of digests) {
      const place = { platform, workspace, channel }
      if (digest) await putOutgoing(trx, { ...place, kind: 'digest', about: channel, body: { to: at } }, at)
      await changeChannel(trx, place, { digest_at: digest ? nextDigest(digest, zone, at) : null })
    }
    const open = await openCases(trx)
    await wake(trx, open, at)
    const isLate = (kept: OpenCase) => {
      const { afterMs } = callingOf(escalation, kept)
      return afterMs !== undefined && isUntaken(kept, at - afterMs, at)
    }
    const late = open.filter(isLate)
    await takeTurn(trx, ...late.map(turnOf.channel))
    for (const { id } of late) {
      // Somebody may have taken it on meanwhile.
      const kept = await caseById(trx, id)
      if (kept?.state !== 'open' || !isLate(kept)) continue
      await escalate(trx, kept, callingOf(escalation, kept), undefined, at)
      const { platform, workspace, channel } = kept
      await audit(trx, { at, platform, workspace, channel, who: 'acr-check', what: 'escalate', about: id })
    }
  })
}

/** Whoever put a case off is told when that is over, unless the case is as well. */
async function wake(trx: Writing, open: readonly OpenCase[], at: number): Promise<void> {
  const isOver = ({ state, snoozed_until: until }: OpenCase) => state === 'open' && until !== null && until <= at
  const over = open.filter(isOver)
  await takeTurn(trx, ...over.map(turnOf.channel))
  for (const { id } of over) {
    const kept = await caseById(trx, id)
    if (!kept || !isOver(kept)) continue
    const awake = { ...kept, snoozed_until: null }
    await changeCase(trx, id, { snoozed_until: null })
    const watch = await watchById(trx, kept.watch)
    await say(trx, awake, await channelOf(trx, kept), at, null)
    await happened(trx, awake, { kind: 'awake', lasted: at - kept.opened_at }, at, watch?.mention ?? null)
  }
}

/** Told to somebody, and taken on by nobody. */
const isUntaken = (kept: OpenCase, before: number, at: number) =>
  kept.message !== null &&
  // Its own loss of sight is nobody's to take on.
  (kept.registry !== '' || kept.alert !== undefined) &&
  kept.opened_at <= before &&
  kept.acknowledged_at === null &&
  kept.escalated_at === null &&
  !kept.flapping &&
  !(kept.snoozed_until !== null && kept.snoozed_until > at)

/** @param who unset: nobody did, and that is why */
export async function escalate(
  trx: Writing,
  kept: KeptCase,
  { mention = null, to }: Omit<Calling, 'mention'> & { mention?: string | null },
  who: string | undefined,
  at: number,
): Promise<void> {
  const { platform, workspace, id } = kept
  await changeCase(trx, id, { escalated_at: at })
  const event =
    who === undefined
      ? ({ kind: 'unacknowledged', lasted: at - kept.opened_at } as const)
      : ({ kind: 'escalated', who } as const)
  await happened(trx, { ...kept, escalated_at: at }, event, at, mention)
  if (to && to !== kept.channel)
    await putOutgoing(
      trx,
      { platform, workspace, channel: to, kind: 'escalation', about: id, body: { ...(mention && { mention }) } },
      at,
    )
}
