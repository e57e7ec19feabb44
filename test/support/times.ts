// Times of the day, zones and moments to try what people keep times by, many of them where clocks change.
import fc from 'fast-check'

const at = (iso: string) => Date.parse(iso)
const hour = 3_600_000

export const zones = fc.constantFrom(
  'UTC',
  'Europe/Warsaw',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
)
export const clocks = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const changesOfClocks = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'].concat([
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
])
export const times = fc.oneof(
  fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-03-01T00:00Z') }),
  fc
    .tuple(fc.constantFrom(...changesOfClocks), fc.integer({ min: -30 * hour, max: 6 * hour }))
    .map(([change, ms]) => at(change) + ms),
)
