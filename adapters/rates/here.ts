// Rates of one process alone.
import { judge, type Rates, type Spent } from './rates.ts'

const tidyEveryMs = 60_000

export function ratesHere(now: () => number = Date.now): Rates {
  const known = new Map<string, { spent: Spent; until: number }>()
  let tidyAt = 0

  function tidy(at: number) {
    tidyAt = at + tidyEveryMs
    for (const [key, { until }] of known) if (until <= at) known.delete(key)
  }

  return {
    async take(key, rates, { spare = false } = {}) {
      const at = now()
      if (at >= tidyAt) tidy(at)
      const judged = judge(known.get(key)?.spent, rates, at, spare)
      if ('waitMs' in judged) return judged.waitMs
      known.set(key, judged)
      return 0
    },
  }
}
