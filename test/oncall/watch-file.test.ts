// The file of watches: read as written, refused with every mistake and its line, and followed when it changes.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { startOnCall } from '../../adapters/oncall/oncall.ts'
import { openDatabase } from '../../adapters/store/database.ts'
import { allWatches } from '../../adapters/store/watches.ts'
import { readWatchFile } from '../../src/oncall/watch-file.ts'
import { fakeChecks } from '../support/chat/fake-checks.ts'
import { fakePlatform } from '../support/chat/fake-platform.ts'
import { fakeClock } from '../support/fake-clock.ts'

const whole = `channels:
  - slack: C0123456789
    zone: Europe/Warsaw
    quiet: 22:00-07:00
    digest: "09:00"
    language: pl
    maintenance:
      - 2026-12-01 22:00 to 23:30
    watches:
      - registry: contoso
        every: 15m
        image: app/web:1.4
        findings: [tls-expired, ip-denied]
        mention: "@here"
      - { registry: fabrikam.azurecr.cn }
  - teams: 19:abc@thread.tacv2
    watches: []
`

describe('the file of watches', () => {
  test('is read', () => {
    assert.deepEqual(readWatchFile(whole), {
      ok: true,
      channels: [
        {
          platform: 'slack',
          channel: 'C0123456789',
          zone: 'Europe/Warsaw',
          quiet: '22:00-07:00',
          digest: '09:00',
          lang: 'pl',
          maintenance: [{ from: Date.parse('2026-12-01T21:00Z'), to: Date.parse('2026-12-01T22:30Z') }],
          watches: [
            {
              registry: 'contoso.azurecr.io',
              everyMs: 900_000,
              image: 'app/web:1.4',
              findings: ['tls-expired', 'ip-denied'],
              mention: '<!here>',
            },
            { registry: 'fabrikam.azurecr.cn', everyMs: 300_000, image: '' },
          ],
        },
        { platform: 'teams', channel: '19:abc@thread.tacv2', maintenance: [], watches: [] },
      ],
    })
  })

  test('is refused with every mistake, each with its line', () => {
    const read = readWatchFile(`channels:
  - slak: C1
    watches:
      - registry: a/b
  - slack: C2
    zone: Mars
    digest: never
    quiet: loud
    language: de
    maintenance: [soon]
    watches:
      - registry: contoso
        every: 5s
        image: A B
        findings: [nonsense]
        mention: ola
        color: red
      - contoso
  - slack: C2
    watches: none
`)
    assert.ok(!read.ok)
    const lines = read.problems.map((problem) => Number(problem.split(':')[0]))
    for (const line of [2, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 18, 19, 20])
      assert.ok(lines.includes(line), `line ${line}: ${read.problems.join('\n')}`)
  })

  test('that is none at all is answered with what one looks like', () => {
    for (const text of ['', '[]', 'channels: x', 'a: [', '\t- x', 'channels:\n  - 7\n']) {
      const read = readWatchFile(text)
      assert.ok(!read.ok && read.problems.length > 0, text)
    }
    fc.assert(fc.property(fc.string(), (text) => 'ok' in readWatchFile(text)))
  })

  test('is followed when it changes, and a mistake changes nothing', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-watches-'))
    const file = path.join(folder, 'watches.yaml')
    const db = await openDatabase({ folder })
    const clock = fakeClock(Date.parse('2026-11-25T09:00:00Z'))
    const logged: string[] = []
    const checks = fakeChecks()
    checks.takesMs = 0
    await writeFile(file, 'channels: [{ slack: C1, watches: [{ registry: contoso }, { registry: fabrikam }] }]')
    const oncall = startOnCall({
      db,
      checks,
      log: (line) => logged.push(line),
      watches: file,
      ...clock,
    })
    const watched = async () => {
      await clock.advance(60_000, async () => {
        await new Promise((resolve) => setImmediate(resolve))
        await oncall.idle()
      })
      return (await allWatches(db)).map(({ registry, every_ms }) => `${registry.split('.')[0]} ${every_ms / 60_000}`)
    }
    try {
      oncall.attach(fakePlatform())
      assert.deepEqual(await watched(), ['contoso 5', 'fabrikam 5'])
      await writeFile(
        file,
        'channels: [{ slack: C1, watches: [{ registry: contoso, every: 1h }, { registry: tailspin }] }]',
      )
      assert.deepEqual(await watched(), ['contoso 60', 'tailspin 5'])
      await writeFile(file, 'channels: [{ slack: C1, watches: [{ registry: contoso, every: never }] }]')
      assert.deepEqual(await watched(), ['contoso 60', 'tailspin 5'])
      assert.match(logged.join('\n'), /watches\.yaml:1: "every" is from 1m to 24h/)
      await rm(file)
      assert.deepEqual(await watched(), ['contoso 60', 'tailspin 5'])
    } finally {
      await oncall.close()
      await db.destroy()
      await rm(folder, { recursive: true })
    }
  })
})
