// What a day comes to: never rounded up, and silent about what was not measured.
import assert from 'node:assert/strict'
import test from 'node:test'
import { dayOf } from '../../src/oncall/digest.ts'

const hour = 3_600_000
const result = (at: number, verdict: 'healthy' | 'problem' | 'unknown', round_trip: number | null = null) => ({
  at,
  verdict,
  finding: null,
  round_trip,
})

test('counts what could be told, and how often it broke', () => {
  const day = dayOf(
    [
      result(0, 'healthy', 10),
      result(hour, 'problem'),
      result(2 * hour, 'unknown'),
      result(3 * hour, 'problem', 30),
      result(4 * hour, 'healthy', 20),
      result(23.9 * hour, 'problem'),
    ],
    0,
    24 * hour,
  )
  assert.deepEqual(day, {
    checks: 6,
    breaks: 2,
    available: 2 / 5,
    roundTrip: 20,
    strip: ['problem', 'problem', 'healthy', ...Array(8).fill(undefined), 'problem'],
  })
})

test('says nothing of a day without checks', () => {
  assert.deepEqual(dayOf([], 0, 24 * hour), { checks: 0, breaks: 0, strip: Array(12).fill(undefined) })
  assert.equal(dayOf([result(0, 'unknown')], 0, 24 * hour).available, undefined)
})
