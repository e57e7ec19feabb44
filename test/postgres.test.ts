// What PostgreSQL has and an embedded database has not: a network, a password, an end and a return of its own.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createServer, connect as dial, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from '#kysely'
import { readConfig } from '../adapters/config.ts'
import { type Database, openDatabase, ping } from '../adapters/store/database.ts'
import { receive } from '../adapters/store/inbox.ts'
import { DatabaseProblem } from '../adapters/store/problem.ts'
import { inTurn } from '../adapters/store/transact.ts'
import { waiting } from './support/events.ts'
import { type Postgres, password, postgres, skipWithoutPostgres } from './support/postgres.ts'
import { listen } from './support/sockets.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const named = (url: string) => new URL(url).pathname.slice(1)
const arrival = (key: string) => ({ platform: 'slack', kind: 'slack.events', lane: 'C1', key, body: { key } })

test('DATABASE_URL that is no address of PostgreSQL is told, without what is in it', () => {
  for (const url of ['mysql://acr:s3cret@db/acr', 'acr:s3cret@db', 'postgres://acr:s3cret/x@db:port/acr', 's3cret']) {
    const read = readConfig({ DATABASE_URL: url })
    assert.ok(!read.ok, url)
    assert.match(read.problems.join(), /DATABASE_URL is no address .*postgres:\/\/USER:PASSWORD@HOST/)
    assert.doesNotMatch(read.problems.join(), /s3cret/)
  }
  for (const url of [
    'postgres://acr:s3cret@db:5432/acr',
    'postgresql://db/acr',
    'postgres:///acr?host=/run/postgresql',
  ])
    assert.ok(readConfig({ DATABASE_URL: url }).ok, url)
})

