// How the chats hold under load: signed events of a fake Slack and a fake Teams in another process, against the server in
// a third. And how soon the server is ready, against a program with the same libraries that does nothing.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Order, Platform, Result, Seen, Told } from './chat-load.ts'
import { mean, median, most, percentile, slope } from './numbers.ts'
import { heard, logOf, ready, start, stop, temporary, type Used, usedBy } from './process.ts'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const main = here('../../adapters/main.js')
const perSecond = 200
const platforms = ['slack', 'teams'] as const
/** The rate rises for so long, as it does in life: what runs for the first time is compiled meanwhile. In seconds. */
const rising = 15

export type ChatOptions = {
  seconds: number
  /** Puts a profile of the server under load into this folder. */
  profiles?: string
}

type Settings = Record<string, string>

const environment = (settings: Settings) => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  HOST: '127.0.0.1',
  PORT: '0',
  ...settings,
})

const serve = (settings: Settings, data: string, execArgv: string[] = []) =>
  start(main, ['serve'], {
    env: { ...environment(settings), ACR_CHECK_DATA: data },
    execArgv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })

async function startLoad() {
  const load = start(here('chat-load.ts'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const told = await heard<Told>(load, 60_000)
  if (told.told !== 'started') throw new Error('the load did not start')
  return { load, settings: told.settings }
}

type Sample = { at: number; server: Used; load: Used }

async function underLoad(order: Omit<Order, 'bot' | 'rising'>, profiles: string | undefined) {
  const { load, settings } = await startLoad()
  const server = serve(
    settings,
    temporary(),
    profiles ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profiles)}`] : [],
  )
  const logged = logOf(server)
  const bot = await ready(server)
  const samples: Sample[] = []
  const sample = () => samples.push({ at: performance.now(), server: usedBy(server), load: usedBy(load) })
  const sampling = setInterval(sample, 1000)
  const sampled = setTimeout(() => clearInterval(sampling), (rising + order.seconds) * 1000)
  try {
    load.send({ bot, rising, ...order } satisfies Order)
    const told = await heard<Told>(load, (rising + order.seconds + 180) * 1000)
    if (told.told !== 'done') throw new Error('the load gave no result')
    return { result: told.result, samples: samples.slice(rising), logged }
  } finally {
    clearInterval(sampling)
    clearTimeout(sampled)
    await Promise.all([stop(server), stop(load)])
  }
}

const ms = (value: number) => value.toFixed(0).padStart(6)
const number = (value: number) => String(value).padStart(7)

function line(name: string, platform: Platform, seen: Seen) {
  const { posts, acks, notTaken, right, wrong, twice, missing, waits } = seen
  console.log(
    `${name.padEnd(17)} ${platform}${number(posts)}${number(acks.length)}${number(notTaken)}${[0.5, 0.99].map((p) => ms(percentile(acks, p))).join('')}${ms(most(acks))}${number(right)}${number(wrong)}${number(twice)}${number(missing)}${[0.5, 0.99].map((p) => ms(percentile(waits, p))).join('')}`,
  )
}

const perCent = (share: number) => `${(100 * share).toFixed(0)} %`

function more({ seen, lags, drainMs, problems }: Result, samples: readonly Sample[]) {
  const acks = platforms.flatMap((platform) => seen[platform].acks)
  const early = platforms.flatMap((platform) => seen[platform].early)
  const limited = platforms.reduce((sum, platform) => sum + seen[platform].limited, 0)
  console.log(
    `  acknowledged: p99 ${percentile(acks, 0.99).toFixed(0)} ms of all (${percentile(early, 0.99).toFixed(0)} ms while the rate rose); the last card ${drainMs.toFixed(0)} ms after the last post; ${limited} cards refused by the rate limits`,
  )
  const [first, last] = [samples[0], samples.at(-1)]
  if (first && last && last !== first) {
    const share = (who: 'server' | 'load') =>
      perCent((1000 * (last[who].seconds - first[who].seconds)) / (last.at - first.at))
    const each = (1000 * 1000 * (last.server.seconds - first.server.seconds)) / (last.at - first.at) / perSecond
    const memory = samples.map(({ server }) => server.megabytes)
    const part = Math.min(60, Math.ceil(memory.length / 5))
    const half = memory.slice(memory.length >> 1)
    console.log(
      `  the server: ${share('server')} of one processor, ${each.toFixed(1)} ms for each post; ${mean(memory.slice(0, part)).toFixed(0)} MB resident in the first ${part} s, ${mean(memory.slice(-part)).toFixed(0)} MB in the last, most ${most(memory).toFixed(0)} MB`,
    )
    // A shorter run ends before the memory has found its level.
    if (memory.length >= 120)
      console.log(
        `    every 20 s: ${memory
          .filter((_, i) => i % 20 === 0)
          .map((it) => it.toFixed(0))
          .join(', ')} MB; ${(60 * slope(half)).toFixed(1)} MB a minute over the second half`,
      )
    console.log(
      `  the load: ${share('load')} of one processor; sent late by median ${median(lags).toFixed(1)} ms, p99 ${percentile(lags, 0.99).toFixed(1)} ms, most ${most(lags).toFixed(0)} ms, which counts as the server's`,
    )
  }
  for (const problem of problems) console.log(`  PROBLEM ${problem}`)
}

