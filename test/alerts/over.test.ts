// When the case of an alert that nobody resolves is over, whatever checks and deliveries came in between.
import assert from 'node:assert/strict'
import test from 'node:test'
import { alertEnds } from '../../src/alerts/over.ts'
import type { Result } from '../../src/oncall/case.ts'

const minute = 60_000
const hour = 60 * minute
const now = Date.parse('2026-10-25T03:00Z')

/** A letter is a check a quarter of an hour after the one before, the last of them just now. */
const results = (letters: string): Result[] =>
  letters.split('').map((letter, i) => ({
    at: now - (letters.length - 1 - i) * 15 * minute,
    verdict: letter === '.' ? 'healthy' : letter === 'x' ? 'problem' : 'unknown',
    finding: letter === 'x' ? 'ip-denied' : null,
  }))
const well = (hours: number) => '.'.repeat(hours * 4)

for (const [name, letters, deliveredBefore, ends] of [
  ['checks that go well for an hour end what they saw broken', `xx${well(1)}`, 2 * hour, 'healthy'],
  ['not before', 'xx...', 2 * hour, undefined],
  ['not while it is still delivered', `xx${well(3)}`, 59 * minute, undefined],
  ['what could not be told between them counts for nothing', 'xx.?..', 2 * hour, 'healthy'],
  ['nor does a night in which nothing was checked', 'x?????.', 2 * hour, undefined],
  ['what they never saw broken ends after six hours', well(6), 6 * hour, 'healthy'],
  ['and not before', well(5), 5.9 * hour, undefined],
  ['silence ends what cannot be checked', '', 24 * hour, 'unheard'],
  ['not before a day', '', 24 * hour - 1, undefined],
  ['nor what is seen broken', 'xxxx', 240 * hour, undefined],
  ['what could not be told for a day is ended by silence', '?'.repeat(96), 24 * hour, 'unheard'],
] as const)
  test(name, () =>
    assert.equal(alertEnds({ deliveredAt: now - deliveredBefore, results: results(letters), now }), ends),
  )
