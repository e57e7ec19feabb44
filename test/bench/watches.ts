// What watching costs: registries on loopback, each every five minutes, checked by real schedulers and ladders in processes of
// their own and written to a real database. How late the runs are, what a run costs whom, whether that rises in a straight line
// with their number, and how many a process can do at most.
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from '#kysely'
import { type Database, openDatabase, type Where } from '../../adapters/store/database.ts'
import { hasManyWriters } from '../../adapters/store/transact.ts'
import { nextRun } from '../../src/oncall/schedule.ts'
import { type Postgres, skipWithoutPostgres, startPostgres } from '../support/postgres.ts'
import { withAzure } from './azure-process.ts'
import { percentile } from './numbers.ts'
import { heard, secondsOfTree, start, stop, temporary, usedBy } from './process.ts'
import type { Job, Ran, Told } from './watches-child.ts'

const child = fileURLToPath(new URL('watches-child.ts', import.meta.url))
const everyMs = 5 * 60_000
const settleMs = 10_000
const perChannel = 100

type Kind = 'SQLite' | 'PostgreSQL'
type Setup = { kind: Kind; many: number; processes: number /** All at once, and again when done. */; flatOut?: boolean }
const setups: readonly Setup[] = [
  { kind: 'SQLite', many: 1_000, processes: 1 },
  { kind: 'SQLite', many: 10_000, processes: 1 },
  { kind: 'SQLite', many: 10_000, processes: 1, flatOut: true },
  { kind: 'PostgreSQL', many: 1_000, processes: 1 },
  { kind: 'PostgreSQL', many: 10_000, processes: 1 },
  { kind: 'PostgreSQL', many: 10_000, processes: 1, flatOut: true },
  { kind: 'PostgreSQL', many: 10_000, processes: 3 },
]

/** Of one run: milliseconds of a processor, and bytes. */
type Cost = { server: number; database: number | undefined; written: number | undefined; kept: number }

export async function watches({ seconds = 60 }: { seconds?: number } = {}): Promise<void> {
  const costs = new Map<Setup, Cost>()
  for (const setup of setups) {
    if (setup.kind === 'PostgreSQL' && skipWithoutPostgres) console.log(`${nameOf(setup)}: ${skipWithoutPostgres}`)
    else costs.set(setup, await measured(setup, seconds))
  }
  for (const kind of ['SQLite', 'PostgreSQL'] as const) {
    const alone = [...costs].filter(([it]) => it.kind === kind && it.processes === 1 && !it.flatOut)
    const [few, all] = alone.map(([, { server }]) => server)
    if (few && all) console.log(`${kind}: a run costs ${(all / few).toFixed(2)} times as much with ten times as many`)
  }
}

const nameOf = ({ kind, many, processes, flatOut }: Setup) =>
  `${kind}, ${many} registries ${flatOut ? 'all due at once' : 'every 5 minutes'}, ${processes === 1 ? 'one process' : `${processes} processes`}`

function hostsOf(many: number) {
  const hosts: Record<string, string> = { 'mcr.microsoft.com': '20.61.99.50' }
  for (let i = 0; i < many; i++) {
    const net = `20.${100 + (i >> 14)}.${(i >> 6) & 255}`
    hosts[registryOf(i)] = `${net}.${1 + (i & 63)}`
    hosts[`registry${i}.westeurope.data.azurecr.io`] = `${net}.${101 + (i & 63)}`
  }
  return hosts
}

const registryOf = (i: number) => `registry${i}.azurecr.io`

/** As they stand when they have been watched for a while: each at a phase of its own. */
async function setUp(where: Where, { many, flatOut }: Setup): Promise<void> {
  const db = await openDatabase(where)
  const now = Date.now()
  const all = Array.from({ length: many }, (_, i) => i)
  for (let from = 0; from < many; from += 500) {
    const some = all.slice(from, from + 500)
    const watching = some.map((i) => ({
      id: `watch-${i}`,
      platform: 'slack' as const,
      workspace: 'T1',
      channel: `C${Math.floor(i / perChannel)}`,
      registry: registryOf(i),
      image: '',
      every_ms: everyMs,
      findings: null,
      silenced: null,
      held: null,
      mention: null,
      person: null,
      person_name: null,
      source: 'terminal' as const,
      created_at: now,
    }))
    const targets = some.map((i) => ({
      key: registryOf(i),
      registry: registryOf(i),
      image: '',
      every_ms: everyMs,
      next_at: flatOut ? 0 : nextRun(registryOf(i), everyMs, now),
      taken_until: 0,
    }))
    await db.insertInto('watches').values(watching).execute()
    await db.insertInto('targets').values(targets).execute()
  }
  await db.destroy()
}

