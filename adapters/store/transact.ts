// Transactions, with the same promise on both databases. SQLite has one writer at a time; PostgreSQL has many, in as many
// processes, so that those that decide by what they read take turns there.
import { sql } from '#kysely'
import type { Database, Writing } from './database.ts'
import { wasGivenUp } from './lost.ts'

/** Tried once more when the database gave it up: so it may run twice, and must touch nothing but the database. */
export async function transact<Value>(db: Database, run: (trx: Writing) => Promise<Value>): Promise<Value> {
  for (let again = false; ; again = true) {
    let ran = false
    try {
      return await db.transaction().execute(async (trx) => {
        const value = await run(trx)
        ran = true
        return value
      })
    } catch (error) {
      // What is lost on the way to its commit may be committed.
      if (ran || again || !wasGivenUp(error)) throw error
    }
  }
}

/** Any number that nobody else locks. */
const turnLock = 5_117_003_978

/** From here to its end, no other transaction that took its turn runs, in this process or another. */
export async function takeTurn(trx: Writing): Promise<void> {
  if (trx.getExecutor().adapter.supportsMultipleConnections)
    await sql`select pg_advisory_xact_lock(${sql.lit(turnLock)})`.execute(trx)
}

/** For whatever writes by what it has read. */
export const inTurn = <Value>(db: Database, run: (trx: Writing) => Promise<Value>): Promise<Value> =>
  transact(db, async (trx) => {
    await takeTurn(trx)
    return run(trx)
  })
