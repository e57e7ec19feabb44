// Servers on one database, between fake platforms and somebody who kills them as `kill -9` does, while cases open and close by
// alerts from outside; and then what people see.
import { connect, createServer } from 'node:net'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '../../adapters/cli/program.ts'
import type { Surroundings } from '../../adapters/cli/surroundings.ts'
import { openDatabase, type Where } from '../../adapters/store/database.ts'
import { type Server, startServer } from '../support/chat/server.ts'
import { startFakeSlack } from '../support/slack/fake-slack.ts'
import { listen } from '../support/sockets.ts'
import { startFakeTeams } from '../support/teams/fake-teams.ts'

export type Setup = { replicas: number; where: Where; env: Record<string, string>; rounds: number }
/** `slack`: right when it has taken a message and before we were told; `teams`: the same, and all servers at once. */
export type Kill = 'random' | 'slack' | 'teams'
export type Name = 'slack' | 'teams'

export type Counted = {
  cases: number
  /** Without a message. */
  missing: number
  repeated: number
  /** Messages that do not show how the case stands. */
  stale: number
  withoutHistory: number
  historyTwice: number
}
export type Outcome = Record<Name, Counted> & { kills: Record<Kill, number> }

/** What was acknowledged, and what is to be delivered again, as Azure does. */
type Case = { title: string; platform: Name; path: string; fired: boolean; resolved: boolean; resolve: boolean }
type Seen = { text: string; history: number; messages: number }

const casesPerRound = 2
const latestKillMs = 350
const drainedWithinMs = 600_000
const kinds: readonly Kill[] = ['random', 'slack', 'random', 'teams']

