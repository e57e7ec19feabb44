// docs/scaling.md: what watching costs as it was last measured, and what follows from that by arithmetic.
import { cpus } from 'node:os'
import { mostChecks } from '../../adapters/config.ts'
import { keepResultsFor } from '../../adapters/oncall/oncall.ts'
import { shareOfWatches } from '../../adapters/oncall/scheduler.ts'
import { defaultDeadlineMs } from '../../src/check.ts'

export type Kind = 'SQLite' | 'PostgreSQL'
export type Setup = {
  kind: Kind
  many: number
  processes: number
  /** All at once, and again when done. */
  flatOut?: boolean
}
/** Costs are of one run: milliseconds of a processor, and bytes; undefined where this machine does not tell. */
export type Measured = {
  setup: Setup
  runsPerSecond: number
  /** Behind their times, in milliseconds. */
  late: { median: number; p99: number }
  processes: readonly { share: number; megabytes: number }[]
  server: number
  database: number | undefined
  written: number | undefined
  kept: number
}

const everySeconds = 300
/** Of what it could do: beyond that, runs begin to be late. */
const full = 0.7
const keptDays = keepResultsFor / 86_400_000
/** Of the checks that may run at a time, those for what is watched; and how long one lasts where everything keeps silent. */
const [slots, silentSeconds] = [mostChecks * shareOfWatches, defaultDeadlineMs / 1000]
/** `ACR_CHECK_MAX_CHECKS` with which so many are looked at on time although all keep silent. */
const checksFor = (registries: number) =>
  Math.ceil(((registries / everySeconds) * silentSeconds) / shareOfWatches / 10) * 10

const round = (value: number) => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return (Math.floor(value / step) * step).toLocaleString('en')
}
const shown = (value: number | undefined, digits = 1) => (value === undefined ? '–' : value.toFixed(digits))
const kilo = (bytes: number | undefined) => bytes && bytes / 1024

export const nameOf = ({ kind, many, processes, flatOut }: Setup) =>
  `${kind}, ${many.toLocaleString('en')}${flatOut ? ', all due at once' : ''}, ${processes === 1 ? '1 process' : `${processes} processes`}`

const rowOf = (it: Measured) => [
  nameOf(it.setup),
  shown(it.runsPerSecond),
  it.setup.flatOut ? '–' : `${Math.round(it.late.median)} / ${Math.round(it.late.p99)}`,
  it.processes.map(({ share }) => `${Math.round(share * 100)} %`).join(', '),
  it.processes.map(({ megabytes }) => Math.round(megabytes)).join(', '),
  shown(it.server),
  shown(it.database),
  shown(kilo(it.written)),
  shown(it.kept, 0),
]
const titles = [
  'Registries every five minutes',
  'Runs/s',
  'Late, ms (p50 / p99)',
  'Of a core',
  'MB',
  'ms/run',
  'PostgreSQL, ms/run',
  'KB written/run',
  'Bytes kept/run',
]

function table(rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const pad = (cell: string, i: number) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))
  const line = (row: readonly string[]) => `| ${row.map(pad).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(titles), rule, ...rows.map(line)].join('\n')
}

const shareOf = ({ processes }: Measured) => processes.reduce((sum, { share }) => sum + share, 0)

/** Of a core, by runs a second. */
function lineThrough(one: Measured, other: Measured) {
  const perRun = (shareOf(other) - shareOf(one)) / (other.runsPerSecond - one.runsPerSecond)
  const still = shareOf(one) - perRun * one.runsPerSecond
  return { perRun, still, at: (runsPerSecond: number) => still + perRun * runsPerSecond }
}

/** @throws when one of the measurements that the arithmetic needs is missing */
export function scalingDoc(all: readonly Measured[], seconds: number): string {
  const of = (kind: Kind, many: number, processes: number) => {
    const found = all.find(
      ({ setup: it }) => it.kind === kind && it.many === many && it.processes === processes && !it.flatOut,
    )
    if (!found) throw new Error(`not measured: ${nameOf({ kind, many, processes })}`)
    return found
  }
  const [few, some, many] = [of('SQLite', 1_000, 1), of('SQLite', 5_000, 1), of('SQLite', 10_000, 1)]
  const line = lineThrough(few, many)
  const [shared, three] = [of('PostgreSQL', 10_000, 1), of('PostgreSQL', 10_000, 3)]
  const holds = (ms: number) => (1000 / ms) * full * everySeconds
  const runs = (registries: number) => registries / everySeconds
  const disk = (registries: number, bytes: number) => (runs(registries) * 86_400 * keptDays * bytes) / 1024 ** 3
  const database = shared.database ?? Number.NaN
  const large = 100_000
  const processes = Math.ceil((runs(large) * shared.server) / 1000 / full)
  return `# How far it goes

