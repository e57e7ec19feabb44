// Nobody watches it any more: what is open of it is closed with a line that says so, in the transaction that ends the watch.
import type { Event } from '../../cards/case.ts'
import { audit, changeCase, newestCase } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import { type ChannelKey, removeWatches, type Watch, watchesIn } from '../store/watches.ts'
import { cutOffWatch, happened, say } from './record.ts'

/** Who ended it: their id for the audit trail, and the event as their channel reads it. */
type Ended = { id: string; event: Event }

/** @returns those that are gone */
export function endWatches(
  db: Database,
  key: Parameters<typeof removeWatches>[1],
  { id, event }: Ended,
  at: number,
): Promise<Watch[]> {
  return transact(db, async (trx) => {
    const gone = await removeWatches(trx, key, at)
    for (const watch of gone) {
      const { platform, workspace, channel, registry } = watch
      await endCase(trx, watch, watch.id, event, at)
      const place = { platform, workspace, channel }
      if ((await watchesIn(trx, place)).length === 0) await endCase(trx, place, cutOffWatch(place), undefined, at)
      await audit(trx, { at, ...place, who: id, what: 'unwatch', about: registry })
    }
    return gone
  })
}

async function endCase(trx: Writing, place: ChannelKey, watch: string, event: Event | undefined, at: number) {
  const open = await newestCase(trx, watch)
  if (open?.state !== 'open') return
  const closed = { state: 'closed', closed_at: at, ended: 'unwatched', flapping: false } as const
  await changeCase(trx, open.id, closed)
  const kept = { ...open, ...closed }
  await say(trx, kept, await channelOf(trx, place), at, null)
  if (event) await happened(trx, kept, event, at)
}
