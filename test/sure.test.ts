// Speaking unasked: over all labelled pastes, hardly ever wrong, and not so shy that nobody would miss the bot.
import assert from 'node:assert/strict'
import test from 'node:test'
import { diagnose } from '../src/diagnose.ts'
import { corpus } from './support/pasted.ts'

const spoken = corpus().map(({ id, text, accept }) => {
  const { sure, causes } = diagnose(text)
  return { id, sure, right: causes[0] !== undefined && accept.includes(causes[0].id), acr: !accept.includes('none') }
})

test('it is right in at least 99 of 100 times that it speaks unasked', () => {
  const sure = spoken.filter((it) => it.sure)
  const wrong = sure.filter((it) => it.acr && !it.right).map(({ id }) => id)
  assert.ok(wrong.length <= sure.length / 100, `wrong unasked: ${wrong.join(', ')}`)
})

test('it speaks up at half of what is ACR trouble', () => {
  const acr = spoken.filter((it) => it.acr)
  assert.ok(acr.filter((it) => it.sure).length > acr.length / 2)
})

test('it is silent at what is only ever somebody else’s', () => {
  const alarms = spoken.filter((it) => it.sure && !it.acr && !it.right).map(({ id }) => id)
  assert.ok(alarms.length <= 3, `spoke unasked of: ${alarms.join(', ')}`)
})

for (const [what, text] of Object.entries({
  'people talking about it': 'Has anybody seen that contoso.azurecr.io gives 403 since we closed public access?',
  'a symptom without a program': 'pods cannot pull from our registry contoso.azurecr.io any more',
  'another registry':
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
  'a proxy of somebody else': `connection broken by 'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))': /simple/azure-cli/`,
}))
  test(`silent: ${what}`, () => assert.equal(diagnose(text).sure, false))

test('speaks: a program that names the registry and what it met', () => {
  const text = 'Get "https://contoso.azurecr.io/v2/": dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: no such host'
  assert.equal(diagnose(text).sure, true)
})
