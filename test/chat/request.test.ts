// What people ask in plain words, and what is a paste after all.
import assert from 'node:assert/strict'
import test from 'node:test'
import { readRegistryName, readRequest } from '../../src/chat/request.ts'
import { problemOf } from '../../src/chat/same.ts'
import { diagnose } from '../../src/diagnose.ts'
import { corpus } from '../support/pasted.ts'

const contoso = { registry: 'contoso', loginServer: 'contoso.azurecr.io' }

for (const [said, request] of Object.entries({
  '': { ask: 'nothing' },
  ' \n ': { ask: 'nothing' },
  help: { ask: 'help' },
  'Pomoc!': { ask: 'help' },
  hej: { ask: 'help' },
  'Thanks!': { ask: 'nothing-more' },
  dzięki: { ask: 'nothing-more' },
  'thanks, but: unauthorized': { ask: 'diagnose' },
  'po polsku': { ask: 'language', lang: 'pl' },
  'In English.': { ask: 'language', lang: 'en' },
  check: { ask: 'which' },
  'check again': { ask: 'which' },
  'check contoso': { ask: 'check', registry: contoso },
  'Check registry `contoso`': { ask: 'check', registry: contoso },
  'sprawdź https://contoso.azurecr.io/v2/': { ask: 'check', registry: contoso },
  'contoso.azurecr.io': { ask: 'check', registry: contoso },
  'acr-check-probe 1 contoso.azurecr.io vm curl=7 answer=[000 0 0 ] dns=[,]\n seen=[] issuer=[] end': {
    ask: 'check',
    registry: contoso,
    probed: true,
  },
  'check acr-helios': { ask: 'misnamed', name: 'acr-helios' },
  'check contoso.example.com': { ask: 'misnamed', name: 'contoso.example.com' },
  contoso: { ask: 'diagnose' },
  'check this error: denied': { ask: 'diagnose' },
  'check contoso\nError: denied': { ask: 'diagnose' },
  'help me, unauthorized: authentication required': { ask: 'diagnose' },
}))
  test(`${JSON.stringify(said)} asks for ${JSON.stringify(request)}`, () =>
    assert.deepEqual(readRequest(said), request))

test('behind the bot’s own command a bare name is a registry', () => {
  assert.deepEqual(readRequest('contoso', { command: true }), { ask: 'check', registry: contoso })
  for (const error of ['unauthorized: authentication required', 'unauthorized', 'timeout'])
    assert.deepEqual(readRequest(error, { command: true }), { ask: 'diagnose' })
})

test('a registry by its name, its login server, its cloud, its hash', () => {
  assert.deepEqual(readRegistryName('ACRHelios-b7c1d0e2f3a4b5c6.azurecr.io'), {
    registry: 'acrhelios',
    loginServer: 'acrhelios-b7c1d0e2f3a4b5c6.azurecr.io',
  })
  assert.deepEqual(readRegistryName('<contoso.azurecr.us>'), { registry: 'contoso', loginServer: 'contoso.azurecr.us' })
  for (const none of [
    'abcd',
    'a'.repeat(51),
    'contoso.azureacr.io',
    'contoso;rm',
    '$(id)',
    'contoso.azurecr.io.evil.example',
  ])
    assert.equal(readRegistryName(none), undefined, none)
})

test('no labelled paste is taken for a request', () => {
  for (const { id, text } of corpus()) assert.equal(readRequest(text).ask, 'diagnose', id)
})

test('the same problem, told again, is the same; another registry or cause is not', () => {
  const at = (registry: string, when: string) =>
    problemOf(
      diagnose(
        `${when} Get "https://${registry}.azurecr.io/v2/": dial tcp: lookup ${registry}.azurecr.io: no such host`,
      ),
    )
  assert.equal(at('contoso', '10:01:02'), at('contoso', 'me too! 11:59:59'))
  assert.notEqual(at('contoso', ''), at('fabrikam', ''))
  assert.notEqual(
    at('contoso', ''),
    problemOf(diagnose("contoso.azurecr.io: client with IP '203.0.113.9' is not allowed access")),
  )
  assert.equal(problemOf(diagnose('Segmentation fault')), undefined)
})