/** Whether every event was taken and every post got its one right card. */
const isWhole = ({ seen }: Result) =>
  platforms.every((platform) => {
    const { posts, right, wrong, twice, missing, notTaken } = seen[platform]
    return right === posts && wrong + twice + missing + notTaken === 0
  })

async function startUps() {
  const { load, settings } = await startLoad()
  const only = (...prefixes: string[]) =>
    Object.fromEntries(Object.entries(settings).filter(([name]) => prefixes.some((it) => name.startsWith(it))))
  const slack = only('SLACK_')
  const teams = Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in slack)))
  const cache = temporary()
  const again = (configured: Settings) => {
    const data = temporary()
    return () => serve(configured, data)
  }
  const bare = () =>
    start(here('bare-chat.mjs'), [], {
      env: { ...environment(settings), BARE_CHAT_CACHE: cache },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
  const kinds = {
    'bare Bolt and botbuilder': bare,
    'acr-check, both': again(settings),
    'acr-check, Slack alone': again(slack),
    'acr-check, Teams alone': again(teams),
    'acr-check, neither': again({}),
  }
  const taken = new Map<string, { ms: number[]; megabytes: number[] }>()
  try {
    // The first round fills the compile caches of both, and makes the databases.
    for (let round = 0; round <= 9; round++)
      for (const [kind, starting] of Object.entries(kinds)) {
        const began = performance.now()
        const child = starting()
        logOf(child)
        await ready(child)
        const took = performance.now() - began
        await new Promise((resolve) => setTimeout(resolve, 300))
        const { megabytes } = usedBy(child)
        await stop(child)
        const those = taken.get(kind) ?? { ms: [], megabytes: [] }
        taken.set(kind, those)
        if (round === 0) continue
        those.ms.push(took)
        those.megabytes.push(megabytes)
      }
  } finally {
    await stop(load)
  }
  console.log(
    '\nStart to ready                ms    MB resident   (median of 9, alternating; compile caches warm, databases made)',
  )
  for (const [kind, { ms: times, megabytes }] of taken)
    console.log(`${kind.padEnd(25)} ${ms(median(times))} ${ms(median(megabytes))}`)
  const [bareMs = 0, oursMs = 0] = [...taken.values()].map(({ ms: times }) => median(times))
  console.log(`acr-check with both takes ${(oursMs / bareMs).toFixed(2)} times the bare program`)
}

/** @returns whether nothing was lost and no card was wrong */
export async function chat({ seconds, profiles }: ChatOptions): Promise<boolean> {
  const kinds = { '2 KB': {}, 'one in ten 500 KB': { largeOneIn: 10 } }
  let whole = true
  console.log(`\nChats: ${perSecond} posts a second for ${seconds} s, each run on a new server and database`)
  console.log(
    'pastes                    posts events not2xx   p50   p99   max  right  wrong  twice   lost   p50   p99 of the card',
  )
  for (const [name, kind] of Object.entries(kinds)) {
    const { result, samples, logged } = await underLoad({ seconds, perSecond, ...kind }, profiles)
    for (const platform of platforms) line(name, platform, result.seen[platform])
    more(result, samples)
    for (const said of new Set(logged))
      console.log(`  the server logged, ${logged.filter((it) => it === said).length} times: ${said}`)
    whole &&= isWhole(result)
  }
  await startUps()
  return whole
}
