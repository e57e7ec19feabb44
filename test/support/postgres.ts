// A real PostgreSQL for tests: one server for each test process, on a loopback port, in a folder that goes with it. It answers
// nobody without the password, and waits for no disk unless told to.
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { until } from './chat/bot.ts'
import { listen } from './sockets.ts'

const programs = [process.env.POSTGRES_BIN, ...globSync('/usr/lib/postgresql/*/bin').toSorted().toReversed()].find(
  (folder) => folder && existsSync(path.join(folder, 'initdb')),
)

export const skipWithoutPostgres =
  programs || process.env.REQUIRE_DATABASE
    ? false
    : 'no PostgreSQL was found: install postgresql, or set POSTGRES_BIN to the folder of its programs'

const user = 'acr'
/** With what an address must not hold as it is. */
export const password = 'p@ss/w0rd'

export type Postgres = {
  /** What DATABASE_URL is for a database of this name. */
  url(database: string): string
  /** A new, empty database. @returns its address */
  create(): Promise<string>
  /** As its administrator. */
  query(text: string, values?: unknown[], database?: string): Promise<Record<string, unknown>[]>
  /** Under which all its processes run, while it does. */
  pid(): number | undefined
  start(): Promise<void>
  stop(): Promise<void>
  /** Stopped, and its folder deleted. */
  remove(): Promise<void>
}

let starting: Promise<Postgres> | undefined
/** The one of this test process. */
export function postgres(): Promise<Postgres> {
  starting ??= startPostgres()
  return starting
}

// Elsewhere whoever started it ends it.
if (process.env.NODE_TEST_CONTEXT)
  after(async () => {
    const started = await starting?.catch(() => undefined)
    await started?.remove()
  })

/** PostgreSQL does not run as root. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (which: '-u' | '-g') => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const closing: (() => void)[] = []
  const port = await listen(createServer(), closing)
  for (const close of closing) close()
  return port
}

/** Runs until its standard input is closed, and so no longer than this process, whatever ends that. */
const untilClosed = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server'

/** @param durable waits for the disk, as a real one does */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  assert.ok(programs, 'no PostgreSQL was found: install postgresql')
  const [initdb, server] = [path.join(programs, 'initdb'), path.join(programs, 'postgres')]
  const as = owner()
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-postgres-'))
  const [data, secret] = [path.join(folder, 'data'), path.join(folder, 'password')]
  await mkdir(data)
  await writeFile(secret, password)
  if (as.uid !== undefined && as.gid !== undefined)
    for (const name of [folder, data, secret]) await chown(name, as.uid, as.gid)
  const access = ['-U', user, '-A', 'scram-sha-256', `--pwfile=${secret}`]
  execFileSync(initdb, ['-D', data, ...access, '-E', 'UTF8', '--no-sync'], { ...as, stdio: 'pipe' })

  let port = await freePort()
  let running: ChildProcess | undefined
  const url = (database: string) => `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  async function query(text: string, values: unknown[] = [], database = 'postgres') {
    const client = new pg.Client({ connectionString: url(database) })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  async function stop() {
    if (!running || running.exitCode !== null) return
    const exited = once(running, 'exit')
    running.stdin?.end()
    await exited
  }
  async function start() {
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: durable ? 'on' : 'off',
    }
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn('sh', ['-c', untilClosed, 'sh', server, '-D', data, ...args], { ...as, stdio: 'pipe' })
    running = child
    let log = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        log += text.toString()
      })
    try {
      const answers = () => query('select 1').catch(() => undefined)
      await until(answers, 'PostgreSQL answers', 10_000)
    } catch (error) {
      await stop()
      throw new Error(`${String(error)}\n${log}`, { cause: error })
    }
  }
  await start().catch(async () => {
    // Somebody may have taken the port meanwhile.
    port = await freePort()
    await start()
  })

  let databases = 0
  return {
    url,
    query,
    async create() {
      const name = `test_${++databases}`
      await query(`create database ${name}`)
      return url(name)
    },
    pid: () => running?.pid,
    start,
    stop,
    async remove() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
