// The evidence pack: what a support engineer reads, whatever stood in the paste, and no secret.
import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Check } from '../../src/check.ts'
import { evidenceName, evidencePack } from '../../src/handover/evidence.ts'
import { langs } from '../../src/words/text.ts'
import { checks } from '../support/checks.ts'

const maker = { version: '1.2.3', runtime: 'Node 24.11.0, linux x64' }
const asIs = [(value: unknown) => String(value)]
const golden = (name: string) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url))

for (const lang of langs)
  test(`everything that one check saw, in ${lang}`, (t) => {
    const { compared } = checks[lang]
    t.assert.fileSnapshot(evidencePack(compared, maker), golden(`evidence.${lang}.md`), { serializers: asIs })
  })

test('correlation ids, addresses, the certificate and versions are in it', () => {
  const pack = evidencePack(checks.en.healthy, maker)
  for (const held of [
    '32fe705d-3bcc-412e-99e9-1a3b017bebae',
    '20.61.99.10',
    'RSA TLS Issuing CA 04',
    '1.2.3',
    'Node 24',
  ])
    assert.ok(pack.includes(held), held)
  assert.match(pack, /contoso\.westeurope\.data\.azurecr\.io/)
})

test('both places stand in it where the output of a probe was pasted', () => {
  const { compared } = checks.en
  const steps = compared.steps.slice(0, 3)
  const pack = evidencePack(
    { ...compared, pasted: { loginServer: 'contoso.azurecr.io', vantage: { kind: 'pasted', name: 'node-7' }, steps } },
    maker,
  )
  assert.match(pack, /^## Seen from build-07$/m)
  assert.match(pack, /^## Seen from node-7 \(pasted output of a probe\)$/m)
})

test('foreign words cannot make headings, tables, links or ends of blocks', () => {
  const foreign = '```\n# gone\n| a | b |\n[x](https://evil.example) <img src=x> `code'
  const { compared } = checks.en
  const check: Check = {
    ...compared,
    vantage: { kind: 'host', name: foreign },
    steps: [{ id: 'dns', answer: 'no', saw: foreign, ms: 1 }],
    observed: { addresses: [foreign], chain: [], layerHosts: [], requests: [], region: foreign },
    ...(compared.diagnosis && {
      diagnosis: {
        ...compared.diagnosis,
        symptoms: [{ id: 'ip-denied', title: foreign, evidence: [{ line: 1, text: foreign }] }],
        entities: { proxy: foreign },
      },
    }),
  }
  const lines = evidencePack(check, maker).split('\n')
  assert.ok(!lines.includes('# gone'))
  const fences = lines.filter((line) => /^`{3,}/.test(line))
  assert.equal(fences.length, 2)
  assert.equal(fences[0], '````text')
  const table = lines.filter((line) => line.startsWith('| DNS'))
  assert.equal(table[0]?.replaceAll('\\|', '').split('|').length, 6)
  for (const line of lines.filter((it) => it.includes('evil.example') && !it.includes('`')))
    assert.doesNotMatch(line, /(?<!\\)\[x/)
})

test('a secret that came into it in spite of all is removed', () => {
  const saw =
    'Location: https://x.blob.core.windows.net/a?sv=2021&sig=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG%3D&se=2026'
  const pack = evidencePack({ ...checks.en.broken, steps: [{ id: 'layer', answer: 'no', saw, ms: 1 }] }, maker)
  assert.doesNotMatch(pack, /abcdefghijklmnop/)
})

test('a check that an earlier version kept has no values of its own', () => {
  const { observed: _, ...older } = checks.en.broken
  assert.match(evidencePack(older, maker), /^## Seen from build-07$/m)
})

test('its name says which registry and when', () => {
  assert.equal(evidenceName(checks.en.broken), 'acr-check-contoso-20261125T021407Z.md')
  assert.equal(
    evidenceName({ registry: '../../etc/pass wd', checkedAt: '2026-11-25T02:14:07.123Z' }),
    'acr-check--etc-pass-wd-20261125T021407Z.md',
  )
})
