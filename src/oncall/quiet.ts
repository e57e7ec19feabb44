// Quiet hours: when nothing new is said, on which days of the week. What people write goes in, the same in few words comes out
// and is kept; all of it counts in the channel's own zone.
import { DateTime } from 'luxon'
import type { Lang } from '../words/text.ts'
import { type Clock, clockOf, onDay, type Read, written, wrong } from './calendar.ts'

const dayNames: Readonly<Record<Lang, readonly string[]>> = {
  en: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  pl: ['pon', 'wt', 'śr', 'czw', 'pt', 'sob', 'niedz'],
}
const allDayIn: Readonly<Record<Lang, string>> = { en: 'all day', pl: 'cały dzień' }
const named: readonly string[] = [
  'mon monday mondays pn pon poniedziałek poniedziałki',
  'tue tues tuesday tuesdays wt wto wtorek wtorki',
  'wed wednesday wednesdays śr sr śro środa środę środy',
  'thu thur thurs thursday thursdays cz czw czwartek czwartki',
  'fri friday fridays pt pia piątek piątki',
  'sat saturday saturdays so sob sobota sobotę soboty',
  'sun sunday sundays nd nie niedz niedziela niedzielę niedziele',
]
const dayBy = new Map(named.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)))
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const daysBy: Readonly<Record<string, readonly number[]>> = {
  daily: everyDay,
  codziennie: everyDay,
  weekdays: [1, 2, 3, 4, 5],
  robocze: [1, 2, 3, 4, 5],
  weekend: [6, 7],
  weekends: [6, 7],
  weekendy: [6, 7],
}
const little = new Set(['and', 'i', 'on', 'w', 'we', 'dni'])
const allDay = /\b(?:all day|ca(?:ły|ly) dzie[nń]|ca(?:łą|la|lą) dob[eę])/g

/** `hours`: unset all day long. `days` from Monday, 1, on which it begins. */
type Window = { hours?: { from: Clock; to: Clock }; days: readonly number[] }

function daysOf(word: string): readonly number[] | undefined {
  const group = daysBy[word]
  if (group) return group
  const [from = 0, to = from, ...more] = word.split('-').map((name) => dayBy.get(name.replace(/\.$/, '')) ?? Number.NaN)
  if (more.length > 0 || !(from >= 1) || !(to >= 1)) return undefined
  // Around the end of the week as well: fri-mon.
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1)
}

function hoursOf(word: string): { from: Clock; to: Clock } | undefined {
  const [from = '', to = '', ...more] = word.split('-')
  const [begins, ends] = [clockOf(from), clockOf(to === '24:00' ? '0:00' : to)]
  return begins && ends && more.length === 0 && written(begins) !== written(ends)
    ? { from: begins, to: ends }
    : undefined
}

function windowOf(text: string): Window | undefined {
  const words = text.split(/[ ,]+/).filter((word) => word !== '' && !little.has(word))
  const [when, ...others] = words.filter((word) => word === '*' || /^\d/.test(word))
  const days = words.filter((word) => word !== '*' && !/^\d/.test(word)).map(daysOf)
  if (when === undefined || others.length > 0 || days.includes(undefined)) return undefined
  const on = days.length === 0 ? everyDay : everyDay.filter((day) => days.some((some) => some?.includes(day)))
  if (when === '*') return { days: on }
  const hours = hoursOf(when)
  return hours && { hours, days: on }
}

const windowsOf = (text: string): (Window | undefined)[] =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(allDay, '*')
    .replace(/ ?[–-] ?| (?:to|do) /g, '-')
    .split(';')
    .filter((part) => part.trim() !== '')
    .map(windowOf)

function shownDays(days: readonly number[], lang: Lang): string {
  if (days.length === everyDay.length) return ''
  const name = (day: number) => dayNames[lang][day - 1] ?? ''
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  return runs.map((run) => [...new Set([run[0] ?? 0, run.at(-1) ?? 0])].map(name).join('-')).join(',')
}

const shown = (windows: readonly Window[], lang: Lang): string =>
  windows
    .map(({ hours, days }) => {
      const when = hours ? `${written(hours.from)}-${written(hours.to)}` : allDayIn[lang]
      return `${when} ${shownDays(days, lang)}`.trim()
    })
    .join('; ')

/** So far is looked ahead: longer than two weeks is for ever. */
const longest = { days: 15 }
const someMonday = Date.parse('2024-01-01T00:00Z')

/** @returns as it is kept: `22:00-06:00 mon-fri; all day sat-sun` */
export function readQuiet(text: string): Read<string> {
  const windows = windowsOf(text)
  const read = windows.filter((window) => window !== undefined)
  if (read.length === 0 || read.length < windows.length)
    return wrong(
      'Quiet hours are times of the day, and days where they are not the same on all: write `quiet 22:00-07:00` or `quiet 22:00-06:00 mon-fri; all day sat-sun`; `quiet off` ends them.',
      'Godziny ciszy to godziny dnia, a gdy nie codziennie te same, także dni: napisz `cisza 22:00-07:00` albo `cisza 22:00-06:00 pon-pt; cały dzień sob-niedz`; `cisza off` je kończy.',
    )
  const kept = shown(read, 'en')
  return quietEnds(kept, 'UTC', someMonday) < DateTime.fromMillis(someMonday).plus(longest).toMillis()
    ? { ok: true, value: kept }
    : wrong(
        'That would be quiet all week, and nothing would ever be said: leave some hours out of `quiet`.',
        'Cisza trwałaby cały tydzień i nic nigdy nie zostałoby powiedziane: zostaw w `cisza` jakieś wolne godziny.',
      )
}

/** For people. @param quiet as `readQuiet` gives it */
export const quietIn = (quiet: string, lang: Lang): string =>
  shown(
    windowsOf(quiet).filter((window) => window !== undefined),
    lang,
  )

/** When it may be spoken again; `now` itself when it is not quiet. @param quiet as `readQuiet` gives it */
export function quietEnds(quiet: string, zone: string, now: number): number {
  const windows = windowsOf(quiet).filter((window) => window !== undefined)
  const here = DateTime.fromMillis(now, { zone })
  const furthest = here.plus(longest)
  let until: DateTime = here
  // One may begin before another ends.
  for (let before: DateTime | undefined; before !== until && until < furthest; ) {
    before = until
    for (const window of windows) until = endOf(window, until)
  }
  return until.toMillis()
}

const midnight: Clock = { hour: 0, minute: 0 }

function endOf({ hours, days }: Window, at: DateTime): DateTime {
  const { from, to } = hours ?? { from: midnight, to: midnight }
  const overMidnight = written(to) <= written(from)
  let until = at
  // Of yesterday too: a night begins the day before. Of tomorrow, because a skipped hour can make two of them meet.
  for (const ahead of [-1, 0, 1]) {
    const day = at.plus({ days: ahead })
    if (!days.includes(day.weekday)) continue
    const ends = onDay(overMidnight ? day.plus({ days: 1 }) : day, to)
    if (onDay(day, from) <= until && until < ends) until = ends
  }
  return until
}
