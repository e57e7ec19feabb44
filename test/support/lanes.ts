// The lanes of one process on a test's database and clock, as a server on SQLite has them.
import { lanesHere } from '../../adapters/lanes/here.ts'
import { type Around, type Lanes, timer } from '../../adapters/lanes/lanes.ts'
import type { Database } from '../../adapters/store/database.ts'
import { hangBell } from '../../adapters/store/rings.ts'

export function lanesFor(db: Database, around: Partial<Around> = {}): Lanes {
  const lanes = lanesHere({ log: () => {}, now: Date.now, later: timer, ...around })
  hangBell(db, lanes)
  return lanes
}
