// Checks what is watched when it is due, some at a time, each target by one process only.
import { nextRun } from '../../src/oncall/schedule.ts'
import type { Checks as Checker } from '../checks.ts'
import { startRounds } from '../lanes/rounds.ts'
import type { Database } from '../store/database.ts'
import type { TargetRow } from '../store/schema.ts'
import { nextDue, releaseTarget, takeDue } from '../store/targets.ts'
import { whereOf } from '../where.ts'
import { record } from './record.ts'

/** Of which the check itself takes ten at most; whoever dies meanwhile gives it up then. */
const takenForMs = 45_000
/** Of those that may run at a time: where all that is watched hangs, people who ask still get a turn. */
export const shareOfWatches = 0.8
/** What others add is noticed within so long. */
const longestNap = 30_000

export type Scheduler = { kick(): void; idle(): Promise<void>; close(): Promise<void> }

type Around = {
  db: Database
  checks: Checker
  /** Everybody in this channel may see what Azure knows. */
  isViewer: (channel: string) => boolean
  log: (line: string) => void
  now: () => number
  later: (ms: number, then: () => void) => () => void
}

export function startScheduler({ db, checks, isViewer, log, now, later }: Around): Scheduler {
  const stopping = new AbortController()
  const mostAtATime = Math.max(1, Math.floor(checks.mostAtATime * shareOfWatches))
  const rounds = startRounds({
    look,
    failed: (error) => log(`watches could not be read: ${whereOf(error)}`),
    longestMs: longestNap,
    later,
  })

  async function run(target: TargetRow): Promise<void> {
    try {
      const told = await checks.run(
        {
          registry: target.registry,
          from: 'remote',
          azure: 'on-trouble',
          ...(target.image && { image: target.image }),
        },
        { signal: stopping.signal },
      )
      if (stopping.signal.aborted) return await releaseTarget(db, target.key, now())
      await record(db, target, told, isViewer, now())
    } catch (error) {
      // Not allowed any more, or too busy: the next run is another chance, and says nothing of the registry.
      log(`watch of ${target.key}: ${whereOf(error)}`)
      await releaseTarget(db, target.key).catch(() => {})
    }
  }

  async function look(): Promise<number | undefined> {
    const room = mostAtATime - rounds.running()
    const due =
      room > 0
        ? await takeDue(db, now(), {
            most: room,
            until: now() + takenForMs,
            nextOf: ({ key, every_ms }) => nextRun(key, every_ms, now()),
          })
        : []
    for (const target of due) rounds.begin(run(target))
    if (rounds.closed()) return undefined
    const next = room > 0 ? await nextDue(db) : undefined
    return Math.min(longestNap, Math.max(20, (next ?? Number.POSITIVE_INFINITY) - now()))
  }

  rounds.kick()
  return {
    kick: rounds.kick,
    idle: rounds.idle,
    async close() {
      stopping.abort()
      await rounds.close()
    },
  }
}