What watching costs, measured by \`npm run bench -- watches --write\`, which writes this page: registries of a fake Azure on loopback,
each checked every five minutes for ${seconds} s by real schedulers and ladders (DNS, TLS to the registry, its data endpoint and the control) in
processes of their own, and written to a real database that waits for its disk. The machine had ${cpus().length} cores, shared with the fake
Azure and with PostgreSQL: so three processes show what a replica costs, and no speed-up.

${table(all.map(rowOf))}

On SQLite the line through 1,000 and 10,000 is ${shown(line.still * 100)} % of a core and ${shown(line.perRun * 1000)} ms for each run. For 5,000 it says ${shown(line.at(some.runsPerSecond) * 100)} % of a core;
${shown(shareOf(some) * 100)} % was measured. The rest of this page is multiplication.

## One process

- **The processor is full first.** A run takes ${shown(many.server)} ms of it, so one core does ${shown(1000 / many.server, 0)} runs a second. At ${full * 100} % of that, one process
  holds **${round(holds(many.server))} registries** every five minutes on SQLite, and ${round(holds(shared.server))} on PostgreSQL. Watched every minute: a fifth of it.
- **Memory** is ${Math.round(many.processes[0]?.megabytes ?? 0)} MB with 10,000 registries: nothing is kept of one between its runs.
- **Disk**: ${shown(many.kept, 0)} bytes a run, kept for ${keptDays} days: ${shown(disk(10_000, many.kept))} GB for 10,000 registries on SQLite, ${shown(disk(10_000, shared.kept))} GB on PostgreSQL.
- **Where everything keeps silent**, a check lasts up to ${silentSeconds} s, and ${slots} of those for what is watched run at a time (\`ACR_CHECK_MAX_CHECKS\` is ${mostChecks}
  unless set): ${slots} / ${silentSeconds} s × ${everySeconds} s = ${(slots / silentSeconds) * everySeconds} registries are still looked at on time in an outage of everything. A check that waits costs
  next to nothing: for ten thousand set it to ${checksFor(10_000)}.

## What a replica adds

As much again, until the database is full: no work is bound to a process. It costs memory (${three.processes.map(({ megabytes }) => Math.round(megabytes)).join(', ')} MB for three), its connections to PostgreSQL (\`infra/README.md\`), and a
look for work every other second; a run costs ${(three.server / shared.server).toFixed(2)} times what it does with one. Slack allows ten sockets: with Socket Mode, further
replicas take no events and do all the rest.

## Where PostgreSQL ends

A run is one short transaction: it takes ${shown(database)} ms of a processor there and writes ${shown(kilo(shared.written))} KB of log. A database with four cores, at ${full * 100} %, so does
${shown((4 * full * 1000) / database, 0)} runs a second: ${round(((4 * full * 1000) / database) * everySeconds)} registries. Commits wait for the disk side by side, one for each replica's connection, so a slow disk delays runs but
does not bound them.

What a channel is told does not grow with what is watched but with what is broken, and there the platforms are the limit: Slack takes
about fifty updates a minute for a whole workspace. An update that shows nothing new waits behind what matters.

## A hundred thousand

- ${shown(runs(large), 0)} runs a second × ${shown(shared.server)} ms = ${shown((runs(large) * shared.server) / 1000)} cores: **${processes} replicas** at ${full * 100} % of a core each.
- × ${shown(database)} ms = ${shown((runs(large) * database) / 1000)} cores of PostgreSQL, ${shown((runs(large) * (shared.written ?? Number.NaN)) / 1024 ** 2)} MB of log a second, ${shown(disk(large, shared.kept), 0)} GB of results in ${keptDays} days: one server with eight cores
  and an ordinary disk. By then results want a table partitioned by day, so that a day is dropped and not deleted row by row.
- In an outage of everything: ${shown(runs(large), 0)} × ${silentSeconds} s = ${shown(runs(large) * silentSeconds, 0)} checks at a time, over ${processes} replicas: \`ACR_CHECK_MAX_CHECKS=${checksFor(large / processes)}\`.
- Beyond that the database is what to divide. Nothing joins two workspaces or tenants but the result of a registry that both watch: one
  installation for each, with a database of its own, needs no change here.
`
}
