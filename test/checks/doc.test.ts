// docs/checks.md shows what npm test insists on; only its times are those of a run.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { checksDoc, rows, rowsIn } from '../support/checks-doc.ts'

test('docs/checks.md lists every fault with its finding: npm run bench -- checks --write', () => {
  assert.deepEqual(rowsIn(readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8')), rows())
})

test('what is written can be read back', () => {
  const ms = new Map(rows().map(([name = ''], i) => [name, i]))
  assert.deepEqual(rowsIn(checksDoc(ms)), rows())
})
