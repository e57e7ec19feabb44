// One platform's conversation, running: events come in and are committed, then worked off until each is done or too old
// to matter, through restarts and outages.

import type { OnCall } from '../oncall/oncall.ts'
import { forgetAnswers, forgetPastes } from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import { type Arrival, receive as commit, finish, forgetDone, load, type Waiting, waiting } from '../store/inbox.ts'
import { whereOf } from '../where.ts'
import type { ChatChecks } from './checking.ts'
import { type Conversation, conversation, emptyPaste, isSure } from './conversation.ts'
import type { ChatEvent, Question } from './event.ts'
import { askingLimits, type Limits } from './limits.ts'
import type { Platform } from './platform.ts'
import { startQueue } from './queue.ts'

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

export type Chat = Pick<Conversation, 'press' | 'language'> & {
  question: (asked: Question) => ReturnType<Conversation['question']>
  /** Committed when it resolves. */
  receive: (arrival: Omit<Arrival<ChatEvent>, 'platform'>) => Promise<void>
  counts: Readonly<Counts>
  waiting: () => number
  close: () => Promise<void>
}

type Around = {
  db: Database
  name: Platform['name']
  /** Resolves once the platform has said whom we serve; till then events are committed and wait. */
  platform: Promise<Platform>
  log: (line: string) => void
  now?: () => number
  limits?: Limits
  checks?: ChatChecks | undefined
  oncall?: Promise<OnCall> | undefined
}

export async function startChat({
  db,
  name,
  platform,
  log,
  now = Date.now,
  limits = askingLimits(),
  checks,
  oncall,
}: Around): Promise<Chat> {
  const counts: Counts = { received: 0, repeated: 0, done: 0, givenUp: 0, failed: 0 }
  const stopping = new AbortController()
  const talking = platform.then((platform) =>
    conversation({
      db,
      platform,
      limits,
      now,
      checks,
      oncall,
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
  const sent = new Map<number, number>()
  function copies(id: number): number {
    const many = (sent.get(id) ?? 0) + 1
    sent.set(id, many)
    return many
  }
  const closing = Promise.withResolvers<undefined>()
  let ready: Conversation | undefined
  void talking.then((talk) => {
    ready = talk
  })

  async function work(id: number, attempt: number) {
    const event = await load<ChatEvent>(db, id)
    // Not raced once it is there: each race leaves something behind at the promise that never settles.
    const talk = ready ?? (await Promise.race([talking, closing.promise]))
    if (!event) return 'done' as const
    // Closed before the platform ever said whom we serve: the event stays for the next start.
    if (!talk) return { again: longestPause }
    const { body, receivedAt } = event
    let afterMs: number | undefined
    if (now() - receivedAt > giveUpAfter) {
      counts.givenUp++
      log(`${name}: event ${id} given up: it has waited for a day`)
    } else
      try {
        const failed = await talk.handle(body, { receivedAt, attempt })
        if (failed?.why === 'gone') log(`${name}: event ${id} dropped: ${failed.reason}`)
        else if (failed?.perhapsDone && copies(id) >= mostCopies)
          log(`${name}: event ${id} dropped: sent ${mostCopies} times, and never told whether it came`)
        else if (failed) {
          afterMs = failed.afterMs ?? pause(attempt)
          if (attempt === 3) log(`${name}: event ${id} still waits`)
        }
      } catch (error) {
        counts.failed++
        // Its message could quote a paste.
        log(`${name}: event ${id} failed: ${whereOf(error)}`)
        if (attempt < 3) afterMs = pause(attempt)
      }
    if (afterMs !== undefined) return { again: afterMs }
    sent.delete(id)
    await finish(db, id, now())
    counts.done++
    return 'done' as const
  }

  // Checks take seconds: on a queue of their own they hold up nobody who asks for something else.
  const questions = startQueue(work, { lanesAtATime, now })
  const checking = startQueue(work, { lanesAtATime, now })
  const add = (event: Waiting) => (event.lane.startsWith(checkLane) ? checking : questions).add(event)
  for (const event of await waiting(db, name)) add(event)
  const tidying = setInterval(() => void tidy().catch((error) => log(`tidying failed: ${whereOf(error)}`)), hour / 6)
  tidying.unref()
  async function receive(arrival: Omit<Arrival<ChatEvent>, 'platform'>): Promise<void> {
    const body = worthKeeping(arrival.body)
    if (!body) return
    const id = await commit(db, { platform: name, ...arrival, body }, now())
    counts[id === undefined ? 'repeated' : 'received']++
    if (id !== undefined) add({ id, lane: arrival.lane, notBefore: arrival.notBefore ?? 0 })
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
    language: async (...person) => (await talking).language(...person),
    counts,
    waiting: () => questions.size() + checking.size(),
    receive,
    async close() {
      clearInterval(tidying)
      closing.resolve(undefined)
      stopping.abort()
      await Promise.all([questions.close(), checking.close()])
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
