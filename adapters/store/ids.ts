// Numbers that rise with time, and within a millisecond: the order in which things came, without asking the database. Another
// process may come to the same one in the same millisecond; then the next one is taken.
import type { InsertResult } from '#kysely'

const perMs = 1000
let last = 0

export function nextId(now: number): number {
  last = Math.max(last + 1, now * perMs + Math.floor(Math.random() * perMs))
  return last
}

/** @param insert does nothing where there is that id already */
export async function insertById(
  now: number,
  insert: (id: number) => Promise<InsertResult>,
  first = nextId(now),
): Promise<number> {
  for (let id = first; ; id = nextId(now)) if ((await insert(id)).numInsertedOrUpdatedRows === 1n) return id
}
