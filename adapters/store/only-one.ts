// Keeps a second server off a PostgreSQL database: two would work off the same events and say everything twice. A lock of the
// session, which PostgreSQL itself gives up when this process ends, however it ends.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseProblem } from './problem.ts'

/** Any number that nobody else locks. */
export const serverLock = 5_117_003_979
const againMs = 1_000

const taken = () =>
  new DatabaseProblem(
    'Another acr-check already serves from this database, and one at a time can: stop it, or set DATABASE_URL to another database',
  )

/**
 * @param lost called when the database came back and another server has taken our place
 * @throws DatabaseProblem
 */
export async function lockDatabase(url: string, lost: () => void): Promise<() => Promise<void>> {
  let closed = false
  let holding: pg.Client | undefined

  async function hold(): Promise<boolean> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
    client.on('error', () => {})
    await client.connect()
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [serverLock])
    if (rows[0]?.ours !== true) {
      await client.end()
      return false
    }
    holding = client
    client.once('end', () => {
      holding = undefined
      if (!closed) void regain()
    })
    return true
  }

  async function regain(): Promise<void> {
    while (!closed) {
      const ours = await hold().catch(() => undefined)
      if (ours === true) return
      if (ours === false) return lost()
      await sleep(againMs, undefined, { ref: false })
    }
  }

  if (!(await hold())) throw taken()
  return async () => {
    closed = true
    await holding?.end()
  }
}
