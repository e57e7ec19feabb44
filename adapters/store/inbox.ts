// Everything that the platforms tell us, from before we acknowledge it until it is worked off, so that whatever ends
// this process loses nothing. One post may arrive as several events, in any order and repeatedly: keys tell them.
import type { Database, Writing } from './database.ts'
import { insertById, nextId } from './ids.ts'
import { together } from './together.ts'

export type Arrival<Body> = {
  platform: string
  lane: string
  /** What this event is, by which a repetition is known. */
  key: string
  /** Keys of events that this one makes needless, as a message does the events of its files. */
  covers?: readonly string[]
  body: Body
  /** Worked off no earlier than that. */
  notBefore?: number
}

const nobody = 0
async function claim(trx: Writing, key: string, id: number, now: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('event_keys')
    .values({ key, event_id: id, at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Ours where this was committed before, and the answer to that was lost. */
async function claimant(trx: Writing, key: string): Promise<number | undefined> {
  const row = await trx.selectFrom('event_keys').select('event_id').where('key', '=', key).executeTakeFirst()
  return row?.event_id
}

/** Committed when it resolves: the event's id, or undefined when it was known already. */
export function receive<Body>(db: Database, arrival: Arrival<Body>, now: number): Promise<number | undefined> {
  const { platform, lane, key, covers = [], body, notBefore = 0 } = arrival
  const first = nextId(now)
  return together(db, async (trx) => {
    if (!(await claim(trx, key, first, now))) return (await claimant(trx, key)) === first ? first : undefined
    for (const covered of covers) {
      // Nobody's: another event that covers it too must not do away with this one.
      if (await claim(trx, covered, nobody, now)) continue
      await trx
        .updateTable('events')
        .set({ done_at: now, body: null })
        .where('done_at', 'is', null)
        .where('id', '=', trx.selectFrom('event_keys').select('event_id').where('key', '=', covered))
        .execute()
    }
    const row = {
      platform,
      lane,
      body: JSON.stringify(body),
      received_at: now,
      not_before: notBefore,
      done_at: null,
    }
    const insert = (id: number) =>
      trx
        .insertInto('events')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow()
    const id = await insertById(now, insert, first)
    if (id !== first) await trx.updateTable('event_keys').set({ event_id: id }).where('key', '=', key).execute()
    return id
  })
}

export type Waiting = { id: number; lane: string; notBefore: number }

/** In the order in which they came. */
export const waiting = async (db: Database, platform: string): Promise<Waiting[]> =>
  (
    await db
      .selectFrom('events')
      .select(['id', 'lane', 'not_before'])
      .where('done_at', 'is', null)
      .where('platform', '=', platform)
      .orderBy('id')
      .execute()
  ).map(({ id, lane, not_before }) => ({ id, lane, notBefore: not_before }))

/** Undefined when it was worked off or covered in the meantime. */
export async function load<Body>(db: Database, id: number): Promise<{ body: Body; receivedAt: number } | undefined> {
  const row = await db.selectFrom('events').select(['body', 'received_at']).where('id', '=', id).executeTakeFirst()
  return row?.body ? { body: JSON.parse(row.body) as Body, receivedAt: row.received_at } : undefined
}

export async function finish(db: Database, id: number, now: number): Promise<void> {
  await together(db, (trx) =>
    trx.updateTable('events').set({ done_at: now, body: null }).where('id', '=', id).execute(),
  )
}

/** Whether this key is new; known from now on, until keys are forgotten. */
export const claimOnce = (trx: Writing, key: string, now: number): Promise<boolean> => claim(trx, key, nobody, now)

/** What this key stands for may happen again. */
export async function forgetKey(db: Database, key: string): Promise<void> {
  await db.deleteFrom('event_keys').where('key', '=', key).execute()
}

/** Forgets what was worked off before then: nobody repeats it any more. */
export async function forgetDone(db: Database, before: number): Promise<void> {
  await db.deleteFrom('events').where('done_at', '<', before).execute()
  await db.deleteFrom('event_keys').where('at', '<', before).execute()
}
