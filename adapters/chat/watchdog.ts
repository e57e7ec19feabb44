// Looks whether a platform is well, and goes on looking until it is: whatever happens there, this process goes on.
import { setTimeout as sleep } from 'node:timers/promises'

/** The longer it lasts, the less often; in milliseconds. */
const pauses = [1_000, 2_000, 5_000, 10_000, 15_000]

export type Watchdog = {
  /** Looks now, unless it is looking already. */
  look: () => void
  stop: () => void
}

/** `well` asks the platform; it never rejects. */
export function watchdog(well: () => Promise<boolean>): Watchdog {
  const stopping = new AbortController()
  let looking = false
  async function lookUntilWell(): Promise<void> {
    looking = true
    for (let i = 0; !stopping.signal.aborted && !(await well()); i++)
      await sleep(pauses[Math.min(i, pauses.length - 1)], undefined, { signal: stopping.signal }).catch(() => {})
    looking = false
  }
  return {
    look() {
      if (!looking) void lookUntilWell()
    },
    stop: () => stopping.abort(),
  }
}
