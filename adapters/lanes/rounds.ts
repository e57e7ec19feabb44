// Looks again and again for what is due, and begins it: one look at a time, once more for what came meanwhile, and soon after
// each piece of work is done.

export type Rounds = {
  kick: () => void
  /** Under way; whoever looks is looked after again when it ends. */
  begin(work: Promise<void>): void
  running(): number
  closed(): boolean
  idle: () => Promise<void>
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>
}

type Around = {
  /** @returns after how many milliseconds to look again though nothing came; undefined: not by itself */
  look: () => Promise<number | undefined>
  failed: (error: unknown) => void
  /** Until the next look after one that failed. */
  longestMs: number
  /** After so many milliseconds, unless it is called back. */
  later: (ms: number, then: () => void) => () => void
}

export function startRounds({ look, failed, longestMs, later }: Around): Rounds {
  const running = new Set<Promise<void>>()
  let looking: Promise<void> | undefined
  let again = false
  let closed = false
  let unset = () => {}

  function kick(): void {
    if (closed) return
    if (looking) {
      again = true
      return
    }
    looking = look()
      .catch((error) => {
        failed(error)
        return longestMs
      })
      .then((ms) => {
        unset()
        if (!closed && ms !== undefined) unset = later(ms, kick)
      })
      .finally(() => {
        looking = undefined
        if (!again) return
        again = false
        kick()
      })
  }

  const settled = async () => {
    while (looking || running.size > 0) await Promise.all([looking, ...running])
  }

  return {
    kick,
    begin(work) {
      const done = work.finally(() => {
        running.delete(done)
        kick()
      })
      running.add(done)
    },
    running: () => running.size,
    closed: () => closed,
    idle: settled,
    async close() {
      closed = true
      unset()
      await settled()
    },
  }
}
