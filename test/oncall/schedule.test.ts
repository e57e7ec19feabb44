// Watched registries are checked evenly over their interval, each at its own phase, without drift.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { nextRun } from '../../src/oncall/schedule.ts'

const minute = 60_000
const every = 5 * minute
const now = Date.parse('2026-11-25T02:14:07Z')

test('a key keeps its phase, whenever it is asked for', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: minute, max: 1440 * minute }), fc.nat(10 ** 12), (key, everyMs, at) => {
      const next = nextRun(key, everyMs, at)
      assert.ok(next > at && next <= at + everyMs)
      assert.equal(nextRun(key, everyMs, next), next + everyMs)
      assert.equal(nextRun(key, everyMs, next - 1), next)
    }),
  )
})

test('ten thousand registries are spread evenly, also when their names differ in a number only', () => {
  const second = new Map<number, number>()
  for (let i = 0; i < 10_000; i++) {
    const at = Math.floor((nextRun(`registry${i}.azurecr.io`, every, now) - now) / 1000)
    second.set(at, (second.get(at) ?? 0) + 1)
  }
  assert.ok(second.size >= 300)
  assert.ok(Math.max(...second.values()) < 3 * (10_000 / 300), `${Math.max(...second.values())} in one second`)
})
