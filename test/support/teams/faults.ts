// What can go wrong with Teams itself, as switches: throttling, broken answers, slowness, and the sending rates.
import type { Conversation } from './world.ts'

export type Refusal = {
  status: number
  code: string
  message: string
  retryAfter?: number
  accepted?: boolean
  /** The connection breaks in place of an answer. */
  lost?: boolean
}
export type Faults = ReturnType<typeof createFaults>

/** Sends per bot and conversation: so many in so many milliseconds. */
const rates = [
  [7, 1000],
  [8, 2000],
  [60, 30_000],
  [1800, 3_600_000],
] as const

export function createFaults({ sendingRates = true } = {}) {
  const queue: Refusal[] = []
  const refused = new Map<Conversation, Refusal>()
  const sent = new Map<string, number[]>()
  let delay = 0
  let rated = sendingRates

  return {
    /** Answers the next calls with 429; without seconds, without Retry-After. */
    throttle(retryAfterSeconds: number | undefined, times = 1): void {
      for (let i = 0; i < times; i++)
        queue.push({
          status: 429,
          code: 'TooManyRequests',
          message: 'API calls quota exceeded',
          ...(retryAfterSeconds !== undefined && { retryAfter: retryAfterSeconds }),
        })
    },

    /** Answers the next calls with this status; `accepted`: after doing what was asked, as a gateway may. */
    serverError(status: 412 | 500 | 502 | 503 | 504, times = 1, { accepted = false } = {}): void {
      const code = status === 412 ? 'PreconditionFailed' : 'ServiceError'
      for (let i = 0; i < times; i++) queue.push({ status, code, message: 'The fake was told to fail.', accepted })
    },

    /** The next calls are done, but the connection breaks before their answers. */
    loseAnswer(times = 1): void {
      const lost = { status: 0, code: 'Lost', message: 'The fake was told to break the connection.' }
      for (let i = 0; i < times; i++) queue.push({ ...lost, accepted: true, lost: true })
    },

    blocked(
      conversation: Conversation,
      code: 'MessageWritesBlocked' | 'BotNotInConversationRoster' = 'MessageWritesBlocked',
    ): void {
      const message =
        code === 'MessageWritesBlocked'
          ? 'Message writes are blocked for the conversation.'
          : 'The bot is not part of the conversation roster.'
      refused.set(conversation, { status: 403, code, message })
    },

    gone(conversation: Conversation): void {
      refused.set(conversation, { status: 404, code: 'ConversationNotFound', message: 'Conversation not found.' })
    },

    /** Takes back blocked and gone. */
    back(conversation: Conversation): void {
      refused.delete(conversation)
    },

    slow(ms: number): void {
      delay = ms
    },

    sendingRates(on: boolean): void {
      rated = on
      sent.clear()
    },

    next: (): Refusal | undefined => queue.shift(),
    delay: (): number => delay,
    of: (conversation: Conversation): Refusal | undefined => refused.get(conversation),

    /** Counts a send; a refusal where it is one too many. */
    send({ id }: Conversation): Refusal | undefined {
      if (!rated) return undefined
      const now = Date.now()
      const times = (sent.get(id) ?? []).filter((at) => at > now - 3_600_000)
      for (const [most, span] of rates) {
        const within = times.filter((at) => at > now - span)
        if (within.length < most) continue
        const retryAfter = Math.ceil(((within[0] ?? now) + span - now) / 1000)
        return { status: 429, code: 'TooManyRequests', message: `more than ${most} in ${span / 1000} s`, retryAfter }
      }
      sent.set(id, [...times, now])
      return undefined
    },
  }
}
