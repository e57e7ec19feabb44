// What a day of checks of one registry comes to, in a strip and a few numbers.
import type { Result } from './case.ts'

export type Day = {
  /** Of the checks that could tell, from 0 to 1; undefined where none could. */
  available?: number
  /** In milliseconds; undefined where none was measured. */
  roundTrip?: number
  checks: number
  /** How often it broke. */
  breaks: number
  /** The day in equal parts, oldest first; the worst of each; undefined where nothing was checked. */
  strip: (Result['verdict'] | undefined)[]
}

const parts = 12
const worse = { healthy: 0, unknown: 1, problem: 2 } as const

/** @param results newest last */
export function dayOf(results: readonly (Result & { round_trip: number | null })[], from: number, to: number): Day {
  const told = results.filter(({ verdict }) => verdict !== 'unknown')
  const well = told.filter(({ verdict }) => verdict === 'healthy').length
  const trips = results.flatMap(({ round_trip }) => round_trip ?? []).sort((a, b) => a - b)
  const strip: Day['strip'] = Array.from({ length: parts })
  for (const { at, verdict } of results) {
    const part = Math.min(parts - 1, Math.max(0, Math.floor(((at - from) / (to - from)) * parts)))
    const before = strip[part]
    if (before === undefined || worse[verdict] > worse[before]) strip[part] = verdict
  }
  const middle = trips[trips.length >> 1]
  return {
    checks: results.length,
    breaks: told.filter(({ verdict }, i) => verdict === 'problem' && told[i - 1]?.verdict !== 'problem').length,
    strip,
    ...(told.length > 0 && { available: well / told.length }),
    ...(middle !== undefined && { roundTrip: middle }),
  }
}