describe('PostgreSQL', { skip: skipWithoutPostgres }, () => {
  let server: Postgres
  let url: string
  let db: Database
  const closing: (() => void)[] = []
  before(async () => {
    server = await postgres()
    url = await server.create()
    db = await openDatabase({ url })
  })
  after(async () => {
    await db?.destroy()
    for (const close of closing) close()
  })
  const changed = (change: (to: URL) => void) => {
    const to = new URL(url)
    change(to)
    return to.href
  }
  /** Before this process can notice. */
  function endAll() {
    const end = `import pg from 'pg'
      const client = new pg.Client({ connectionString: process.argv[1] })
      await client.connect()
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [process.argv[2]])
      await client.end()`
    execFileSync(process.execPath, ['--input-type=module', '-e', end, server.url('postgres'), named(url)], {
      cwd: root,
    })
  }

  test('what is in the way is told with the way out, and without the password', async () => {
    const silent = await listen(createServer(), closing)
    await server.query('create role nobody_much login password $$p@ss/w0rd$$')
    const cases: [string, RegExp][] = [
      [changed((to) => (to.password = 'wr0ng')), /lets this user not in \(28P01\): correct the user and the password/],
      [changed((to) => (to.password = '')), /lets this user not in .*password/],
      [changed((to) => (to.pathname = '/nowhere')), /\/nowhere is not there: make it with "createdb"/],
      [changed((to) => (to.port = '1')), /127\.0\.0\.1:1\/.* cannot be reached \(ECONNREFUSED\): start it, or correct/],
      [changed((to) => (to.hostname = 'nowhere.invalid')), /nowhere\.invalid.* cannot be reached \(E/],
      [changed((to) => (to.search = '?sslmode=verify-full')), /speaks no TLS: take sslmode out/],
      [changed((to) => (to.search = '?sslrootcert=/nowhere.pem')), /DATABASE_URL cannot be used \(ENOENT\)/],
      [changed((to) => (to.port = String(silent))), /cannot be reached \(.*timeout.*\): start it/],
      [changed((to) => (to.username = 'nobody_much')), /lets this user make no tables/],
    ]
    const refused = cases.map(([at, message]) =>
      assert.rejects(openDatabase({ url: at }), (error: Error) => {
        assert.ok(error instanceof DatabaseProblem)
        assert.match(error.message, message)
        for (const secret of [password, encodeURIComponent(password), 'wr0ng'])
          assert.ok(!error.message.includes(secret), error.message)
        return true
      }),
    )
    await Promise.all(refused)
  })

  test('few connections serve many who ask at once', async () => {
    const many = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        await sql`select pg_sleep(0.01)`.execute(db)
        if (i !== 30) return 0
        const [row] = await server.query(
          "select count(*) as many from pg_stat_activity where application_name = 'acr-check' and datname = $1",
          [named(url)],
        )
        return Number(row?.many)
      }),
    )
    const most = Math.max(...many)
    assert.ok(most > 1 && most <= 5, String(most))
  })

  test('a statement that does not end is ended, and so is whoever stalls in the middle of a transaction', async () => {
    const settings = await sql<Record<string, string>>`select current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`.execute(db)
    assert.deepEqual(settings.rows, [{ statement: '30s', idle: '30s' }])
    const hurried = await openDatabase({ url: `${url}?statement_timeout=100&idle_in_transaction_session_timeout=100` })
    await assert.rejects(sql`select pg_sleep(10)`.execute(hurried), /statement timeout/)
    const stalled = inTurn(hurried, 'here', async () => {
      await sleep(200)
      await receive(db, arrival('after the stall'), 1)
      await inTurn(db, 'here', async (trx) => ping(trx))
    })
    await assert.rejects(stalled)
    await ping(hurried)
    await hurried.destroy()
  })

  test('whatever ends its connections, everything goes on', async () => {
    const before = await waiting(db, 'slack')
    await Promise.all(Array.from({ length: 5 }, () => sql`select pg_sleep(0.02)`.execute(db)))
    endAll()
    assert.deepEqual(await waiting(db, 'slack'), before, 'those that nobody was using')
    endAll()
    assert.equal(await inTurn(db, 'here', (trx) => waiting(trx, 'slack').then(({ length }) => length)), before.length)

    let runs = 0
    const id = await inTurn(db, 'here', async (trx) => {
      runs++
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      if (runs === 1) await server.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await sql`insert into event_keys (key, event_id, at) values ('in the middle', 0, 0)`.execute(trx)
      return runs
    })
    assert.equal(id, 2, 'a transaction is run again')
    const refused = inTurn(db, 'here', async () => {
      runs++
      throw new Error('ours')
    })
    await assert.rejects(refused, /ours/)
    assert.equal(runs, 3, 'but not for a fault of ours')
  })

  test('an event is known as ours when the answer to its commit was lost', async () => {
    let [armed, cut] = [false, 0]
    const proxy = await proxyTo(url, (sent) => {
      if (!armed || cut > 0 || !sent.includes('commit')) return 'pass'
      cut++
      return 'deaf'
    })
    const through = await openDatabase({ url: proxy })
    armed = true
    const id = await receive(through, arrival('lost'), Date.now())
    assert.equal(cut, 1)
    assert.ok(id)
    assert.ok((await waiting(db, 'slack')).some((it) => it.id === id))
    assert.equal(await receive(through, arrival('lost'), Date.now()), undefined)
    await through.destroy()
  })

  test('who asks while it restarts is answered when it is back', async () => {
    await server.stop()
    const asked = [waiting(db, 'slack'), receive(db, arrival('meanwhile'), Date.now())] as const
    await sleep(300)
    await server.start()
    await Promise.all(asked)
    assert.ok((await waiting(db, 'slack')).some((it) => it.lane === 'C1'))
  })

  test('a connection that the network has swallowed is given up for another one', async () => {
    let swallowed = false
    const proxy = await proxyTo(url, () => (swallowed ? 'swallow' : 'pass'))
    const through = await openDatabase({ url: `${proxy}?query_timeout=300` })
    await ping(through)
    swallowed = true
    await assert.rejects(ping(through), /timeout/)
    swallowed = false
    await ping(through)
    await through.destroy()
  })

  /** @param how what becomes of a connection, by what is sent on it: `deaf` cuts it once the server has answered */
  async function proxyTo(target: string, how: (sent: string) => 'pass' | 'swallow' | 'deaf'): Promise<string> {
    const { port } = new URL(target)
    const proxy = createServer((client: Socket) => {
      const there = dial(Number(port), '127.0.0.1')
      let deaf = false
      client.on('data', (data) => {
        const becomes = how(data.toString('latin1'))
        deaf ||= becomes === 'deaf'
        if (becomes !== 'swallow') there.write(data)
      })
      there.on('data', (data) => (deaf ? client.destroy() : client.write(data)))
      for (const [one, other] of [
        [client, there],
        [there, client],
      ] as const)
        one.on('error', () => {}).on('close', () => other.destroy())
    })
    const at = new URL(target)
    at.port = String(await listen(proxy, closing))
    return at.href
  }
})
