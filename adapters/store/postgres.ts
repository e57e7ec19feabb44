// PostgreSQL at an address: few connections, none waited for without end, and found again when the database comes back.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from '#kysely'
import { type Database, ping } from './database.ts'
import { isAway, isStuck } from './lost.ts'
import { migrate } from './migrate.ts'
import { DatabaseProblem } from './problem.ts'
import type { Schema } from './schema.ts'

/** Of each process: PostgreSQL allows a hundred in all unless set otherwise. */
const mostConnections = 5
const connectMs = 5_000
/** How long a restart of the database is sat out, before whoever asks is told. */
const patienceMs = 5_000
const statementMs = 30_000

// Times and counts: none is near what a number cannot hold.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** @throws DatabaseProblem */
export async function openPostgres(url: string): Promise<Database> {
  const { called, migrating } = reach(url)
  try {
    await ping(migrating)
  } catch (error) {
    await migrating.destroy()
    throw new DatabaseProblem(`${called} ${trouble(error)}`, { cause: error })
  }
  await migrate(migrating, { called, elsewhere: 'set DATABASE_URL to another database' })
  await migrating.destroy()
  return kyselyOn(
    patient(
      poolOf(url, {
        max: mostConnections,
        statement_timeout: statementMs,
        // The server answers in time, unless the network has swallowed it.
        query_timeout: statementMs + connectMs,
        // Whoever stalls in the middle of one holds up all others.
        idle_in_transaction_session_timeout: statementMs,
      }),
    ),
  )
}

function reach(url: string): { called: string; migrating: Database } {
  try {
    const { host, port, database } = new pg.Client({ connectionString: url })
    // Migrating may take its time, and so may waiting for another process that migrates.
    return { called: `PostgreSQL at ${host}:${port}/${database}`, migrating: kyselyOn(poolOf(url, { max: 1 })) }
  } catch (error) {
    throw new DatabaseProblem(
      `DATABASE_URL cannot be used (${(error as { code?: string }).code ?? 'unknown'}): see that what is in it is percent-encoded, and that the files it names are there`,
      { cause: error },
    )
  }
}

function poolOf(url: string, more: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    fallback_application_name: 'acr-check',
    ...more,
  })
  // A lost connection is told to whoever uses it next; unheard, it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const kyselyOn = (pool: PostgresPool): Database => new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })

function patient(pool: pg.Pool): PostgresPool {
  async function connect() {
    const giveUp = performance.now() + patienceMs
    for (;;)
      try {
        return await pool.connect()
      } catch (error) {
        if (!isAway(error) || performance.now() > giveUp) throw error
        await sleep(100)
      }
  }
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      let client = await connect()
      let [answered, stuck] = [false, false]
      async function query(text: string, values: unknown[]) {
        for (let others = mostConnections; ; others--)
          try {
            const result = await client.query(text, values)
            answered = true
            return result
          } catch (error) {
            stuck ||= isStuck(error)
            // Lost while nobody used it, as a rule, and so may be all others. What just ran then runs once more.
            if (answered || others === 0 || !isAway(error)) throw error
            client.release(true)
            client = await connect()
          }
      }
      return {
        query: query as unknown as PostgresPoolClient['query'],
        release: (discard) => client.release(discard || stuck),
      }
    },
  }
}

function trouble(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const told = code || message
  if (code.startsWith('28') || /password must be/.test(message))
    return `lets this user not in (${told}): correct the user and the password in DATABASE_URL, with ?sslmode=verify-full where it wants TLS`
  if (code === '3D000') return 'is not there: make it with "createdb", or correct the name in DATABASE_URL'
  if (code === '53300') return 'has no connection left: raise its max_connections, or run fewer processes'
  if (code === '57P03') return 'is just starting or stopping: try again'
  if (/CERT|SIGNATURE/.test(code))
    return `has a certificate that is not trusted (${code}): name its authority with ?sslrootcert=FILE in DATABASE_URL`
  if (/SSL/.test(message)) return 'speaks no TLS: take sslmode out of DATABASE_URL'
  return `cannot be reached (${told}): start it, or correct the host and the port in DATABASE_URL`
}
