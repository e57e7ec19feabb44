// Processes to be measured: started, watched from outside, and ended whatever happens here.
import { type ChildProcess, type ForkOptions, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const running = new Set<ChildProcess>()
const folders = new Set<string>()

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  // Again where one that was just ended still writes there.
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

/** On the disk where temporary files are: gone when this process ends. */
export function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'acr-check-bench-'))
  folders.add(folder)
  return folder
}

export function start(file: string, args: readonly string[], options: ForkOptions): ChildProcess {
  const child = fork(file, args, options)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Asked to end; made to when it does not. */
export async function stop(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(late)
}

/** The next message of this child; rejects when it ends without, or takes too long. */
export async function heard<Message>(child: ChildProcess, ms: number): Promise<Message> {
  const late = new AbortController()
  try {
    return await Promise.race([
      once(child, 'message', { signal: late.signal }).then(([message]) => message as Message),
      once(child, 'exit', { signal: late.signal }).then(([code]) => Promise.reject(new Error(`it ended with ${code}`))),
      sleep(ms, undefined, { signal: late.signal }).then(() => Promise.reject(new Error(`nothing in ${ms} ms`))),
    ])
  } finally {
    late.abort()
  }
}

const ok = (url: string) =>
  new Promise<boolean>((resolve) => {
    get(url, (response) => {
      let body = ''
      response.on('data', (piece) => (body += piece))
      response.on('end', () => resolve(response.statusCode === 200 && JSON.parse(body).status === 'ok'))
      response.on('error', () => resolve(false))
    }).on('error', () => resolve(false))
  })

/** What it logs, line by line, beyond that all is well. */
export function logOf(child: ChildProcess): readonly string[] {
  const lines: string[] = []
  if (child.stderr)
    createInterface(child.stderr).on('line', (line) => {
      if (!line.endsWith(': works')) lines.push(line)
    })
  return lines
}

/** The address it says that it listens on, once everything configured there is ready. */
export async function ready(child: ChildProcess, ms = 30_000): Promise<string> {
  let said = ''
  child.stdout?.on('data', (piece) => (said += piece))
  for (const until = performance.now() + ms; performance.now() < until; await sleep(2)) {
    if (!running.has(child)) throw new Error(`it ended with ${child.exitCode}: ${said}`)
    const [, port] = /listens on http:\/\/[^:]+:(\d+)\//.exec(said) ?? []
    if (port && (await ok(`http://127.0.0.1:${port}/readyz`))) return `http://127.0.0.1:${port}/`
  }
  throw new Error(`not ready in ${ms} ms: ${said}`)
}

/** Megabytes in memory, and seconds of one processor used so far. */
export type Used = { megabytes: number; seconds: number }

export function usedBy({ pid }: Pick<ChildProcess, 'pid'>): Used {
  if (existsSync(`/proc/${pid}/stat`)) {
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return { megabytes: Number(resident) / 1024, seconds: timesOf(String(pid)).own }
  }
  const [resident, time = ''] = spawnSync('ps', ['-o', 'rss=,time=', '-p', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .split(/\s+/)
  return {
    megabytes: Number(resident) / 1024,
    seconds: time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0),
  }
}

/** Seconds of one processor: of a process itself, and of its children that have ended. */
function timesOf(pid: string): { own: number; ended: number; parent: string | undefined } {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = rest.split(' ')
  // Hundredths of a second, in the program and for it in the kernel.
  const sum = (...at: number[]) => at.reduce((so, i) => so + Number(fields[i]), 0) / 100
  return { own: sum(11, 12), ended: sum(13, 14), parent: fields[1] }
}

/** Seconds of one processor that a process and all that it started have used; undefined where nobody tells. */
export function secondsOfTree(pid: number | undefined): number | undefined {
  if (pid === undefined || !existsSync('/proc/self/stat')) return undefined
  const all = new Map<string, ReturnType<typeof timesOf>>()
  for (const name of readdirSync('/proc').filter((it) => /^\d+$/.test(it)))
    try {
      all.set(name, timesOf(name))
    } catch {
      // It has ended meanwhile, and its parent tells of it.
    }
  const of = (name: string): number => {
    const children = [...all].filter(([, { parent }]) => parent === name)
    const { own = 0, ended = 0 } = all.get(name) ?? {}
    return own + ended + children.reduce((sum, [child]) => sum + of(child), 0)
  }
  return of(String(pid))
}
