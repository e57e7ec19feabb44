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
