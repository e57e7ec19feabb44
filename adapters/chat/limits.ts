// How often one person or channel may ask, and press buttons. The same as Slack lets a channel be answered, so that nobody waits behind a
// flood, and one who floods is told once.
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const perMinute = 60

export type Allowance = 'granted' | 'refused' | 'refused-before'

export type Limits = {
  ask: (person: string, channel: string) => Promise<Allowance>
  press: (person: string) => Promise<Allowance>
}

export function askingLimits(points = perMinute): Limits {
  const people = new RateLimiterMemory({ points, duration: 60 })
  const channels = new RateLimiterMemory({ points, duration: 60 })
  const fingers = new RateLimiterMemory({ points: points / 2, duration: 60 })
  const take = async (limiter: RateLimiterMemory, key: string): Promise<Allowance> => {
    try {
      await limiter.consume(key)
      return 'granted'
    } catch (refused) {
      return (refused as RateLimiterRes).consumedPoints === limiter.points + 1 ? 'refused' : 'refused-before'
    }
  }
  return {
    press: (person) => take(fingers, person),
    async ask(person, channel) {
      const personal = await take(people, person)
      return personal === 'granted' ? take(channels, channel) : personal
    },
  }
}
