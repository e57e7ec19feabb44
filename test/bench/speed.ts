// How fast: a paste, a log against grep, growth with length, texts made to hurt, start-up, memory.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diagnose, diagnosePaste, pasteReader } from '../../src/diagnose.ts'
import { logWorthy } from '../../src/vocabulary.ts'
import { corpus } from '../support/pasted.ts'
import { median, percentile } from './numbers.ts'

const main = fileURLToPath(new URL('../../adapters/main.js', import.meta.url))
const mega = 1 << 20

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** A build's log, one line in forty about the registry. */
function buildLog(bytes: number): string {
  const lines: string[] = []
  for (let size = 0, n = 0; size < bytes; n++) {
    const time = `2026-11-23T10:${String(n % 60).padStart(2, '0')}:00.${n % 1000}Z`
    const line =
      n % 40 === 39
        ? `${time} ERROR pulling layer ${n}: Get "https://contoso.azurecr.io/v2/": dial tcp 20.61.99.10:443: i/o timeout`
        : `${time} ${n % 3 === 0 ? 'INFO' : 'DEBUG'} step ${n}: item ${(n * 7) % 1000} from queue-${n % 17} took ${n % 311} ms at offset ${n * 13}`
    lines.push(line)
    size += line.length + 1
  }
  return lines.join('\n').slice(0, bytes)
}

/** Each labelled paste inside a log, 2 KB in all. */
const twoKilobytes = (text: string) => (text.length > 2048 ? text : `${text}\n${buildLog(2048)}`).slice(0, 2048)

function onePaste() {
  const pastes = corpus().map(({ text }) => twoKilobytes(text))
  for (let round = 0; round < 20; round++) for (const paste of pastes) diagnose(paste)
  const times: number[] = []
  for (let round = 0; round < 10; round++) for (const paste of pastes) times.push(timed(() => diagnose(paste)))
  console.log(
    `\nA 2 KB paste (${pastes.length} of them): median ${median(times).toFixed(3)} ms, p99 ${percentile(times, 0.99).toFixed(3)} ms`,
  )
}

/** Standard output is read: grep gives up at its first match when it goes to /dev/null. */
const run = (command: string, args: readonly string[]) =>
  timed(() => spawnSync(command, args, { stdio: ['ignore', 'pipe', 'ignore'] }))
const medianRun = (command: string, args: readonly string[], rounds = 7) =>
  median(Array.from({ length: rounds }, () => run(command, args)))

function againstGrep(folder: string) {
  const log = join(folder, 'build.log')
  const patterns = join(folder, 'patterns')
  const secret = 'Pl4ntedS3cretInTheLastLine'
  writeFileSync(log, `${buildLog(10 * mega)}\ndocker login contoso.azurecr.io -u contoso -p ${secret}\n`)
  writeFileSync(patterns, `${logWorthy.map((phrase) => phrase.replace(/^\||\|$/g, '')).join('\n')}\n`)
  const answer = spawnSync(process.execPath, [main, 'diagnose', '--json', log], { encoding: 'utf8' }).stdout
  const { causes, redacted } = JSON.parse(answer)
  if (answer.includes(secret) || redacted[0]?.kind !== 'password' || redacted[0]?.count !== 1)
    throw new Error('the planted secret was not redacted and counted')
  const grep = medianRun('grep', ['-c', '-F', '-f', patterns, log])
  const ours = medianRun(process.execPath, [main, 'diagnose', '--json', log])
  console.log(
    `A 10 MB log: ${(ours / grep).toFixed(1)} times grep -c -F -f with ${logWorthy.length} patterns (${ours.toFixed(0)} ms to ${grep.toFixed(0)} ms, process against process; said ${causes[0].id}; the planted secret was redacted and counted)`,
  )
}

function growth() {
  const piece = new TextEncoder().encode(buildLog(mega))
  const perMegabyte = [1, 2, 4, 8, 16, 32, 64].map((size) => {
    const reader = pasteReader()
    return (
      timed(() => {
        for (let n = 0; n < size; n++) reader.push(piece)
        diagnosePaste(reader.end())
      }) / size
    )
  })
  console.log(`Growth: ms per MB at 1, 2, 4 ... 64 MB: ${perMegabyte.map((ms) => ms.toFixed(1)).join(', ')}`)
}

function hurting() {
  const plain = timed(() => diagnose(buildLog(mega)))
  const texts = {
    a: 'a',
    '/': '/',
    'nested quotes': '"\'\\"',
    braces: '{"a":',
    'az acr': 'az acr -n ',
    eyJ: 'eyJ',
    hosts: 'x.azurecr.io/',
    '@': '@',
    escapes: '\u001b[',
    'open keys': '-----BEGIN PRIVATE KEY-----\n',
    'password=': 'password=',
    lookup: 'lookup ',
  }
  const ratios = Object.entries(texts).map(
    ([name, piece]) => `${name} ${(timed(() => diagnose(piece.repeat(mega / piece.length))) / plain).toFixed(1)}`,
  )
  console.log(`1 MB made to hurt, in times of 1 MB of plain log (${plain.toFixed(0)} ms): ${ratios.join(', ')}`)
}

function startUp(folder: string) {
  const small = join(folder, 'error.txt')
  writeFileSync(small, 'Get "https://contoso.azurecr.io/v2/": dial tcp 10.77.9.9:443: i/o timeout\n')
  const empty = join(folder, 'empty.mjs')
  writeFileSync(empty, '')
  run(process.execPath, [main, 'diagnose', small])
  const nothing = medianRun(process.execPath, [empty], 15)
  const ours = medianRun(process.execPath, [main, 'diagnose', small], 15)
  console.log(
    `Start-up: acr-check diagnose on a small file takes ${(ours - nothing).toFixed(0)} ms over an empty node program (${(ours / nothing).toFixed(1)} times)`,
  )
}

async function memory() {
  const server = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(server.stdout, 'data')
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024
  console.log(`Memory: the idle server has ${resident.toFixed(0)} MB resident`)
  server.kill()
}

export async function speed() {
  const folder = mkdtempSync(join(tmpdir(), 'acr-check-bench-'))
  try {
    onePaste()
    againstGrep(folder)
    growth()
    hurting()
    startUp(folder)
    await memory()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
