// Quiet hours as people write them, by the day of the week, on the days when clocks change and on all others.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { quietEnds, quietIn, readQuiet } from '../../src/oncall/quiet.ts'
import { clocks, times, zones } from '../support/times.ts'

const at = (iso: string) => Date.parse(iso)
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16)
const hour = 3_600_000

for (const [typed, kept] of Object.entries({
  '22:00 - 7:00': '22:00-07:00',
  '22:00 to 07:00': '22:00-07:00',
  '22:00-06:00 mon-fri; sat-sun all day': '22:00-06:00 mon-fri; all day sat-sun',
  '22:00–06:00 on weekdays; weekends all day': '22:00-06:00 mon-fri; all day sat-sun',
  '22:00 do 6:00 w dni robocze; weekend cały dzień': '22:00-06:00 mon-fri; all day sat-sun',
  '22:00-06:00 pon-pt; sobota, niedziela całą dobę': '22:00-06:00 mon-fri; all day sat-sun',
  'Friday 18:00-24:00': '18:00-00:00 fri',
  'fri-mon 01:00-02:00': '01:00-02:00 mon,fri-sun',
  '12:00-13:00 daily; 22:00-06:00': '12:00-13:00; 22:00-06:00',
}))
  test(`"${typed}" is kept as "${kept}"`, () => assert.deepEqual(readQuiet(typed), { ok: true, value: kept }))

test('what is none, or is for ever, is answered with what to write', () => {
  for (const typed of [
    '',
    ';',
    'often',
    '22-7',
    '22:00-22:00',
    '25:00-07:00',
    '22:00-06:00 sometimes',
    '22:00-06:00 mon-tue-wed',
    '22:00-06:00 12:00-13:00',
    'mon-fri',
    'all day',
    'all day mon-fri; 00:00-12:00 sat-sun; 12:00-24:00 sat-sun',
    '22:00-06:00; soon',
  ]) {
    const read = readQuiet(typed)
    assert.ok(!read.ok && read.problem.en.includes('`quiet') && read.problem.pl.includes('`cisza'), typed)
  }
})

describe('quiet hours', () => {
  const night = '22:00-07:00'
  const weekly = '22:00-06:00 mon-fri; all day sat-sun'
  for (const [name, quiet, zone, now, ends] of [
    ['on its days only', weekly, 'Europe/Warsaw', '2026-11-25T23:30Z', '2026-11-26T05:00'],
    [
      'from the night of its last day into a day that is all quiet',
      weekly,
      'Europe/Warsaw',
      '2026-11-27T22:00Z',
      '2026-11-29T23:00',
    ],
    [
      'not on the morning after a day that is none of its days',
      weekly,
      'Europe/Warsaw',
      '2026-11-30T01:00Z',
      '2026-11-30T01:00',
    ],
    ['all of a day of 23 hours', 'all day sun', 'Europe/Warsaw', '2026-03-28T23:00Z', '2026-03-29T22:00'],
    ['all of a day of 25 hours', 'all day sun', 'Europe/Warsaw', '2026-10-24T22:00Z', '2026-10-25T23:00'],
    ['all of a day that begins at one', 'all day sun', 'America/Santiago', '2026-09-06T04:30Z', '2026-09-07T03:00'],
    ['over the end of a month and of a year', 'all day thu,fri', 'UTC', '2026-12-31T12:00Z', '2027-01-02T00:00'],
    ['on a leap day', '22:00-06:00 tue', 'UTC', '2028-02-29T23:00Z', '2028-03-01T06:00'],
    ['over midnight', night, 'Europe/Warsaw', '2026-11-25T23:30Z', '2026-11-26T06:00'],
    ['before midnight', night, 'Europe/Warsaw', '2026-11-25T21:30Z', '2026-11-26T06:00'],
    ['not in the day', night, 'Europe/Warsaw', '2026-11-25T12:00Z', '2026-11-25T12:00'],
    ['not at their very end', night, 'Europe/Warsaw', '2026-11-26T06:00Z', '2026-11-26T06:00'],
    ['in the day', '12:00-13:30', 'UTC', '2026-11-25T12:10Z', '2026-11-25T13:30'],
    ['when the clocks go forward', night, 'Europe/Warsaw', '2026-03-28T22:00Z', '2026-03-29T05:00'],
    ['when the clocks go back', night, 'Europe/Warsaw', '2026-10-24T22:00Z', '2026-10-25T06:00'],
    ['when the clocks go forward elsewhere', night, 'America/New_York', '2026-03-08T04:00Z', '2026-03-08T11:00'],
    ['in a zone of half hours', night, 'Australia/Lord_Howe', '2026-11-25T15:00Z', '2026-11-25T20:00'],
    ['ending at an hour that does not exist', '01:00-02:30', 'Europe/Warsaw', '2026-03-29T00:30Z', '2026-03-29T01:30'],
    ['all of it skipped, in the day after', '02:30-03:15', 'Europe/Warsaw', '2026-03-29T10:00Z', '2026-03-29T10:00'],
    ['from the first of two equal hours', '02:30-04:00', 'Europe/Warsaw', '2026-10-25T01:10Z', '2026-10-25T03:00'],
    ['to the first of two equal hours', '22:00-02:30', 'Europe/Warsaw', '2026-10-25T01:10Z', '2026-10-25T01:10'],
    [
      'half an hour shorter on Lord Howe',
      '22:00-07:00',
      'Australia/Lord_Howe',
      '2026-10-03T12:00Z',
      '2026-10-03T20:00',
    ],
  ] as const)
    test(name, () => assert.equal(iso(quietEnds(quiet, zone, at(now))), ends))

  test('end for good, at the same time whenever it is asked', () => {
    fc.assert(
      fc.property(
        zones,
        clocks,
        clocks,
        times,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (zone, from, to, now, part) => {
          fc.pre(from !== to)
          const quiet = `${from}-${to}`
          const ends = quietEnds(quiet, zone, now)
          assert.ok(ends >= now && ends - now <= 49 * hour)
          assert.equal(quietEnds(quiet, zone, ends), ends)
          const meanwhile = now + Math.floor((ends - now) * part)
          assert.equal(quietEnds(quiet, zone, meanwhile), ends, iso(meanwhile))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('by the day end for good too, and are quiet all the while', () => {
    const days = fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], { minLength: 1 })
    const window = fc
      .tuple(
        fc.oneof(
          fc.tuple(clocks, clocks).map((it) => it.join('-')),
          fc.constant('all day'),
        ),
        days,
      )
      .map(([when, on]) => `${when} ${on.join(',')}`)
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 4 }).map((it) => it.join('; ')),
        zones,
        times,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, zone, now, part) => {
          const read = readQuiet(text)
          fc.pre(read.ok)
          assert.deepEqual(readQuiet(read.value), read, 'what is kept reads as itself')
          for (const lang of ['en', 'pl'] as const) assert.deepEqual(readQuiet(quietIn(read.value, lang)), read)
          const ends = quietEnds(read.value, zone, now)
          assert.ok(ends >= now)
          assert.equal(quietEnds(read.value, zone, ends), ends)
          assert.equal(quietEnds(read.value, zone, now + Math.floor((ends - now) * part)), ends)
        },
      ),
      { numRuns: 500 },
    )
  })
})
