// Who watches which registry, and what is therefore to be checked when.
import type { FindingId } from '../../src/ids.ts'
import { nextRun } from '../../src/oncall/schedule.ts'
import type { Database, Writing } from './database.ts'
import type { WatchRow } from './schema.ts'
import { inTurn, takeTurn, turnOf } from './transact.ts'

export type Watch = Omit<WatchRow, 'findings' | 'silenced' | 'held'> & {
  findings?: readonly FindingId[]
  silenced: readonly FindingId[]
  held?: FindingId
}
export type ChannelKey = Pick<WatchRow, 'platform' | 'workspace' | 'channel'>
/** What is checked: a registry, with the image that is pulled. */
export type Target = Pick<WatchRow, 'registry' | 'image'>

export const targetKey = ({ registry, image }: Target): string => (image ? `${registry}/${image}` : registry)

const fromRow = ({ findings, silenced, held, ...row }: WatchRow): Watch => ({
  ...row,
  silenced: silenced ? (JSON.parse(silenced) as FindingId[]) : [],
  ...(findings && { findings: JSON.parse(findings) as FindingId[] }),
  ...(held && { held: held as FindingId }),
})

const toRow = ({ findings, silenced, held, ...watch }: Watch): WatchRow => ({
  ...watch,
  findings: findings ? JSON.stringify(findings) : null,
  silenced: silenced.length > 0 ? JSON.stringify(silenced) : null,
  held: held ?? null,
})

/** One of the same registry and image in the same channel takes its place, and keeps its id. */
export async function setWatch(db: Database, watch: Watch, now: number): Promise<void> {
  const { every_ms, findings, mention, person, person_name, source } = toRow(watch)
  await inTurn(db, turnOf.registry(watch.registry), async (trx) => {
    await trx
      .insertInto('watches')
      .values(toRow(watch))
      .onConflict((conflict) =>
        conflict
          .columns(['platform', 'workspace', 'channel', 'registry', 'image'])
          // Whoever asks for it anew wants to hear of it again.
          .doUpdateSet({ every_ms, findings, mention, person, person_name, source, silenced: null, held: null }),
      )
      .execute()
    await aim(trx, watch, now)
  })
}

type WatchKey = Partial<ChannelKey & Target & Pick<WatchRow, 'id' | 'source'>>

/** @returns those that are gone; until its end no other transaction changes their registries or channels */
export async function removeWatches(trx: Writing, key: WatchKey, now: number): Promise<Watch[]> {
  const wanted = await trx
    .selectFrom('watches')
    .select(['id', 'platform', 'workspace', 'channel', 'registry'])
    .where((where) => where.and(key))
    .execute()
  await takeTurn(trx, ...wanted.map(({ registry }) => turnOf.registry(registry)))
  await takeTurn(trx, ...wanted.map(turnOf.channel))
  const gone: Watch[] = []
  for (const { id } of wanted) {
    const row = await trx.deleteFrom('watches').where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) continue
    await aim(trx, row, now)
    gone.push(fromRow(row))
  }
  return gone
}

export async function setSilenced(trx: Writing, id: string, silenced: readonly FindingId[]): Promise<void> {
  await trx
    .updateTable('watches')
    .set({ silenced: silenced.length > 0 ? JSON.stringify(silenced) : null })
    .where('id', '=', id)
    .execute()
}

/** Checks as often as whoever watches it most often; nobody any more, no checks. */
async function aim(trx: Writing, target: Target, now: number): Promise<void> {
  const key = targetKey(target)
  const { registry, image } = target
  const wanted = await trx
    .selectFrom('watches')
    .select(({ fn }) => fn.min<number | null>('every_ms').as('every_ms'))
    .where('registry', '=', registry)
    .where('image', '=', image)
    .executeTakeFirst()
  const every_ms = wanted?.every_ms
  if (every_ms === null || every_ms === undefined) {
    await trx.deleteFrom('targets').where('key', '=', key).execute()
    return
  }
  const known = await trx
    .selectFrom('targets')
    .select(['every_ms', 'next_at'])
    .where('key', '=', key)
    .executeTakeFirst()
  if (!known)
    // At once: whoever begins to watch wants to see that it works.
    await trx
      .insertInto('targets')
      .values({ key, registry, image, every_ms: Number(every_ms), next_at: now, taken_until: 0 })
      .execute()
  else if (known.every_ms !== Number(every_ms))
    await trx
      .updateTable('targets')
      .set({ every_ms: Number(every_ms), next_at: nextRun(key, Number(every_ms), now) })
      .where('key', '=', key)
      .execute()
}

export const watchesIn = async (db: Database | Writing, key: ChannelKey): Promise<Watch[]> =>
  (
    await db
      .selectFrom('watches')
      .selectAll()
      .where((where) => where.and(key))
      .orderBy('registry')
      .orderBy('image')
      .execute()
  ).map(fromRow)

export const watchesOf = async (db: Database | Writing, { registry, image }: Target): Promise<Watch[]> =>
  (
    await db
      .selectFrom('watches')
      .selectAll()
      .where('registry', '=', registry)
      .where('image', '=', image)
      .orderBy('id')
      .execute()
  ).map(fromRow)

export const allWatches = async (db: Database): Promise<Watch[]> =>
  (await db.selectFrom('watches').selectAll().orderBy('platform').orderBy('channel').orderBy('registry').execute()).map(
    fromRow,
  )

export async function watchById(db: Database | Writing, id: string): Promise<Watch | undefined> {
  const row = await db.selectFrom('watches').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}
