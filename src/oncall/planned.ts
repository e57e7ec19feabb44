// Planned work: from one time to another, once, on everything that a channel watches or on one registry of it. Nothing is opened
// meanwhile. All times in milliseconds since 1970.
import { DateTime } from 'luxon'
import { readRegistryName } from '../chat/request.ts'
import { clockOf, firstOf, onDay, type Read, written, wrong } from './calendar.ts'

/** `registry`: its login server; unset: all. `cancelled`: taken back, and kept so that nothing else gets its number. */
export type Planned = { from: number; to: number; registry?: string; cancelled?: true }

/** `2026-12-01 22:00 to 23:30` or with a second date, in the zone; for one registry with its name behind `for`. */
export function readPlanned(text: string, zone: string): Read<Planned> {
  const [when = '', name, ...others] = text.trim().split(/\s(?:for|dla)\s/)
  const registry = name === undefined ? undefined : readRegistryName(name.trim())?.loginServer
  const [from = '', to = '', ...more] = when.replace(/\s+/g, ' ').split(/ (?:to|do|-|–) /)
  const dated = (typed: string) => firstOf(DateTime.fromFormat(typed.trim(), 'yyyy-MM-dd HH:mm', { zone }))
  const [begins, until] = [dated(from), clockOf(to)]
  const overMidnight = until && written(until) <= from.slice(-'HH:mm'.length)
  const ends = until ? onDay(begins.plus({ days: overMidnight ? 1 : 0 }), until) : dated(to)
  const named = others.length === 0 && (name === undefined || registry !== undefined)
  return named && more.length === 0 && begins.isValid && ends.isValid && ends > begins
    ? { ok: true, value: { from: begins.toMillis(), to: ends.toMillis(), ...(registry && { registry }) } }
    : wrong(
        'Planned work is from one time to another: write `maintenance 2026-12-01 22:00 to 23:30`, with `for myregistry` behind it where it concerns one only. `maintenance` shows what is planned.',
        'Planowane prace mają początek i koniec: napisz `prace 2026-12-01 22:00 do 23:30`, a jeśli dotyczą jednego rejestru, dopisz `dla myregistry`. `prace` pokazuje, co jest zaplanowane.',
      )
}

/** When no work is planned on it any more; `now` itself when none is under way. @param registry a login server */
export function plannedEnds(planned: readonly Planned[], registry: string, now: number): number {
  const concerned = planned.filter((it) => !it.cancelled && (it.registry === undefined || it.registry === registry))
  let until = now
  for (const { from, to } of concerned.toSorted((one, other) => one.from - other.from))
    if (from <= until && until < to) until = to
  return until
}
