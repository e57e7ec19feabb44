// Planned work as people write it, over midnights, changes of clocks and ends of months.
import assert from 'node:assert/strict'
import test from 'node:test'
import { plannedEnds, readPlanned } from '../../src/oncall/planned.ts'

const at = (iso: string) => Date.parse(iso)
const value = (read: ReturnType<typeof readPlanned>) => (read.ok ? read.value : undefined)
const zone = 'Europe/Warsaw'

test('is read in the zone of the channel', () => {
  const work = { from: at('2026-12-01T21:00Z'), to: at('2026-12-01T22:30Z') }
  assert.deepEqual(value(readPlanned('2026-12-01 22:00 to 23:30', 'Europe/Warsaw')), work)
  const night = { from: at('2026-12-01T21:00Z'), to: at('2026-12-02T01:00Z') }
  assert.deepEqual(value(readPlanned('2026-12-01 22:00 do 02:00', 'Europe/Warsaw')), night)
  const twice = { from: at('2026-10-25T00:30Z'), to: at('2026-10-25T04:00Z') }
  assert.deepEqual(value(readPlanned('2026-10-25 02:30 to 05:00', 'Europe/Warsaw')), twice)
  const year = { from: at('2026-12-31T22:00Z'), to: at('2027-01-01T05:00Z') }
  assert.deepEqual(value(readPlanned('2026-12-31 23:00 to 06:00', zone)), year)
  const leap = { from: at('2028-02-28T22:00Z'), to: at('2028-02-29T00:30Z') }
  assert.deepEqual(value(readPlanned('2028-02-28 23:00 to 01:30', zone)), leap)
  const registry = 'contoso.azurecr.io'
  for (const name of ['for contoso', 'dla contoso.azurecr.io'])
    assert.deepEqual(value(readPlanned(`2026-12-01 22:00 to 23:30 ${name}`, zone)), { ...work, registry })
})

test('that was written otherwise is answered with what to write', () => {
  for (const typed of [
    'tomorrow',
    '2026-12-01 22:00',
    '2026-12-02 22:00 to 2026-12-01 23:00',
    '2026-02-30 22:00 to 23:00',
    '2026-03-29 02:30 to 03:15',
    '2026-12-01 22:00 to 23:30 for a/b',
    '2026-12-01 22:00 to 23:30 for contoso for fabrikam',
  ]) {
    const read = readPlanned(typed, zone)
    assert.ok(!read.ok && read.problem.en.includes('`maintenance') && read.problem.pl.includes('`prace'), typed)
  }
})

test('ends when the last of those that meet does, for those that it concerns', () => {
  const [contoso, fabrikam] = ['contoso.azurecr.io', 'fabrikam.azurecr.io']
  const planned = [
    { from: 30, to: 40 },
    { from: 10, to: 20, registry: contoso },
    { from: 15, to: 30 },
    { from: 40, to: 50, cancelled: true as const },
  ]
  assert.equal(plannedEnds(planned, contoso, 5), 5)
  assert.equal(plannedEnds(planned, contoso, 10), 40)
  assert.equal(plannedEnds(planned, fabrikam, 10), 10)
  assert.equal(plannedEnds(planned, fabrikam, 15), 40)
  assert.equal(plannedEnds(planned, fabrikam, 40), 40)
})
