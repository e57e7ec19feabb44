// Everything that the platforms tell us, from before we acknowledge it until it is worked off, so that whatever ends
// this process loses nothing. One post may arrive as several events, in any order and repeatedly: keys tell them.
import type { Database, Writing } from './database.ts'
import { insertById, nextId } from './ids.ts'
import { ring } from './rings.ts'
import { together } from './together.ts'
import { transact } from './transact.ts'

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
export function receive<Body>(
  db: Database,
  /** `kind`: of the lane; see adapters/lanes. */
  arrival: Arrival<Body> & { kind: string },
  now: number,
): Promise<number | undefined> {
  const { platform, kind, lane, key, covers = [], body, notBefore = 0 } = arrival
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
      attempts: 0,
      copies: 0,
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
    ring(trx, kind, lane, notBefore)
    return id
  })
}

/** `copies`: how often its answer may have been sent already. */
export type Event<Body> = { id: number; body: Body; receivedAt: number; attempts: number; copies: number }
/** What is first in a lane, or when it is to be looked at again; undefined when nothing is left in it. */
export type Next<Body> = { event: Event<Body> } | { at: number }

const undone = (db: Database, platform: string) =>
  db.selectFrom('events').where('platform', '=', platform).where('done_at', 'is', null)

/** What is not due yet holds nobody up; what was tried and is to be tried again does. */
export async function nextIn<Body>(
  db: Database,
  { platform, lane }: { platform: string; lane: string },
  now: number,
): Promise<Next<Body> | undefined> {
  const inLane = undone(db, platform).where('lane', '=', lane)
  const row = await inLane
    .selectAll()
    .where((where) => where.or([where('not_before', '<=', now), where('attempts', '>', 0)]))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (row && row.not_before > now) return { at: row.not_before }
  if (row) {
    const { id, body, received_at, attempts, copies } = row
    return { event: { id, body: JSON.parse(body ?? 'null') as Body, receivedAt: received_at, attempts, copies } }
  }
  const later = await inLane.select(({ fn }) => fn.min<number | null>('not_before').as('at')).executeTakeFirst()
  return later?.at === null || later?.at === undefined ? undefined : { at: later.at }
}

/** Where something is due. */
export const waitingLanes = async (db: Database, platform: string, now: number): Promise<string[]> =>
  (await undone(db, platform).select('lane').distinct().where('not_before', '<=', now).execute()).map(
    ({ lane }) => lane,
  )

export async function countWaiting(db: Database, platform: string): Promise<number> {
  const { many } = await undone(db, platform)
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .executeTakeFirstOrThrow()
  return Number(many)
}

/** To be tried again then. */
export const delayEvent = (
  db: Database,
  { id, attempts, copies }: Pick<Event<unknown>, 'id' | 'attempts' | 'copies'>,
  until: number,
): Promise<unknown> =>
  transact(db, (trx) =>
    trx.updateTable('events').set({ not_before: until, attempts, copies }).where('id', '=', id).execute(),
  )

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
