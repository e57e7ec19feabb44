// A log read in pieces gives the same excerpt however it is cut, and the right line numbers.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { diagnose, diagnosePaste, pasteReader } from '../../src/diagnose.ts'
import { excerptReader, logPhrases } from '../../src/paste/excerpt.ts'

const phrases = logPhrases(['azurecr', 'timeout'])
const bytes = (text: string) => new TextEncoder().encode(text)

function excerptOf(text: string, cuts: readonly number[] = []) {
  const reader = excerptReader(phrases)
  const whole = bytes(text)
  const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length]
  for (let i = 1; i < places.length; i++) reader.push(whole.subarray(places[i - 1], places[i]))
  return reader.end()
}

test('lines that show a phrase are kept with two neighbours, under their own numbers', () => {
  const lines = Array.from({ length: 99 }, (_, i) => `line ${i + 1}`).with(49, 'get x.azurecr.io')
  const { text, numbers } = excerptOf(lines.join('\n'))
  assert.match(text, /line 48\nline 49\nget x.azurecr.io\nline 51\nline 52/)
  const edge = numbers.indexOf(48)
  assert.deepEqual(numbers.slice(edge, edge + 5), [48, 49, 50, 51, 52])
  assert.deepEqual([numbers[edge - 1], numbers[edge + 5]], [edge, 99 - edge + 1])
})

test('the first of many and the last of many are kept, and not those between', () => {
  const { numbers } = excerptOf(
    Array.from({ length: 1000 }, (_, i) => (i % 10 === 5 ? `timeout ${i}` : `line ${i}`)).join('\n'),
  )
  assert.ok(numbers.includes(6) && numbers.includes(996))
  assert.ok(!numbers.includes(506))
  assert.ok(numbers.length < 100)
})

test('what may be the inside of a key is no neighbour', () => {
  const { text } = excerptOf('MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nget x.azurecr.io\nQUJDREVGR0hJSktMTU5PUFFSU1RVVldY')
  assert.equal(text, 'get x.azurecr.io')
})

test('a private key between two worthy lines is counted and not kept', () => {
  const key = `-----BEGIN PRIVATE KEY-----\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldY\n'.repeat(20)}abc=\n-----END PRIVATE KEY-----`
  const { text, counts } = excerptOf(['get x.azurecr.io', 'a', 'b', 'c', key, 'd', 'e', 'f', 'timeout'].join('\n'))
  assert.ok(!text.includes('QUJD') && !text.includes('abc='))
  assert.deepEqual(counts, { 'private-key': 1 })
})

test('however a log is cut in pieces, its excerpt is the same', () => {
  const line = fc.constantFrom(
    'get x.azurecr.io',
    'timeout',
    'a',
    '',
    'password=Hunter2Hunter',
    'zażółć',
    'x'.repeat(100),
  )
  const long = fc.array(line, { minLength: 1, maxLength: 60 }).map((lines) => lines.join('\n').concat('\n').repeat(400))
  fc.assert(
    fc.property(long, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
      assert.deepEqual(excerptOf(text, cuts), excerptOf(text))
    }),
    { numRuns: 30 },
  )
})

test('a long paste is diagnosed as the same text in a file is', () => {
  const filler = 'INFO nothing to see here\n'.repeat(3000)
  const paste = `${filler}Get "https://contoso.azurecr.io/v2/": dial tcp 20.61.99.10:443: i/o timeout\n${filler}`
  const reader = pasteReader()
  reader.push(bytes(paste))
  const fromFile = diagnosePaste(reader.end())
  assert.deepEqual(diagnose(paste), fromFile)
  assert.equal(fromFile.causes[0]?.id, 'client-firewall')
  assert.equal(fromFile.symptoms[0]?.evidence[0]?.line, 3001)
})

const filler = Array.from({ length: 3000 }, (_, i) => `2026-11-23T10:00:00Z INFO step ${i} of the build went on`)
const refused = 'dial tcp: lookup contoso.azurecr.io on 10.0.0.2:53: no such host'

test('a person’s words at either end of a long log are heard', () => {
  const words = 'dlaczego nie działa? proszę o pomoc'
  for (const text of [
    [words, ...filler, refused, ...filler],
    [...filler, refused, ...filler, words],
  ])
    assert.equal(diagnose(text.join('\n')).lang, 'pl')
})

test('a key whose end is missing hides nothing but itself', () => {
  const text = [...filler, '-----BEGIN PRIVATE KEY-----', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', refused, ...filler]
  const { symptoms, redacted } = diagnose(text.join('\n'))
  assert.equal(symptoms[0]?.id, 'dns-lookup')
  assert.equal(redacted[0]?.kind, 'private-key')
})
