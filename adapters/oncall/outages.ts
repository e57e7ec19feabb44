// A platform that refuses our credentials can tell nobody there: it is told on the others, once however many servers notice it, and
// once more when it works again. One that merely does not answer is not told: that passes.
import { callingOf, type Escalation } from '../../src/oncall/escalation.ts'
import { knownWorkspace } from '../store/alert-tokens.ts'
import type { Database, Writing } from '../store/database.ts'
import { beginOutage, channelsOnCall, endOutage } from '../store/outages.ts'
import { putOutgoing } from '../store/outgoing.ts'
import { transact } from '../store/transact.ts'
import type { ChannelKey } from '../store/watches.ts'

/** How a platform fares here. `refused`: its word for why our credentials are of no use. */
export type Fare = { works: boolean; refused: string | undefined }
/** What the outgoing rows hold. */
export type OutageBody = { platform: string; mention?: string } & ({ reason: string } | { lastedMs: number })

/** @returns notes what has changed since it was asked last, and what could not be noted then */
export function outages(
  db: Database,
  escalation: () => Escalation | undefined,
): (fares: ReadonlyMap<string, Fare>, at: number) => Promise<void> {
  const noted = new Map<string, string | undefined>()

  async function began(trx: Writing, platform: string, reason: string, others: readonly string[], at: number) {
    const told: ChannelKey[] = []
    const calling = (other: string) => callingOf(escalation(), { platform: other, channel: '' })
    for (const other of others) {
      const workspace = await knownWorkspace(trx, other)
      if (workspace === undefined) continue
      const { to } = calling(other)
      const channels = to ? [to] : await channelsOnCall(trx, { platform: other, workspace })
      told.push(...channels.map((channel) => ({ platform: other, workspace, channel })))
    }
    if (!(await beginOutage(trx, { platform, reason, since: at, told }))) return
    for (const place of told) {
      const { to, mention } = calling(place.platform)
      const body: OutageBody = { platform, reason, ...(to && mention && { mention }) }
      await putOutgoing(trx, { ...place, kind: 'outage', about: platform, body }, at)
    }
  }

  async function isOver(trx: Writing, platform: string, at: number) {
    const outage = await endOutage(trx, platform)
    if (!outage) return
    const body: OutageBody = { platform, lastedMs: at - outage.since }
    for (const place of outage.told) await putOutgoing(trx, { ...place, kind: 'outage', about: platform, body }, at)
  }

  return async (fares, at) => {
    if (fares.size < 2) return
    for (const [platform, { works, refused }] of fares) {
      if (refused === undefined && !works) continue
      // A server that still has the old token, beside one that has the new one, says nothing again.
      if (noted.has(platform) && noted.get(platform) === refused) continue
      const others = [...fares.keys()].filter((other) => other !== platform)
      await transact(db, (trx) =>
        refused === undefined ? isOver(trx, platform, at) : began(trx, platform, refused, others, at),
      )
      noted.set(platform, refused)
    }
  }
}
