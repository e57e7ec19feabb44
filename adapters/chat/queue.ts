// Works off waiting events: those of one lane one after the other, some lanes at a time. It holds numbers only, however
// much is waiting; what an event says is read from the database when its turn comes.
import type { Waiting } from '../store/inbox.ts'

/** Done, or to be tried again after so many milliseconds; until then its lane waits. */
type Worked = 'done' | { again: number }

export type Queue = {
  /** An event that is not due yet holds nobody up until it is. */
  add: (event: Waiting) => void
  /** Resolves when nothing is under way any more; what waits stays in the database. */
  close: () => Promise<void>
  size: () => number
}

/** A timer takes no more than 24 days, and goes off at once when asked for more. */
const longestMs = 24 * 3_600_000
/** After a fault of ours. */
const faultMs = 5_000

type Lane = { name: string; events: number[]; attempt: number }

/** Events of all platforms whose turn has come. */
const turns: (() => void)[] = []
const turnsAtATime = 4
let taking = false
/**
 * A few begin at a time, with a look between at what comes in: whoever waits to be acknowledged does not wait for them all.
 * Each such look takes up one new connection, so that many at once would wait for seconds if looks were rare.
 */
const turn = () =>
  new Promise<void>((resolve) => {
    turns.push(resolve)
    if (!taking) setImmediate(takeTurns)
    taking = true
  })

function takeTurns() {
  for (const take of turns.splice(0, turnsAtATime)) take()
  taking = turns.length > 0
  if (taking) setImmediate(takeTurns)
}

export function startQueue(
  work: (id: number, attempt: number) => Promise<Worked>,
  { lanesAtATime, now }: { lanesAtATime: number; now: () => number },
): Queue {
  const lanes = new Map<string, Lane>()
  const ready: Lane[] = []
  const timers = new Set<NodeJS.Timeout>()
  let running = 0
  let waiting = 0
  let closed = false
  let idle: (() => void) | undefined

  function later(ms: number, then: () => void) {
    if (closed) return
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        then()
      },
      Math.min(ms, longestMs),
    )
    timers.add(timer)
  }

  function line(lane: Lane) {
    ready.push(lane)
    pump()
  }

  async function run(lane: Lane): Promise<void> {
    const [id] = lane.events
    if (id === undefined) return
    await turn()
    if (closed) return
    const worked = await work(id, lane.attempt).catch(() => ({ again: faultMs }))
    if (worked !== 'done') {
      lane.attempt++
      return later(worked.again, () => line(lane))
    }
    waiting--
    lane.attempt = 0
    lane.events.shift()
    if (lane.events.length > 0) ready.push(lane)
    else lanes.delete(lane.name)
  }

  function pump() {
    while (!closed && running < lanesAtATime) {
      const lane = ready.shift()
      if (!lane) return
      running++
      void run(lane).finally(() => {
        running--
        if (closed && running === 0) idle?.()
        pump()
      })
    }
  }

  function due({ id, lane: name }: Waiting) {
    const lane = lanes.get(name)
    if (lane) {
      lane.events.push(id)
      return
    }
    const made = { name, events: [id], attempt: 0 }
    lanes.set(name, made)
    line(made)
  }

  return {
    add(event) {
      waiting++
      const early = event.notBefore - now()
      if (early > 0) later(early, () => due(event))
      else due(event)
    },
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      return running === 0 ? Promise.resolve() : new Promise((resolve) => (idle = resolve))
    },
    size: () => waiting,
  }
}
