// Quiet hours, planned work, snoozes and digests on the days when clocks change, and on all others.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  nextDigest,
  quietEnds,
  readDigest,
  readEvery,
  readQuiet,
  readWindow,
  readZone,
  snoozeUntil,
} from '../../src/oncall/calendar.ts'

const at = (iso: string) => Date.parse(iso)
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16)
const hour = 3_600_000

const zones = fc.constantFrom('UTC', 'Europe/Warsaw', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu')
const clocks = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const changesOfClocks = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'].concat([
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
])
const times = fc.oneof(
  fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-03-01T00:00Z') }),
  fc
    .tuple(fc.constantFrom(...changesOfClocks), fc.integer({ min: -30 * hour, max: 6 * hour }))
    .map(([change, ms]) => at(change) + ms),
)

describe('quiet hours', () => {
  const night = '22:00-07:00'
  for (const [name, quiet, zone, now, ends] of [
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
})

test('a snooze lasts for hours, or until Monday morning', () => {
  const zone = 'Europe/Warsaw'
  assert.equal(snoozeUntil('1h', zone, 0), hour)
  assert.equal(snoozeUntil('8h', zone, 0), 8 * hour)
  for (const [now, until] of [
    ['2026-11-25T12:00Z', '2026-11-30T07:00'],
    ['2026-11-29T23:30Z', '2026-11-30T07:00'],
    ['2026-11-30T06:30Z', '2026-11-30T07:00'],
    ['2026-11-30T07:00Z', '2026-12-07T07:00'],
    ['2026-03-27T12:00Z', '2026-03-30T06:00'],
    ['2026-12-30T12:00Z', '2027-01-04T07:00'],
  ] as const)
    assert.equal(iso(snoozeUntil('monday', zone, at(now))), until, now)
})

test('a digest comes once a day, at its time, also when the clocks change', () => {
  const zone = 'Europe/Warsaw'
  assert.equal(iso(nextDigest('09:00', zone, at('2026-11-25T07:00Z'))), '2026-11-25T08:00')
  assert.equal(iso(nextDigest('09:00', zone, at('2026-11-25T08:00Z'))), '2026-11-26T08:00')
  assert.equal(iso(nextDigest('09:00', zone, at('2026-03-28T09:00Z'))), '2026-03-29T07:00')
  assert.equal(iso(nextDigest('09:00', zone, at('2026-10-24T09:00Z'))), '2026-10-25T08:00')
  assert.equal(iso(nextDigest('09:00', zone, at('2028-02-28T09:00Z'))), '2028-02-29T08:00')
  assert.equal(iso(nextDigest('09:00', zone, at('2026-12-31T09:00Z'))), '2027-01-01T08:00')
  assert.equal(iso(nextDigest('02:30', zone, at('2026-10-24T22:00Z'))), '2026-10-25T00:30')
  assert.equal(iso(nextDigest('02:30', zone, at('2026-10-25T01:10Z'))), '2026-10-26T01:30')
  fc.assert(
    fc.property(
      zones,
      clocks,
      times,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (somewhere, digest, now, part) => {
        const next = nextDigest(digest, somewhere, now)
        assert.ok(next > now && next - now <= 25 * hour)
        const afterwards = nextDigest(digest, somewhere, next)
        assert.ok(Math.abs(afterwards - next - 24 * hour) <= hour)
        assert.equal(nextDigest(digest, somewhere, next + Math.floor((afterwards - next) * part)), afterwards)
      },
    ),
    { numRuns: 500 },
  )
})

test('what people type is read, or answered with what to type', () => {
  const value = (read: { ok: boolean; value?: unknown }) => read.value
  assert.equal(value(readZone(' Europe/Warsaw ')), 'Europe/Warsaw')
  assert.equal(value(readQuiet('22:00 - 7:00')), '22:00-07:00')
  assert.equal(value(readQuiet('22:00 to 07:00')), '22:00-07:00')
  assert.equal(value(readDigest('9:00')), '09:00')
  assert.equal(value(readEvery('5m')), 300_000)
  assert.equal(value(readEvery('90 min')), 5_400_000)
  assert.equal(value(readEvery('1d')), 86_400_000)
  const work = { from: at('2026-12-01T21:00Z'), to: at('2026-12-01T22:30Z') }
  assert.deepEqual(value(readWindow('2026-12-01 22:00 to 23:30', 'Europe/Warsaw')), work)
  const night = { from: at('2026-12-01T21:00Z'), to: at('2026-12-02T01:00Z') }
  assert.deepEqual(value(readWindow('2026-12-01 22:00 do 02:00', 'Europe/Warsaw')), night)
  const twice = { from: at('2026-10-25T00:30Z'), to: at('2026-10-25T04:00Z') }
  assert.deepEqual(value(readWindow('2026-10-25 02:30 to 05:00', 'Europe/Warsaw')), twice)
  for (const read of [
    readZone('Warsaw time'),
    readZone('`'),
    readZone(''),
    readQuiet('22-7'),
    readQuiet('22:00-22:00'),
    readQuiet('25:00-07:00'),
    readDigest('9'),
    readEvery('30s'),
    readEvery('2d'),
    readEvery('often'),
    readWindow('tomorrow', 'UTC'),
    readWindow('2026-12-01 22:00', 'UTC'),
    readWindow('2026-12-02 22:00 to 2026-12-01 23:00', 'UTC'),
    readWindow('2026-03-29 02:30 to 03:15', 'Europe/Warsaw'),
  ])
    assert.ok(!read.ok && read.problem.en.includes('`') && read.problem.pl.includes('`'))
})