async function measured(setup: Setup, seconds: number): Promise<Cost> {
  if (setup.kind === 'SQLite') return measuredOn(setup, seconds, { folder: temporary() })
  const postgres = await startPostgres({ durable: true })
  try {
    return await measuredOn(setup, seconds, { url: await postgres.create() }, postgres)
  } finally {
    await postgres.remove()
  }
}

type Spent = { server: number[]; database: number | undefined; written: number | undefined; kept: number }

async function measuredOn(setup: Setup, seconds: number, where: Where, postgres?: Postgres): Promise<Cost> {
  await setUp(where, setup)
  const db = await openDatabase(where)
  const servers: ChildProcess[] = []
  const spent = async (): Promise<Spent> => ({
    server: servers.map((it) => usedBy(it).seconds),
    database: secondsOfTree(postgres?.pid()),
    written: postgres ? await loggedBy(postgres) : writtenBy(servers[0]?.pid),
    kept: await sizeOf(db),
  })
  try {
    return await withAzure({ hosts: hostsOf(setup.many) }, async (at) => {
      for (let i = 0; i < setup.processes; i++)
        servers.push(start(child, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }))
      for (const server of servers) server.send({ where, at, everyMs } satisfies Job)
      await Promise.all(servers.map((server) => heard(server, 30_000)))
      await sleep(settleMs)
      for (const server of servers) server.send('begin' satisfies Told)
      const before = await spent()
      await sleep(seconds * 1000)
      const after = await spent()
      const ran = await Promise.all(servers.map(ended))
      return told(setup, seconds, { before, after, ran, megabytes: servers.map((it) => usedBy(it).megabytes) })
    })
  } finally {
    for (const server of servers) await stop(server)
    await db.destroy()
  }
}

function ended(server: ChildProcess): Promise<Ran> {
  const answer = heard<Ran>(server, 10_000)
  server.send('end' satisfies Told)
  return answer
}

type Measured = { before: Spent; after: Spent; ran: readonly Ran[]; megabytes: readonly number[] }

function told(setup: Setup, seconds: number, { before, after, ran, megabytes }: Measured): Cost {
  const late = ran.flatMap((it) => it.late)
  const runs = late.length
  const broken = ran.reduce((sum, it) => sum + it.broken, 0)
  const each = after.server.map((it, i) => it - (before.server[i] ?? 0))
  const difference = (of: 'database' | 'written'): number | undefined => {
    const [from, to] = [before[of], after[of]]
    return from === undefined || to === undefined ? undefined : (to - from) / runs
  }
  const database = difference('database')
  const cost: Cost = {
    server: (each.reduce((sum, it) => sum + it, 0) * 1000) / runs,
    database: database === undefined ? undefined : database * 1000,
    written: difference('written'),
    kept: (after.kept - before.kept) / runs,
  }
  const shown = (value: number | undefined, unit: string) =>
    value === undefined ? 'not told here' : `${value.toFixed(1)} ${unit}`
  console.log(`${nameOf(setup)}, for ${seconds} s
  ${(runs / seconds).toFixed(1)} runs a second, ${broken} not healthy${setup.flatOut ? '' : `; late by ${percentile(late, 0.5)} ms, p99 ${percentile(late, 0.99)} ms`}
  processes: ${each.map((it, i) => `${((it / seconds) * 100).toFixed(0)} % of a core, ${megabytes[i]?.toFixed(0)} MB`).join('; ')}
  a run: ${shown(cost.server, 'ms')} of a processor here${setup.kind === 'SQLite' ? '' : `, ${shown(cost.database, 'ms')} in PostgreSQL`}; ${shown(cost.written && cost.written / 1024, 'KB')} written, ${cost.kept.toFixed(0)} bytes kept`)
  return cost
}

/** In bytes, with what lies in its log. */
async function sizeOf(db: Database): Promise<number> {
  const size = hasManyWriters(db)
    ? sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`
    : sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
  return Number((await size.execute(db)).rows[0]?.bytes)
}

/** All that PostgreSQL has put into its log so far, in bytes. */
async function loggedBy(postgres: Postgres): Promise<number> {
  const [row] = await postgres.query("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bytes")
  return Number(row?.bytes)
}

/** All that a process has had written to a disk so far, in bytes; undefined where nobody tells. */
function writtenBy(pid: number | undefined): number | undefined {
  try {
    return Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}
