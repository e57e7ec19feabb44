// In SQLite, writes that are asked for at the same time share one transaction, and so one wait for the disk: under load that wait
// is most of what a write costs. PostgreSQL does so itself. Each still resolves only when it is committed. One may run twice, even after it was committed, when
// the answer to that was lost.
import type { Database, Writing } from './database.ts'
import { wasGivenUp } from './lost.ts'
import { hasManyWriters, transact } from './transact.ts'

type Write = {
  run: (trx: Writing) => Promise<unknown>
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

const waiting = new WeakMap<Database, Write[]>()
/** A longer transaction would hold up those that only read. */
const mostTogether = 50

export function together<Value>(db: Database, run: (trx: Writing) => Promise<Value>): Promise<Value> {
  if (hasManyWriters(db)) return alone(db, run)
  return new Promise<Value>((resolve, reject) => {
    const writes = waiting.get(db) ?? []
    writes.push({ run, resolve, reject })
    if (waiting.has(db)) return
    waiting.set(db, writes)
    setImmediate(() => void flush(db))
  })
}

/** Once more, even when it may be committed: those here bear it. */
const alone = <Value>(db: Database, run: (trx: Writing) => Promise<Value>): Promise<Value> =>
  transact(db, run).catch((error) => {
    if (!wasGivenUp(error)) throw error
    return transact(db, run)
  })

async function flush(db: Database): Promise<void> {
  const writes = waiting.get(db) ?? []
  while (writes.length > 0) await commit(db, writes.splice(0, mostTogether))
  waiting.delete(db)
}

async function commit(db: Database, writes: readonly Write[]): Promise<void> {
  try {
    const values = await transact(db, async (trx) => {
      const done: unknown[] = []
      for (const { run } of writes) done.push(await run(trx))
      return done
    })
    for (const [i, { resolve }] of writes.entries()) resolve(values[i] as never)
  } catch (error) {
    if (writes.length === 1) writes[0]?.reject(error)
    // One of them failed, and took the others along: each gets its own chance.
    else for (const write of writes) await commit(db, [write])
  }
}
