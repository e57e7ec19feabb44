// The database of the settings, for commands that work beside the running server.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { databaseOf, readConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { Misuse, type Surroundings } from './surroundings.ts'

/**
 * Both are told where the database is.
 * @param without for a folder where no server has made one yet, which is left as it is
 */
export async function withDatabase<Value>(
  { env }: Pick<Surroundings, 'env'>,
  use: (db: Database, at: string) => Promise<Value>,
  without: (at: string) => Value,
): Promise<Value> {
  const read = readConfig(env)
  if (!read.ok) throw new Misuse(read.problems.join('\n'))
  const where = databaseOf(read.config)
  const at = 'url' in where ? 'DATABASE_URL' : path.resolve(where.folder)
  if ('folder' in where && !existsSync(path.join(at, 'acr-check.db'))) return without(at)
  const [{ openDatabase }, { DatabaseProblem }] = await Promise.all([
    import('../store/database.ts'),
    import('../store/problem.ts'),
  ])
  const db = await openDatabase(where).catch((error) => {
    throw error instanceof DatabaseProblem ? new Misuse(error.message) : error
  })
  try {
    return await use(db, at)
  } finally {
    await db.destroy()
  }
}
