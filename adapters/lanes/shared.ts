// Lanes over several processes, by pg-boss on PostgreSQL: a ring is a job, and of one lane's jobs one at a time is active. A process
// that dies shows by its heartbeat that stops, and what it was at is done elsewhere.
import { createHash } from 'node:crypto'
import { fromKysely, type Job, PgBoss } from 'pg-boss'
import { sparingly } from '../sparingly.ts'
import { DatabaseProblem } from '../store/problem.ts'
import type { Ring } from '../store/rings.ts'
import { whereOf } from '../where.ts'
import { type Around, faultMs, type Lanes, lookEveryMs, type Opened } from './lanes.ts'
import { startRounds } from './rounds.ts'

const schema = 'acr_check_lanes'
/** The least that pg-boss takes. */
const heartbeatS = 10
const touchEveryMs = 3_000
/** How often whoever is there looks for the lanes of those that died: together within half a minute. */
const superviseS = 5
/** For what another process has rung, which as a rule works it itself. */
const pollMs = 2_000
/** A lane may wait for the end of quiet hours, and for a platform that is away. */
const keepS = 30 * 86_400
/** What is worked off is of no use to anybody. */
const keepDoneS = 60
/** Of its own: to look for work, to tell that we live. */
const connections = 2
const stopMs = 5_000

type LaneJob = Job<{ lane: string }>
type Kind = Opened & { kick(): void; idle(): Promise<void> }

/** @throws DatabaseProblem */
export async function lanesOverReplicas(url: string, around: Around): Promise<Lanes> {
  const { later, now } = around
  const log = sparingly(around.log, now)
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'acr-check lanes',
    schema,
    max: connections,
    schedule: false,
    superviseIntervalSeconds: superviseS,
    monitorIntervalSeconds: superviseS,
  })
  boss.on('error', (error) => log(`lanes: ${whereOf(error)}`))
  await boss.start().catch(async (error: Error) => {
    await boss.stop({ graceful: false }).catch(() => {})
    throw new DatabaseProblem(
      `The schema ${schema} in PostgreSQL could not be made or brought up to date (${error.message}): grant this user CREATE on the database, or start the newer acr-check that made it`,
      { cause: error },
    )
  })
  const kinds = new Map<string, Kind>()
  const made = new Map<string, Promise<void>>()

  function make(kind: string): Promise<void> {
    const making =
      made.get(kind) ??
      boss.createQueue(kind, {
        policy: 'singleton',
        heartbeatSeconds: heartbeatS,
        retryLimit: 1_000_000,
        retentionSeconds: keepS,
        deleteAfterSeconds: keepDoneS,
      })
    made.set(kind, making)
    making.catch(() => made.delete(kind))
    return making
  }

  async function send({ kind, lane, at }: Ring, how: { id?: string; db?: ReturnType<typeof fromKysely> } = {}) {
    await make(kind)
    const startAfter = at > now() ? { startAfter: new Date(at) } : {}
    await boss.send(kind, { lane }, { singletonKey: lane, ...startAfter, ...how })
  }

  return {
    async put(trx, rings) {
      const db = fromKysely(trx)
      for (const ring of rings) await send(ring, { db })
    },
    rung(rings) {
      for (const { kind, at } of rings) {
        if (at <= now()) kinds.get(kind)?.kick()
        else later(at - now(), () => kinds.get(kind)?.kick())
      }
    },
    open(kind, opening) {
      const opened = openKind(kind, opening, { boss, log, now, later, send, ready: make(kind) })
      kinds.set(kind, opened)
      return opened
    },
    async idle() {
      for (const kind of kinds.values()) await kind.idle()
    },
    async close() {
      await Promise.all([...kinds.values()].map((kind) => kind.close()))
      await boss.stop({ timeout: stopMs }).catch((error) => log(`lanes: ${whereOf(error)}`))
    },
  }
}

type Within = Around & {
  boss: PgBoss
  send: (ring: Ring, how?: { id?: string }) => Promise<void>
  ready: Promise<void>
}

function openKind(
  kind: string,
  { work, lanesAtATime, waiting }: Parameters<Lanes['open']>[1],
  { boss, log, now, later, send, ready }: Within,
): Kind {
  const running = new Map<string, { job: LaneJob; lost: AbortController }>()
  const stopping = new AbortController()
  const rounds = startRounds({
    async look() {
      await ready
      const room = lanesAtATime - running.size
      const jobs: LaneJob[] = room > 0 ? await boss.fetch<{ lane: string }>(kind, { batchSize: room }) : []
      for (const job of jobs) rounds.begin(run(job))
      return pollMs
    },
    failed: (error) => log(`${kind}: what waits could not be read: ${whereOf(error)}`),
    longestMs: pollMs,
    later,
  })

  async function run(job: LaneJob): Promise<void> {
    const { lane } = job.data
    const lost = new AbortController()
    running.set(job.id, { job, lost })
    try {
      const again = stopping.signal.aborted
        ? now()
        : await work(lane, AbortSignal.any([stopping.signal, lost.signal])).catch((error) => {
            log(`${kind}: a lane could not be worked: ${whereOf(error)}`)
            return now() + faultMs
          })
      if (again !== undefined) {
        await send({ kind, lane, at: again }, { id: idOf(job, again) })
        if (again > now()) later(again - now(), rounds.kick)
      }
      await boss.complete(kind, job)
    } catch (error) {
      // Not told to be done: it is done once more, here or elsewhere, when its heartbeat has stopped.
      log(`${kind}: a lane could not be given back: ${whereOf(error)}`)
    } finally {
      running.delete(job.id)
    }
  }

  async function touch() {
    const jobs = [...running.values()]
    if (jobs.length === 0) return
    const { settled } = (await boss.touch(
      kind,
      jobs.map(({ job }) => job),
    )) as { settled?: string[] }
    for (const { job, lost } of jobs) if (settled && !settled.includes(job.id)) lost.abort()
  }
  const touching = setInterval(() => void touch().catch((error) => log(`${kind}: ${whereOf(error)}`)), touchEveryMs)
  touching.unref()

  let unset = () => {}
  async function lookForLost() {
    await ready
    // The same for whichever process looks, so that a lane is not rung by each of them.
    const at = Math.floor(now() / lookEveryMs) * lookEveryMs
    for (const lane of await waiting()) await send({ kind, lane, at }, { id: uuid(`${kind} ${lane} ${at}`) })
    rounds.kick()
  }
  let looking = Promise.resolve()
  function look() {
    looking = lookForLost().catch((error) => log(`${kind}: what waits could not be read: ${whereOf(error)}`))
    unset = later(lookEveryMs, look)
  }
  look()
  rounds.kick()

  return {
    kick: rounds.kick,
    async idle() {
      await looking
      await rounds.idle()
    },
    async close() {
      stopping.abort()
      unset()
      await looking
      await rounds.close()
      clearInterval(touching)
    },
  }
}

/** Many that come to the same time for one lane are one, unless it is the one that just came. */
function idOf({ id, name, data: { lane } }: LaneJob, at: number): string {
  const same = uuid(`${name} ${lane} ${at}`)
  return same === id ? uuid(`${id} ${at}`) : same
}

function uuid(of: string): string {
  const hex = createHash('sha256').update(of).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
