// Every symptom and every cause tries its own examples, and what is often taken for it.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { Cause } from '../src/causes/cause.ts'
import { causes } from '../src/causes/index.ts'
import { diagnose } from '../src/diagnose.ts'
import { symptoms } from '../src/symptoms/index.ts'
import type { Symptom } from '../src/symptoms/symptom.ts'
import { knownSigns } from '../src/vocabulary.ts'

const said = (paste: string) => diagnose(paste).symptoms.map(({ id }) => id)

for (const { id, examples, lookalikes } of Object.values<Symptom>(symptoms)) {
  for (const paste of examples)
    test(`${id}: ${paste}`, () => {
      assert.ok(said(paste).includes(id), `said ${said(paste).join(', ') || 'nothing'}`)
    })
  for (const { paste, is } of lookalikes)
    test(`not ${id}: ${paste}`, () => {
      if (is === 'none') assert.equal(diagnose(paste).recognised, false)
      else assert.equal(said(paste)[0], is)
    })
}

for (const { id, examples } of Object.values<Cause>(causes))
  for (const paste of examples)
    test(`${id} first: ${paste}`, () => {
      assert.equal(diagnose(paste).causes[0]?.id, id)
    })

test('no example stands twice', () => {
  const twice = (pastes: readonly string[]) => pastes.filter((paste, i) => pastes.indexOf(paste) !== i)
  assert.deepEqual(twice(Object.values<Symptom>(symptoms).flatMap(({ examples }) => examples)), [])
  for (const { examples, lookalikes } of Object.values<Symptom>(symptoms))
    assert.deepEqual(twice([...examples, ...lookalikes.map(({ paste }) => paste)]), [])
})

test('signs have names of their own, and echoes name signs that exist', () => {
  const ids = knownSigns.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const { id, sign } of knownSigns)
    for (const other of sign.echoOf ?? []) assert.ok(ids.includes(other), `${id} is an echo of ${other}`)
})

test('a sign says or talks, and weighs on something', () => {
  for (const { id, sign } of knownSigns) {
    assert.equal([sign.says, sign.talk, sign.status].filter((it) => it !== undefined).length, 1, id)
    assert.ok(Object.keys(sign.weighs).length > 0, id)
    for (const pattern of [sign.and, sign.not])
      assert.ok(!pattern?.global, `${id}: the g flag remembers its last place`)
  }
})

test('phrases are written as they are compared: lower case, without accents', () => {
  for (const { id, sign } of knownSigns)
    for (const phrase of sign.says ?? []) assert.match(phrase, /^[\x20-\x7e]+$/, `${id}: ${phrase}`)
  for (const { id, sign } of knownSigns)
    for (const phrase of sign.says ?? []) assert.equal(phrase, phrase.toLowerCase(), `${id}: ${phrase}`)
})
