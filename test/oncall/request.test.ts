// What people ask of on call in plain words, and what they are told when it was written otherwise.
import assert from 'node:assert/strict'
import test from 'node:test'
import { readMention } from '../../src/oncall/mention.ts'
import { readOnCall } from '../../src/oncall/request.ts'

const registry = { registry: 'contoso', loginServer: 'contoso.azurecr.io' }
const usual = { ask: 'watch', registry, everyMs: 300_000, image: '' }

for (const [said, request] of Object.entries({
  'watch contoso': usual,
  'Watch registry contoso.azurecr.io': usual,
  'obserwuj contoso co 1h': { ...usual, everyMs: 3_600_000 },
  'watch contoso every 90m image app/web:1.4 findings tls-expired, ip-denied mention @here': {
    ...usual,
    everyMs: 5_400_000,
    image: 'app/web:1.4',
    findings: ['tls-expired', 'ip-denied'],
    mention: '@here',
  },
  'unwatch contoso': { ask: 'unwatch', registry },
  'nie obserwuj contoso': { ask: 'unwatch', registry },
  watches: { ask: 'watches' },
  obserwacje: { ask: 'watches' },
  'quiet 22:00-07:00': { ask: 'setting', setting: 'quiet', value: '22:00-07:00' },
  'cisza off': { ask: 'setting', setting: 'quiet', value: null },
  'zone Europe/Warsaw': { ask: 'setting', setting: 'zone', value: 'Europe/Warsaw' },
  'digest 9:00': { ask: 'setting', setting: 'digest', value: '09:00' },
  'maintenance 2026-12-01 22:00 to 23:30': {
    ask: 'setting',
    setting: 'maintenance',
    value: '2026-12-01 22:00 to 23:30',
  },
  'watching the logs': undefined,
  'watchdog: timeout': undefined,
  'Error: quiet period exceeded': undefined,
}))
  test(`"${said}" asks for ${JSON.stringify(request)}`, () => assert.deepEqual(readOnCall(said), request))

test('what is written otherwise is answered with how to write it', () => {
  for (const said of [
    'watch my_registry',
    'watch contoso every 10s',
    'watch contoso sometimes',
    'watch contoso every 5m and more',
    'watch contoso findings nonsense',
    'watch contoso image A/b',
    'unwatch a/b',
    'quiet often',
    'zone Mars/Phobos',
  ]) {
    const request = readOnCall(said)
    assert.equal(request?.ask, 'unclear', said)
    assert.ok(request.ask === 'unclear' && request.problem.en.includes('`') && request.problem.pl.includes('`'))
  }
})

test('a mention is one of the platform’s own, and nothing else', () => {
  const value = (text: string) => {
    const read = readMention('slack', text)
    return read.ok ? read.value : undefined
  }
  assert.equal(value('@here'), '<!here>')
  assert.equal(value('<@U123ABC>'), '<@U123ABC>')
  assert.equal(value('<!subteam^S123>'), '<!subteam^S123>')
  for (const odd of ['ola', '@ola', '<!here> <!channel>', '<https://evil.example|x>', '<@U1|ola>', ''])
    assert.equal(value(odd), undefined, odd)
  assert.equal(readMention('teams', '@here').ok, false)
})
