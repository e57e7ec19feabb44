// What several servers have spent of their rates together: JSON of adapters/rates, one row for each key.
import type { Database } from './database.ts'

export async function readRate(db: Database, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('rates').select('spent').where('key', '=', key).executeTakeFirst()
  return row?.spent
}

/** @returns false where it is not as `before` any more */
export async function replaceRate(
  db: Database,
  key: string,
  before: string | undefined,
  { spent, until }: { spent: string; until: number },
): Promise<boolean> {
  if (before === undefined) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('rates')
      .values({ key, spent, until })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await db
    .updateTable('rates')
    .set({ spent, until })
    .where('key', '=', key)
    .where('spent', '=', before)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function forgetRates(db: Database, before: number): Promise<void> {
  await db.deleteFrom('rates').where('until', '<', before).execute()
}
