// Times as people keep them: spans, snoozes and digests in a channel's own zone, whatever the clocks do there. Quiet hours and
// planned work (quiet.ts, planned.ts) count by the same days. `now` and all results are milliseconds since 1970.
import { DateTime, IANAZone } from 'luxon'
import type { Text } from '../words/text.ts'

const minute = 60_000
const hour = 60 * minute

/** What somebody typed, or what to type instead. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; problem: Text }
export const wrong = (en: string, pl: string): { ok: false; problem: Text } => ({ ok: false, problem: { en, pl } })

export type Clock = { hour: number; minute: number }
export const clockOf = (text: string): Clock | undefined => {
  const [, h = '', m = ''] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  const read = { hour: Number(h), minute: Number(m) }
  return h !== '' && read.hour < 24 && read.minute < 60 ? read : undefined
}
const two = (n: number) => String(n).padStart(2, '0')
export const written = ({ hour: h, minute: m }: Clock) => `${two(h)}:${two(m)}`

/** A time that clocks show twice is the first of the two; one that they skip is as long after midnight as ever (RFC 5545). */
export function firstOf(time: DateTime): DateTime {
  const [first = time] = time.getPossibleOffsets()
  return first
}
export const onDay = (day: DateTime, { hour: h, minute: m }: Clock) =>
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
