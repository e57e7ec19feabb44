// What holds for any text at all, and the least that the labelled pastes ask of the rules.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { diagnose, diagnosePaste, pasteReader } from '../src/diagnose.ts'
import { clean } from '../src/paste/clean.ts'
import { unwrap } from '../src/paste/lines.ts'
import { anyText } from './support/any-text.ts'
import { type Pasted, pasted } from './support/pasted.ts'

const examples = pasted('dev.jsonl').map(({ text }) => text)
/** Entities that are concluded from other words, not copied. */
const concluded: readonly string[] = ['addressKind', 'client', 'component', 'service', 'operation']

const spoilt = fc
  .tuple(fc.constantFrom(...examples), fc.nat(), fc.nat(), anyText({ maxLength: 40 }))
  .map(([text, from, to, piece]) => text.slice(0, from % text.length) + piece + text.slice(to % text.length))

test('any text gets an answer that holds together', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(), spoilt), (text) => {
      const { recognised, symptoms, causes, remedies, entities } = diagnose(text)
      assert.equal(recognised, causes.length > 0)
      assert.ok(causes.length <= 5 && remedies.length === causes.length)
      if (!recognised) assert.deepEqual(symptoms, [])
      const confidences = causes.map(({ confidence }) => confidence)
      assert.deepEqual(
        confidences,
        confidences.toSorted((a, b) => b - a),
      )
      assert.ok(confidences.every((confidence) => confidence >= 0 && confidence <= 1))
      // In a URL, a repository's slashes are written %2F.
      const read = unwrap(clean(text)).toLowerCase().replaceAll('%2f', '/')
      for (const [name, value] of Object.entries(entities))
        if (!concluded.includes(name)) assert.ok(read.includes(String(value).toLowerCase()), `${name}: ${value}`)
    }),
    { numRuns: 400 },
  )
})

test('any bytes get the answer of their text, however they are cut', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    spoilt.map((text) => new TextEncoder().encode(text)),
  )
  fc.assert(
    fc.property(anything, fc.nat(), (bytes, cut) => {
      const reader = pasteReader()
      const at = cut % (bytes.length + 1)
      reader.push(bytes.subarray(0, at))
      reader.push(bytes.subarray(at))
      assert.deepEqual(diagnosePaste(reader.end()), diagnose(new TextDecoder().decode(bytes)))
    }),
  )
})

const ours = ({ accept }: Pasted) => accept[0] !== 'none'
for (const file of ['dev.jsonl', 'dev-clients.jsonl'])
  test(`nineteen in twenty of ${file} are answered rightly, and at most one alarm is false`, () => {
    const positive = pasted(file).filter(ours)
    const right = positive.filter(({ text, accept }) => accept.includes(diagnose(text).causes[0]?.id ?? 'none'))
    assert.ok(right.length >= 0.95 * positive.length, `${right.length} of ${positive.length}`)
    const alarms = pasted(file).filter((paste) => !ours(paste) && diagnose(paste.text).recognised)
    assert.ok(alarms.length <= 1, alarms.map(({ id }) => id).join())
  })

const registryOf = (text: string) => diagnose(text).entities.registry
test('of two registries, the one that failed is meant', () => {
  const fine = 'Login Succeeded to first.azurecr.io\npushed first.azurecr.io/a:1\npushed first.azurecr.io/b:1'
  assert.equal(registryOf(`${fine}\nlookup second.azurecr.io on 10.0.0.2:53: no such host`), 'second')
})

test('the zone of private endpoints is no registry', () => {
  assert.equal(registryOf('no zone privatelink.azurecr.io is linked to the network'), undefined)
})

test('a port, an issue and a line number are no HTTP status', () => {
  for (const text of ['error: 443', 'see #404', 'app.py line 401'])
    assert.equal(diagnose(`contoso.azurecr.io ${text}`).entities.httpStatus, undefined, text)
  assert.equal(diagnose('contoso.azurecr.io returned 403').entities.httpStatus, 403)
})

test('what a proxy is logged in with is not among its name', () => {
  const { entities } = diagnose('HTTPS Proxy: http://ci:Zq7vK2mW@proxy.example.com:8080\ndocker pull a.azurecr.io/b')
  assert.equal(entities.proxy, 'proxy.example.com:8080')
})

test('Polish is known by its letters, unless only a program wrote them', () => {
  assert.equal(diagnose('błąd 403 z contoso.azurecr.io, pomocy').lang, 'pl')
  assert.equal(diagnose('time="2026-11-23T10:00:00Z" level=error msg="łącze: contoso.azurecr.io denied"').lang, 'en')
})
for (const text of [
  'Readiness probe failed: Get "http://10.244.1.7:8080/healthz": context deadline exceeded',
  'Unable to connect to the server: net/http: TLS handshake timeout',
  "fatal: unable to access 'https://git.example.com/a.git/': Failed to connect: Connection timed out",
])
  test(`no registry is asked by ${text}`, () => {
    assert.equal(diagnose(text).recognised, false)
  })
