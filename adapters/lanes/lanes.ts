// Work in lanes: what belongs together, as the messages of one channel do, is done in order and by one process at a time, however
// many there are. What is to be done stands in the database; whoever adds to it rings the lane in the same transaction
// (store/rings.ts). In one process by `here.ts`, over several by `shared.ts`.
import type { Bell } from '../store/rings.ts'

/**
 * Does what is due in the lane, until the signal fires.
 * @returns when to look again, in milliseconds since 1970; undefined when nothing is left
 */
type Work = (lane: string, signal: AbortSignal) => Promise<number | undefined>

type Opening = {
  work: Work
  lanesAtATime: number
  /** Where something is due now: asked at the start and now and then, for what was never rung. */
  waiting: () => Promise<readonly string[]>
}

export type Opened = {
  /** Resolves when nothing is under way any more; what waits stays in the database. */
  close(): Promise<void>
}

export type Lanes = Bell & {
  /** Lanes of this kind are worked from now on. */
  open(kind: string, opening: Opening): Opened
  /** Everything that is due has been done, as far as this process knows. */
  idle(): Promise<void>
  close(): Promise<void>
}

export type Around = {
  log: (line: string) => void
  now: () => number
  /** After so many milliseconds, unless it is called back. */
  later: (ms: number, then: () => void) => () => void
}

/** What was never rung is found within so long. */
export const lookEveryMs = 60_000
/** After a fault of ours. */
export const faultMs = 2_000

/** A timer takes no more than 24 days, and goes off at once when asked for more. */
const longestMs = 24 * 86_400_000

/** Keeps no process from ending. */
export function timer(ms: number, then: () => void): () => void {
  const set = setTimeout(then, Math.min(ms, longestMs))
  set.unref()
  return () => clearTimeout(set)
}
