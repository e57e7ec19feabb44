// Lanes: what belongs together is done in order and by one process at a time, in one process as over several.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { lanesHere } from '../../adapters/lanes/here.ts'
import { type Lanes, timer } from '../../adapters/lanes/lanes.ts'
import { lanesOverReplicas } from '../../adapters/lanes/shared.ts'
import { type Database, openDatabase } from '../../adapters/store/database.ts'
import { hangBell, ring } from '../../adapters/store/rings.ts'
import { transact } from '../../adapters/store/transact.ts'
import { until } from '../support/chat/bot.ts'
import { postgres, skipWithoutPostgres } from '../support/postgres.ts'

const kind = 'test.events'
const nothing = async () => []

type Made = { db: Database; lanes: Lanes; logged: string[] }

const ways = [
  {
    name: 'one process',
    skip: false as const,
    async make(): Promise<Made> {
      const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
      const db = await openDatabase({ folder })
      const logged: string[] = []
      const lanes = lanesHere({ log: (line) => logged.push(line), now: Date.now, later: timer })
      after(() => rm(folder, { recursive: true, force: true }))
      return { db, lanes, logged }
    },
  },
  {
    name: 'several processes',
    skip: skipWithoutPostgres,
    async make(url?: string): Promise<Made> {
      const where = url ?? (await (await postgres()).create())
      const db = await openDatabase({ url: where })
      const logged: string[] = []
      const lanes = await lanesOverReplicas(where, { log: (line) => logged.push(line), now: Date.now, later: timer })
      return { db, lanes, logged }
    },
  },
]

const rings = (db: Database, lane: string, at?: number) => transact(db, async (trx) => ring(trx, kind, lane, at))

for (const { name, skip, make } of ways)
  describe(`lanes of ${name}`, { skip }, () => {
    const opened: Made[] = []
    const start = async () => {
      const made = await make()
      hangBell(made.db, made.lanes)
      opened.push(made)
      return made
    }
    after(async () => {
      for (const { db, lanes } of opened) {
        await lanes.close()
        await db.destroy()
      }
    })

    test('one lane is worked by one at a time, and another does not wait for it', async () => {
      const { db, lanes } = await start()
      const begun: string[] = []
      let atOnce = 0
      let most = 0
      const finish: (() => void)[] = []
      lanes.open(kind, {
        async work(lane) {
          begun.push(lane)
          if (lane === 'b') return undefined
          most = Math.max(most, ++atOnce)
          await new Promise<void>((resolve) => finish.push(resolve))
          atOnce--
          return undefined
        },
        lanesAtATime: 4,
        waiting: nothing,
      })
      await rings(db, 'a')
      await until(() => begun.includes('a'), 'a is worked')
      await rings(db, 'a')
      await rings(db, 'b')
      await until(() => begun.includes('b'), 'b is worked beside it')
      assert.deepEqual(begun, ['a', 'b'])
      finish.shift()?.()
      await until(() => begun.length === 3, 'what was rung meanwhile is looked at once more')
      finish.shift()?.()
      await lanes.idle()
      assert.equal(most, 1)
    })

    test('what is rolled back rings nothing; what is rung in one transaction rings once', async () => {
      const { db, lanes } = await start()
      const begun: string[] = []
      lanes.open(kind, {
        async work(lane) {
          begun.push(lane)
          return undefined
        },
        lanesAtATime: 4,
        waiting: nothing,
      })
      await assert.rejects(
        transact(db, async (trx) => {
          ring(trx, kind, 'undone')
          throw new Error('in the middle')
        }),
        /in the middle/,
      )
      await transact(db, async (trx) => {
        for (let i = 0; i < 5; i++) ring(trx, kind, 'done')
      })
      await until(() => begun.length > 0, 'rung')
      await lanes.idle()
      assert.deepEqual(begun, ['done'])
    })

    test('work that is not due holds nobody up, is done when it is, and what asks to come again comes', async () => {
      const { db, lanes } = await start()
      const begun: [string, number][] = []
      const began = Date.now()
      lanes.open(kind, {
        async work(lane) {
          begun.push([lane, Date.now() - began])
          return lane === 'again' && begun.filter(([it]) => it === lane).length === 1 ? Date.now() + 150 : undefined
        },
        lanesAtATime: 1,
        waiting: nothing,
      })
      await rings(db, 'later', began + 400)
      await rings(db, 'again')
      await until(() => begun.length === 3, 'all', 6_000)
      assert.deepEqual(
        begun.map(([lane]) => lane),
        ['again', 'again', 'later'],
      )
      assert.ok((begun[1]?.[1] ?? 0) >= 150 && (begun[2]?.[1] ?? 0) >= 395, JSON.stringify(begun))
    })

    test('what was never rung is found at the start, and a fault of ours stops no lane', async () => {
      const { lanes, logged } = await start()
      const begun: string[] = []
      lanes.open(kind, {
        async work(lane) {
          begun.push(lane)
          if (begun.length === 1) throw new Error('the disk is full')
          return undefined
        },
        lanesAtATime: 1,
        waiting: async () => ['left'],
      })
      await until(() => begun.length === 2, 'tried again', 9_000)
      assert.match(logged.join('\n'), /a lane could not be worked: Error/)
      assert.doesNotMatch(logged.join('\n'), /the disk is full/)
    })

    test('closed, it waits for what is under way, and begins nothing', async () => {
      const { db, lanes } = await start()
      const begun: string[] = []
      let finish = () => {}
      const kindOf = lanes.open(kind, {
        async work(lane, signal) {
          begun.push(lane)
          await new Promise<void>((resolve) => (finish = resolve))
          return signal.aborted ? Date.now() : undefined
        },
        lanesAtATime: 1,
        waiting: nothing,
      })
      await rings(db, 'a')
      await rings(db, 'b')
      await until(() => begun.length === 1, 'the first is under way')
      const closed = kindOf.close()
      await sleep(20)
      finish()
      await closed
      await rings(db, 'c')
      await sleep(50)
      assert.equal(begun.length, 1)
    })
  })
