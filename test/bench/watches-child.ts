// A server's on call in a process of its own: real scheduler, ladder, lanes and database, without a chat. Told by messages what to
// work on, and when what is counted begins and ends.
import { setFlagsFromString } from 'node:v8'
import { startChecks } from '../../adapters/checks.ts'
import { mostChecks } from '../../adapters/config.ts'
import { network } from '../../adapters/network/network.ts'
import { startOnCall } from '../../adapters/oncall/oncall.ts'
import type { Where } from '../../adapters/store/database.ts'
import { openStore } from '../../adapters/store/open.ts'
import { nextRun } from '../../src/oncall/schedule.ts'
import { type AzureAt, reaching } from '../support/reach-azure.ts'

export type Job = { where: Where; at: AzureAt; everyMs: number }
export type Told = 'begin' | 'end'
/** Milliseconds behind its time, of each run that began meanwhile; and how many were not healthy. */
export type Ran = { late: number[]; broken: number }

// As a server does.
setFlagsFromString('--heap-growing-percent=100')

process.once('message', async ({ where, at, everyMs }: Job) => {
  let ran: Ran = { late: [], broken: 0 }
  const { db, lanes } = await openStore(where, console.error)
  const checks = startChecks({
    settings: { registries: ['*'], mostAtATime: mostChecks, hasIdentity: false },
    net: network(reaching(at)),
    identity: async () => undefined,
  })
  startOnCall({
    db,
    lanes,
    log: console.error,
    checks: {
      covers: async () => true,
      mostAtATime: checks.mostAtATime,
      async run(asked, watching) {
        const now = Date.now()
        ran.late.push(now - (nextRun(asked.registry, everyMs, now) - everyMs))
        const told = await checks.run(asked, watching)
        if (told('en').verdict !== 'healthy') ran.broken++
        return told
      },
    },
  })
  process.on('message', (told: Told) => {
    if (told === 'begin') ran = { late: [], broken: 0 }
    else process.send?.(ran)
  })
  process.send?.('started')
})
