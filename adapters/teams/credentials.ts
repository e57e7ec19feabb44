// The client secret of the app, exchanged for the token that the Bot Connector wants. The Bot Framework's own exchange
// refuses another cloud's login than Microsoft's over https, keeps a refused token until it expires, and asks once for
// each turn that runs at the same time.
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'

type Factory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>

/** Entra refused: the secret, the app or the tenant is wrong. */
export class LoginRefused extends Error {}
/** How that is told, before Entra's own word for it. */
export const refusedBy = 'login refused: '

const timeoutMs = 10_000
/** A token is renewed so long before it ends. */
const earlyMs = 300_000

type Secret = { appId: string; password: string; loginUrl: string }

export type Credentials = Factory & {
  /** Refused by the connector: ask for another. */
  drop(): void
}

export function secretCredentials({ appId, password, loginUrl }: Secret): Credentials {
  let held: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined

  async function ask(audience: string): Promise<string> {
    const response = await fetch(`${loginUrl}/oauth2/v2.0/token`, {
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: password,
        scope: `${audience}/.default`,
      }),
    })
    const body = (await response.json()) as { access_token?: string; expires_in?: number; error?: string }
    if (!body.access_token) throw new LoginRefused(body.error ?? `HTTP ${response.status}`)
    held = { token: body.access_token, until: Date.now() + (body.expires_in ?? 3600) * 1000 - earlyMs }
    return held.token
  }

  const token = async (audience: string) => {
    if (held && held.until > Date.now()) return held.token
    asking ??= ask(audience).finally(() => (asking = undefined))
    return asking
  }

  return {
    drop: () => (held = undefined),
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_id, audience = 'https://api.botframework.com') => ({
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await token(audience)}`)
        return request
      },
    }),
  }
}
