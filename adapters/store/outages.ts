// The platforms that refuse our credentials, and where that was told: one row while it lasts, whichever server notices.
import type { Database, Writing } from './database.ts'
import type { OutageRow } from './schema.ts'
import type { ChannelKey } from './watches.ts'

export type Outage = Omit<OutageRow, 'told'> & { told: readonly ChannelKey[] }

/** @returns false when it is known already */
export async function beginOutage(trx: Writing, { told, ...outage }: Outage): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('outages')
    .values({ ...outage, told: JSON.stringify(told) })
    .onConflict((conflict) => conflict.column('platform').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** @returns the one that is over; undefined when there was none */
export async function endOutage(trx: Writing, platform: string): Promise<Outage | undefined> {
  const row = await trx.deleteFrom('outages').where('platform', '=', platform).returningAll().executeTakeFirst()
  return row && { ...row, told: JSON.parse(row.told) as ChannelKey[] }
}

/** Where anything is watched, or alerts come in. */
export async function channelsOnCall(
  db: Database | Writing,
  { platform, workspace }: Pick<ChannelKey, 'platform' | 'workspace'>,
): Promise<string[]> {
  const watched = await db
    .selectFrom('watches')
    .select('channel')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .execute()
  const alerted = await db
    .selectFrom('alert_tokens')
    .select('channel')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('revoked_at', 'is', null)
    .execute()
  return [...new Set([...watched, ...alerted].map(({ channel }) => channel))].toSorted()
}
