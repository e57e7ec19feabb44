// Calls Slack's Web API and says what came of it as values. One way for every call: what the rate allows, what to do
// about a refusal, and whether the token still holds.
import { webApi } from '@slack/bolt'
import { codeOf, mayHaveArrived } from '../chat/arrival.ts'
import type { Health, State } from '../chat/health.ts'
import type { Failed } from '../chat/platform.ts'
import { quiet } from './log.ts'

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } = webApi
export type WebClient = webApi.WebClient

export type SlackWeb = {
  /** Without the care that `call` takes. */
  client: WebClient
  /** Never throws. */
  call<Value>(
    ask: (client: WebClient) => Promise<Value>,
    /** What was asked for can be looked up: then whatever is in doubt is said to be. */
    how?: { traceable?: boolean },
  ): Promise<{ ok: true; value: Value } | Failed>
}

/** The token is of no use any more: nothing works until somebody replaces it. */
const lost = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
])
/** The channel is no more, or we are not in it. */
const out = new Set(['cannot_dm_bot', 'channel_not_found', 'is_archived', 'not_in_channel', 'user_not_found'])
/** Slack's own trouble. */
const passing = new Set(['fatal_error', 'internal_error', 'ratelimited', 'request_timeout', 'service_unavailable'])

const timeoutMs = 10_000
/** While the token is lost or Slack is out of reach, lanes wait so long between looks. */
const lookAgainMs = 2_000

type Options = {
  token: string
  apiUrl: string | undefined
  health: Health
  log: (line: string) => void
  /** Slack has just not answered: time to look what is wrong. */
  onTrouble: () => void
}

export function slackWeb({ token, apiUrl, health, log, onTrouble }: Options): SlackWeb {
  const client = new WebClient(token, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    logger: quiet(log),
    timeout: timeoutMs,
    // Its own waiting would hide from us how long, and hold up what goes elsewhere.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
  })
  return {
    client,
    async call(ask, { traceable = false } = {}) {
      if (health.state().status === 'broken') return { ok: false, why: 'later', afterMs: lookAgainMs }
      try {
        return { ok: true, value: await ask(client) }
      } catch (error) {
        const came = failed(error, health, onTrouble)
        return traceable && inDoubt(error) && came.why === 'later' ? { ...came, perhapsDone: true } : came
      }
    },
  }
}

/** Slack has not refused it: "some aspect of the operation may have succeeded", as its own troubles are described. */
const inDoubt = (error: unknown): boolean =>
  (error instanceof WebAPIHTTPError && error.statusCode >= 500) ||
  (error instanceof WebAPIPlatformError && passing.has(error.data.error) && error.data.error !== 'ratelimited')

function failed(error: unknown, health: Health, onTrouble: () => void): Failed {
  if (error instanceof WebAPIRateLimitedError) return { ok: false, why: 'later', afterMs: error.retryAfter * 1000 }
  if (error instanceof WebAPIPlatformError) {
    const reason = error.data.error
    if (lost.has(reason)) {
      health.bad(reason)
      onTrouble()
      return { ok: false, why: 'later', afterMs: lookAgainMs }
    }
    if (passing.has(reason)) return { ok: false, why: 'later' }
    const { needed } = error.data as { needed?: string }
    const isOut = out.has(reason)
    return { ok: false, why: 'gone', reason: needed ? `${reason} ${needed}` : reason, ...(isOut && { out: true }) }
  }
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return { ok: false, why: 'gone', reason: `HTTP ${error.statusCode}` }
  onTrouble()
  return {
    ok: false,
    why: 'later',
    ...(mayHaveArrived(error) && !(error instanceof WebAPIHTTPError) && { perhapsDone: true }),
  }
}

/** Why a token of ours is of no use, where that is why it does not work. */
export function refusalIn({ status, reason }: State): string | undefined {
  const word = reason?.split(' ').at(-1)
  return status === 'broken' && word !== undefined && lost.has(word) ? word : undefined
}

/** Why the Web API cannot be used at all, in a word. */
export function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`
  const code = codeOf(error)
  return `unreachable${code ? ` (${code})` : ''}`
}
