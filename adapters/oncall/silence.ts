// Ends what the button of a case silenced: the finding is told again, and its registry checked at once.
import type { FindingId } from '../../src/ids.ts'
import { audit, changeCase, newestCase } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Writing } from '../store/database.ts'
import { releaseTarget } from '../store/targets.ts'
import { type ChannelKey, setSilenced, targetKey, type Watch, watchesIn } from '../store/watches.ts'
import { happened, say } from './record.ts'

/** What is not named is all of it. */
type Silence = { watch?: string; registry?: string; finding?: FindingId }

/** @returns the watches, each with what was silenced of it and is no more */
export async function endSilence(
  trx: Writing,
  place: ChannelKey,
  { watch, registry, finding }: Silence,
  who: { id: string; name?: string },
  at: number,
): Promise<Watch[]> {
  const meant = (await watchesIn(trx, place)).filter(
    (it) => (watch === undefined || it.id === watch) && (registry === undefined || it.registry === registry),
  )
  const ended: Watch[] = []
  for (const it of meant) {
    const gone = it.silenced.filter((id) => finding === undefined || id === finding)
    if (gone.length === 0) continue
    ended.push({ ...it, silenced: gone })
    await setSilenced(
      trx,
      it.id,
      it.silenced.filter((id) => !gone.includes(id)),
    )
    await releaseTarget(trx, targetKey(it), at)
    await audit(trx, { at, ...place, who: who.id, what: `unsilence ${gone.join(', ')}`, about: it.registry })
    const last = await newestCase(trx, it.id)
    if (last?.ended !== 'silenced' || !gone.includes(last.finding)) continue
    const over = { ...last, ended: null }
    await changeCase(trx, last.id, { ended: null })
    await say(trx, over, await channelOf(trx, place), at, null)
    await happened(trx, over, { kind: 'unsilenced', who: who.name ?? who.id, finding: last.finding }, at)
  }
  return ended
}
