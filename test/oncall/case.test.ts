// When a case opens, changes, comes and goes, and is over: each story told result by result.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { FindingId } from '../../src/ids.ts'
import { type Case, judgeCase, type Result, type Standing } from '../../src/oncall/case.ts'

const minute = 60_000
/** A letter is a result: `.` healthy, `?` could not tell, others the findings below. */
const findings: Record<string, FindingId> = {
  t: 'tls-expired',
  d: 'ip-denied',
  n: 'name-not-found',
  p: 'public-access-disabled',
}
const resultOf = (letter: string, i: number): Result => ({
  at: (i + 1) * 5 * minute,
  verdict: letter === '.' ? 'healthy' : letter === '?' ? 'unknown' : 'problem',
  finding: letter === '?' ? 'cut-off' : (findings[letter] ?? null),
})

/** What each result said, as `letter:change`, where it said anything. */
function story(letters: string, rules: Partial<Standing> = {}) {
  const results = letters.split('').map(resultOf)
  let open: Case | undefined
  let last: { openedAt: number } | undefined
  let held = rules.held
  const told: string[] = []
  for (let i = 0; i < results.length; i++) {
    const judged = judgeCase({ ...rules, results: results.slice(0, i + 1).slice(-30), open, last, held })
    if (open && !judged.open) last = { openedAt: open.openedAt }
    open = judged.open
    held = judged.held
    if (judged.change) told.push(`${i}:${judged.change.kind}`)
  }
  return { told, open }
}

describe('a case', () => {
  test('is wanted, silenced and held whether or not Azure says why', () => {
    assert.deepEqual(story('p', { wanted: ['ip-denied'] }).told, ['0:opened'])
    assert.deepEqual(story('p', { wanted: ['tls-expired'] }).told, [])
    assert.deepEqual(story('pd', { silenced: ['ip-denied'] }).told, [])
    assert.deepEqual(story('dp', { silenced: ['public-access-disabled'] }).told, [])
    assert.deepEqual(story('pd', { held: 'ip-denied' }).told, [])
    assert.equal(story('dp').open?.finding, 'public-access-disabled')
  })

  for (const [name, letters, told] of [
    ['opens once, and is over once', '..ttt..', ['2:opened', '5:recovered']],
    ['is not opened, changed or closed by what could not be told', '.??t??.?', ['3:opened', '6:recovered']],
    ['changes when something else fails', 'tdd.', ['0:opened', '1:changed', '3:recovered']],
    ['does not change when Azure says why, or cannot just then', 'dpdp.', ['0:opened', '4:recovered']],
    ['opens anew after it was over', 't..t.', ['0:opened', '1:recovered', '3:opened', '4:recovered']],
    [
      'that comes and goes says so once, and then keeps quiet',
      't.t.t.t.t.t',
      ['0:opened', '1:recovered', '2:opened', '3:recovered', '4:flapping'],
    ],
    [
      'that came and went is over when it has worked for long enough',
      't.t.t.....',
      ['0:opened', '1:recovered', '2:opened', '3:recovered', '4:flapping', '9:recovered'],
    ],
    [
      'that came and went and stays broken is told again',
      't.t.t.ttttt',
      ['0:opened', '1:recovered', '2:opened', '3:recovered', '4:flapping', '10:steady'],
    ],
    ['that broke long ago does not make the next one come and go', `t.t.${'.'.repeat(10)}t`, undefined],
  ] as const)
    test(name, () => {
      const { told: said } = story(letters)
      if (told) assert.deepEqual(said, told)
      else assert.equal(said.at(-1), `${letters.length - 1}:opened`)
    })

  test('opens for what somebody wants to hear of, and nothing else', () => {
    assert.deepEqual(story('t.d.', { wanted: ['ip-denied'] }).told, ['2:opened', '3:recovered'])
    assert.deepEqual(story('td.', { silenced: ['tls-expired'] }).told, ['1:opened', '2:recovered'])
    assert.deepEqual(story('td', { wanted: ['tls-expired'] }).told, ['0:opened', '1:other'])
  })

  test('that was resolved by hand opens again only after it worked, or for something else', () => {
    assert.deepEqual(story('ttt.t', { held: 'tls-expired' }).told, ['4:opened'])
    assert.deepEqual(story('td', { held: 'tls-expired' }).told, ['1:opened'])
  })

  test('does not open while work is planned, and may be over then', () => {
    assert.deepEqual(story('tt', { maintenance: true }).told, [])
    const open = { finding: 'tls-expired', openedAt: 0, flapping: false } as const
    const standing = (letter: string) => ({ results: [resultOf(letter, 0)], open, maintenance: true })
    assert.deepEqual(judgeCase(standing('d')), { open })
    assert.equal(judgeCase(standing('.')).change?.kind, 'recovered')
  })

  test('says how long it was broken', () => {
    const results = ['.', 't'].map(resultOf)
    const { open } = judgeCase({ results })
    const { change } = judgeCase({
      results: [...results, { at: 27 * minute, verdict: 'healthy', finding: null }],
      open,
    })
    assert.deepEqual(change, { kind: 'recovered', brokenForMs: 17 * minute })
  })

  test('whatever comes: it is over as often as it opened or less by one, and rarely spoken of', () => {
    const letters = fc.string({ unit: fc.constantFrom('.', '.', '?', 't', 'd'), minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(letters, (all) => {
        const { told, open } = story(all)
        const many = (kind: string) => told.filter((it) => it.endsWith(kind)).length
        assert.equal(many('opened') + many('flapping') - many('recovered'), open ? 1 : 0)
        const runs = all.replaceAll('?', '').length
        assert.ok(told.length <= runs)
      }),
      { numRuns: 500 },
    )
  })
})
