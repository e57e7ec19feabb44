// Works off waiting events: those of one lane one after the other, some lanes at a time. It holds numbers only, however
// much is waiting; what an event says is read from the database when its turn comes.
import type { Waiting } from '../store/inbox.ts'

/** Done, or to be tried again after so many milliseconds; until then its lane waits. */
export type Worked = 'done' | { again: number }

export type Queue = {
  add: (event: Waiting) => void
  /** Resolves when nothing is under way any more; what waits stays in the database. */
  close: () => Promise<void>
  size: () => number
}

export function startQueue(
  work: (id: number, attempt: number) => Promise<Worked>,
  { lanesAtATime, now }: { lanesAtATime: number; now: () => number },
): Queue {
  const lanes = new Map<string, Waiting[]>()
  const ready: string[] = []
  const timers = new Set<NodeJS.Timeout>()
  let running = 0
  let closed = false
  let idle: (() => void) | undefined

  function later(lane: string, ms: number) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      ready.push(lane)
      pump()
    }, ms)
    timers.add(timer)
  }

  async function run(lane: string, events: Waiting[], attempt: number): Promise<void> {
    const [event] = events
    if (!event) {
      lanes.delete(lane)
      return
    }
    const early = event.notBefore - now()
    if (early > 0) return later(lane, early)
    const worked = await work(event.id, attempt)
    if (worked === 'done') {
      events.shift()
      attempts.delete(lane)
      if (events.length > 0) ready.push(lane)
      else lanes.delete(lane)
    } else {
      attempts.set(lane, attempt + 1)
      later(lane, worked.again)
    }
  }

  const attempts = new Map<string, number>()
  function pump() {
    while (!closed && running < lanesAtATime) {
      const lane = ready.shift()
      if (lane === undefined) return
      const events = lanes.get(lane)
      if (!events) continue
      running++
      void run(lane, events, attempts.get(lane) ?? 0).finally(() => {
        running--
        if (closed && running === 0) idle?.()
        pump()
      })
    }
  }

  return {
    add(event) {
      const events = lanes.get(event.lane)
      if (events) events.push(event)
      else {
        lanes.set(event.lane, [event])
        ready.push(event.lane)
        pump()
      }
    },
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      return running === 0 ? Promise.resolve() : new Promise((resolve) => (idle = resolve))
    },
    size: () => [...lanes.values()].reduce((sum, events) => sum + events.length, 0),
  }
}
