// Opens the database, brought to today's shape on the way: SQLite in a folder, or PostgreSQL where there is an address. Both keep
// the same tables, and everything else here knows no difference.
import { type Kysely, sql, type Transaction } from '#kysely'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>
/** Within a transaction. */
export type Writing = Transaction<Schema>

export type Where = { folder: string } | { url: string }

/** @throws DatabaseProblem */
export async function openDatabase(where: Where): Promise<Database> {
  if ('url' in where) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(where.url)
  }
  const { openSqlite } = await import('./sqlite.ts')
  return openSqlite(where.folder)
}

/** Rejects when the database does not answer, or not in time. */
export async function ping(db: Database, signal?: AbortSignal): Promise<void> {
  await sql`select 1`.execute(db, { signal })
}
