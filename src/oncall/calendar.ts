// Times as people keep them: quiet hours, planned work, snoozes and digests in a channel's own zone, whatever the clocks do
// there. `now` and all results are milliseconds since 1970.
import { DateTime, IANAZone } from 'luxon'
import type { Text } from '../words/text.ts'

const minute = 60_000
const hour = 60 * minute

/** What somebody typed, or what to type instead. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; problem: Text }
const wrong = (en: string, pl: string): { ok: false; problem: Text } => ({ ok: false, problem: { en, pl } })

type Clock = { hour: number; minute: number }
const clockOf = (text: string): Clock | undefined => {
  const [, h = '', m = ''] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  const read = { hour: Number(h), minute: Number(m) }
  return h !== '' && read.hour < 24 && read.minute < 60 ? read : undefined
}
const two = (n: number) => String(n).padStart(2, '0')
const written = ({ hour: h, minute: m }: Clock) => `${two(h)}:${two(m)}`

/** A time that clocks show twice is the first of the two; one that they skip is as long after midnight as ever (RFC 5545). */
function firstOf(time: DateTime): DateTime {
  const [first = time] = time.getPossibleOffsets()
  return first
}
const onDay = (day: DateTime, { hour: h, minute: m }: Clock) =>
  firstOf(day.set({ hour: h, minute: m, second: 0, millisecond: 0 }))

export function readZone(text: string): Read<string> {
  const zone = text.trim()
  const given = zone.slice(0, 60).replaceAll('`', "'")
  return IANAZone.isValidZone(zone)
    ? { ok: true, value: zone }
    : wrong(
        `\`${given}\` is not a time zone: write one such as \`Europe/Warsaw\` or \`UTC\`.`,
        `\`${given}\` nie jest strefą czasową: napisz na przykład \`Europe/Warsaw\` albo \`UTC\`.`,
      )
}

/** `22:00-07:00`, as it is kept. */
export function readQuiet(text: string): Read<string> {
  const [from = '', to = '', ...more] = text.replace(/\s*(?:–|-| to | do )\s*/, '-').split('-')
  const [begins, ends] = [clockOf(from), clockOf(to)]
  return begins && ends && more.length === 0 && written(begins) !== written(ends)
    ? { ok: true, value: `${written(begins)}-${written(ends)}` }
    : wrong(
        'Quiet hours are two times of the day: write `quiet 22:00-07:00`, or `quiet off`.',
        'Godziny ciszy to dwie godziny dnia: napisz `cisza 22:00-07:00` albo `cisza off`.',
      )
}

export function readDigest(text: string): Read<string> {
  const at = clockOf(text)
  return at
    ? { ok: true, value: written(at) }
    : wrong(
        'A digest comes at a time of the day: write `digest 09:00`, or `digest off`.',
        'Podsumowanie przychodzi o godzinie dnia: napisz `podsumowanie 09:00` albo `podsumowanie off`.',
      )
}

const shortest = minute
const longest = 24 * hour
const units: Readonly<Record<string, number>> = { s: 1000, m: minute, min: minute, h: hour, d: 24 * hour }

export function readEvery(text: string): Read<number> {
  const [, many = '', unit = ''] = /^(\d{1,5})\s*(s|m|min|h|d)$/i.exec(text.trim()) ?? []
  const value = Number(many) * (units[unit.toLowerCase()] ?? Number.NaN)
  return value >= shortest && value <= longest
    ? { ok: true, value }
    : wrong(
        'How often is a span from one minute to 24 hours: write `every 5m` or `every 1h`.',
        'Odstęp wynosi od jednej minuty do 24 godzin: napisz `co 5m` albo `co 1h`.',
      )
}

/** `2026-12-01 22:00 to 23:30` or with a second date, in the zone. */
export function readWindow(text: string, zone: string): Read<{ from: number; to: number }> {
  const [from = '', to = '', ...more] = text.trim().split(/\s+(?:to|do|-|–)\s+/)
  const dated = (typed: string) => firstOf(DateTime.fromFormat(typed, 'yyyy-MM-dd HH:mm', { zone }))
  const [begins, until] = [dated(from), clockOf(to)]
  const overMidnight = until && written(until) <= from.slice(-'HH:mm'.length)
  const ends = until ? onDay(begins.plus({ days: overMidnight ? 1 : 0 }), until) : dated(to)
  return more.length === 0 && begins.isValid && ends.isValid && ends > begins
    ? { ok: true, value: { from: begins.toMillis(), to: ends.toMillis() } }
    : wrong(
        'Planned work is from one time to another: write `maintenance 2026-12-01 22:00 to 23:30`, or `maintenance off`.',
        'Planowane prace mają początek i koniec: napisz `prace 2026-12-01 22:00 do 23:30` albo `prace off`.',
      )
}

/** When it may be spoken again; `now` itself when it is not quiet. @param quiet as `readQuiet` gives it */
export function quietEnds(quiet: string, zone: string, now: number): number {
  const [from, to] = quiet.split('-').map(clockOf)
  if (!from || !to) return now
  const here = DateTime.fromMillis(now, { zone })
  const overMidnight = written(to) <= written(from)
  let until: DateTime = here
  // Of yesterday too: a night begins the day before. Of tomorrow, because a skipped hour can make two of them meet.
  for (const days of [-1, 0, 1]) {
    const day = here.plus({ days })
    const ends = onDay(overMidnight ? day.plus({ days: 1 }) : day, to)
    if (onDay(day, from) <= until && until < ends) until = ends
  }
  return until.toMillis()
}

export type Snooze = '1h' | '8h' | 'monday'

const workBegins: Clock = { hour: 8, minute: 0 }
const monday = 1

export function snoozeUntil(snooze: Snooze, zone: string, now: number): number {
  if (snooze !== 'monday') return now + (snooze === '1h' ? 1 : 8) * hour
  const here = DateTime.fromMillis(now, { zone })
  const begins = onDay(here.plus({ days: (monday - here.weekday + 7) % 7 }), workBegins)
  return (begins > here ? begins : onDay(begins.plus({ weeks: 1 }), workBegins)).toMillis()
}

/** The next one strictly after `now`. @param digest as `readDigest` gives it */
export function nextDigest(digest: string, zone: string, now: number): number {
  const at = clockOf(digest) ?? workBegins
  const here = DateTime.fromMillis(now, { zone })
  const today = onDay(here, at)
  return (today > here ? today : onDay(here.plus({ days: 1 }), at)).toMillis()
}
