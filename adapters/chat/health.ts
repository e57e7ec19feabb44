// How a platform fares, for /readyz, /metrics and the log: said when it changes, with the reason.

export type State = { status: 'starting' | 'ok' | 'broken'; reason?: string }

export type Health = {
  state: () => State
  good: () => void
  bad: (reason: string) => void
}

export function healthOf(platform: string, log: (line: string) => void): Health {
  let now: State = { status: 'starting' }
  return {
    state: () => now,
    good() {
      if (now.status !== 'ok') log(`${platform}: works${now.status === 'broken' ? ' again' : ''}`)
      now = { status: 'ok' }
    },
    bad(reason) {
      if (now.status !== 'broken' || now.reason !== reason) log(`${platform}: broken: ${reason}`)
      now = { status: 'broken', reason }
    },
  }
}
