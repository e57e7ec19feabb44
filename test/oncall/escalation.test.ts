// The file that says whom a case calls: read, or refused with the line and the way out.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { readEscalation } from '../../adapters/oncall/escalation.ts'
import { callingOf, canCall } from '../../src/oncall/escalation.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acr-check-escalation-'))
})
after(() => rm(folder, { recursive: true }))
async function read(text: string) {
  const file = path.join(folder, 'escalate.yaml')
  await writeFile(file, text)
  return readEscalation(file)
}

test('is read', async () => {
  assert.deepEqual(await read('after: 15m\nmention: "@here"\nslack: C0123456789\n'), {
    slack: { afterMs: 900_000, mention: '<!here>', to: 'C0123456789', channels: {} },
    teams: { afterMs: 900_000, channels: {} },
  })
  assert.deepEqual((await read('mention: Ola Nowak <ola@contoso.com>\n')).teams, {
    mention: '<at id="ola@contoso.com">Ola Nowak</at>',
    channels: {},
  })
  assert.equal((await read('teams: 19:abc@thread.tacv2\n')).teams.to, '19:abc@thread.tacv2')
})

test('is read for each platform and channel, which take from above what they do not say', async () => {
  const escalation = await read(`after: 15m
mention: "@here"
slack: { to: C0123456789 }
teams: { after: never, mention: Ola Nowak <ola@contoso.com>, to: 19:abc@thread.tacv2 }
channels:
  - { slack: C1, after: 5m, mention: S0123456789 }
  - { slack: C2, to: nowhere }
  - { slack: C3, mention: nobody, to: C4 }
  - { teams: 19:x@thread.tacv2, after: 1h }
`)
  const of = (platform: string, channel: string) => callingOf(escalation, { platform, channel })
  const ola = '<at id="ola@contoso.com">Ola Nowak</at>'
  for (const [channel, calling] of [
    ['C0', { afterMs: 900_000, mention: '<!here>', to: 'C0123456789' }],
    ['C1', { afterMs: 300_000, mention: '<!subteam^S0123456789>', to: 'C0123456789' }],
    ['C2', { afterMs: 900_000, mention: '<!here>' }],
    ['C3', { afterMs: 900_000, to: 'C4' }],
  ] as const)
    assert.deepEqual(of('slack', channel), calling, channel)
  assert.deepEqual(of('teams', '19:y'), { mention: ola, to: '19:abc@thread.tacv2' })
  assert.equal(of('teams', '19:x@thread.tacv2').afterMs, 3_600_000)
  assert.deepEqual(callingOf(undefined, { platform: 'slack', channel: 'C1' }), {})
  assert.ok(!canCall({ afterMs: 1 }, 'C1') && !canCall({ to: 'C1' }, 'C1') && canCall({ to: 'C2' }, 'C1'))
})

for (const [text, told] of [
  ['after: 5\n', /:1: "after" must be a span from 1m to 24h/],
  ['slack: C1\nafter: 5s\n', /:2: "after" must be a span from 1m to 24h/],
  ['slack: C1\nmention: ola\n', /:2: "mention" must be "@here"/],
  ['slack: C1\n\nchanel: C2\n', /:3: there is no "chanel"/],
  ['slack: "#general"\n', /:1: "slack" must be the id of a channel/],
  ['slack:\n  mention: ola\n  tu: C1\n', /:2: "mention" must be.*:3: there is no "tu" here, only after, mention, to/s],
  ['channels:\n  - slack: C1\n    teams: 19:x\n', /:2: a channel needs its id/],
  ['channels:\n  - slack: C1\n    mention: Ola <ola@contoso.com>\n', /:3: "mention" must be/],
  ['channels:\n  - slack: C1\n  - slack: C1\n', /:3: slack C1 stands here twice/],
  ['channels: all\n', /:1: "channels" must be a list/],
  ['channels: [C1]\n', /:1: "channels" must be a list/],
  ['slack: [\n', /:\d: /],
  ['- a\n', /write settings such as/],
  ['', /write settings such as/],
] as const)
  test(`${JSON.stringify(text)} is refused with the line`, () => assert.rejects(read(text), told))

test('a file that is not there is named', () =>
  assert.rejects(readEscalation(path.join(folder, 'none.yaml')), /ACR_CHECK_ESCALATE names .*none\.yaml.*ENOENT/))
