// SQLite in a folder that only this user may read, with one server at a time.
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect } from '#kysely'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { DatabaseProblem } from './problem.ts'
import type { Schema } from './schema.ts'

const file = 'acr-check.db'
/** How long a command waits for another process to finish writing. */
const busyMs = 5_000

export async function openSqlite(folder: string): Promise<Database> {
  let sqlite: SQLite.Database
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    sqlite = openFile(path.join(folder, file), busyMs)
    // FULL: what was acknowledged survives a power loss, not only a crash of ours. And what is deleted is overwritten.
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = FAST']) sqlite.pragma(pragma)
  } catch (error) {
    throw new DatabaseProblem(
      `The database in ${folder} cannot be opened (${(error as { code?: string }).code ?? 'unknown'}): set ACR_CHECK_DATA to a folder that this user may write to`,
      { cause: error },
    )
  }
  const db = new Kysely<Schema>({ dialect: new Dialect({ database: remembering(sqlite) }) })
  await migrate(db, { called: `The database in ${folder}`, elsewhere: 'set ACR_CHECK_DATA to another folder' })
  return db
}

/** Kysely's own has migrations run outside of a transaction, which not every library for SQLite can do: ours can. */
class Dialect extends SqliteDialect {
  override createAdapter() {
    return new Adapter()
  }
}

class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

/** Each statement is prepared once: we have some dozens, and preparing one takes as long as running it. */
function remembering(sqlite: SQLite.Database): SqliteDatabase {
  const prepared = new Map<string, SQLite.Statement>()
  return {
    close: () => sqlite.close(),
    prepare(text) {
      // All of ours write. One that begins by reading fails at its first write when another process wrote meanwhile.
      const statement = prepared.get(text) ?? sqlite.prepare(text === 'begin' ? 'begin immediate' : text)
      prepared.set(text, statement)
      return statement
    },
  }
}

/** The files that SQLite puts beside it take its rights. */
function openFile(name: string, timeout: number): SQLite.Database {
  closeSync(openSync(name, 'a', 0o600))
  chmodSync(name, 0o600)
  return new SQLite(name, { timeout })
}

/**
 * Keeps every other server out of the folder until this process ends, however it ends: two would work off the same events.
 * @throws DatabaseProblem
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = openFile(path.join(folder, 'acr-check.lock'), 0)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new DatabaseProblem(
      `Another acr-check already serves from ${folder}: stop it, or set ACR_CHECK_DATA to another folder`,
      { cause: error },
    )
  }
  return () => lock.close()
}
