// npm run test:faults: kills the server as `kill -9` does, again and again, at random and on purpose, while cases open and close by
// alerts from outside, and then counts at fake platforms what people see. `-- ROUNDS --write` puts the table into
// docs/reliability.md.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { run } from '../../adapters/cli/program.ts'
import type { Surroundings } from '../../adapters/cli/surroundings.ts'
import { type Server, startServer } from '../support/chat/server.ts'
import { startFakeSlack } from '../support/slack/fake-slack.ts'
import { startFakeTeams } from '../support/teams/fake-teams.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } })
const rounds = Number(positionals[0] ?? 200)
const perRound = 2
const latestKillMs = 350

type Name = 'slack' | 'teams'
/** What was acknowledged, and what is to be delivered again, as Azure does. */
type Case = { title: string; platform: Name; path: string; fired: boolean; resolved: boolean; resolve: boolean }
type Seen = { title: string; text: string; history: number; messages: number }

const slack = await startFakeSlack()
const teams = await startFakeTeams()
// How fast a channel takes messages is not what is tried here.
slack.failing.limits(false)
const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-faults-'))
const env = {
  ...teams.settings,
  ACR_CHECK_DATA: folder,
  SLACK_BOT_TOKEN: slack.secrets.botToken,
  SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
  SLACK_API_URL: slack.apiUrl,
}
/** Slack takes a message a second in each. */
const rooms = Array.from({ length: 8 }, (_, i) => slack.channel({ name: `on-call-${i}` }))
for (const room of rooms) slack.invite(room, 'bot')
const inSlack = () => rooms.flatMap((room) => slack.posted(room))
const team = teams.team({ name: 'On call', readsAll: true })
const ola = teams.person({ name: 'Ola' })

async function start(): Promise<Server> {
  const server = await startServer(env)
  slack.connect({ http: `${server.url}slack/events` })
  teams.connect(`${server.url}api/messages`)
  return server
}

async function address(channel: readonly string[]): Promise<string> {
  const stream = () => new PassThrough() as unknown as NodeJS.WriteStream
  const [stdout, stderr] = [stream(), stream()]
  const around: Surroundings = { stdin: process.stdin, stdout, stderr, env: { ACR_CHECK_DATA: folder } }
  await run(['alerts', 'create', ...channel], around)
  const [found] = /\/api\/alerts\/\S+/.exec(String(stdout.read() ?? '')) ?? []
  if (!found) throw new Error(`no address was made: ${String(stderr.read())}`)
  return found.slice(1)
}

const kills = { random: 0, accepted: 0 }
const cases: Case[] = []

async function deliver(server: Server, it: Case, state: 'fired' | 'resolved'): Promise<void> {
  const body = JSON.stringify({ title: it.title, key: it.title, state })
  try {
    const { status } = await fetch(`${server.url}${it.path}`, { method: 'POST', body })
    if (status === 202) it[state] = true
  } catch {
    // Killed meanwhile: what was not acknowledged is delivered again.
  }
}

/** Those that were not acknowledged, in order: resolved only after fired. */
async function deliverAll(server: Server): Promise<void> {
  await Promise.all(
    cases.map(async (it) => {
      if (!it.fired) await deliver(server, it, 'fired')
      if (it.fired && it.resolve && !it.resolved) await deliver(server, it, 'resolved')
    }),
  )
}

const shown = () => inSlack().length + teams.botMessages(team.general).length

/** At a random moment, or right when a platform has taken a message and nobody here has noted it yet. */
async function killed(server: Server, how: keyof typeof kills): Promise<void> {
  const before = shown()
  const late = sleep(Math.random() * latestKillMs)
  if (how === 'random') await late
  else for (let ms = 0; shown() === before && ms < 1000; ms++) await sleep(1)
  kills[how]++
  await server.kill('SIGKILL')
}

async function quiet(): Promise<void> {
  for (let same = 0, before = -1; same < 20; ) {
    await sleep(150)
    const now = shown() + (slack.counts.calls['chat.update'] ?? 0)
    same = now === before ? same + 1 : 0
    before = now
  }
}

