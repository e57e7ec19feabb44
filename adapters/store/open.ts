// The database and the lanes that are worked from it, opened together for a server: alone on SQLite in a folder, or one of
// several on PostgreSQL.
import type { Lanes } from '../lanes/lanes.ts'
import { timer } from '../lanes/lanes.ts'
import type { Rates } from '../rates/rates.ts'
import { type Database, openDatabase, type Where } from './database.ts'
import { hangBell } from './rings.ts'

export type Store = { db: Database; lanes: Lanes; rates: Rates; close(): Promise<void> }

/** @throws DatabaseProblem */
export async function openStore(where: Where, log: (line: string) => void): Promise<Store> {
  const around = { log, now: Date.now, later: timer }
  const { db, lanes, rates, unlock } = 'folder' in where ? await alone(where.folder) : await oneOfMany(where.url)
  hangBell(db, lanes)
  return {
    db,
    lanes,
    rates,
    async close() {
      await lanes.close()
      await db.destroy()
      unlock()
    },
  }

  async function alone(folder: string) {
    const [{ lockFolder }, { lanesHere }, { ratesHere }] = await Promise.all([
      import('./sqlite.ts'),
      import('../lanes/here.ts'),
      import('../rates/here.ts'),
    ])
    const unlock = lockFolder(folder)
    return { db: await openDatabase({ folder }), lanes: lanesHere(around), rates: ratesHere(), unlock }
  }

  async function oneOfMany(url: string) {
    const db = await openDatabase({ url })
    const [{ lanesOverReplicas }, { ratesOverReplicas }] = await Promise.all([
      import('../lanes/shared.ts'),
      import('../rates/shared.ts'),
    ])
    const lanes = await lanesOverReplicas(url, around)
    return { db, lanes, rates: ratesOverReplicas(db, around), unlock: () => {} }
  }
}
