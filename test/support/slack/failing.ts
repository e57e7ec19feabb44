// The switches that make the fake Slack fail as the real one does: limits, outages, lost answers, revoked tokens.
export type Revoked = 'invalid_auth' | 'token_revoked' | 'account_inactive'
type Limited = { method: string; seconds: number; times: number }
type Bucket = { tokens: number; at: number }

/** Tier 3, each method by itself */
const perMinute = new Set(['chat.update', 'conversations.history', 'conversations.replies'])

export class Failures {
  /** Slack's own limits: one message a second and channel with bursts, fifty updates and look-ups a minute */
  limits = true
  slowMs = 0
  revokedBot: Revoked | undefined
  revokedApp: Revoked | undefined
  serverErrors = 0
  serverStatus = 503
  accepted = false
  limited: Limited[] = []
  lost: { method: string; times: number }[] = []
  #buckets = new Map<string, Bucket>()

  /** Seconds to wait when a test asked for a 429 */
  askedToWait(method: string): number | undefined {
    const asked = this.limited.find((each) => each.times > 0 && (each.method === method || each.method === '*'))
    if (asked) asked.times -= 1
    return asked?.seconds
  }

  /** Seconds to wait when the app reached a limit of Slack's */
  overLimit(method: string, channel: string): number | undefined {
    if (!this.limits) return undefined
    if (method === 'chat.postMessage') return this.#take(`${method} ${channel}`, 10, 1)
    if (perMinute.has(method)) return this.#take(method, 50, 50 / 60)
    return undefined
  }

  #take(name: string, most: number, perSecond: number): number | undefined {
    const now = performance.now()
    const bucket = this.#buckets.get(name) ?? { tokens: most, at: now }
    this.#buckets.set(name, bucket)
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
    bucket.tokens -= 1
    return undefined
  }

  losesAnswer(method: string): boolean {
    const lost = this.lost.find((each) => each.times > 0 && (each.method === method || each.method === '*'))
    if (lost) lost.times -= 1
    return lost !== undefined
  }

  breaks(): boolean {
    if (this.serverErrors <= 0) return false
    this.serverErrors -= 1
    return true
  }
}
