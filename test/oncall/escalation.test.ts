// The file that says whom a case calls: read, or refused with the line and the way out.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { readEscalation } from '../../adapters/oncall/escalation.ts'

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
    afterMs: 900_000,
    mention: '<!here>',
    channels: { slack: 'C0123456789' },
  })
  const { mention } = await read('mention: Ola Nowak <ola@contoso.com>\n')
  assert.equal(mention, '<at id="ola@contoso.com">Ola Nowak</at>')
  assert.deepEqual(await read('teams: 19:abc@thread.tacv2\n'), { channels: { teams: '19:abc@thread.tacv2' } })
})

for (const [text, told] of [
  ['after: 5\n', /:1: "after" must be text/],
  ['slack: C1\nafter: 5s\n', /:2: "after" is from 1m to 24h/],
  ['slack: C1\nmention: ola\n', /:2: "mention" is @here/],
  ['slack: C1\n\nchanel: C2\n', /:3: there is no "chanel"/],
  ['slack: [\n', /:\d: /],
  ['- a\n', /write settings such as/],
  ['', /write settings such as/],
] as const)
  test(`${JSON.stringify(text)} is refused with the line`, () => assert.rejects(read(text), told))

test('a file that is not there is named', () =>
  assert.rejects(readEscalation(path.join(folder, 'none.yaml')), /ACR_CHECK_ESCALATE names .*none\.yaml.*ENOENT/))
