// One server at a time on a PostgreSQL database, whatever ends the one before, and whatever happens to the connection.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import pg from 'pg'
import { lockDatabase, serverLock } from '../adapters/store/only-one.ts'
import { until } from './support/chat/bot.ts'
import { postgres, skipWithoutPostgres } from './support/postgres.ts'

const never = () => assert.fail('it was lost')

describe('one server at a time', { skip: skipWithoutPostgres }, () => {
  const holders = async (database: string) =>
    (await (await postgres()).query("select pid from pg_locks where locktype = 'advisory'", [], database)).map(
      ({ pid }) => pid,
    )
  const named = (url: string) => new URL(url).pathname.slice(1)

  test('a second one is refused, until the first has ended', async () => {
    const url = await (await postgres()).create()
    const release = await lockDatabase(url, never)
    await assert.rejects(lockDatabase(url, never), /Another acr-check already serves from this database/)
    await release()
    await (await lockDatabase(url, never))()
  })

  test('a lost connection is made anew, and the place kept', async () => {
    const url = await (await postgres()).create()
    const release = await lockDatabase(url, never)
    const [before] = await holders(named(url))
    await (await postgres()).query('select pg_terminate_backend($1)', [before])
    await until(async () => (await holders(named(url))).some((pid) => pid !== before), 'held again', 5_000)
    await assert.rejects(lockDatabase(url, never), /Another acr-check/)
    await release()
  })

  test('whoever finds their place taken is told', async () => {
    const url = await (await postgres()).create()
    let lost = false
    const release = await lockDatabase(url, () => {
      lost = true
    })
    const [before] = await holders(named(url))
    const rival = new pg.Client({ connectionString: url })
    await rival.connect()
    const taken = rival.query('select pg_advisory_lock($1)', [serverLock])
    await until(async () => (await holders(named(url))).length === 2, 'somebody waits for the place')
    await (await postgres()).query('select pg_terminate_backend($1)', [before])
    await taken
    await until(() => lost, 'the first is told', 5_000)
    await rival.end()
    await release()
  })
})
