// Another process on the same database: opens it and counts in turn, in a number that each has to read before it writes it.
import { audit } from '../../adapters/store/cases.ts'
import { changeChannel, channelOf } from '../../adapters/store/channels.ts'
import { openDatabase, type Where } from '../../adapters/store/database.ts'
import { inTurn } from '../../adapters/store/transact.ts'

const { where, times, at } = JSON.parse(process.argv[2] ?? '') as { where: Where; times: number; at: number }
const place = { platform: 'slack', workspace: 'T1', channel: 'counted' }
const db = await openDatabase(where)
for (let i = 0; i < times; i++)
  await inTurn(db, 'here', async (trx) => {
    const { digest_at } = await channelOf(trx, place)
    await changeChannel(trx, place, { digest_at: (digest_at ?? 0) + 1 })
    await audit(trx, { at, ...place, who: 'U1', what: 'count', about: String(i) })
  })
await db.destroy()
