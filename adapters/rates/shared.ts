// Rates over several processes, counted in their database: all of them together do no more than one alone. While it is away each
// counts for itself, because nothing that was asked for is to be held up by counting; what the platform then refuses waits as it says.
import { sparingly } from '../sparingly.ts'
import type { Database } from '../store/database.ts'
import { forgetRates, readRate, replaceRate } from '../store/rates.ts'
import { whereOf } from '../where.ts'
import { ratesHere } from './here.ts'
import { judge, type Rates, type Spent } from './rates.ts'

/** After it did not answer, nobody waits for it again for so long. */
const awayMs = 10_000
const tidyEveryMs = 10 * 60_000

export function ratesOverReplicas(
  db: Database,
  { log, now = Date.now }: { log: (line: string) => void; now?: () => number },
): Rates {
  const say = sparingly(log, now)
  const here = ratesHere(now)
  let awayUntil = 0
  let tidyAt = now() + tidyEveryMs

  async function takeShared(...[key, rates, { spare = false } = {}]: Parameters<Rates['take']>): Promise<number> {
    for (;;) {
      const before = await readRate(db, key)
      const judged = judge(before === undefined ? undefined : (JSON.parse(before) as Spent), rates, now(), spare)
      if ('waitMs' in judged) return judged.waitMs
      // Else another process has taken one meanwhile.
      if (await replaceRate(db, key, before, { spent: JSON.stringify(judged.spent), until: judged.until })) return 0
    }
  }

  return {
    async take(...asked) {
      const at = now()
      if (at < awayUntil) return here.take(...asked)
      try {
        if (at >= tidyAt) {
          tidyAt = at + tidyEveryMs
          await forgetRates(db, at)
        }
        return await takeShared(...asked)
      } catch (error) {
        awayUntil = now() + awayMs
        say(`rates are counted by each server for itself, as the database does not answer: ${whereOf(error)}`)
        return here.take(...asked)
      }
    },
  }
}
