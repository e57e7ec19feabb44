// Brings a database to today's shape, in one transaction: whoever comes meanwhile waits, and finds it done.
import { Migrator } from '#kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations.ts'
import { DatabaseProblem } from './problem.ts'

/** What it is called, and how to use another one. */
export type Named = { called: string; elsewhere: string }

/** In PostgreSQL. */
const insufficientPrivilege = '42501'

/** @throws DatabaseProblem, and closes the database */
export async function migrate(db: Database, { called, elsewhere }: Named): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const known = new Set(Object.keys(migrations))
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const done = await migrator.getMigrations().catch(() => [])
  const message = error instanceof Error ? error.message : ''
  const newer = message.includes('missing') || done.some(({ name }) => !known.has(name))
  await db.destroy()
  throw new DatabaseProblem(
    newer
      ? `${called} was made by a newer acr-check: start that version, or ${elsewhere}`
      : (error as { code?: string }).code === insufficientPrivilege
        ? `${called} lets this user make no tables (${message}): grant it CREATE on the schema, or ${elsewhere}`
        : `${called} could not be brought up to date; it was left as it was. To go on, ${elsewhere}, and report this: ${message}`,
    { cause: error },
  )
}
