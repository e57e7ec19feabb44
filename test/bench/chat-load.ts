// The other side of the chat benchmark, a process of its own: a fake Slack and a fake Teams with their people, who post
// errors at a fixed rate whether or not the bot keeps up, and who look at every card that it posts.
import { setTimeout as sleep } from 'node:timers/promises'
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts'
import { type FakeTeams, startFakeTeams } from '../support/teams/fake-teams.ts'
import { fileOf, type Known, knownPastes, pasteOf, registriesIn, registryOf } from './chat-pastes.ts'

export type Platform = 'slack' | 'teams'
export type Order = {
  bot: string
  /** Before the seconds that are measured the rate rises for so long; what comes then has to be answered all the same. */
  rising: number
  seconds: number
  perSecond: number
  /** Every which paste is a large one. */
  largeOneIn?: number
}
export type Seen = {
  posts: number
  /** From when each event was due to be sent until it was acknowledged, in milliseconds. */
  acks: number[]
  /** The same while the rate rose. */
  early: number[]
  notTaken: number
  right: number
  wrong: number
  twice: number
  missing: number
  /** From when the post was due until its card was there. */
  waits: number[]
  /** Cards that the rate limits refused at first. */
  limited: number
}
export type Result = {
  seen: Record<Platform, Seen>
  /** How late events were sent, because this process had other work. */
  lags: number[]
  /** From the last post to the last card. */
  drainMs: number
  /** What the platforms would have found fault with, and examples of wrong cards. */
  problems: string[]
}
export type Told = { told: 'started'; settings: Record<string, string> } | { told: 'done'; result: Result }

const people = 500
const patienceMs = 60_000
const isPolish = (n: number) => n % 5 === 4

type Post = {
  platform: Platform
  due: number
  place: string
  titles: string[]
  cards: number
  /** Where the post stands and where its card was put, each known when it is. */
  thread?: string
  answered?: string
  wrong?: string
}

const nothingSeen = (): Seen => ({
  posts: 0,
  acks: [],
  early: [],
  notTaken: 0,
  right: 0,
  wrong: 0,
  twice: 0,
  missing: 0,
  waits: [],
  limited: 0,
})

/** Everybody has a chat with the bot and a channel; half of the posts go to each. */
function slackPeople(slack: FakeSlack) {
  return Array.from({ length: people }, (_, n) => {
    const polish = isPolish(n)
    const person = slack.user({ name: `person${n}`, locale: polish ? 'pl-PL' : 'en-US' })
    const direct = n % 2 === 0
    return { person, polish, direct, channel: direct ? slack.dm(person) : slack.channel({ name: `channel${n}` }) }
  })
}

function teamsPeople(teams: FakeTeams) {
  return Array.from({ length: people }, (_, n) => {
    const polish = isPolish(n)
    const person = teams.person({ name: `Person ${n}`, locale: polish ? 'pl-PL' : 'en-US' })
    const conversation =
      n % 2 === 0
        ? teams.personalChat(person)
        : n % 4 === 1
          ? teams.groupChat({ members: [person] })
          : teams.team({ name: `Team ${n}`, members: [person] }).general
    return { person, polish, direct: n % 2 === 0, conversation }
  })
}

