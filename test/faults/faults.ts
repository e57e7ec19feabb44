// npm run test:faults: kills servers as `kill -9` does, again and again, at random and on purpose, alone on SQLite and three of them
// on PostgreSQL, and counts what people see. `-- ROUNDS --write` puts the table into docs/reliability.md.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { skipWithoutPostgres, startPostgres } from '../support/postgres.ts'
import { type Counted, killing, type Name, type Outcome } from './killing.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, only: { type: 'string' } },
})
const rounds = Number(positionals[0] ?? 200)
const replicas = 3

const ways: Record<string, () => Promise<Outcome>> = {
  async sqlite() {
    const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-faults-'))
    try {
      return await killing({ replicas: 1, where: { folder }, env: { ACR_CHECK_DATA: folder }, rounds })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  async postgres() {
    if (skipWithoutPostgres) throw new Error(skipWithoutPostgres)
    const server = await startPostgres()
    try {
      const url = await server.create()
      return await killing({ replicas, where: { url }, env: { DATABASE_URL: url }, rounds })
    } finally {
      await server.remove()
    }
  },
}

const outcomes = new Map<string, Outcome>()
for (const [name, way] of Object.entries(ways)) {
  if (values.only !== undefined && values.only !== name) continue
  console.error(name)
  const outcome = await way()
  outcomes.set(name, outcome)
  console.log(JSON.stringify({ name, rounds, ...outcome }, undefined, 2))
}

const lost = ({ missing, stale, withoutHistory }: Counted) => missing + stale + withoutHistory
const isWell = ({ slack, teams, kills }: Outcome) =>
  lost(slack) + slack.repeated + slack.historyTwice + lost(teams) === 0 &&
  teams.repeated + teams.historyTwice <= Object.values(kills).reduce((sum, many) => sum + many, 0)

if (values.write) await writeFile(fileURLToPath(new URL('../../docs/reliability.md', import.meta.url)), table())
if (![...outcomes.values()].every(isWell)) {
  console.error('something was lost, said twice or left as it was')
  process.exitCode = 1
}

function table(): string {
  const [alone, together] = [outcomes.get('sqlite'), outcomes.get('postgres')]
  if (!alone || !together) throw new Error('the table needs both databases')
  const columns = [alone, together].flatMap((outcome) => (['slack', 'teams'] as const).map((it: Name) => outcome[it]))
  const rows = (
    [
      ['Cases', 'cases'],
      ['Without a message', 'missing'],
      ['Messages said twice', 'repeated'],
      ['That do not show how the case stands', 'stale'],
      ['Ends missing in the history', 'withoutHistory'],
      ['Lines of the history said twice', 'historyTwice'],
    ] as const
  ).map(([label, key]) => `| ${label} | ${columns.map((column) => column[key]).join(' | ')} |`)
  const { random, slack, teams } = alone.kills
  return `# What a crash loses

\`npm run test:faults\` starts servers, has cases open and close by alerts from outside, kills as \`kill -9\` does, and starts anew
what was killed, ${rounds} times with one server on SQLite and ${rounds} times with ${replicas} on one PostgreSQL, whose alerts come to any of them:
${random} times one of them at a random moment, ${slack} times the one whose message Slack had just taken, before it was told so, and
${teams} times all of them when Teams had taken one. What was not acknowledged is delivered again, as Azure does. Then it counts, at
the fake platforms, what people see.

| | SQLite, Slack | SQLite, Teams | PostgreSQL, Slack | PostgreSQL, Teams |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}

Slack keeps our id with a message, so that one whose sending was never confirmed is found and not sent again. Teams keeps no mark
of ours: there a crash between sending and noting may repeat one message.
`
}
