// Lanes of one process alone. It holds their names only, however much is waiting in them.
import { whereOf } from '../where.ts'
import { type Around, faultMs, type Lanes, lookEveryMs, type Opened } from './lanes.ts'

type Lane = {
  name: string
  /** When to look at it next. */
  due: number
  /** In line, or worked. */
  busy: boolean
  unset: () => void
}
type Kind = Opened & { ring(lane: string, at: number): void; idle(): Promise<void> }

export function lanesHere(around: Around): Lanes {
  const kinds = new Map<string, Kind>()
  return {
    put: async () => {},
    rung(rings) {
      for (const { kind, lane, at } of rings) kinds.get(kind)?.ring(lane, at)
    },
    open(kind, opening) {
      const opened = openKind(kind, opening, around)
      kinds.set(kind, opened)
      return opened
    },
    async idle() {
      for (const kind of kinds.values()) await kind.idle()
    },
    async close() {
      await Promise.all([...kinds.values()].map((kind) => kind.close()))
    },
  }
}

function openKind(
  kind: string,
  { work, lanesAtATime, waiting }: Parameters<Lanes['open']>[1],
  { log, now, later }: Around,
): Kind {
  const lanes = new Map<string, Lane>()
  const ready: Lane[] = []
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()
  let unset = () => {}

  function plan(lane: Lane) {
    lane.unset()
    const early = lane.due - now()
    if (early > 0) lane.unset = later(early, () => line(lane))
    else line(lane)
  }

  function line(lane: Lane) {
    lane.busy = true
    ready.push(lane)
    pump()
  }

  function ring(name: string, at: number) {
    if (stopping.signal.aborted) return
    const lane = lanes.get(name) ?? { name, due: Number.POSITIVE_INFINITY, busy: false, unset: () => {} }
    lanes.set(name, lane)
    if (at >= lane.due) return
    lane.due = at
    if (!lane.busy) plan(lane)
  }

  async function run(lane: Lane): Promise<void> {
    lane.due = Number.POSITIVE_INFINITY
    const again = await work(lane.name, stopping.signal).catch((error) => {
      log(`${kind}: a lane could not be worked: ${whereOf(error)}`)
      return now() + faultMs
    })
    lane.due = Math.min(lane.due, again ?? Number.POSITIVE_INFINITY)
    lane.busy = false
    if (stopping.signal.aborted) return
    if (lane.due < Number.POSITIVE_INFINITY) plan(lane)
    else lanes.delete(lane.name)
  }

  function pump() {
    while (!stopping.signal.aborted && running.size < lanesAtATime) {
      const lane = ready.shift()
      if (!lane) return
      const ran = run(lane).finally(() => {
        running.delete(ran)
        pump()
      })
      running.add(ran)
    }
  }

  let looking = Promise.resolve()
  function look() {
    looking = waiting().then(
      (names) => {
        for (const name of names) ring(name, now())
      },
      (error) => log(`${kind}: what waits could not be read: ${whereOf(error)}`),
    )
    unset = later(lookEveryMs, look)
  }
  look()

  const settled = async () => {
    await looking
    while (running.size > 0) await Promise.all(running)
  }
  return {
    ring,
    idle: settled,
    async close() {
      stopping.abort()
      unset()
      for (const lane of lanes.values()) lane.unset()
      await settled()
    },
  }
}
