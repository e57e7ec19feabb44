// What watching costs: registries on loopback, each every five minutes, checked by real schedulers and ladders in processes of
// their own and written to a real database. How late the runs are, what a run costs whom, whether that rises in a straight line
// with their number, and how many a process can do at most.
import type { ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
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
import { type Measured, nameOf, type Setup, scalingDoc } from './scaling-doc.ts'
import type { Job, Ran, Told } from './watches-child.ts'

const child = fileURLToPath(new URL('watches-child.ts', import.meta.url))
const page = fileURLToPath(new URL('../../docs/scaling.md', import.meta.url))
const everyMs = 5 * 60_000
const settleMs = 20_000
const perChannel = 100

const setups: readonly Setup[] = [
  { kind: 'SQLite', many: 1_000, processes: 1 },
  { kind: 'SQLite', many: 5_000, processes: 1 },
  { kind: 'SQLite', many: 10_000, processes: 1 },
  { kind: 'SQLite', many: 10_000, processes: 1, flatOut: true },
  { kind: 'PostgreSQL', many: 1_000, processes: 1 },
  { kind: 'PostgreSQL', many: 10_000, processes: 1 },
  { kind: 'PostgreSQL', many: 10_000, processes: 1, flatOut: true },
  { kind: 'PostgreSQL', many: 10_000, processes: 3 },
]

/** @param write into docs/scaling.md */
export async function watches({
  seconds = 60,
  write = false,
}: {
  seconds?: number
  write?: boolean | undefined
} = {}): Promise<void> {
  const all: Measured[] = []
  for (const setup of setups) {
    if (setup.kind === 'PostgreSQL' && skipWithoutPostgres) console.log(`${nameOf(setup)}: ${skipWithoutPostgres}`)
    else all.push(show(await measured(setup, seconds), seconds))
  }
  if (write) writeFileSync(page, scalingDoc(all, seconds))
}

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

async function measured(setup: Setup, seconds: number): Promise<Measured> {
  if (setup.kind === 'SQLite') return measuredOn(setup, seconds, { folder: temporary() })
  const postgres = await startPostgres({ durable: true })
  try {
    return await measuredOn(setup, seconds, { url: await postgres.create() }, postgres)
  } finally {
    await postgres.remove()
  }
}

type Spent = { server: number[]; database: number | undefined; written: number | undefined; kept: number }

async function measuredOn(setup: Setup, seconds: number, where: Where, postgres?: Postgres): Promise<Measured> {
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

type Watched = { before: Spent; after: Spent; ran: readonly Ran[]; megabytes: readonly number[] }

function told(setup: Setup, seconds: number, { before, after, ran, megabytes }: Watched): Measured {
  const late = ran.flatMap((it) => it.late)
  const runs = late.length
  const broken = ran.reduce((sum, it) => sum + it.broken, 0)
  if (broken > 0) console.error(`${nameOf(setup)}: ${broken} of ${runs} were not healthy`)
  const spent = after.server.map((it, i) => it - (before.server[i] ?? 0))
  const perRun = (of: 'database' | 'written'): number | undefined => {
    const [from, to] = [before[of], after[of]]
    return from === undefined || to === undefined ? undefined : (to - from) / runs
  }
  const database = perRun('database')
  return {
    setup,
    runsPerSecond: runs / seconds,
    late: { median: percentile(late, 0.5), p99: percentile(late, 0.99) },
    processes: spent.map((it, i) => ({ share: it / seconds, megabytes: megabytes[i] ?? 0 })),
    server: (spent.reduce((sum, it) => sum + it, 0) * 1000) / runs,
    database: database && database * 1000,
    written: perRun('written'),
    kept: (after.kept - before.kept) / runs,
  }
}

function show(it: Measured, seconds: number): Measured {
  const each = it.processes.map(
    ({ share, megabytes }) => `${(share * 100).toFixed(0)} % of a core, ${megabytes.toFixed(0)} MB`,
  )
  const lateness = it.setup.flatOut ? '' : `; late by ${it.late.median} ms, p99 ${it.late.p99} ms`
  const there = it.database === undefined ? '' : ` here, ${it.database.toFixed(1)} ms in PostgreSQL`
  const written = it.written === undefined ? '' : `, ${(it.written / 1024).toFixed(1)} KB written`
  console.log(`${nameOf(it.setup)}, for ${seconds} s: ${it.runsPerSecond.toFixed(1)} runs a second${lateness}
  ${each.join('; ')}
  a run: ${it.server.toFixed(1)} ms of a processor${there}${written}, ${it.kept.toFixed(0)} bytes kept`)
  return it
}

/** Of the results, which alone grow by each run, in bytes: in SQLite of all there is. */
async function sizeOf(db: Database): Promise<number> {
  const size = hasManyWriters(db)
    ? sql<{ bytes: number }>`select pg_total_relation_size('results') as bytes`
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
