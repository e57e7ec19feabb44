// One platform's conversation, running: events come in and are committed, then worked off until each is done or too old
// to matter, through restarts and outages.

import { type NamedViewers, noViewers } from '../../src/chat/viewers.ts'
import type { Lanes, Opened } from '../lanes/lanes.ts'
import type { OnCall } from '../oncall/oncall.ts'
import { ratesHere } from '../rates/here.ts'
import type { Rates } from '../rates/rates.ts'
import { forgetAnswers, forgetPastes } from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import {
  type Arrival,
  receive as commit,
  countWaiting,
  delayEvent,
  type Event,
  finish,
  forgetDone,
  nextIn,
  waitingLanes,
} from '../store/inbox.ts'
import { whereOf } from '../where.ts'
import type { ChatChecks } from './checking.ts'
import { type Conversation, conversation, emptyPaste, isSure } from './conversation.ts'
import type { ChatEvent, Question } from './event.ts'
import { askingLimits } from './limits.ts'
import type { Platform } from './platform.ts'
import { turn } from './turns.ts'
import { viewing } from './viewers.ts'

const hour = 3_600_000
const lanesAtATime = 24
/** No channel is called so. */
const checkLane = 'check:'
/** An event that could not be worked off for so long is given up: nobody waits for its answer any more. */
const giveUpAfter = 24 * hour
/** Platforms repeat an event for minutes; people look at old answers for days. */
const keepKeysFor = 72 * hour
const keepPastesFor = 14 * 24 * hour
const keepAnswersFor = 90 * 24 * hour
const longestPause = 60_000
/** What was sent and not answered may have come: so often it is sent again, and no more. */
const mostCopies = 3

type Counts = { received: number; repeated: number; done: number; givenUp: number; failed: number }

type Came = Omit<Arrival<ChatEvent>, 'platform'>

export type Chat = Pick<Conversation, 'press' | 'fileOf' | 'language'> & {
  question: (asked: Question) => ReturnType<Conversation['question']>
  /** Committed when it resolves. */
  receive: (arrival: Came) => Promise<void>
  counts: Readonly<Counts>
  /** Committed and not worked off yet. */
  waiting: () => Promise<number>
  close: () => Promise<void>
}

type Around = {
  db: Database
  lanes: Lanes
  name: Platform['name']
  /** Resolves once the platform has said whom we serve; till then events are committed and wait. */
  platform: Promise<Platform>
  log: (line: string) => void
  now?: () => number
  rates?: Rates
  checks?: ChatChecks | undefined
  oncall?: Promise<OnCall> | undefined
  /** Who sees what Azure knows; unset: nobody. */
  viewers?: NamedViewers | undefined
}