function seen(): Map<string, Seen> {
  const found = new Map<string, Seen>()
  for (const it of cases)
    found.set(`${it.platform} ${it.title}`, { title: it.title, text: '', history: 0, messages: 0 })
  const note = (platform: Name, text: string, history: () => number) => {
    const [title] = /case-\d+-end/.exec(text) ?? []
    const entry = title && found.get(`${platform} ${title}`)
    if (!entry) return
    entry.messages++
    entry.text += text
    entry.history += history()
  }
  const posted = inSlack()
  for (const message of posted) {
    const replies = () => posted.filter((it) => it.thread_ts === message.ts && it.ts !== message.ts).length
    note('slack', JSON.stringify([message.text, message.blocks]), replies)
  }
  const sent = teams.botMessages(team.general)
  for (const message of sent)
    note(
      'teams',
      JSON.stringify(message.card ?? ''),
      () => sent.filter((it) => it.thread === message.id && it.id !== message.id).length,
    )
  return found
}

const paths: Record<Name, string[]> = { slack: [], teams: [] }
const first = await start()
await teams.says(ola, team.general, 'help', { mention: true })
await sleep(500)
for (const room of rooms) paths.slack.push(await address(['--slack', room.id]))
paths.teams.push(await address(['--teams', team.general.id]))
await first.kill('SIGKILL')

for (let round = 0; round < rounds; round++) {
  const server = await start()
  for (let n = 0; n < perRound; n++)
    for (const platform of ['slack', 'teams'] as const)
      cases.push({
        title: `case-${cases.length}-end`,
        platform,
        path: paths[platform][round % paths[platform].length] ?? '',
        fired: false,
        resolved: false,
        resolve: false,
      })
  // Half of those of the round before are over now.
  for (const it of cases.slice(-4 * perRound, -2 * perRound)) if (Math.random() < 0.5) it.resolve = true
  const ending = killed(server, round % 2 === 0 ? 'random' : 'accepted')
  await deliverAll(server)
  await ending
  if (round % 20 === 19) console.error(`${round + 1} of ${rounds} rounds, ${cases.length} cases`)
}
const last = await start()
await deliverAll(last)
await quiet()
await last.kill('SIGTERM')

const found = seen()
const counted = (platform: Name) => {
  const all = cases.filter((it) => it.platform === platform)
  const of = (it: Case) => found.get(`${it.platform} ${it.title}`) as Seen
  const isOver = (it: Case) => /resolved after/.test(of(it).text)
  return {
    cases: all.length,
    missing: all.filter((it) => of(it).messages === 0).length,
    repeated: all.reduce((sum, it) => sum + Math.max(0, of(it).messages - 1), 0),
    stale: all.filter((it) => it.resolve !== isOver(it)).length,
    withoutHistory: all.filter((it) => it.resolve && of(it).history === 0).length,
    historyTwice: all.filter((it) => of(it).history > (it.resolve ? 1 : 0)).length,
  }
}
const table = { slack: counted('slack'), teams: counted('teams') }
console.log(JSON.stringify({ rounds, kills, ...table }, undefined, 2))
await Promise.all([slack.stop(), teams.stop()])
await rm(folder, { recursive: true, force: true })

const total = kills.random + kills.accepted
const well =
  table.slack.missing +
    table.slack.repeated +
    table.slack.stale +
    table.slack.withoutHistory +
    table.slack.historyTwice ===
    0 &&
  table.teams.missing + table.teams.stale + table.teams.withoutHistory === 0 &&
  table.teams.repeated + table.teams.historyTwice <= total
if (values.write) {
  const row = (label: string, key: keyof ReturnType<typeof counted>) =>
    `| ${label} | ${table.slack[key]} | ${table.teams[key]} |`
  await writeFile(
    fileURLToPath(new URL('../../docs/reliability.md', import.meta.url)),
    `# What a crash loses

\`npm run test:faults\` starts the server, has cases open and close by alerts from outside, kills it as \`kill -9\` does, and
starts it again: ${kills.random} times at a random moment and ${kills.accepted} times right after a platform had taken a message, before that could be
noted here. What was not acknowledged is delivered again, as Azure does. Then it counts, at the fake platforms, what people see.
The database is SQLite, the default.

|     | Slack | Teams |
| --- | ----: | ----: |
${[row('Cases', 'cases'), row('Without a message', 'missing'), row('Messages said twice', 'repeated'), row('That do not show how the case stands', 'stale'), row('Ends missing in the history', 'withoutHistory'), row('Lines of the history said twice', 'historyTwice')].join('\n')}

Slack keeps our id with a message, so that one whose sending was never confirmed is found and not sent again. Teams keeps no mark
of ours: there a crash between sending and noting may repeat one message.
`,
  )
}
if (!well) {
  console.error('something was lost, said twice or left as it was')
  process.exitCode = 1
}
