// One platform's conversation, running: events come in and are committed, then worked off until each is done or too old
// to matter, through restarts and outages.

import { forgetPastes } from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import { type Arrival, receive as commit, finish, forgetDone, load, waiting } from '../store/inbox.ts'
import { whereOf } from '../where.ts'
import { type Conversation, conversation, worthHearing } from './conversation.ts'
import type { ChatEvent } from './event.ts'
import { askingLimits, type Limits } from './limits.ts'
import type { Platform } from './platform.ts'
import { startQueue } from './queue.ts'

const hour = 3_600_000
const lanesAtATime = 24
/** An event that could not be worked off for so long is given up: nobody waits for its answer any more. */
const giveUpAfter = 24 * hour
/** Platforms repeat an event for minutes; people look at old answers for days. */
const keepKeysFor = 72 * hour
const keepPastesFor = 14 * 24 * hour
const longestPause = 60_000

type Counts = { received: number; repeated: number; done: number; givenUp: number; failed: number }

export type Chat = Pick<Conversation, 'question' | 'press' | 'language'> & {
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
}

export async function startChat({
  db,
  name,
  platform,
  log,
  now = Date.now,
  limits = askingLimits(),
}: Around): Promise<Chat> {
  const counts: Counts = { received: 0, repeated: 0, done: 0, givenUp: 0, failed: 0 }
  const talking = platform.then((platform) => conversation({ db, platform, limits, now }))

  async function work(id: number, attempt: number) {
    const event = await load<ChatEvent>(db, id)
    if (!event) return 'done' as const
    const { body, receivedAt } = event
    let afterMs: number | undefined
    if (now() - receivedAt > giveUpAfter) {
      counts.givenUp++
      log(`${name}: event ${id} given up: it has waited for a day`)
    } else
      try {
        const failed = await (await talking).handle(body, { receivedAt, attempt })
        if (failed?.why === 'later') afterMs = failed.afterMs ?? pause(attempt)
        else if (failed?.why === 'gone') log(`${name}: event ${id} dropped: ${failed.reason}`)
      } catch (error) {
        counts.failed++
        // Its message could quote a paste.
        log(`${name}: event ${id} failed: ${whereOf(error)}`)
        if (attempt < 3) afterMs = pause(attempt)
      }
    if (afterMs !== undefined) return { again: afterMs }
    await finish(db, id, now())
    counts.done++
    return 'done' as const
  }

  const queue = startQueue(work, { lanesAtATime, now })
  for (const event of await waiting(db, name)) queue.add(event)
  const tidying = setInterval(() => void tidy().catch((error) => log(`tidying failed: ${whereOf(error)}`)), hour / 6)
  tidying.unref()
  async function tidy() {
    await forgetDone(db, now() - keepKeysFor)
    await forgetPastes(db, now() - keepPastesFor)
  }

  return {
    question: async (...asked) => (await talking).question(...asked),
    press: async (...pressed) => (await talking).press(...pressed),
    language: async (...person) => (await talking).language(...person),
    counts,
    waiting: queue.size,
    async receive(arrival) {
      const { body } = arrival
      // What was said to others and is no business of ours is not kept at all.
      if (body.kind === 'post' && body.heard === 'overheard' && !body.edited && !worthHearing(body)) return
      const id = await commit(db, { platform: name, ...arrival }, now())
      counts[id === undefined ? 'repeated' : 'received']++
      if (id !== undefined) queue.add({ id, lane: arrival.lane, notBefore: arrival.notBefore ?? 0 })
    },
    async close() {
      clearInterval(tidying)
      await queue.close()
    },
  }
}

/** Doubles with every attempt, and differs so that not all lanes come back at once. */
const pause = (attempt: number) => Math.min(longestPause, 1000 * 2 ** attempt) * (0.5 + Math.random() / 2)
