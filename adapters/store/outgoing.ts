// What is to be said, from the transaction that causes it until the platform has it. Delivery is at least once: what was tried
// and not noted may have come, and is looked up first where the platform allows it.
import type { Database, Writing } from './database.ts'
import { insertById } from './ids.ts'
import { ring } from './rings.ts'
import type { OutgoingRow } from './schema.ts'
import { together } from './together.ts'

export type Outgoing<Body = unknown> = Omit<OutgoingRow, 'body'> & { body: Body }

/** The kind of lane in which a platform's messages go out, one for each channel: see adapters/lanes. */
export const outgoingLane = (platform: string): string => `${platform}.outgoing`

export async function putOutgoing(
  trx: Writing,
  { body, ...said }: Pick<Outgoing, 'platform' | 'workspace' | 'channel' | 'kind' | 'about' | 'body'>,
  now: number,
  notBefore = now,
): Promise<void> {
  const row = {
    ...said,
    body: JSON.stringify(body ?? null),
    created_at: now,
    not_before: notBefore,
    tried_at: null,
    attempts: 0,
    copies: 0,
    done_at: null,
  }
  await insertById(now, (id) =>
    trx
      .insertInto('outgoing')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow(),
  )
  ring(trx, outgoingLane(said.platform), said.channel, notBefore)
}

type Place = Pick<OutgoingRow, 'platform' | 'workspace'>
const undone = (db: Database, { platform, workspace }: Place) =>
  db
    .selectFrom('outgoing')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('done_at', 'is', null)

/** In the order in which they were caused, also those that are due later. */
export async function outgoingOf(
  db: Database,
  { channel, ...place }: Place & { channel: string },
): Promise<Outgoing[]> {
  const rows = await undone(db, place).selectAll().where('channel', '=', channel).orderBy('id').execute()
  return rows.map(({ body, ...row }) => ({ ...row, body: body === null ? null : JSON.parse(body) }))
}

/** Where something is due. */
export const waitingChannels = async (db: Database, place: Place, now: number): Promise<string[]> =>
  (await undone(db, place).select('channel').distinct().where('not_before', '<=', now).execute()).map(
    ({ channel }) => channel,
  )

/** Nothing was tried of them yet; both they and what is said under them come then. */
export async function holdOutgoing(
  trx: Writing,
  { channel, ...place }: Place & { channel: string },
  about: string,
  until: number,
): Promise<void> {
  const moved = await trx
    .updateTable('outgoing')
    .set({ not_before: until })
    .where((where) => where.and({ ...place, channel, about }))
    .where('kind', 'in', ['case', 'case-event'])
    .where('done_at', 'is', null)
    .where('tried_at', 'is', null)
    .where('attempts', '=', 0)
    .executeTakeFirst()
  if (moved.numUpdatedRows > 0n) ring(trx, outgoingLane(place.platform), channel, until)
}

/** Committed before it is tried. */
export const tryOutgoing = (db: Database, id: number, now: number): Promise<unknown> =>
  together(db, (trx) =>
    trx
      .updateTable('outgoing')
      .set((row) => ({ tried_at: now, attempts: row('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute(),
  )

/**
 * @param certain it did not come: that it was tried is forgotten
 * @param copies unset: as before
 */
export async function delayOutgoing(
  db: Database,
  id: number,
  until: number,
  { certain = false, copies }: { certain?: boolean; copies?: number } = {},
): Promise<void> {
  await db
    .updateTable('outgoing')
    .set({ not_before: until, ...(certain && { tried_at: null }), ...(copies !== undefined && { copies }) })
    .where('id', '=', id)
    .execute()
}

export async function finishOutgoing(db: Database | Writing, ids: readonly number[], now: number): Promise<void> {
  if (ids.length > 0)
    await db
      .updateTable('outgoing')
      .set({ done_at: now, body: null })
      .where('id', 'in', [...ids])
      .execute()
}

/** Whether one of this kind was sent so often without an answer, and is kept still. */
export async function wasSentInVain(
  db: Database,
  { kind, about }: Pick<OutgoingRow, 'kind' | 'about'>,
  copies: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('outgoing')
    .select('id')
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('done_at', 'is not', null)
    .where('copies', '>=', copies)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetOutgoing(db: Database, before: number): Promise<void> {
  await db.deleteFrom('outgoing').where('done_at', '<', before).execute()
}
