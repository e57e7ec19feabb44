// Snoozes, digests and spans on the days when clocks change, and on all others.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { nextDigest, readDigest, readEvery, readZone, snoozeUntil } from '../../src/oncall/calendar.ts'
import { clocks, times, zones } from '../support/times.ts'

const at = (iso: string) => Date.parse(iso)
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16)
const hour = 3_600_000

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
  assert.equal(value(readDigest('9:00')), '09:00')
  assert.equal(value(readEvery('5m')), 300_000)
  assert.equal(value(readEvery('90 min')), 5_400_000)
  assert.equal(value(readEvery('1d')), 86_400_000)
  for (const read of [
    readZone('Warsaw time'),
    readZone('`'),
    readZone(''),
    readDigest('9'),
    readEvery('30s'),
    readEvery('2d'),
    readEvery('often'),
  ])
    assert.ok(!read.ok && read.problem.en.includes('`') && read.problem.pl.includes('`'))
})
