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
import { lanesFor } from '../support/lanes.ts'

const whole = `channels:
  - slack: C0123456789
    zone: Europe/Warsaw
    quiet: [22:00-06:00 mon-fri, sat-sun all day]
    digest: "09:00"
    share: [C0123456780]
    language: pl
    maintenance:
      - 2026-12-01 22:00 to 23:30
      - 2026-12-31 22:00 to 02:00 for contoso
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
          quiet: '22:00-06:00 mon-fri; all day sat-sun',
          digest: '09:00',
          sharing: ['C0123456780'],
          lang: 'pl',
          maintenance: [
            { from: Date.parse('2026-12-01T21:00Z'), to: Date.parse('2026-12-01T22:30Z') },
            {
              from: Date.parse('2026-12-31T21:00Z'),
              to: Date.parse('2027-01-01T01:00Z'),
              registry: 'contoso.azurecr.io',
            },
          ],
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

  test('is refused with every mistake, each with its line and what to write instead', () => {
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
      - every: 5m
      - registry: Contoso.azurecr.io
        image: app/web
      - { registry: contoso, image: app/web }
      - { registry }
  - slack: C2
    watches: none
  - slack: "#general"
    teams: 19:abc@thread.tacv2
    quiet:
`)
    assert.ok(!read.ok)
    const told = read.problems.map((problem) => /^(\d+): (.*)/.exec(problem)?.slice(1) ?? [])
    const expected = [
      [2, /no "slak" here, only slack, teams, /],
      [2, /needs its id, as slack or as teams/],
      [4, /"registry" must be a name such as myregistry/],
      [6, /Europe\/Warsaw/],
      [7, /"09:00"/],
      [8, /22:00-07:00/],
      [9, /en or pl/],
      [10, /2026-12-01 22:00 to 23:30/],
      [13, /from 1m to 24h/],
      [14, /repository:tag/],
      [15, /tls-expired/],
      [16, /"@here"/],
      [17, /no "color" here, only registry, every, image, findings, mention/],
      [18, /a watch is such as/],
      [19, /needs a registry/],
      [22, /contoso\.azurecr\.io app\/web stands here twice/],
      [23, /"registry" must be/],
      [24, /slack C2 stands here twice/],
      [25, /"watches" must be a list/],
      [26, /needs its id/],
      [26, /C0123456789, not its name/],
      [28, /"quiet" must be/],
    ] as const
    assert.deepEqual(
      told.map(([line]) => Number(line)),
      expected.map(([line]) => line),
      read.problems.join('\n'),
    )
    for (const [at, [, says]] of expected.entries()) assert.match(told[at]?.[1] ?? '', says)
  })

  test('takes names and tags that look like numbers as written', () => {
    const read = readWatchFile(
      'channels: [{ slack: C1, watches: [{ registry: 0012345, image: 1.10 }, { registry: 1e10000 }] }]',
    )
    assert.ok(read.ok)
    assert.deepEqual(
      read.channels.flatMap(({ watches }) => watches.map(({ registry, image }) => `${registry} ${image}`)),
      ['0012345.azurecr.io 1.10', '1e10000.azurecr.io '],
    )
  })

  test('takes no more than ten thousand watches', () => {
    const names = Array.from({ length: 10_001 }, (_, n) => `{ registry: registry${n} }`)
    assert.deepEqual(readWatchFile(`channels:\n  - slack: C1\n    watches: [${names.join(', ')}]`), {
      ok: false,
      problems: ['2: 10001 watches are more than 10000: leave some out'],
    })
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
      lanes: lanesFor(db, clock),
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
      assert.match(logged.join('\n'), /watches\.yaml:1: "every" must be a span from 1m to 24h/)
      await rm(file)
      assert.deepEqual(await watched(), ['contoso 60', 'tailspin 5'])
    } finally {
      await oncall.close()
      await db.destroy()
      await rm(folder, { recursive: true })
    }
  })
})
