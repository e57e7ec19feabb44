// How a platform fares, for /readyz, /metrics and the log: said when it changes, with the reason.

/** `reason` of one that works: what it does without. */
export type State = { status: 'starting' | 'ok' | 'broken'; reason?: string }

export type Health = {
  state: () => State
  good: (reason?: string) => void
  bad: (reason: string) => void
}

export function healthOf(platform: string, log: (line: string) => void): Health {
  let now: State = { status: 'starting' }
  return {
    state: () => now,
    good(reason) {
      if (now.status !== 'ok' || now.reason !== reason)
        log(`${platform}: works${now.status === 'broken' ? ' again' : ''}${reason ? `, ${reason}` : ''}`)
      now = { status: 'ok', ...(reason && { reason }) }
    },
    bad(reason) {
      if (now.status !== 'broken' || now.reason !== reason) log(`${platform}: broken: ${reason}`)
      now = { status: 'broken', reason }
    },
  }
}
