// How much of what may be checked at a time goes to what is watched.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { startScheduler } from '../../adapters/oncall/scheduler.ts'
import { openDatabase } from '../../adapters/store/database.ts'
import { until } from '../support/chat/bot.ts'
import { fakeChecks } from '../support/chat/fake-checks.ts'
import { fakeClock } from '../support/fake-clock.ts'

test('where all that is watched hangs, a fifth of the checks is left to people', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-scheduler-'))
  const db = await openDatabase({ folder })
  const checks = Object.assign(fakeChecks(), { mostAtATime: 10 })
  const names = Array.from({ length: 30 }, (_, i) => `contoso${i}`)
  for (const name of names) {
    checks.does.set(name, 'hangs')
    const registry = `${name}.azurecr.io`
    const target = { key: registry, registry, image: '', every_ms: 60_000, next_at: 0, taken_until: 0 }
    await db.insertInto('targets').values(target).execute()
  }
  const { now, later } = fakeClock(1_000_000)
  const scheduler = startScheduler({ db, checks, isViewer: () => false, log: assert.fail, now, later })
  try {
    await until(async () => checks.asked.length >= 8, 'eight are checked')
    scheduler.kick()
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal(checks.asked.length, 8)
  } finally {
    // What hangs never ends: nothing waits for it here.
    void scheduler.close()
    await db.destroy()
    await rm(folder, { recursive: true })
  }
})
