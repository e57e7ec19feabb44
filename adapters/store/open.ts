// The database and the lanes that are worked from it, opened together for a server: alone on SQLite in a folder, or one of
// several on PostgreSQL.
import type { Lanes } from '../lanes/lanes.ts'
import { timer } from '../lanes/lanes.ts'
import { type Database, openDatabase, type Where } from './database.ts'
import { hangBell } from './rings.ts'

export type Store = { db: Database; lanes: Lanes; close(): Promise<void> }

/** @throws DatabaseProblem */
export async function openStore(where: Where, log: (line: string) => void): Promise<Store> {
  const around = { log, now: Date.now, later: timer }
  const { db, lanes, unlock } = 'folder' in where ? await alone(where.folder) : await oneOfMany(where.url)
  hangBell(db, lanes)
  return {
    db,
    lanes,
    async close() {
      await lanes.close()
      await db.destroy()
      unlock()
    },
  }

  async function alone(folder: string) {
    const [{ lockFolder }, { lanesHere }] = await Promise.all([import('./sqlite.ts'), import('../lanes/here.ts')])
    const unlock = lockFolder(folder)
    return { db: await openDatabase({ folder }), lanes: lanesHere(around), unlock }
  }

  async function oneOfMany(url: string) {
    const db = await openDatabase({ url })
    const { lanesOverReplicas } = await import('../lanes/shared.ts')
    return { db, lanes: await lanesOverReplicas(url, around), unlock: () => {} }
  }
}
