// A fake clock: time stands still until it is told to go on, and timers go off in their order then.

export type FakeClock = {
  now(): number
  later(ms: number, then: () => void): () => void
  /** As for a machine that slept meanwhile: whatever was due goes off at the end, once. */
  sleep(ms: number): void
  /** `settle` is awaited after each timer. */
  advance(ms: number, settle: () => Promise<unknown>): Promise<void>
}

export function fakeClock(start: number): FakeClock {
  let time = start
  const timers = new Set<{ at: number; call: () => void }>()
  return {
    now: () => time,
    later(ms, call) {
      const timer = { at: time + Math.max(0, ms), call }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    sleep(ms) {
      time += ms
    },
    async advance(ms, settle) {
      const end = time + ms
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        time = Math.max(time, next.at)
        next.call()
        await settle()
      }
      time = end
      await settle()
    },
  }
}
