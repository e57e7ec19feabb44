// Told to stop: whatever hangs then, this process ends in time, before whoever told it loses patience and kills it. What it leaves
// undone stands in the database.

/** Of the twenty seconds that a server has, as a rule. */
const withinMs = 15_000
/** For what nobody waits for any more, as a connection that says goodbye. */
const graceMs = 1_000

export type Stopping = {
  /** Resolves when we are told to. */
  told: Promise<void>
  /** Named in the log, if it is still there at the end. */
  during: <Value>(what: string, work: Promise<Value>) => Promise<Value>
  /** Everything is closed: this process ends. */
  done(): void
}

export function untilTold(log: (line: string) => void): Stopping {
  const open = new Set<string>()
  let late: NodeJS.Timeout | undefined
  const told = new Promise<void>((resolve) => {
    const stop = () => {
      late ??= setTimeout(() => {
        log(`stopped after ${withinMs / 1000} s, with this still open: ${[...open].join(', ')}`)
        process.exit()
      }, withinMs)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  })
  return {
    told,
    async during(what, work) {
      open.add(what)
      try {
        return await work
      } finally {
        open.delete(what)
      }
    },
    done() {
      clearTimeout(late)
      setTimeout(() => process.exit(), graceMs).unref()
    },
  }
}