export function startChat({
  db,
  lanes,
  name,
  platform,
  log,
  now = Date.now,
  rates = ratesHere(now),
  checks,
  oncall,
  viewers = noViewers,
}: Around): Chat {
  const counts: Counts = { received: 0, repeated: 0, done: 0, givenUp: 0, failed: 0 }
  const stopping = new AbortController()
  const talking = platform.then((platform) =>
    conversation({
      db,
      platform,
      limits: askingLimits(name, rates),
      now,
      checks,
      oncall,
      mayView: viewing(viewers, { platform, now }),
      stopping: stopping.signal,
      enqueue: (asked, key, afterMs = 0) =>
        receive({
          lane: checkLane + asked.answer,
          key,
          body: { kind: 'check', workspace: platform.workspace, ...asked },
          ...(afterMs > 0 && { notBefore: now() + afterMs }),
        }),
    }),
  )
  if (oncall)
    void Promise.all([platform, oncall]).then(
      ([there, calling]) => calling.attach(there),
      (error) => log(`${name}: on call could not be started: ${whereOf(error)}`),
    )

  /** When to try it again, as far as it is of any use; undefined when it is done with. */
  async function tryOnce(
    talk: Conversation,
    event: Event<ChatEvent>,
  ): Promise<{ afterMs: number; copies: number } | undefined> {
    const { id, body, receivedAt, attempts: attempt, copies } = event
    if (now() - receivedAt > giveUpAfter) {
      counts.givenUp++
      log(`${name}: event ${id} given up: it has waited for a day`)
      return undefined
    }
    try {
      const failed = await talk.handle(body, { receivedAt, attempt })
      if (!failed) return undefined
      if (failed.why === 'gone') {
        log(`${name}: event ${id} dropped: ${failed.reason}`)
        return undefined
      }
      const sent = copies + Number(failed.perhapsDone === true)
      if (sent >= mostCopies) {
        log(`${name}: event ${id} dropped: sent ${mostCopies} times, and never told whether it came`)
        return undefined
      }
      if (attempt === 3) log(`${name}: event ${id} still waits`)
      return { afterMs: failed.afterMs ?? pause(attempt), copies: sent }
    } catch (error) {
      counts.failed++
      // Its message could quote a paste.
      log(`${name}: event ${id} failed: ${whereOf(error)}`)
      return attempt < 3 ? { afterMs: pause(attempt), copies } : undefined
    }
  }

  const workWith = (talk: Conversation) => async (lane: string, signal: AbortSignal) => {
    while (!signal.aborted) {
      const next = await nextIn<ChatEvent>(db, { platform: name, lane }, now())
      if (!next) return undefined
      if ('at' in next) return next.at
      await turn()
      if (signal.aborted) break
      const { event } = next
      const again = await tryOnce(talk, event)
      if (again && stopping.signal.aborted) break
      if (again) {
        const { afterMs, copies } = again
        await delayEvent(db, { id: event.id, attempts: event.attempts + 1, copies }, now() + afterMs)
      } else {
        await finish(db, event.id, now())
        counts.done++
      }
    }
    return now()
  }

  /** Checks take seconds: in lanes of their own they hold up nobody who asks for something else. */
  const kindOf = (lane: string) => `${name}.${lane.startsWith(checkLane) ? 'checks' : 'events'}`
  let opened: Opened[] = []
  // Till the platform has said whom we serve, events wait in the database.
  const opening = talking.then((talk) => {
    if (stopping.signal.aborted) return
    const work = workWith(talk)
    const waitingOf = (kind: string) => async () =>
      (await waitingLanes(db, name, now())).filter((lane) => kindOf(lane) === kind)
    opened = ['', checkLane]
      .map(kindOf)
      .map((kind) => lanes.open(kind, { work, lanesAtATime, waiting: waitingOf(kind) }))
  })
  opening.catch(() => {})
  const tidying = setInterval(() => void tidy().catch((error) => log(`tidying failed: ${whereOf(error)}`)), hour / 6)
  tidying.unref()
  async function receive(arrival: Came): Promise<void> {
    const body = worthKeeping(arrival.body)
    if (!body) return
    const id = await commit(db, { platform: name, kind: kindOf(arrival.lane), ...arrival, body }, now())
    counts[id === undefined ? 'repeated' : 'received']++
  }
  async function tidy() {
    await forgetDone(db, now() - keepKeysFor)
    await forgetPastes(db, now() - keepPastesFor)
    await forgetAnswers(db, now() - keepAnswersFor)
  }

  return {
    // Asked where nobody can wait for a second try.
    question: async (asked) => (await talking).question(asked, 1),
    press: async (...pressed) => (await talking).press(...pressed),
    fileOf: async (asked) => (await talking).fileOf(asked),
    language: async (...person) => (await talking).language(...person),
    counts,
    waiting: () => countWaiting(db, name),
    receive,
    async close() {
      clearInterval(tidying)
      stopping.abort()
      await Promise.all(opened.map((kind) => kind.close()))
    },
  }
}

/** Of what was said to others, no more is kept than what is our business; an edit may have made it so, or unmade it. */
function worthKeeping(event: ChatEvent): ChatEvent | undefined {
  if (event.kind !== 'post' || event.heard !== 'overheard') return event
  const { workspace, channel, post, paste, files } = event
  if (isSure(paste)) return event
  if (files.length > 0) return { ...event, paste: emptyPaste }
  return event.edited ? { kind: 'deleted', workspace, channel, post } : undefined
}

/** Doubles with every attempt, and differs so that not all lanes come back at once. */
const pause = (attempt: number) => Math.min(longestPause, 1000 * 2 ** attempt) * (0.5 + Math.random() / 2)
