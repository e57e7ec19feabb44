// What watching costs: registries on loopback, each every five minutes, checked by the real scheduler and ladder and written to a
// real database. How late the runs are, and what a run costs; whether the cost rises in a straight line with their number.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChecks } from '../../adapters/checks.ts'
import { network } from '../../adapters/network/network.ts'
import { startOnCall } from '../../adapters/oncall/oncall.ts'
import { openDatabase } from '../../adapters/store/database.ts'
import { setWatch } from '../../adapters/store/watches.ts'
import { nextRun } from '../../src/oncall/schedule.ts'
import { lanesFor } from '../support/lanes.ts'
import { reaching } from '../support/reach-azure.ts'
import { withAzure } from './azure-process.ts'
import { percentile } from './numbers.ts'
import { temporary, usedBy } from './process.ts'

const everyMs = 5 * 60_000
const sizes = [1_000, 10_000]
const settleMs = 5_000

export async function watches({ seconds = 60 }: { seconds?: number } = {}): Promise<void> {
  const costs: number[] = []
  for (const many of sizes) costs.push(await measured(many, seconds))
  const [few = 1, all = 1] = costs
  console.log(`Cost of a run with ${sizes[1]} watches against ${sizes[0]}: ${(all / few).toFixed(2)} times`)
}

function hostsOf(many: number) {
  const hosts: Record<string, string> = { 'mcr.microsoft.com': '20.61.99.50' }
  for (let i = 0; i < many; i++) {
    const net = `20.${100 + (i >> 14)}.${(i >> 6) & 255}`
    hosts[`registry${i}.azurecr.io`] = `${net}.${1 + (i & 63)}`
    hosts[`registry${i}.westeurope.data.azurecr.io`] = `${net}.${101 + (i & 63)}`
  }
  return hosts
}

/** @returns the processor's time of a run, in milliseconds */
async function measured(many: number, seconds: number): Promise<number> {
  const db = await openDatabase({ folder: temporary() })
  const place = { platform: 'slack', workspace: 'T1', channel: 'C1' }
  for (let i = 0; i < many; i++)
    await setWatch(
      db,
      {
        ...place,
        id: randomUUID(),
        registry: `registry${i}.azurecr.io`,
        image: '',
        every_ms: everyMs,
        mention: null,
        silenced: [],
        person: null,
        person_name: null,
        source: 'terminal',
        created_at: 0,
      },
      Date.now(),
    )
  // Set up a while ago: each is at its own phase by now.
  for (const { key } of await db.selectFrom('targets').select('key').execute())
    await db
      .updateTable('targets')
      .set({ next_at: nextRun(key, everyMs, Date.now() + settleMs) })
      .where('key', '=', key)
      .execute()
  return withAzure({ hosts: hostsOf(many) }, async (at) => {
    const checks = startChecks({
      settings: { registries: ['*'], mostAtATime: 20, hasIdentity: false },
      net: network(reaching(at)),
      identity: async () => undefined,
    })
    const late: number[] = []
    let broken = 0
    const oncall = startOnCall({
      db,
      lanes: lanesFor(db),
      log: console.error,
      checks: {
        covers: async () => true,
        async run(asked, watching) {
          const now = Date.now()
          late.push(now - (nextRun(asked.registry, everyMs, now) - everyMs))
          const told = await checks.run(asked, watching)
          if (told('en').verdict !== 'healthy') broken++
          return told
        },
      },
    })
    await sleep(settleMs)
    late.length = 0
    const before = usedBy(process)
    await sleep(seconds * 1000)
    const after = usedBy(process)
    const runs = late.length
    await oncall.close()
    await db.destroy()
    const cost = ((after.seconds - before.seconds) * 1000) / runs
    console.log(
      `${many} registries every 5 minutes, for ${seconds} s: ${runs} runs, ${broken} not healthy; late by ${percentile(late, 0.5)} ms (p99 ${percentile(late, 0.99)} ms); ${cost.toFixed(1)} ms of a processor a run, ${(((after.seconds - before.seconds) / seconds) * 100).toFixed(0)} % of one; ${after.megabytes.toFixed(0)} MB (${(after.megabytes - before.megabytes).toFixed(0)} more)`,
    )
    return cost
  })
}
