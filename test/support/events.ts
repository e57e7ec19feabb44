// The events that are not worked off yet, as they stand in the database.
import type { Database } from '../../adapters/store/database.ts'

export const waiting = (db: Database, platform: string): Promise<{ id: number; lane: string; body: string | null }[]> =>
  db
    .selectFrom('events')
    .select(['id', 'lane', 'body'])
    .where('platform', '=', platform)
    .where('done_at', 'is', null)
    .orderBy('id')
    .execute()
