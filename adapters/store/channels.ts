// What a channel wants of what is said there unasked: its language, its time, when to keep quiet, when work is planned.
import type { Lang } from '../../src/words/text.ts'
import type { Database, Writing } from './database.ts'
import type { ChannelRow } from './schema.ts'
import type { ChannelKey } from './watches.ts'

/** From and to, in milliseconds since 1970. */
type Window = { from: number; to: number }
export type Channel = Omit<ChannelRow, 'maintenance' | 'lang' | 'zone'> & {
  lang: Lang
  zone: string
  maintenance: readonly Window[]
}

export async function channelOf(
  db: Database | Writing,
  { platform, workspace, channel }: ChannelKey,
): Promise<Channel> {
  const row = await db
    .selectFrom('channels')
    .selectAll()
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .executeTakeFirst()
  return {
    platform,
    workspace,
    channel,
    quiet: null,
    digest: null,
    digest_at: null,
    ...row,
    lang: row?.lang ?? 'en',
    zone: row?.zone ?? 'UTC',
    maintenance: row?.maintenance ? (JSON.parse(row.maintenance) as Window[]) : [],
  }
}

/** Whose digest is due. */
export async function dueDigests(trx: Writing, now: number): Promise<Channel[]> {
  const rows = await trx
    .selectFrom('channels')
    .select(['platform', 'workspace', 'channel'])
    .where('digest_at', '<=', now)
    .execute()
  return Promise.all(rows.map((row) => channelOf(trx, row)))
}

export async function changeChannel(
  db: Database | Writing,
  { platform, workspace, channel }: ChannelKey,
  {
    maintenance,
    ...change
  }: Partial<Pick<Channel, 'lang' | 'zone' | 'quiet' | 'digest' | 'digest_at' | 'maintenance'>>,
): Promise<void> {
  const key = { platform, workspace, channel }
  const set = { ...change, ...(maintenance && { maintenance: JSON.stringify(maintenance) }) }
  const empty = { lang: null, zone: null, quiet: null, digest: null, digest_at: null, maintenance: null }
  if (Object.keys(set).length === 0) return
  await db
    .insertInto('channels')
    .values({ ...empty, ...key, ...set })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'channel']).doUpdateSet(set))
    .execute()
}
