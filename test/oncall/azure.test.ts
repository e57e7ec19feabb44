// What Azure knows of a watched registry reaches no other channel than those named: not by an escalation, a digest or an alert either.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { startChecks } from '../../adapters/checks.ts'
import { startOnCall } from '../../adapters/oncall/oncall.ts'
import { makeAlertToken } from '../../adapters/store/alert-tokens.ts'
import { openDatabase } from '../../adapters/store/database.ts'
import { readAlert } from '../../src/alerts/read.ts'
import { readOnCall } from '../../src/oncall/request.ts'
import { metric } from '../support/alerts.ts'
import { fakeAzure, healthy } from '../support/azure/fake-port.ts'
import { amiss, secretsOf } from '../support/azure/secrets.ts'
import { fakePlatform } from '../support/chat/fake-platform.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { denied, fakeNetwork, login } from '../support/fake-network.ts'
import { lanesFor } from '../support/lanes.ts'

const minute = 60_000
const secrets = [...secretsOf({ ...healthy, ...amiss })].filter((it) => !/^[a-z]+$/.test(it))

test('an escalation, a digest and an alert show no detail where nobody may see it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-oncall-azure-'))
  const db = await openDatabase({ folder })
  const { now, later, advance } = fakeClock(Date.parse('2026-11-25T09:00:00Z'))
  const checks = startChecks({
    settings: { registries: ['contoso'], mostAtATime: 5, hasIdentity: true },
    net: fakeNetwork({ answer: (host) => (host === login ? denied : undefined) }).net,
    identity: async () => undefined,
    azure: async () => fakeAzure(amiss).port,
  })
  const platform = fakePlatform()
  const around = { log: assert.fail, now, later }
  const calling = { afterMs: 15 * minute, to: 'C9' }
  const oncall = startOnCall({
    db,
    lanes: lanesFor(db, around),
    checks,
    escalation: { slack: { ...calling, channels: {} }, teams: { channels: {} } },
    viewers: { channels: new Set(['C1']), people: new Set(), groups: new Set() },
    ...around,
  })
  oncall.attach(platform)
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      await oncall.idle()
    }
  }
  const says = async (said: string, channel: string) => {
    const request = readOnCall(said) ?? assert.fail(said)
    await oncall.answer(request, { platform: 'slack', workspace: 'T1', channel, person: { id: 'U1' }, lang: 'en' })
    await settle()
  }
  const seenIn = (channel: string) => JSON.stringify(platform.shown.filter((it) => it.channel === channel))
  const leaksIn = (channel: string) => secrets.filter((secret) => seenIn(channel).includes(secret))
  try {
    await says('watch contoso', 'C1')
    await says('watch contoso', 'C2')
    await says('digest 09:10', 'C2')
    const { token } = await makeAlertToken(
      db,
      { platform: 'slack', workspace: 'T1', channel: 'C3', feed: false },
      now(),
    )
    const alert = readAlert(metric())
    assert.ok(alert.ok)
    await oncall.alert((await oncall.alertChannel(token)) ?? assert.fail('no such token'), alert.alert)
    await settle()
    await advance(20 * minute, settle)
    assert.ok(leaksIn('C1').length > 3, 'the channel that is named sees detail')
    for (const [channel, expected] of [
      ['C2', /over the last day/],
      ['C3', /acr-pulls/],
      ['C9', /contoso/],
    ] as const) {
      assert.match(seenIn(channel), expected)
      assert.deepEqual(leaksIn(channel), [], channel)
    }
  } finally {
    await oncall.close()
    await db.destroy()
    await rm(folder, { recursive: true })
  }
})
