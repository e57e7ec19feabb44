// No pattern may take more than linear time on any text. Recheck proves each pattern safe, unless every repetition in
// it is bounded, which makes it linear by construction. What is proven is kept in proven.json, so that only new
// patterns are checked here; `RECHECK=all` checks all of them again and renews it (.ci/run does).
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import test from 'node:test'
import { check } from 'recheck'
import { diagnose } from '../src/diagnose.ts'
import { corpus } from './support/pasted.ts'
import { patternsInUse } from './support/patterns.ts'

const file = new URL('./proven.json', import.meta.url)
const everything = process.env.RECHECK === 'all'
const proven = new Set<string>(everything ? [] : JSON.parse(readFileSync(file, 'utf8')))

const sourceOf = (pattern: string) => pattern.slice(0, pattern.lastIndexOf('/'))

/** `*`, `+` and `{n,}` outside character classes. */
const unbounded = (source: string) => /[*+]|\{\d+,\}/.test(source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, ''))

/** What is guessed at with random texts, as lookaheads are, is believed when two series of them agree. */
const seeds = [1, 2]
/** A machine that does much else takes long for the hardest. */
const patienceMs = 120_000

async function isLinear(pattern: string): Promise<string | undefined> {
  const source = sourceOf(pattern)
  const prove = (randomSeed: number) =>
    check(source, pattern.slice(source.length + 1), { timeout: patienceMs, randomSeed })
  const [first = 0, second = 0] = seeds
  let found = await prove(first)
  if (found.status === 'vulnerable' && found.checker === 'fuzz') found = await prove(second)
  if (found.status === 'vulnerable') return `${found.complexity.summary}, as on ${found.attack.pattern}`
  return found.status === 'safe' ? undefined : `not proven: ${found.error.kind}`
}

test('every pattern takes linear time', { timeout: 900_000 }, async () => {
  const patterns = patternsInUse(corpus().map(({ text }) => text))
  assert.ok(patterns.length > 400, `only ${patterns.length} patterns were seen`)
  const toProve = patterns.filter((pattern) => unbounded(sourceOf(pattern)))
  const unproven = toProve.filter((pattern) => !proven.has(pattern))
  const problems: string[] = []
  const work = [...unproven]
  const worker = async () => {
    for (let pattern = work.pop(); pattern !== undefined; pattern = work.pop()) {
      const problem = await isLinear(pattern)
      if (problem) problems.push(`${pattern}: ${problem}`)
    }
  }
  await Promise.all([worker(), worker()])
  assert.deepEqual(problems, [])
  if (everything) writeFileSync(file, `${JSON.stringify(toProve, undefined, 2)}\n`)
})

test('texts made to hurt are diagnosed all the same', () => {
  const size = 1 << 20
  const pieces = [
    'a',
    '/',
    '"',
    '{"a":',
    '[',
    '\\"',
    'eyJ',
    '-----BEGIN PRIVATE KEY-----\n',
    'az acr ',
    'issuer: O =',
    'https://',
    'x.azurecr.io/',
    'lookup ',
    '\u001b[',
    '&amp;',
    '\n',
    'password=',
    'client with ip ',
    ' ',
    '<',
    '<<<a',
    '<<< a1',
    'echo a1 ',
    '1.',
    'docker pull ',
    '@',
  ]
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
    const before = process.cpuUsage()
    assert.equal(typeof diagnose(text).recognised, 'boolean')
    // Of this process's own time, so that a busy machine is not taken for a slow pattern.
    const seconds = process.cpuUsage(before).user / 1e6
    assert.ok(seconds < 5, `${seconds} s for a megabyte of ${JSON.stringify(piece)}`)
  }
})
