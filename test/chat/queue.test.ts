// The queue: order within a lane, lanes side by side, and no lane that stops for good.
import assert from 'node:assert/strict'
import test from 'node:test'
import { startQueue } from '../../adapters/chat/queue.ts'
import { until } from '../support/chat/bot.ts'

const event = (id: number, lane: string, notBefore = 0) => ({ id, lane, notBefore })

test('one lane works in order, and another does not wait for it', async () => {
  const done: number[] = []
  let blocked = true
  const queue = startQueue(
    async (id) => {
      if (id === 1 && blocked) return { again: 20 }
      done.push(id)
      return 'done'
    },
    { lanesAtATime: 2, now: Date.now },
  )
  for (const it of [event(1, 'a'), event(2, 'a'), event(3, 'b')]) queue.add(it)
  await until(() => done.length === 1, 'the other lane')
  assert.deepEqual(done, [3])
  blocked = false
  await until(() => queue.size() === 0, 'all')
  assert.deepEqual(done, [3, 1, 2])
  await queue.close()
})

test('a fault of ours does not stop a lane', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const done: number[] = []
  let faults = 1
  const queue = startQueue(
    async (id) => {
      if (faults-- > 0) throw new Error('the disk is full')
      done.push(id)
      return 'done'
    },
    { lanesAtATime: 1, now: Date.now },
  )
  queue.add(event(1, 'a'))
  queue.add(event(2, 'a'))
  for (let i = 0; i < 20; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    t.mock.timers.tick(1_000)
  }
  assert.deepEqual(done, [1, 2])
})

test('an event that is not due holds nobody up, and keeps nobody from closing', async () => {
  const done: number[] = []
  const queue = startQueue(
    async (id) => {
      done.push(id)
      return 'done'
    },
    { lanesAtATime: 1, now: Date.now },
  )
  queue.add(event(1, 'a', Date.now() + 60_000))
  queue.add(event(2, 'a'))
  await until(() => done.length === 1, 'the one that is due')
  assert.deepEqual(done, [2])
  await queue.close()
})

test('closed, it waits for what is under way, and begins nothing', async () => {
  let finish = () => {}
  const begun: number[] = []
  const queue = startQueue(
    (id) => {
      begun.push(id)
      return new Promise((resolve) => (finish = () => resolve('done')))
    },
    { lanesAtATime: 1, now: Date.now },
  )
  queue.add(event(1, 'a'))
  queue.add(event(2, 'b'))
  await until(() => begun.length === 1, 'the first is under way')
  const closed = queue.close()
  finish()
  await closed
  assert.deepEqual(begun, [1])
})
