// Keeps to the rates at which a platform takes messages, by asking before each: nothing is sent that would be refused.
import { BurstyRateLimiter, RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

/** So many in so many seconds, and some more now and then. */
export type Rate = { points: number; duration: number; burst?: { points: number; duration: number } }

/** Milliseconds to wait before the next message of this key; 0 when it may go now. */
export type Pace = (key: string) => Promise<number>

export function paceOf(rates: readonly Rate[]): Pace {
  const limiters = rates.map(({ burst, ...rate }) => {
    const steady = new RateLimiterMemory(rate)
    return burst ? new BurstyRateLimiter(steady, new RateLimiterMemory({ ...burst, keyPrefix: 'burst' })) : steady
  })
  return async (key) => {
    for (const limiter of limiters) {
      try {
        await limiter.consume(key)
      } catch (refused) {
        return (refused as RateLimiterRes).msBeforeNext
      }
    }
    return 0
  }
}

/**
 * Milliseconds to wait before the next one; 0 when it may go now.
 * @param spare goes only while there is plenty
 */
type Budget = (spare?: boolean) => number

/** Of a budget: once so much is taken by whomever, the rest is not for the spare ones. */
const spareShare = 1 / 3

/** Never more than so many in any span, wherever it begins: a limiter by windows lets twice as many through at their seams. */
export function budgetOf(most: number, spanMs: number, now: () => number = Date.now): Budget {
  const taken: number[] = []
  return (spare = false) => {
    const at = now()
    while (taken[0] !== undefined && taken[0] <= at - spanMs) taken.shift()
    const room = spare ? Math.floor(most * spareShare) : most
    const last = taken.at(-room)
    if (last !== undefined) return last + spanMs - at
    taken.push(at)
    return 0
  }
}
