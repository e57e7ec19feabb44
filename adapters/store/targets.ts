// What is checked on a schedule, and what came of it. Whoever takes a target has it until then, so that it is never checked
// twice at a time, by however many.
import type { Result } from '../../src/oncall/case.ts'
import type { Database, Writing } from './database.ts'
import type { ResultRow, TargetRow } from './schema.ts'
import { hasManyWriters, transact } from './transact.ts'

/** Takes those that are due until then, the most overdue first; `nextOf` says when each is due again. */
export function takeDue(
  db: Database,
  now: number,
  { most, until, nextOf }: { most: number; until: number; nextOf: (target: TargetRow) => number },
): Promise<TargetRow[]> {
  return transact(db, async (trx) => {
    const due = trx
      .selectFrom('targets')
      .selectAll()
      .where('next_at', '<=', now)
      .where('taken_until', '<=', now)
      .orderBy('next_at')
      .limit(most)
    // What another process is just taking is none of ours.
    const rows = await (hasManyWriters(trx) ? due.forUpdate().skipLocked() : due).execute()
    for (const row of rows)
      await trx
        .updateTable('targets')
        .set({ taken_until: until, next_at: nextOf(row) })
        .where('key', '=', row.key)
        .execute()
    return rows
  })
}

/** When the next one is due; undefined when nothing is watched. */
export async function nextDue(db: Database): Promise<number | undefined> {
  const row = await db
    .selectFrom('targets')
    .select(['next_at', 'taken_until'])
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst()
  return row && Math.max(row.next_at, row.taken_until)
}

/** It may be checked again, at `at` at the latest. */
export async function releaseTarget(trx: Writing | Database, key: string, at?: number): Promise<void> {
  await trx
    .updateTable('targets')
    .set({ taken_until: 0, ...(at !== undefined && { next_at: at }) })
    .where('key', '=', key)
    .execute()
}

export async function addResult(trx: Writing, result: ResultRow): Promise<void> {
  await trx
    .insertInto('results')
    .values(result)
    .onConflict((conflict) => conflict.columns(['target', 'at']).doNothing())
    .execute()
}

/** Newest last. */
export async function lastResults(
  db: Database | Writing,
  target: string,
  most: number,
): Promise<(Result & { ms: number; round_trip: number | null })[]> {
  const rows = await db
    .selectFrom('results')
    .select(['at', 'verdict', 'finding', 'ms', 'round_trip'])
    .where('target', '=', target)
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
  return rows.toReversed() as (Result & { ms: number; round_trip: number | null })[]
}

/** Newest last. */
export const resultsSince = async (
  db: Database | Writing,
  target: string,
  since: number,
): Promise<(Result & { round_trip: number | null })[]> =>
  (await db
    .selectFrom('results')
    .select(['at', 'verdict', 'finding', 'round_trip'])
    .where('target', '=', target)
    .where('at', '>=', since)
    .orderBy('at')
    .execute()) as (Result & { round_trip: number | null })[]

export async function forgetResults(db: Database, before: number): Promise<void> {
  await db.deleteFrom('results').where('at', '<', before).execute()
}
