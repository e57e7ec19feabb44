// How often one person or channel may ask. The same as Slack lets a channel be answered, so that nobody waits behind a
// flood, and one who floods is told once.
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const perMinute = 60

export type Allowance = 'granted' | 'refused' | 'refused-before'

export type Limits = { ask(person: string, channel: string): Promise<Allowance> }

export function askingLimits(points = perMinute): Limits {
  const people = new RateLimiterMemory({ points, duration: 60 })
  const channels = new RateLimiterMemory({ points, duration: 60 })
  const take = async (limiter: RateLimiterMemory, key: string): Promise<Allowance> => {
    try {
      await limiter.consume(key)
      return 'granted'
    } catch (refused) {
      return (refused as RateLimiterRes).consumedPoints === points + 1 ? 'refused' : 'refused-before'
    }
  }
  return {
    async ask(person, channel) {
      const personal = await take(people, person)
      return personal === 'granted' ? take(channels, channel) : personal
    },
  }
}
