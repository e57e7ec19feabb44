// What people ask of on call in plain words, and what they are told when it was written otherwise.
import assert from 'node:assert/strict'
import test from 'node:test'
import { readMention, teamsCalledOf, teamsMention } from '../../src/oncall/mention.ts'
import { readOnCall } from '../../src/oncall/request.ts'
import { readSharing } from '../../src/oncall/sharing.ts'

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
  'watch contoso mention Anna Nowak every 90m': { ...usual, everyMs: 5_400_000, mention: 'Anna Nowak' },
  'unwatch contoso': { ask: 'unwatch', registry },
  'nie obserwuj contoso': { ask: 'unwatch', registry },
  'unsilence contoso': { ask: 'unsilence', registry },
  'odcisz contoso ip-denied': { ask: 'unsilence', registry, finding: 'ip-denied' },
  unsilence: { ask: 'unsilence' },
  watches: { ask: 'watches' },
  obserwacje: { ask: 'watches' },
  'quiet 22:00-07:00': { ask: 'setting', setting: 'quiet', value: '22:00-07:00' },
  'cisza off': { ask: 'setting', setting: 'quiet', value: null },
  'zone Europe/Warsaw': { ask: 'setting', setting: 'zone', value: 'Europe/Warsaw' },
  'digest 9:00': { ask: 'setting', setting: 'digest', value: '09:00' },
  'quiet 22:00-06:00 mon-fri; sat-sun all day': {
    ask: 'setting',
    setting: 'quiet',
    value: '22:00-06:00 mon-fri; all day sat-sun',
  },
  'maintenance 2026-12-01 22:00 to 23:30 for contoso': {
    ask: 'plan',
    typed: '2026-12-01 22:00 to 23:30 for contoso',
  },
  maintenance: { ask: 'planned' },
  'prace odwołaj 2': { ask: 'cancel', id: 2 },
  'maintenance off': { ask: 'cancel' },
  'maintenance mode': { ask: 'plan', typed: 'mode' },
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
    'unsilence a/b',
    'unsilence contoso nonsense',
    'zone Mars/Phobos',
  ]) {
    const request = readOnCall(said)
    assert.equal(request?.ask, 'unclear', said)
    assert.ok(request.ask === 'unclear' && request.problem.en.includes('`') && request.problem.pl.includes('`'))
  }
})

const mention = (platform: 'slack' | 'teams', text: string, named?: Parameters<typeof readMention>[2]) => {
  const read = readMention(platform, text, named)
  return read.ok ? read.value : undefined
}

test('a mention is one of the platform’s own, and nothing else', () => {
  for (const [text, value] of [
    ['@here', '<!here>'],
    ['channel', '<!channel>'],
    ['@everyone', '<!channel>'],
    ['<@U123ABC>', '<@U123ABC>'],
    ['<@U123ABC|ola nowak>', '<@U123ABC>'],
    ['<!subteam^S123>', '<!subteam^S123>'],
    ['<!subteam^S123|@oncall>', '<!subteam^S123>'],
  ] as const)
    assert.equal(mention('slack', text), value, text)
  const odd = [
    'ola',
    '@ola',
    '<!here> <!channel>',
    '<!here|x> <!channel>',
    '<https://evil.example|x>',
    '<@U1|ola>',
    '|>',
    '',
  ]
  for (const text of odd) assert.equal(mention('slack', text), undefined, text)

  assert.equal(mention('slack', 'U0123456789'), '<@U0123456789>')
  assert.equal(mention('slack', '@S0123456789'), '<!subteam^S0123456789>')
  for (const text of ['SUPPORTTEAM', 'C0123456789', 'u0123456789', 'U0123456789 U0123456780'])
    assert.equal(mention('slack', text), undefined, text)

  const ola = '<at id="ola@contoso.com">Ola Nowak</at>'
  for (const text of ['Ola Nowak <ola@contoso.com>', '@Ola  Nowak <ola@contoso.com>'])
    assert.equal(mention('teams', text), ola)
  assert.deepEqual(teamsCalledOf(ola), { id: 'ola@contoso.com', name: 'Ola Nowak' })
  const tag = mention('teams', 'On call <tag:MTQ5Y2I4ZTUjIzE5OmFi==>') ?? ''
  assert.deepEqual(teamsCalledOf(tag), { id: 'MTQ5Y2I4ZTUjIzE5OmFi==', name: 'On call', type: 'tag' })
  for (const text of ['On call <tag:>', 'On call <tag:a b>', '<tag:MTQ5Y2I4ZTUj>'])
    assert.equal(mention('teams', text), undefined, text)
  const id = '49c4641c-ab91-4248-aebb-6a7de286397b'
  assert.deepEqual(teamsCalledOf(teamsMention({ id, name: 'Ola</at><at> & "Co"' }) ?? ''), { id, name: 'Ola/atat Co' })
  for (const text of [
    '@here',
    '<ola@contoso.com>',
    'Ola <ola>',
    'Ola <19:channel@thread.tacv2>',
    'Ola <a@b.example> x',
  ])
    assert.equal(mention('teams', text), undefined, text)
})

test('a mention is taken from the message, where it is spoken of by name', () => {
  const named = [
    { said: 'Anna Nowak', mention: '<at id="29:1abcdefghijk">Anna Nowak</at>' },
    { said: '@oncall', mention: '<!subteam^S123>' },
  ]
  assert.equal(mention('teams', '@anna\u00a0nowak', named), named[0]?.mention)
  assert.equal(mention('slack', 'oncall', named), '<!subteam^S123>')
  assert.equal(mention('teams', 'Anna', named), undefined)
})

test('how to mention somebody is said in both languages', () => {
  for (const platform of ['slack', 'teams'] as const) {
    const read = readMention(platform, 'nobody')
    assert.ok(!read.ok && read.problem.en.includes('`mention') && read.problem.pl.includes('`wspomnij'))
  }
})

test('whom cases are shared with is everyone, nobody, or channels that are known', () => {
  const named = [{ said: '#ops', mention: '<#C0123456789>' }]
  for (const [text, sharing] of [
    ['everyone', 'everyone'],
    ['nobody', []],
    ['#ops, C0123456780 and #OPS', ['C0123456789', 'C0123456780']],
  ] as const)
    assert.deepEqual(readSharing('slack', text, named), { ok: true, value: sharing })
  const id = '19:abc@thread.tacv2'
  assert.deepEqual(readSharing('teams', `${id} i ${id}`), { ok: true, value: [id] })
  for (const text of ['#dev', '#ops #dev', 'everyone #ops', '<!here>', id, '', ','])
    assert.ok(!readSharing('slack', text, named).ok, text)
  assert.ok(!readSharing('teams', 'C0123456789').ok)
  for (const said of ['share cases with everyone', 'udostępnij sprawy everyone', 'Share cases everyone'])
    assert.deepEqual(readOnCall(said), { ask: 'share', typed: 'everyone' })
})
