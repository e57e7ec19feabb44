// How often something may be done: the same in one process and over several, on both databases, and several together no more than
// one alone.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { askingLimits } from '../../adapters/chat/limits.ts'
import { ratesHere } from '../../adapters/rates/here.ts'
import type { Rates } from '../../adapters/rates/rates.ts'
import { ratesOverReplicas } from '../../adapters/rates/shared.ts'
import { type Database, openDatabase } from '../../adapters/store/database.ts'
import { openStore, type Store } from '../../adapters/store/open.ts'
import { postgres, skipWithoutPostgres } from '../support/postgres.ts'

const minute = 60_000
const updates = { most: 45, spanMs: minute }

type Kind = {
  name: string
  skip: boolean | string
  open?: () => Promise<{ db: Database; close: () => Promise<void> }>
}
const kinds: Kind[] = [
  { name: 'in one process', skip: false },
  {
    name: 'over several, on SQLite',
    skip: false,
    async open() {
      const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-rates-'))
      return { db: await openDatabase({ folder }), close: () => rm(folder, { recursive: true }) }
    },
  },
  {
    name: 'over several, on PostgreSQL',
    skip: skipWithoutPostgres,
    open: async () => ({ db: await openDatabase({ url: await (await postgres()).create() }), close: async () => {} }),
  },
]

for (const { name, skip, open } of kinds)
  describe(`rates ${name}`, { skip }, () => {
    let now = 1_000_000
    let rates: Rates
    let opened: Awaited<ReturnType<NonNullable<Kind['open']>>> | undefined
    const logged: string[] = []
    before(async () => {
      opened = await open?.()
      const around = { log: (line: string) => void logged.push(line), now: () => now }
      rates = opened ? ratesOverReplicas(opened.db, around) : ratesHere(around.now)
    })
    after(async () => {
      await opened?.db.destroy()
      await opened?.close()
      assert.deepEqual(logged, [])
    })

    test('are kept in every span, wherever it begins, and spare ones leave room', async () => {
      const granted: number[] = []
      const began = now
      for (; now < began + 5 * minute; now += 500)
        if ((await rates.take('spans', [updates], { spare: now % 1500 !== 0 })) === 0) granted.push(now)
      for (const at of granted) assert.ok(granted.filter((it) => it >= at && it < at + minute).length <= updates.most)
      assert.ok(granted.length >= 4 * updates.most)
      now += minute
      const waits: number[] = []
      for (let i = 0; i < 46; i++) waits.push(await rates.take('spans', [updates]))
      assert.deepEqual(waits, [...Array.from({ length: 45 }, () => 0), minute])
      now += minute - 1
      assert.equal(await rates.take('spans', [updates]), 1)
      now += 1
      for (let i = 0; i < 15; i++) assert.equal(await rates.take('spans', [updates], { spare: true }), 0)
      assert.equal(await rates.take('spans', [updates], { spare: true }), minute)
      assert.equal(await rates.take('spans', [updates]), 0)
    })

    test('several at once: one is taken of each, or none of any', async () => {
      const both = [
        { most: 2, spanMs: 1_000 },
        { most: 3, spanMs: 30_000 },
      ]
      const take = () => rates.take('both', both)
      assert.deepEqual([await take(), await take(), await take()], [0, 0, 1_000])
      now += 1_000
      assert.deepEqual([await take(), await take()], [0, 29_000])
      assert.equal(await rates.take('another', both), 0)
    })

    test('many in a long span are never too many, and not much fewer', async () => {
      // The judge is the same everywhere; a database only takes longer.
      const most = open ? { most: 180, spanMs: 6 * minute } : { most: 1_800, spanMs: 60 * minute }
      let granted = 0
      for (const end = now + most.spanMs; now < end; now += 1_000)
        if ((await rates.take('long', [most])) === 0) granted++
      assert.equal(granted, most.most)
      const began = now
      const wait = await rates.take('long', [most])
      now += wait
      assert.equal(await rates.take('long', [most]), 0)
      assert.ok(now - began <= most.spanMs / 60)
    })

    test('a clock that is behind gives nobody more', async () => {
      const rate = { most: 2, spanMs: 1_000 }
      assert.equal(await rates.take('clock', [rate]), 0)
      now -= 10_000
      assert.deepEqual([await rates.take('clock', [rate]), await rates.take('clock', [rate])], [0, 1_000])
      now += 10_000
    })
  })

test('while the database is away each counts for itself, and asks it again later', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-rates-'))
  const db = await openDatabase({ folder })
  const logged: string[] = []
  let now = 1_000_000
  const rates = ratesOverReplicas(db, { log: (line) => void logged.push(line), now: () => now })
  const rate = { most: 2, spanMs: minute }
  await db.schema.alterTable('rates').renameTo('away').execute()
  const came = [await rates.take('it', [rate]), await rates.take('it', [rate]), await rates.take('it', [rate])]
  assert.deepEqual(came, [0, 0, minute])
  assert.equal(logged.length, 1)
  await db.schema.alterTable('away').renameTo('rates').execute()
  now += 10_000
  assert.equal(await rates.take('it', [rate]), 0)
  assert.equal((await db.selectFrom('rates').select('key').execute()).length, 1)
  await db.destroy()
  await rm(folder, { recursive: true })
})

describe('several servers on one PostgreSQL', { skip: skipWithoutPostgres }, () => {
  const stores: Store[] = []
  before(async () => {
    const url = await (await postgres()).create()
    for (let i = 0; i < 3; i++) stores.push(await openStore({ url }, () => {}))
  })
  after(() => Promise.all(stores.map((store) => store.close())))
  const atOnce = <Value>(many: number, ask: (rates: Rates) => Promise<Value>) =>
    Promise.all(
      Array.from({ length: many }, (_, i) => {
        const { rates } = stores[i % stores.length] ?? {}
        assert.ok(rates)
        return ask(rates)
      }),
    )

  test('take together what one may', async () => {
    const waits = await atOnce(120, (rates) => rates.take('updates', [updates]))
    assert.equal(waits.filter((it) => it === 0).length, updates.most)
    assert.ok(waits.every((it) => it <= minute))
  })

  test('let a person ask as often as one would, and tell them once', async () => {
    const came = await atOnce(60, (rates) => askingLimits('slack', rates, 20).ask('U1', `C${Math.random()}`))
    assert.equal(came.filter((it) => it === 'granted').length, 20)
    assert.equal(came.filter((it) => it === 'refused').length, 1)
    const presses = await atOnce(30, (rates) => askingLimits('slack', rates, 20).press('U1'))
    assert.equal(presses.filter((it) => it === 'granted').length, 10)
  })

  test('forget what counts no more', async () => {
    const [{ db } = {}] = stores
    assert.ok(db)
    const before = await db.selectFrom('rates').select('key').execute()
    assert.ok(before.length > 3)
    let now = Date.now() + 2 * minute
    const tidying = ratesOverReplicas(db, { log: assert.fail, now: () => now })
    now += 30 * minute
    await tidying.take('much later', [updates])
    const keys = await db.selectFrom('rates').select('key').execute()
    assert.deepEqual(keys, [{ key: 'much later' }])
  })
})
