// Transactions, with the same promise on both databases. SQLite has one writer at a time; PostgreSQL has many, in as many
// processes, so that those that decide by what they read take turns there.
import { sql } from '#kysely'
import type { Database, Writing } from './database.ts'
import { wasGivenUp } from './lost.ts'
import { bellOf, ringsOf } from './rings.ts'

/** Tried once more when the database gave it up: so it may run twice, and must touch nothing but the database. */
export async function transact<Value>(db: Database, run: (trx: Writing) => Promise<Value>): Promise<Value> {
  const bell = bellOf(db)
  for (let again = false; ; again = true) {
    let ran = false
    try {
      const { value, rings } = await db.transaction().execute(async (trx) => {
        const value = await run(trx)
        const rings = bell ? ringsOf(trx) : []
        if (rings.length > 0) await bell?.put(trx, rings)
        ran = true
        return { value, rings }
      })
      if (rings.length > 0) bell?.rung(rings)
      return value
    } catch (error) {
      // What is lost on the way to its commit may be committed.
      if (ran || again || !wasGivenUp(error)) throw error
    }
  }
}

export const hasManyWriters = (db: Database | Writing): boolean =>
  db.getExecutor().adapter.supportsMultipleConnections === true

/** What only one transaction at a time may decide. */
export const turnOf = {
  channel: ({ platform, workspace, channel }: { platform: string; workspace: string; channel: string }): string =>
    `channel ${platform} ${workspace} ${channel}`,
  registry: (registry: string): string => `registry ${registry}`,
  times: 'times',
}

/** From here to its end, no other transaction that took its turn at one of these runs, in this process or another. */
export async function takeTurn(trx: Writing, ...at: readonly string[]): Promise<void> {
  if (!hasManyWriters(trx)) return
  // In one order, or two would wait for each other.
  for (const what of [...new Set(at)].toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`.execute(trx)
}

/** For whatever writes by what it has read. */
export const inTurn = <Value>(db: Database, at: string, run: (trx: Writing) => Promise<Value>): Promise<Value> =>
  transact(db, async (trx) => {
    await takeTurn(trx, at)
    return run(trx)
  })
