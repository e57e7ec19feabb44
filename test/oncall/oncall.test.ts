// On call with a clock of its own: what is checked when, what is said of it and when not, and that nothing is lost or said
// twice, whatever the platform does.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { readEscalation } from '../../adapters/oncall/escalation.ts'
import { type OnCall, startOnCall } from '../../adapters/oncall/oncall.ts'
import type { Fare } from '../../adapters/oncall/outages.ts'
import { makeAlertToken } from '../../adapters/store/alert-tokens.ts'
import { openCases } from '../../adapters/store/cases.ts'
import { type Database, openDatabase } from '../../adapters/store/database.ts'
import { readAlert } from '../../src/alerts/read.ts'
import type { Calling, Escalation } from '../../src/oncall/escalation.ts'
import { readOnCall } from '../../src/oncall/request.ts'
import { metric } from '../support/alerts.ts'
import { fakeChecks } from '../support/chat/fake-checks.ts'
import { type FakePlatform, fakePlatform } from '../support/chat/fake-platform.ts'
import { type FakeClock, fakeClock } from '../support/fake-clock.ts'
import { lanesFor } from '../support/lanes.ts'

const minute = 60_000
const hour = 60 * minute
const calls = (slack: Calling, channels: Record<string, Calling> = {}): Escalation => ({
  slack: { ...slack, channels },
  teams: { channels: {} },
})
const morning = Date.parse('2026-11-25T09:00:00Z')