function load(slack: FakeSlack, teams: FakeTeams, pastes: readonly Known[]) {
  const inSlack = slackPeople(slack)
  const inTeams = teamsPeople(teams)
  const posts = new Map<string, Post>()
  const seen: Record<Platform, Seen> = { slack: nothingSeen(), teams: nothingSeen() }
  const lags: number[] = []
  const examples: string[] = []
  let waiting = 0
  let lastCard = 0
  let measuredFrom = 0

  function look(platform: Platform, place: string, thread: string, summary: string, card: string) {
    const named = registriesIn(card)
    const [registry = ''] = named
    const post = posts.get(registry)
    if (!post || named.size !== 1) {
      seen[platform].wrong++
      examples.push(`${platform}: a card about ${[...named].join(', ') || 'no registry'}: ${card.slice(0, 500)}`)
      return
    }
    post.cards++
    lastCard = performance.now()
    if (post.cards > 1) return
    waiting--
    post.answered = thread
    if (post.due >= measuredFrom) seen[platform].waits.push(lastCard - post.due)
    if (post.platform !== platform || post.place !== place) post.wrong = `${registry} answered in ${place}`
    else if (!post.titles.some((title) => summary.startsWith(title))) post.wrong = `${registry}: ${summary}`
  }

  slack.onCall(({ method, args, error }) => {
    if (method !== 'chat.postMessage') return
    if (error) {
      seen.slack.limited += Number(error === 'ratelimited')
      return
    }
    const place = String(args.channel)
    look('slack', place, String(args.thread_ts), String(args.text), JSON.stringify(args.blocks ?? args.text))
  })
  teams.watch(({ kind, status, path, conversation = '', body = {} }) => {
    if (kind !== 'send' && kind !== 'reply') return
    if (status >= 300) {
      seen.teams.limited += Number(status === 429)
      return
    }
    const [, thread = ''] = decodeURIComponent(path).split(/;messageid=|\/activities/)
    look('teams', conversation, thread, String(body.summary), JSON.stringify(body.attachments ?? body.text))
  })

  function acknowledged({ platform, due }: Post, ms: number, status: number) {
    seen[platform][due < measuredFrom ? 'early' : 'acks'].push(ms)
    if (status < 200 || status > 299) seen[platform].notTaken++
  }

  async function postInSlack(k: number, post: Post, known: Known, registry: string, large: boolean) {
    const at = inSlack[k % people] as (typeof inSlack)[number]
    // In channels somebody else speaks each time.
    const person = at.direct ? at.person : (inSlack[(k * 7) % people]?.person ?? at.person)
    post.place = at.channel.id
    post.titles = known.titles[person.locale === 'pl-PL' ? 'pl' : 'en']
    const how = { mention: !at.direct, order: 'together' } as const
    const said = large
      ? slack.uploads(person, at.channel, { name: 'Untitled', content: fileOf(known, registry), mode: 'snippet' }, how)
      : slack.says(person, at.channel, pasteOf(known, registry, 'small'), how)
    const late = performance.now() - post.due
    lags.push(late)
    const { ts, answers } = await said
    post.thread = ts
    for (const { status, ms } of answers) acknowledged(post, late + ms, status)
  }

  async function postInTeams(k: number, post: Post, known: Known, registry: string, large: boolean) {
    const { person, polish, direct, conversation } = inTeams[k % people] as (typeof inTeams)[number]
    post.place = conversation.id
    post.titles = known.titles[polish ? 'pl' : 'en']
    const text = pasteOf(known, registry, large ? 'large' : 'small')
    const said = teams.says(person, conversation, text, { mention: !direct })
    lags.push(performance.now() - post.due)
    const { status, message } = await said
    post.thread = conversation.kind === 'channel' ? message.id : ''
    acknowledged(post, performance.now() - post.due, status)
  }

  function send(n: number, due: number, largeOneIn: number) {
    const platform = n % 2 === 0 ? 'slack' : 'teams'
    const k = n >> 1
    const registry = registryOf(n)
    const post: Post = { platform, due, place: '', titles: [], cards: 0 }
    posts.set(registry, post)
    waiting++
    seen[platform].posts++
    const known = pastes[k % pastes.length] as Known
    // One in ten, and each time another of the ten, so that chats and channels both get some.
    const large = k % largeOneIn === Math.floor(k / largeOneIn) % largeOneIn
    return (platform === 'slack' ? postInSlack : postInTeams)(k, post, known, registry, large)
  }

  /** The fakes keep what was said for whoever asks again; nobody does here. */
  function forget() {
    for (const { channel } of inSlack) for (const { ts } of slack.messages(channel)) channel.messages.delete(ts)
  }

  return async ({ rising, seconds, perSecond, largeOneIn = Number.POSITIVE_INFINITY }: Order): Promise<Result> => {
    const forgetting = setInterval(forget, 10_000)
    const underWay: Promise<void>[] = []
    const start = performance.now() + 100
    measuredFrom = start + rising * 1000
    const whileRising = Math.floor((rising * perSecond) / 2)
    const many = whileRising + seconds * perSecond
    const dueAt = (n: number) =>
      n < whileRising
        ? start + Math.sqrt((2 * n * rising) / perSecond) * 1000
        : measuredFrom + ((n - whileRising) * 1000) / perSecond
    for (let n = 0; n < many; ) {
      const due = dueAt(n)
      const early = due - performance.now()
      if (early > 0) await sleep(Math.max(1, early))
      else underWay.push(send(n++, due, largeOneIn))
    }
    const end = performance.now()
    await Promise.all(underWay)
    while (waiting > 0 && performance.now() - Math.max(end, lastCard) < patienceMs) await sleep(20)
    await sleep(500)
    clearInterval(forgetting)
    for (const [registry, { platform, cards, thread, answered, wrong }] of posts) {
      const at = seen[platform]
      if (cards === 0) at.missing++
      else if (wrong !== undefined || thread !== answered) {
        at.wrong++
        examples.push(`${platform}: ${wrong ?? `${registry} answered at ${answered}, posted at ${thread}`}`)
      } else at.right++
      if (cards > 1) at.twice++
    }
    const problems = [...new Set([...slack.problems, ...teams.problems, ...examples])].slice(0, 20)
    return { seen, lags, drainMs: Math.max(0, lastCard - end), problems }
  }
}

const slack = await startFakeSlack({ keep: 'counts' })
const teams = await startFakeTeams({ keep: 'counts' })
const run = load(slack, teams, knownPastes())
const tell = (told: Told) => process.send?.(told)
process.on('disconnect', () => process.exit())
process.on('message', async (order: Order) => {
  slack.connect({ http: `${order.bot}slack/events` })
  teams.connect(`${order.bot}api/messages`)
  tell({ told: 'done', result: await run(order) })
})
tell({
  told: 'started',
  settings: {
    SLACK_BOT_TOKEN: slack.secrets.botToken,
    SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ...teams.settings,
  },
})
