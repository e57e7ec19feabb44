// What a channel wants of what is said there unasked: its language, its time, when to keep quiet, when work is planned.
import type { Planned } from '../../src/oncall/planned.ts'
import type { Sharing } from '../../src/oncall/sharing.ts'
import type { Lang } from '../../src/words/text.ts'
import type { Database, Writing } from './database.ts'
import type { ChannelRow } from './schema.ts'
import type { ChannelKey } from './watches.ts'

/** `id`: by which people cancel it; the file of watches takes back only its own. */
export type KeptPlanned = Planned & { id: number; byFile?: true }
export type Channel = Omit<ChannelRow, 'maintenance' | 'lang' | 'zone' | 'shared'> & {
  sharing: Sharing
  lang: Lang
  zone: string
  maintenance: readonly KeptPlanned[]
}

/** With ids that none of them has had lately, each once however often it is asked for, without what is over. */
export function withPlanned(
  kept: readonly KeptPlanned[],
  added: readonly Omit<KeptPlanned, 'id'>[],
  now: number,
): KeptPlanned[] {
  const last = Math.max(0, ...kept.map(({ id }) => id))
  const isKnown = ({ from, to, registry }: Planned) =>
    kept.some((it) => !it.cancelled && it.from === from && it.to === to && it.registry === registry)
  const fresh = added.filter((it) => !isKnown(it))
  return [...kept, ...fresh.map((it, i) => ({ ...it, id: last + 1 + i }))].filter(({ to }) => to > now)
}

const fromRow = ({ shared, ...row }: ChannelRow): Channel => ({
  ...row,
  lang: row.lang ?? 'en',
  zone: row.zone ?? 'UTC',
  sharing: shared ? (JSON.parse(shared) as Sharing) : [],
  maintenance: row.maintenance ? (JSON.parse(row.maintenance) as Planned[]).map((it, i) => ({ id: i + 1, ...it })) : [],
})

const noWishes = { lang: null, zone: null, quiet: null, digest: null, digest_at: null, maintenance: null, shared: null }

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
  return fromRow(row ?? { platform, workspace, channel, ...noWishes })
}

/** Whose digest is due. */
export const dueDigests = async (trx: Writing, now: number): Promise<Channel[]> =>
  (await trx.selectFrom('channels').selectAll().where('digest_at', '<=', now).execute()).map(fromRow)

export async function changeChannel(
  db: Database | Writing,
  { platform, workspace, channel }: ChannelKey,
  {
    maintenance,
    sharing,
    ...change
  }: Partial<Pick<Channel, 'lang' | 'zone' | 'quiet' | 'digest' | 'digest_at' | 'maintenance' | 'sharing'>>,
): Promise<void> {
  const key = { platform, workspace, channel }
  const set = {
    ...change,
    ...(maintenance && { maintenance: JSON.stringify(maintenance) }),
    ...(sharing && { shared: sharing.length > 0 ? JSON.stringify(sharing) : null }),
  }
  if (Object.keys(set).length === 0) return
  await db
    .insertInto('channels')
    .values({ ...noWishes, ...key, ...set })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'channel']).doUpdateSet(set))
    .execute()
}
