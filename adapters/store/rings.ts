// What a transaction leaves to be done: the lanes that it rings. Told to whoever works lanes, within the transaction and once it is
// committed. Where nobody does, as beside a running server, whoever works them finds it by looking now and then.
import type { Database, Writing } from './database.ts'

/** `at`: not before then, in milliseconds since 1970. */
export type Ring = { kind: string; lane: string; at: number }

export type Bell = {
  /** Part of the transaction that rings. */
  put(trx: Writing, rings: readonly Ring[]): Promise<void>
  /** It is committed. */
  rung(rings: readonly Ring[]): void
}

const rungIn = new WeakMap<Writing, Map<string, Ring>>()
const bells = new WeakMap<Database, Bell>()

export const hangBell = (db: Database, bell: Bell): unknown => bells.set(db, bell)
export const bellOf = (db: Database): Bell | undefined => bells.get(db)
export const ringsOf = (trx: Writing): Ring[] => [...(rungIn.get(trx)?.values() ?? [])]

/** Something is to be done in this lane, once `trx` is committed. */
export function ring(trx: Writing, kind: string, lane: string, at = 0): void {
  const rings = rungIn.get(trx) ?? new Map<string, Ring>()
  rungIn.set(trx, rings)
  rings.set(`${kind} ${lane} ${at}`, { kind, lane, at })
}
