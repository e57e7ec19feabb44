// How often one person or channel may ask, and press buttons. The same as Slack lets a channel be answered, so that nobody waits behind a
// flood, and one who floods is told once.
import type { Rates } from '../rates/rates.ts'
import type { Platform } from './platform.ts'

const perMinute = 60
const minute = 60_000

export type Allowance = 'granted' | 'refused' | 'refused-before'

export type Limits = {
  ask: (person: string, channel: string) => Promise<Allowance>
  press: (person: string) => Promise<Allowance>
}

export function askingLimits(platform: Platform['name'], rates: Rates, points = perMinute): Limits {
  const take = async (what: string, most: number): Promise<Allowance> => {
    const key = `${platform} ${what}`
    if ((await rates.take(key, [{ most, spanMs: minute }])) === 0) return 'granted'
    const untold = (await rates.take(`told ${key}`, [{ most: 1, spanMs: minute }])) === 0
    return untold ? 'refused' : 'refused-before'
  }
  return {
    press: (person) => take(`presses of ${person}`, points / 2),
    async ask(person, channel) {
      const personal = await take(`person ${person}`, points)
      return personal === 'granted' ? take(`channel ${channel}`, points) : personal
    },
  }
}