export async function killing({ replicas, where, env, rounds }: Setup): Promise<Outcome> {
  const slack = await startFakeSlack()
  const teams = await startFakeTeams()
  // How fast a channel takes messages is not what is tried here.
  slack.failing.limits(false)
  teams.sendingRates(false)
  // Slack takes a message a second in each.
  const rooms = Array.from({ length: 8 }, (_, i) => slack.channel({ name: `on-call-${i}` }))
  for (const room of rooms) slack.invite(room, 'bot')
  const inSlack = () => rooms.flatMap((room) => slack.posted(room))
  const team = teams.team({ name: 'On call', readsAll: true })
  const inTeams = () => teams.botMessages(team.general)
  const kills: Record<Kill, number> = { random: 0, slack: 0, teams: 0 }
  const cases: Case[] = []

  /** Each server has its own way to Slack, on which an answer can be held back. */
  const ways = await Promise.all(Array.from({ length: replicas }, () => wayTo(slack.apiUrl, () => inSlack().length)))
  const servers: (Server | undefined)[] = Array.from({ length: replicas }, () => undefined)
  const start = async (i: number): Promise<Server> => {
    const server = await startServer({
      ...teams.settings,
      ...env,
      SLACK_BOT_TOKEN: slack.secrets.botToken,
      SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      SLACK_API_URL: ways[i]?.url ?? '',
    })
    servers[i] = server
    slack.connect({ http: `${server.url}slack/events` })
    teams.connect(`${server.url}api/messages`)
    return server
  }
  const startAll = () => Promise.all(servers.map(async (server, i) => server ?? start(i)))
  const kill = async (i: number, signal: NodeJS.Signals = 'SIGKILL') => {
    const server = servers[i]
    servers[i] = undefined
    await server?.kill(signal)
  }
  const killAll = () => Promise.all(servers.map((_, i) => kill(i)))

  async function address(channel: readonly string[]): Promise<string> {
    const stream = () => new PassThrough() as unknown as NodeJS.WriteStream
    const [stdout, stderr] = [stream(), stream()]
    const around: Surroundings = { stdin: process.stdin, stdout, stderr, env }
    await run(['alerts', 'create', ...channel], around)
    const [found] = /\/api\/alerts\/\S+/.exec(String(stdout.read() ?? '')) ?? []
    if (!found) throw new Error(`no address was made: ${String(stderr.read())}`)
    return found.slice(1)
  }

  async function deliver(it: Case, state: 'fired' | 'resolved'): Promise<void> {
    const there = servers.filter((server) => server !== undefined)
    const url = there[Math.floor(Math.random() * there.length)]?.url
    if (!url) return
    const body = JSON.stringify({ title: it.title, key: it.title, state })
    try {
      const { status } = await fetch(`${url}${it.path}`, { method: 'POST', body })
      if (status === 202) it[state] = true
    } catch {
      // Killed meanwhile: what was not acknowledged is delivered again.
    }
  }

  /** Those that were not acknowledged, in order: resolved only after fired. */
  const deliverAll = () =>
    Promise.all(
      cases.map(async (it) => {
        if (!it.fired) await deliver(it, 'fired')
        if (it.fired && it.resolve && !it.resolved) await deliver(it, 'resolved')
      }),
    )

  async function killOnce(how: Kill): Promise<void> {
    const late = sleep(Math.random() * latestKillMs)
    if (how === 'slack') {
      const taken = Promise.race([
        ...ways.map((way, i) => way.holdBack().then(() => i)),
        sleep(1000).then(() => Math.floor(Math.random() * replicas)),
      ])
      const i = await taken
      await kill(i)
      for (const way of ways) way.letGo()
    } else if (how === 'teams') {
      const before = inTeams().length
      for (let ms = 0; inTeams().length === before && ms < 1000; ms++) await sleep(1)
      await killAll()
    } else {
      await late
      await kill(Math.floor(Math.random() * replicas))
    }
    kills[how]++
  }

  async function drained(): Promise<void> {
    const db = await openDatabase(where)
    const left = async (table: 'events' | 'outgoing') => {
      const undone = db.selectFrom(table).where('done_at', 'is', null)
      return Number((await undone.select(({ fn }) => fn.countAll().as('many')).executeTakeFirstOrThrow()).many)
    }
    const end = Date.now() + drainedWithinMs
    for (let empty = 0; empty < 5; ) {
      if (Date.now() > end)
        throw new Error(`still waiting: ${await left('outgoing')} messages, ${await left('events')} events`)
      await sleep(200)
      empty = (await left('outgoing')) + (await left('events')) === 0 ? empty + 1 : 0
    }
    await db.destroy()
  }

  function seen(): Map<string, Seen> {
    const found = new Map<string, Seen>()
    for (const it of cases) found.set(`${it.platform} ${it.title}`, { text: '', history: 0, messages: 0 })
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
    const sent = inTeams()
    for (const message of sent) {
      const replies = () => sent.filter((it) => it.thread === message.id && it.id !== message.id).length
      note('teams', JSON.stringify(message.card ?? ''), replies)
    }
    return found
  }

  const paths: Record<Name, string[]> = { slack: [], teams: [] }
  await startAll()
  await teams.says(teams.person({ name: 'Ola' }), team.general, 'help', { mention: true })
  await drained()
  for (const room of rooms) paths.slack.push(await address(['--slack', room.id]))
  paths.teams.push(await address(['--teams', team.general.id]))

  for (let round = 0; round < rounds; round++) {
    await startAll()
    for (let n = 0; n < casesPerRound; n++)
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
    for (const it of cases.slice(-4 * casesPerRound, -2 * casesPerRound)) if (Math.random() < 0.5) it.resolve = true
    const ending = killOnce(kinds[round % kinds.length] ?? 'random')
    await deliverAll()
    await ending
    if (round % 20 === 19) console.error(`${round + 1} of ${rounds} rounds, ${cases.length} cases`)
  }
  await startAll()
  await deliverAll()
  await drained()
  await Promise.all(servers.map((_, i) => kill(i, 'SIGTERM')))
  const found = seen()
  for (const way of ways) way.close()
  await Promise.all([slack.stop(), teams.stop()])

  const counted = (platform: Name): Counted => {
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
  return { kills, slack: counted('slack'), teams: counted('teams') }
}

type Way = {
  url: string
  /** Resolves when the platform has taken a message, whose answer then never arrives. */
  holdBack(): Promise<void>
  letGo(): void
  close(): void
}

async function wayTo(apiUrl: string, taken: () => number): Promise<Way> {
  const { hostname, port, pathname } = new URL(apiUrl)
  let held: { before: number; tell: () => void } | undefined
  const closing: (() => void)[] = []
  const server = createServer((client) => {
    const there = connect(Number(port), hostname)
    client.pipe(there)
    there.on('data', (data) => {
      if (held && taken() > held.before) held.tell()
      else client.write(data)
    })
    for (const [one, other] of [
      [client, there],
      [there, client],
    ] as const)
      one.on('error', () => {}).on('close', () => other.destroy())
  })
  const own = await listen(server, closing)
  return {
    url: `http://127.0.0.1:${own}${pathname}`,
    holdBack: () => new Promise<void>((resolve) => (held = { before: taken(), tell: resolve })),
    letGo: () => (held = undefined),
    close() {
      for (const close of closing) close()
    },
  }
}