describe('on call', () => {
  let folder: string
  let databases = 0
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'acr-check-oncall-'))
  })
  after(() => rm(folder, { recursive: true }))

  type World = {
    db: Database
    clock: FakeClock
    platform: FakePlatform
    checks: ReturnType<typeof fakeChecks>
    logged: string[]
    says(said: string, channel?: string): Promise<string>
    advance(ms: number): Promise<void>
    /** As on a machine that slept so long, and has been awake for a minute. */
    sleep(ms: number): Promise<void>
    restart(): Promise<void>
    calling(): OnCall
  }

  async function withWorld(
    use: (world: World) => Promise<void>,
    {
      at = morning,
      platform = fakePlatform(),
      others = [],
      escalation,
      escalationFile,
      fares,
    }: {
      at?: number
      platform?: FakePlatform
      others?: FakePlatform[]
      escalation?: Escalation
      escalationFile?: string
      fares?: () => Map<string, Fare>
    } = {},
  ) {
    const db = await openDatabase({ folder: path.join(folder, String(++databases)) })
    const clock = fakeClock(at)
    const checks = fakeChecks()
    checks.takesMs = 0
    const logged: string[] = []
    const begin = () => {
      const { now, later } = clock
      const around = { log: (line: string) => void logged.push(line), now, later }
      const begun = startOnCall({
        db,
        lanes: lanesFor(db, around),
        checks,
        escalation,
        escalationFile,
        ...(fares && { fares }),
        ...around,
      })
      for (const it of [platform, ...others]) begun.attach(it)
      return begun
    }
    let calling = begin()
    const settle = async () => {
      // What a kick begins in the next turn is waited for as well.
      for (let turn = 0; turn < 3; turn++) {
        await new Promise((resolve) => setImmediate(resolve))
        await calling.idle()
      }
    }
    const world: World = {
      db,
      clock,
      platform,
      checks,
      logged,
      calling: () => calling,
      async says(said, channel = 'C1') {
        const request = readOnCall(said)
        assert.ok(request, said)
        const from = { platform: 'slack', workspace: 'T1', channel, person: { id: 'U1' }, lang: 'en' } as const
        const { lead } = await calling.answer(request, from)
        await settle()
        return lead
      },
      advance: (ms) => clock.advance(ms, settle),
      sleep(ms) {
        clock.sleep(ms - minute)
        return clock.advance(minute, settle)
      },
      async restart() {
        await calling.close()
        calling = begin()
        await settle()
      },
    }
    try {
      await use(world)
    } finally {
      await calling.close()
      await db.destroy()
    }
  }
  const checked = ({ checks }: World) => checks.asked.length
  const does = ({ checks }: World, registry: string, what: 'healthy' | 'broken' | 'unknown') =>
    checks.does.set(registry, what)

  test('checks as often as whoever asks most often, once for all of them', () =>
    withWorld(async (world) => {
      does(world, 'contoso', 'healthy')
      await world.says('watch contoso every 10m')
      await world.says('watch contoso every 5m', 'C2')
      assert.equal(checked(world), 1)
      await world.advance(hour)
      assert.ok(checked(world) >= 13 && checked(world) <= 14, `${checked(world)} checks`)
      await world.says('unwatch contoso', 'C2')
      const before = checked(world)
      await world.advance(hour)
      assert.ok(checked(world) - before >= 5 && checked(world) - before <= 7)
      await world.says('unwatch contoso')
      const all = checked(world)
      await world.advance(hour)
      assert.equal(checked(world), all)
      assert.deepEqual(world.platform.shown, [])
    }))

  test('tells each channel of its own case, from opening to recovery', () =>
    withWorld(async (world) => {
      for (const channel of ['C1', 'C2']) await world.says('watch contoso every 5m', channel)
      await world.advance(hour)
      for (const channel of ['C1', 'C2'])
        assert.equal(world.platform.text(channel).length, 2, 'the case and its opening')
      does(world, 'contoso', 'healthy')
      await world.advance(10 * minute)
      for (const channel of ['C1', 'C2']) {
        const [message, opened, recovered] = world.platform.text(channel)
        assert.match(message ?? '', /works again It was broken from 09:00 UTC to 10:0\d UTC/)
        assert.match(opened ?? '', /^Opened/)
        assert.match(recovered ?? '', /^It works again, after 6\d min/)
      }
    }))

  test('says one thing of its own loss of sight, and opens no case for it', () =>
    withWorld(async (world) => {
      for (const name of ['contoso', 'fabrikam', 'tailspin']) does(world, name, 'unknown')
      for (const name of ['contoso', 'fabrikam', 'tailspin']) await world.says(`watch ${name}`)
      await world.advance(30 * minute)
      assert.equal(world.platform.text('C1').length, 1)
      assert.match(world.platform.text('C1')[0] ?? '', /no way out of its own network/)
      for (const name of ['contoso', 'fabrikam', 'tailspin']) does(world, name, 'healthy')
      await world.advance(30 * minute)
      assert.equal(world.platform.text('C1').length, 1)
      assert.match(world.platform.text('C1')[0] ?? '', /It checks again/)
    }))

  test('keeps quiet at night, and tells in the morning what still fails then', () =>
    withWorld(
      async (world) => {
        await world.says('zone Europe/Warsaw')
        await world.says('quiet 22:00-07:00')
        await world.says('watch contoso')
        does(world, 'fabrikam', 'broken')
        await world.says('watch fabrikam')
        await world.advance(hour)
        does(world, 'fabrikam', 'healthy')
        await world.advance(hour)
        assert.deepEqual(world.platform.shown, [])
        await world.sleep(7 * hour)
        assert.equal(world.platform.text('C1').filter((it) => it.includes('contoso')).length, 1)
        assert.ok(!world.platform.text('C1').some((it) => it.includes('fabrikam')), 'it is over')
      },
      { at: Date.parse('2026-11-25T21:30:00Z') },
    ))

  const cases = ({ platform }: World, registry: string) =>
    platform.text('C1').filter((it) => it.startsWith(`${registry}.`) || it.includes(`${registry}.azurecr.io works`))

  test('what the night held back is told at once when quiet hours are ended, with its history', () =>
    withWorld(
      async (world) => {
        await world.says('quiet 22:00-07:00')
        await world.says('watch contoso')
        await world.advance(hour)
        assert.deepEqual(world.platform.shown, [])
        await world.says('quiet 12:00-13:00')
        await world.advance(2000)
        assert.equal(cases(world, 'contoso').length, 1)
        assert.match(world.platform.text('C1')[1] ?? '', /^Opened/)
        await world.sleep(12 * hour)
        assert.equal(cases(world, 'contoso').length, 1, 'and not again in the morning')
      },
      { at: Date.parse('2026-11-25T22:30:00Z') },
    ))

  test('a zone in which the night is over ends it as well', () =>
    withWorld(
      async (world) => {
        await world.says('quiet 22:00-07:00')
        await world.says('watch contoso')
        await world.says('zone Asia/Tokyo')
        await world.advance(2000)
        assert.equal(cases(world, 'contoso').length, 1)
      },
      { at: Date.parse('2026-11-25T23:30:00Z') },
    ))

  test('keeps quiet over a weekend, with the night before and the change of the clocks in it', () =>
    withWorld(
      async (world) => {
        await world.says('zone Europe/Warsaw')
        await world.says('quiet 22:00-06:00 mon-fri; sat-sun all day')
        await world.says('watch contoso every 30m')
        for (const later of ['2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T22:58:00Z']) {
          await world.sleep(Date.parse(later) - world.clock.now())
          assert.deepEqual(world.platform.shown, [], later)
        }
        await world.advance(2 * minute)
        assert.equal(cases(world, 'contoso').length, 1, 'Monday begins quietly only at its end')
      },
      { at: Date.parse('2026-10-23T20:30:00Z') },
    ))

  test('planned work is listed, cancelled one by one, and may concern one registry only', () =>
    withWorld(async (world) => {
      const list = async () => {
        const from = { platform: 'slack', workspace: 'T1', channel: 'C1', person: { id: 'U1' }, lang: 'en' } as const
        const { sections } = await world.calling().answer({ ask: 'planned' }, from)
        return sections.flatMap((section) => (section.kind === 'points' ? section.items : []))
      }
      await world.says('maintenance 2026-11-25 08:00 to 11:00 for contoso')
      await world.says('maintenance 2026-11-26 22:00 to 01:00')
      await world.says('maintenance 2026-11-25 10:30 to 12:00 for contoso')
      assert.deepEqual(await list(), [
        '1: from 08:00 UTC to 11:00 UTC, `contoso.azurecr.io` only · under way',
        '3: from 10:30 UTC to 12:00 UTC, `contoso.azurecr.io` only',
        '2: from 2026-11-26 22:00 UTC to 2026-11-27 01:00 UTC, everything watched here',
      ])
      assert.match(await world.says('maintenance 2026-11-25 07:00 to 08:00'), /over already/)
      assert.match(await world.says('maintenance cancel 9'), /has that number/)
      await world.says('watch contoso')
      await world.says('watch fabrikam')
      await world.advance(1.9 * hour)
      assert.deepEqual([cases(world, 'contoso').length, cases(world, 'fabrikam').length], [0, 1])
      for (let time = 0; time < 2; time++) assert.doesNotMatch(await world.says('maintenance cancel 3'), /number/)
      assert.equal((await list()).length, 2)
      await world.advance(0.3 * hour)
      assert.equal(cases(world, 'contoso').length, 1)
      assert.match(await world.says('maintenance off'), /No work is planned/)
    }))

  test('opens nothing while work is planned, and what still fails afterwards then', () =>
    withWorld(async (world) => {
      await world.says('maintenance 2026-11-25 08:00 to 10:00')
      await world.says('watch contoso')
      await world.advance(50 * minute)
      assert.deepEqual(world.platform.shown, [])
      await world.advance(20 * minute)
      assert.match(world.platform.text('C1')[0] ?? '', /^contoso/)
    }))

  test('a message whose sending was never confirmed is found, and not said twice', () =>
    withWorld(async (world) => {
      world.platform.mishaps.push('lost')
      await world.says('watch contoso')
      await world.advance(minute)
      assert.equal(world.platform.text('C1').filter((it) => it.startsWith('contoso')).length, 1)
      does(world, 'contoso', 'healthy')
      await world.advance(10 * minute)
      assert.match(world.platform.text('C1')[0] ?? '', /works again/, 'and it is the one that is kept up to date')
    }))

  for (const [end, then] of [
    ['is still broken', 'broken'],
    ['works again', 'healthy'],
  ] as const)
    test(`a message that cannot be looked for just now is looked for later, when its registry ${end}`, () => {
      const platform = fakePlatform()
      const find = platform.find?.bind(platform)
      let asked = 0
      platform.find = async (...where) =>
        ++asked < 3 ? { ok: false, why: 'later', afterMs: 5 * minute } : await find?.(...where)
      return withWorld(
        async (world) => {
          platform.mishaps.push('lost')
          await world.says('watch contoso every 1m')
          does(world, 'contoso', then)
          await world.advance(10.1 * minute)
          assert.equal(asked, 3)
          const cases = platform.text('C1').filter((it) => it.startsWith('contoso'))
          assert.equal(cases.length, 1)
          assert.equal(/works again/.test(cases[0] ?? ''), then === 'healthy')
        },
        { platform },
      )
    })

  test('where nothing can be found it is said at most once more', () =>
    withWorld(
      async (world) => {
        world.platform.mishaps.push('lost')
        await world.says('watch contoso')
        await world.advance(minute)
        assert.equal(world.platform.text('C1').filter((it) => it.startsWith('contoso')).length, 2)
      },
      { platform: fakePlatform({ looksUp: false }) },
    ))

  test('what may have come is said three times at most, with an hour between, and then again only when something changes', () =>
    withWorld(
      async (world) => {
        const said = () => world.platform.text('C1').filter((it) => it.startsWith('contoso')).length
        world.platform.mishaps.push('lost', 'lost')
        await world.says('watch contoso')
        await world.advance(10 * minute)
        assert.equal(said(), 2)
        does(world, 'other', 'broken')
        await world.says('watch other every 24h')
        assert.ok(
          world.platform.text('C1').some((it) => it.startsWith('other')),
          'nothing else waits for it',
        )
        world.platform.mishaps.push('lost')
        for (let hours = 0; hours < 5; hours++) await world.sleep(hour)
        assert.equal(said(), 3)
        const trail = await world.db.selectFrom('audit').select('what').where('who', '=', 'acr-check').execute()
        assert.deepEqual(trail, [{ what: 'dropped: sent 3 times, and never told whether it came' }])
        does(world, 'contoso', 'healthy')
        await world.advance(10 * minute)
        assert.equal(said(), 4)
        assert.ok(world.platform.text('C1').some((it) => /^contoso.*works again/.test(it)))
      },
      { platform: fakePlatform({ looksUp: false }) },
    ))

  test('an update that shows nothing new but the strip gives way to what people wait for', () =>
    withWorld(async (world) => {
      const { platform } = world
      await world.says('watch contoso every 5m')
      await world.advance(6 * minute)
      const before = platform.updates
      assert.ok(before > 0)
      assert.equal(platform.progress, before)
      platform.mishaps.push('throttled')
      while (platform.mishaps.length > 0) await world.advance(minute / 6)
      await world.says('watch other')
      assert.ok(
        platform.text('C1').some((it) => it.startsWith('other')),
        'it holds up nobody',
      )
      assert.equal(platform.updates, before)
      await world.advance(minute)
      assert.deepEqual([platform.updates, platform.progress], [before + 1, before + 1])
      does(world, 'contoso', 'healthy')
      await world.advance(10 * minute)
      assert.ok(platform.updates > platform.progress, 'that it works again is none')
    }))

  describe('a platform that refuses our credentials', () => {
    const works: Fare = { works: true, refused: undefined }
    const refuses: Fare = { works: false, refused: 'token_revoked' }
    /** Watched on Slack, told on Teams, whoever runs there. */
    async function withTwo(
      use: (world: World, set: (slack: Fare) => void, teams: FakePlatform) => Promise<void>,
      more: { escalation?: Escalation; alone?: boolean } = {},
    ) {
      const teams: FakePlatform = { ...fakePlatform(), name: 'teams', workspace: 'tenant' }
      const fares = new Map([['slack', works], ...(more.alone ? [] : [['teams', works] as const])])
      const set = (fare: Fare) => void fares.set('slack', fare)
      const { escalation } = more
      await withWorld(
        async (world) => {
          const from = {
            platform: 'teams',
            workspace: 'tenant',
            channel: 'T-ops',
            person: { id: 'U1' },
            lang: 'en',
          } as const
          for (const registry of ['contoso', 'fabrikam']) {
            does(world, registry, 'healthy')
            const request = readOnCall(`watch ${registry}`)
            assert.ok(request)
            await world.calling().answer(request, from)
          }
          await makeAlertToken(world.db, { ...from, channel: 'T-alerts', feed: false }, morning)
          await world.advance(minute)
          teams.shown.splice(0)
          await use(world, set, teams)
        },
        { others: [teams], fares: () => fares, ...(escalation && { escalation }) },
      )
    }
    const told = ({ shown }: FakePlatform) =>
      shown.map(({ channel, said }) => `${channel}: ${said.answer.lead.slice(0, 20)}`)

    test('is told on the other one, in each channel on call, once, and when it works again', () =>
      withTwo(async (world, set, teams) => {
        set(refuses)
        await world.advance(minute)
        const broken = ['T-alerts: Slack refuses my tok', 'T-ops: Slack refuses my tok']
        assert.deepEqual(told(teams).toSorted(), broken)
        assert.match(teams.shown[0]?.said.answer.lead ?? '', /`token_revoked`.*SLACK_BOT_TOKEN/)
        set({ works: false, refused: undefined })
        await world.advance(minute)
        set(refuses)
        await world.restart()
        await world.advance(hour)
        assert.equal(teams.shown.length, 2)
        set(works)
        await world.advance(minute)
        const again = ['T-alerts: Slack lets me in aga', 'T-ops: Slack lets me in aga']
        assert.deepEqual(told(teams).slice(2).toSorted(), again)
        assert.match(teams.shown.at(-1)?.said.answer.lead ?? '', /after 6\d min/)
        await world.restart()
        await world.advance(minute)
        assert.equal(teams.shown.length, 4)
      }))

    test('is told where cases are escalated to, and calls whom they call', () =>
      withTwo(
        async (world, set, teams) => {
          set(refuses)
          await world.advance(minute)
          assert.deepEqual(told(teams), ['T-lead: Slack refuses my tok'])
          assert.equal(teams.shown[0]?.said.mention, 'Ola Nowak <ola@contoso.com>')
        },
        {
          escalation: {
            slack: { channels: {} },
            teams: { to: 'T-lead', mention: 'Ola Nowak <ola@contoso.com>', channels: {} },
          },
        },
      ))

    test('is told nowhere when it is the only one', () =>
      withTwo(
        async (world, set, teams) => {
          set(refuses)
          await world.advance(minute)
          assert.deepEqual([told(teams), world.platform.shown], [[], []])
        },
        { alone: true },
      ))
  })

  test('a platform that is down for an hour, or throttles, is told everything afterwards, in order', () =>
    withWorld(async (world) => {
      world.platform.mishaps.push(...Array.from({ length: 12 }, () => 'down' as const), 'throttled')
      await world.says('watch contoso')
      await world.advance(10 * minute)
      does(world, 'contoso', 'healthy')
      await world.advance(2 * hour)
      const said = world.platform.text('C1')
      // Over before it could be told: then there is nothing to tell any more.
      assert.ok(said.length === 0 || /works again/.test(said[0] ?? ''))
      does(world, 'contoso', 'broken')
      await world.advance(10 * minute)
      assert.match(world.platform.text('C1').at(-2) ?? '', /^contoso/)
    }))

  test('a case that nobody watches any more is closed, and says that it is not known how the registry is', () =>
    withWorld(async (world) => {
      await world.says('watch contoso')
      await world.says('unwatch contoso')
      await world.advance(minute)
      const [message, , ended] = world.platform.text('C1')
      assert.match(
        message ?? '',
        /is not watched here any more Broken since 09:00 UTC: .*\. Not watched since 09:00 UTC/,
      )
      assert.equal(ended, 'U1 ended the watch. The case is closed as it stands.')
      await world.says('watch contoso')
      assert.match(world.platform.text('C1')[3] ?? '', /^contoso/, 'it is a new case to whoever watches it anew')
    }))

  test('a loss of sight is over where nothing is watched any more', () =>
    withWorld(async (world) => {
      does(world, 'contoso', 'unknown')
      await world.says('watch contoso every 1m')
      await world.advance(5 * minute)
      await world.says('unwatch contoso')
      await world.advance(minute)
      assert.match(world.platform.text('C1').join(), /^From .* Nothing is watched here any more\.$/)
    }))

  test('a watch that becomes faster is checked within its new interval', () =>
    withWorld(async (world) => {
      does(world, 'contoso', 'healthy')
      await world.says('watch contoso every 24h')
      await world.advance(3 * hour)
      const before = checked(world)
      await world.says('watch contoso every 1m')
      await world.advance(minute)
      assert.equal(checked(world), before + 1)
    }))

  test('a channel that is gone is dropped, and so is what it watched, with lines in the audit trail', () =>
    withWorld(async (world) => {
      world.platform.mishaps.push('gone')
      await world.says('watch contoso')
      await world.advance(minute)
      assert.deepEqual(world.platform.shown, [])
      const before = checked(world)
      await world.advance(hour)
      assert.equal(checked(world), before)
      const trail = await world.db.selectFrom('audit').select(['who', 'what', 'about']).orderBy('id').execute()
      assert.deepEqual(
        trail.map(({ who, what, about }) => [who, what, about]),
        [
          ['U1', 'watch', 'contoso.azurecr.io'],
          ['acr-check', 'dropped: channel_not_found', trail[1]?.about],
          ['acr-check', 'unwatch', 'contoso.azurecr.io'],
        ],
      )
    }))

  test('a message that the platform does not take ends no watch, and goes without its mention where that is why', () =>
    withWorld(async (world) => {
      world.platform.mishaps.push('refused')
      await world.says('watch contoso every 1m')
      assert.deepEqual(world.platform.text('C1'), [])
      await world.advance(2 * minute)
      assert.match(world.platform.text('C1')[0] ?? '', /^contoso/, 'it is tried with the next result')
      world.platform.mishaps.push('refused')
      await world.says('watch fabrikam mention @here', 'C2')
      assert.match(world.platform.text('C2')[0] ?? '', /^fabrikam/)
      assert.equal(world.platform.shown.find(({ channel }) => channel === 'C2')?.said.mention, undefined)
      const trail = await world.db
        .selectFrom('audit')
        .select('what')
        .where('who', '=', 'acr-check')
        .orderBy('id')
        .execute()
      assert.deepEqual(
        trail.map(({ what }) => what),
        ['dropped: invalid_blocks', 'called nobody: invalid_blocks'],
      )
    }))

  test('the message of an open case that somebody deleted is told anew', () =>
    withWorld(async (world) => {
      await world.says('watch contoso')
      world.platform.shown.splice(0)
      await world.advance(10 * minute)
      assert.match(world.platform.text('C1')[0] ?? '', /^contoso/)
    }))

  test('a restart goes on where it was, and checks nothing twice', () =>
    withWorld(async (world) => {
      await world.says('watch contoso')
      const before = checked(world)
      await world.restart()
      assert.equal(checked(world), before)
      await world.advance(5 * minute)
      assert.ok(checked(world) > before)
      assert.equal(world.platform.text('C1').length, 2)
    }))

  test('a case that nobody takes on is escalated, once, to where it was said', () =>
    withWorld(
      async (world) => {
        await world.says('watch contoso')
        await world.advance(14 * minute)
        assert.deepEqual(world.platform.text('C9'), [])
        await world.advance(5 * minute)
        assert.equal(world.platform.text('C9').length, 1)
        assert.equal(world.platform.shown.find(({ channel }) => channel === 'C9')?.said.mention, '<!here>')
        assert.equal(
          world.platform.text('C1').filter((it) => it.startsWith('Escalated: nobody has taken it on')).length,
          1,
        )
        await world.sleep(2 * hour)
        assert.equal(world.platform.text('C9').length, 1)
        await world.says('watch fabrikam', 'C2')
        const of = world.platform.shown.find(({ channel }) => channel === 'C2')?.said.answer.actions[0]?.state.of ?? ''
        const acts = { platform: 'slack', workspace: 'T1', channel: 'C2', who: { id: 'U1', name: 'Ola' }, of }
        await world.calling().act({ ...acts, action: 'acknowledge' })
        await world.sleep(hour)
        assert.equal(world.platform.text('C9').length, 1, 'somebody has taken it on')
      },
      { escalation: calls({ afterMs: 15 * minute, mention: '<!here>', to: 'C9' }) },
    ))

  test('whoever snoozed a case is told when that is over and the registry is still broken', () =>
    withWorld(async (world) => {
      await world.says('watch contoso mention <!here>')
      await world.says('watch fabrikam')
      const act = (registry: string) => {
        const shown = world.platform.shown.find(({ said }) => said.answer.title.startsWith(registry))
        const of = shown?.said.answer.actions[0]?.state.of ?? ''
        const who = { id: 'U1', name: 'Ola' }
        return world.calling().act({ platform: 'slack', workspace: 'T1', channel: 'C1', who, of, action: 'snooze-1h' })
      }
      await act('contoso')
      await act('fabrikam')
      does(world, 'fabrikam', 'healthy')
      const ends = () => world.platform.shown.filter(({ said }) => said.answer.lead.startsWith('The snooze is over'))
      await world.advance(59 * minute)
      assert.equal(ends().length, 0)
      await world.advance(2 * minute)
      await world.sleep(2 * hour)
      assert.deepEqual(
        ends().map(({ said }) => [said.answer.lead, said.mention]),
        [['The snooze is over, and it is still broken, for 60 min now.', '<!here>']],
      )
    }))

  test('each channel escalates as the file says, which is followed when it changes', async () => {
    const file = path.join(folder, 'escalate.yaml')
    await writeFile(file, 'after: 15m\nmention: "@here"\nchannels: [{ slack: C2, after: never, to: C9 }]\n')
    await withWorld(
      async (world) => {
        const escalated = (channel: string) =>
          world.platform.text(channel).filter((it) => it.startsWith('Escalated')).length
        for (const channel of ['C1', 'C2']) await world.says('watch contoso', channel)
        await world.advance(hour)
        assert.deepEqual(['C1', 'C2', 'C9'].map(escalated), [1, 0, 0])
        await writeFile(file, 'after: 1x\n')
        await world.advance(5 * minute)
        assert.equal(world.logged.filter((it) => /escalate\.yaml:1: "after" must be/.test(it)).length, 1)
        assert.deepEqual(['C1', 'C2', 'C9'].map(escalated), [1, 0, 0], 'what was read before holds')
        await writeFile(file, 'after: 15m\nslack: C9\n')
        await world.advance(5 * minute)
        assert.deepEqual(['C1', 'C2'].map(escalated), [1, 1])
        assert.equal(world.platform.text('C9').length, 1)
        const trail = await world.db
          .selectFrom('audit')
          .select(['who', 'channel'])
          .where('what', '=', 'escalate')
          .execute()
        assert.deepEqual(trail, [
          { who: 'acr-check', channel: 'C1' },
          { who: 'acr-check', channel: 'C2' },
        ])
      },
      { escalation: await readEscalation(file), escalationFile: file },
    )
  })

  test('whoever presses Escalate in the same moment as another calls people once', () =>
    withWorld(
      async (world) => {
        await world.says('watch contoso')
        const of = world.platform.shown.find(({ channel }) => channel === 'C1')?.said.answer.actions[0]?.state.of ?? ''
        const presses = (id: string) =>
          world
            .calling()
            .act({ platform: 'slack', workspace: 'T1', channel: 'C1', who: { id }, action: 'escalate', of })
        await Promise.all([presses('U1'), presses('U2')])
        await world.advance(minute)
        assert.equal(world.platform.text('C9').length, 1)
        await world.advance(5 * minute)
        await presses('U2')
        await world.advance(minute)
        assert.equal(world.platform.text('C9').length, 2, 'nobody came')
      },
      { escalation: calls({ to: 'C9' }) },
    ))

  test('a digest comes every day at its time, with the day of everything that is watched', () =>
    withWorld(async (world) => {
      does(world, 'contoso', 'healthy')
      await world.says('watch contoso every 1h')
      await world.says('watch fabrikam every 1h')
      await world.says('digest 12:00')
      await world.advance(2.9 * hour)
      assert.ok(!world.platform.text('C1').some((it) => it.includes('over the last day')))
      await world.advance(hour)
      const digests = () => world.platform.shown.filter(({ said }) => said.answer.title.includes('over the last day'))
      assert.equal(digests().length, 1)
      const [section] = digests()[0]?.said.answer.sections ?? []
      const lines =
        section?.kind === 'facts' ? section.items.map(({ label, value, said }) => `${label} ${value} · ${said}`) : []
      assert.match(lines[0] ?? '', /^contoso\.azurecr\.io [·✓ ]+ · 100% of checks well · round trip 2 ms · works$/)
      assert.match(lines[1] ?? '', /^fabrikam\.azurecr\.io [·✗ ]+ · 0% of checks well.* · a case is open$/)
      await world.sleep(24 * hour)
      assert.equal(digests().length, 2)
    }))

  const alertTo = async (world: World, more: object = {}, channel = 'C1') => {
    const { token } = await makeAlertToken(world.db, { platform: 'slack', workspace: 'T1', channel, feed: false }, 0)
    const row = (await world.calling().alertChannel(token)) ?? assert.fail('no such token')
    return async (again: object = {}) => {
      const read = readAlert(metric({ ...more, ...again }))
      assert.ok(read.ok)
      await world.calling().alert(row, read.alert)
      await world.advance(0)
    }
  }

  test('an alert that nobody resolves is over once checks have gone well for an hour', () =>
    withWorld(
      async (world) => {
        await (await alertTo(world))()
        const said = () => world.platform.text('C1')
        assert.match(said()[0] ?? '', /^acr-pulls An alert from outside/)
        await world.advance(3 * hour)
        assert.equal(said().length, 1)
        const before = checked(world)
        assert.ok(before >= 11 && before <= 13, `${before} checks`)
        does(world, 'contoso', 'healthy')
        await world.advance(50 * minute)
        assert.equal(said().length, 1, 'not yet')
        await world.advance(40 * minute)
        assert.match(said()[0] ?? '', /Closed after 4 h( \d+ min)?: checks go well, and it did not come again/)
        assert.match(said()[1] ?? '', /^Closed: checks of the registry have gone well for \d+ min/)
        const then = checked(world)
        await world.advance(2 * hour)
        assert.equal(checked(world), then, 'nothing is checked for it any more')
        assert.equal(said().length, 2)
      },
      // Over the change of the clocks, which counts for nothing here.
      { at: Date.parse('2026-10-24T23:00:00Z') },
    ))

  test('an alert whose registry is nobody’s is over a day after it came last', () =>
    withWorld(async (world) => {
      const fire = await alertTo(world, { alertTargetIDs: [], configurationItems: [] })
      await fire()
      await world.sleep(20 * hour)
      await fire()
      await world.sleep(23.9 * hour)
      assert.equal(world.platform.text('C1').length, 1, 'it came again meanwhile')
      await world.sleep(0.2 * hour)
      assert.match(world.platform.text('C1').join(), /Closed after .*: nothing more was heard of it.*for 24 h/)
      await fire({ firedDateTime: '2026-11-27T05:10:00Z' })
      assert.equal(world.platform.text('C1').length, 3, 'and anew it is a new case')
    }))

  test('an alert during planned work is told at its end, unless it is over by then', () =>
    withWorld(async (world) => {
      await world.says('maintenance 2026-11-25 08:00 to 10:00 for contoso')
      const [stays, goes] = [await alertTo(world), await alertTo(world, { alertRule: 'goes', originAlertId: 'goes' })]
      await stays()
      await goes()
      await world.advance(0.5 * hour)
      await goes({ monitorCondition: 'Resolved' })
      await world.advance(0.4 * hour)
      assert.deepEqual(world.platform.shown, [])
      await world.advance(0.2 * hour)
      assert.deepEqual(
        world.platform.text('C1').map((it) => it.slice(0, 9)),
        ['acr-pulls'],
      )
    }))

  test('a case that was resolved by hand and comes and goes later is open, and says so', () =>
    withWorld(async (world) => {
      await world.says('watch contoso every 1m')
      const of = world.platform.shown[0]?.said.answer.actions[0]?.state.of ?? ''
      const who = { id: 'U1', name: 'Ola' }
      for (let time = 0; time < 3; time++) {
        does(world, 'contoso', 'healthy')
        await world.advance(minute)
        does(world, 'contoso', 'broken')
        await world.advance(minute)
        const [open] = await openCases(world.db)
        await world
          .calling()
          .act({ platform: 'slack', workspace: 'T1', channel: 'C1', who, action: 'resolve', of: open?.id ?? of })
        await world.advance(0)
      }
      does(world, 'contoso', 'healthy')
      await world.advance(minute)
      does(world, 'contoso', 'broken')
      await world.advance(minute)
      const [open] = await openCases(world.db)
      assert.ok(open?.flapping)
      assert.equal(
        world.platform.text('C1').filter((it) => it.startsWith('contoso.azurecr.io comes and goes')).length,
        1,
      )
    }))

  test('what was said a day ago is not kept for ever', () =>
    withWorld(async (world) => {
      await world.says('watch contoso')
      const said = async () =>
        Number(
          (
            await world.db
              .selectFrom('outgoing')
              .select(({ fn }) => fn.countAll().as('n'))
              .where('created_at', '<', morning + hour)
              .executeTakeFirstOrThrow()
          ).n,
        )
      assert.ok((await said()) > 0)
      await world.says('unwatch contoso')
      await world.sleep(26 * hour)
      assert.equal(await said(), 0)
    }))

  test('a case that comes and goes is one message, and quiet', () =>
    withWorld(async (world) => {
      await world.says('watch contoso every 1m')
      for (let time = 0; time < 6; time++) {
        does(world, 'contoso', time % 2 === 0 ? 'healthy' : 'broken')
        await world.advance(minute)
      }
      const flapping = world.platform.text('C1').filter((it) => it.includes('comes and goes'))
      assert.ok(flapping.length >= 1)
      const before = world.platform.shown.length
      for (let time = 0; time < 6; time++) {
        does(world, 'contoso', time % 2 === 0 ? 'healthy' : 'broken')
        await world.advance(minute)
      }
      assert.equal(world.platform.shown.length, before)
      assert.ok(world.platform.updates > 6)
    }))
})
