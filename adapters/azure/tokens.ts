// Tokens, in memory only: whoever gives them may start a program for each (`az`), so one that lasts is kept, those who ask at the same
// time share one answer, and a refusal holds for a while.
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity'
import { within } from './failures.ts'

/** A token that ends sooner is asked for anew. */
const earlyMs = 300_000
const refusalMs = 30_000
/** Of any one asking, whoever still waits for it. */
const longestMs = 30_000

type Held = { token: Promise<AccessToken | null>; until: number }

const never = new AbortController().signal

export function keeping(credential: TokenCredential, now: () => Date): TokenCredential {
  const held = new Map<string, Held>()

  function ask(scopes: string | string[], options: GetTokenOptions): Promise<AccessToken | null> {
    return credential.getToken(scopes, { ...options, abortSignal: AbortSignal.timeout(longestMs) })
  }

  function share(scopes: string | string[], options: GetTokenOptions): Promise<AccessToken | null> {
    const key = [scopes].flat().join(' ')
    const known = held.get(key)
    if (known && known.until > now().getTime()) return known.token
    const fresh: Held = { token: ask(scopes, options), until: Number.POSITIVE_INFINITY }
    held.set(key, fresh)
    fresh.token.then(
      (token) => {
        fresh.until = (token?.expiresOnTimestamp ?? 0) - earlyMs
      },
      () => {
        fresh.until = now().getTime() + refusalMs
      },
    )
    return fresh.token
  }

  return {
    getToken: (scopes, options = {}) => {
      const { abortSignal } = options
      const signal = abortSignal instanceof AbortSignal ? abortSignal : never
      // Claims are Azure's wish for another token than the one that it has seen.
      return within(signal, () => (options.claims ? ask(scopes, options) : share(scopes, options)))
    },
  }
}
