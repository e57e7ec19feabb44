// The one pass that everything rests on, held against the plain way of doing the same.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { codesOf, compilePhrases, fold } from '../../src/paste/phrases.ts'

const found = (phrases: string[], text: string) => {
  const hits: string[] = []
  compilePhrases(phrases).find(codesOf(text), text.length, (phrase, start, end) =>
    hits.push(`${phrase}@${start}-${end}`),
  )
  return hits.sort()
}

/** Looks for each phrase at each place. */
const foundPlainly = (phrases: string[], text: string) =>
  phrases
    .flatMap((phrase, i) =>
      Array.from(text, (_, at) =>
        fold(text).startsWith(phrase, at) ? [`${i}@${at}-${at + phrase.length}`] : [],
      ).flat(),
    )
    .sort()

test('finds what a plain search finds', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '.'), minLength: 1, maxLength: 5 })
  const text = fc.string({ unit: fc.constantFrom('a', 'B', 'c', ' ', '.', '\n', 'ą', '?'), maxLength: 60 })
  fc.assert(
    fc.property(fc.array(short, { minLength: 1, maxLength: 8 }), text, (phrases, text) =>
      assert.deepEqual(found(phrases, text), foundPlainly(phrases, text)),
    ),
  )
})

test('case, line ends and accents do not count', () => {
  assert.deepEqual(found(['nie moge sie'], 'Nie mogę\nsię'), ['0@0-12'])
})

test('a bar asks for the edge of a word', () => {
  assert.deepEqual(found(['|acr|'], 'macro acr, acr_x acrs ACR'), ['0@22-25', '0@6-9'])
  assert.deepEqual(found(['|acr'], 'macro acrs'), ['0@6-9'])
})

test('one phrase within another is found too', () => {
  assert.deepEqual(found(['timeout', 'i/o timeout', 'out'], 'i/o timeout'), ['0@4-11', '1@0-11', '2@8-11'])
})
