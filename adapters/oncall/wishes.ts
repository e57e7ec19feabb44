// What a channel wants changes: when to keep quiet, when work is planned, its zone. What was held back is told as soon as nothing
// holds it any more.
import { untoldCases } from '../store/cases.ts'
import { type Channel, changeChannel, channelOf } from '../store/channels.ts'
import type { Database } from '../store/database.ts'
import { holdOutgoing } from '../store/outgoing.ts'
import { inTurn, turnOf } from '../store/transact.ts'
import type { ChannelKey } from '../store/watches.ts'
import { heldUntil } from './record.ts'

type Wishes = Parameters<typeof changeChannel>[2]

/** @param wishes what changes, of what is wished now. @returns what is wished then */
export function changeWishes(
  db: Database,
  place: ChannelKey,
  wishes: (channel: Channel) => Wishes,
  at: number,
): Promise<Channel> {
  return inTurn(db, turnOf.channel(place), async (trx) => {
    await changeChannel(trx, place, wishes(await channelOf(trx, place)))
    const channel = await channelOf(trx, place)
    for (const kept of await untoldCases(trx, place))
      await holdOutgoing(trx, place, kept.id, heldUntil(kept, channel, at))
    return channel
  })
}
