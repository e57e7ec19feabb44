// Stands for login.microsoftonline.com, for the Bot Framework's key server and for the managed identity endpoint:
// what the bot asks before it trusts Teams, and before Teams trusts it.
import { randomUUID } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { World } from './world.ts'

const channelIssuer = 'https://api.botframework.com'
const channelScope = 'https://api.botframework.com'

/** What is wrong with a request that the fake sends to the bot. */
export type Forgery =
  | 'no-token'
  | 'not-bearer'
  | 'garbage'
  | 'wrong-audience'
  | 'wrong-issuer'
  | 'expired'
  | 'not-yet-valid'
  | 'unknown-key'
  | 'unendorsed-key'
  | 'other-service-url'
  | 'no-service-url'
  | 'forged-signature'
  | 'unsigned'

export const forgeries: readonly Forgery[] = [
  'no-token',
  'not-bearer',
  'garbage',
  'wrong-audience',
  'wrong-issuer',
  'expired',
  'not-yet-valid',
  'unknown-key',
  'unendorsed-key',
  'other-service-url',
  'no-service-url',
  'forged-signature',
  'unsigned',
]

type Key = { kid: string; secret: CryptoKey; shown: JWK }

// Made once in a process: a key of 2048 bits takes a tenth of a second.
let made: Promise<Record<'endorsed' | 'unendorsed' | 'unknown', Key>> | undefined

async function makeKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = randomUUID()
  return { kid, secret: privateKey, shown: { ...(await exportJWK(publicKey)), kid, x5t: kid, use: 'sig' } }
}

const makeKeys = async () => {
  const [endorsed, unendorsed, unknown] = await Promise.all([makeKey(), makeKey(), makeKey()])
  return { endorsed, unendorsed, unknown }
}

type Answer = { status: number; body: unknown }
export type Issuer = Awaited<ReturnType<typeof createIssuer>>

export async function createIssuer(world: World, password: string, base: () => string) {
  made ??= makeKeys()
  const keys = await made
  const tokens = new Map<string, { audience: string; until: number }>()
  const signed = new Map<string, { header: string; until: number }>()
  const switches = { loginError: undefined as string | undefined, tokenSeconds: 3599 }

  const now = () => Math.floor(Date.now() / 1000)

  async function sign(serviceUrl: string, forge?: Forgery): Promise<string> {
    const { kid, secret } =
      forge === 'unknown-key' ? keys.unknown : forge === 'unendorsed-key' ? keys.unendorsed : keys.endorsed
    const claims = {
      ...(forge !== 'no-service-url' && {
        serviceurl: forge === 'other-service-url' ? 'https://smba.example/other/' : serviceUrl,
      }),
      iss: forge === 'wrong-issuer' ? 'https://issuer.example' : channelIssuer,
      aud: forge === 'wrong-audience' ? randomUUID() : world.appId,
      nbf: forge === 'not-yet-valid' ? now() + 3600 : now() - 7200,
      exp: forge === 'expired' ? now() - 3600 : now() + 3600,
    }
    if (forge === 'unsigned') {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part({ alg: 'none', typ: 'JWT', kid })}.${part(claims)}.`
    }
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, x5t: kid }).sign(secret)
    if (forge !== 'forged-signature') return token
    const cut = token.lastIndexOf('.') + 10
    return token.slice(0, cut) + (token[cut] === 'A' ? 'B' : 'A') + token.slice(cut + 1)
  }

  /** The Authorization header of a request to the bot. Good ones are used again for a while, as Teams does. */
  async function authorization(serviceUrl: string, forge?: Forgery): Promise<string | undefined> {
    if (forge === 'no-token') return undefined
    if (forge === 'garbage') return 'Bearer not.a.token'
    if (forge === 'not-bearer') return `Basic ${await sign(serviceUrl)}`
    if (forge) return `Bearer ${await sign(serviceUrl, forge)}`
    const held = signed.get(serviceUrl)
    if (held && held.until > Date.now()) return held.header
    const header = `Bearer ${await sign(serviceUrl)}`
    signed.set(serviceUrl, { header, until: Date.now() + 600_000 })
    return header
  }

  async function issue(audience: string): Promise<{ access_token: string; expires_in: number }> {
    const { secret, kid } = keys.endorsed
    const { tenantId: tid, appId: appid } = world
    const exp = now() + switches.tokenSeconds
    const claims = { aud: audience, iss: `https://sts.windows.net/${tid}/`, appid, tid, ver: '1.0', iat: now(), exp }
    const token = await new SignJWT({ ...claims, uti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .sign(secret)
    tokens.set(token, { audience, until: exp * 1000 })
    return { access_token: token, expires_in: switches.tokenSeconds }
  }

  const refuse = (status: number, error: string, description: string): Answer => ({
    status,
    body: { error, error_description: description, trace_id: randomUUID(), correlation_id: randomUUID() },
  })

  async function login(tenant: string, form: URLSearchParams): Promise<Answer> {
    if (switches.loginError) {
      const status = switches.loginError === 'invalid_client' ? 401 : 400
      return refuse(status, switches.loginError, `AADSTS7000215: the fake was told to refuse (${switches.loginError}).`)
    }
    if (tenant !== world.tenantId) return refuse(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`)
    if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type', 'AADSTS70003')
    if (form.get('client_id') !== world.appId)
      return refuse(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.')
    if (form.get('client_secret') !== password)
      return refuse(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.')
    const scope = form.get('scope') ?? ''
    if (!scope.endsWith('/.default'))
      return refuse(400, 'invalid_scope', `AADSTS1002012: The scope ${scope} is not valid.`)
    return { status: 200, body: { token_type: 'Bearer', ...(await issue(scope.slice(0, -'/.default'.length))) } }
  }

  async function identity(query: URLSearchParams, header: unknown): Promise<Answer> {
    if (switches.loginError) return { status: 400, body: { statusCode: 400, message: switches.loginError } }
    if (!header) return { status: 401, body: { statusCode: 401, message: 'X-IDENTITY-HEADER is missing.' } }
    if (query.get('client_id') !== world.appId) return { status: 400, body: { message: 'No managed identity found.' } }
    const resource = query.get('resource') ?? ''
    const { access_token, expires_in } = await issue(resource)
    return {
      status: 200,
      body: { access_token, expires_on: String(now() + expires_in), resource, token_type: 'Bearer' },
    }
  }

  const jwks = () => ({
    keys: [
      { ...keys.endorsed.shown, endorsements: ['msteams'] },
      { ...keys.unendorsed.shown, endorsements: ['webchat', 'directline'] },
    ],
  })

  /** Answers a request to any of these services, or undefined where the path is none of theirs. */
  async function answer(url: URL, body: string, headers: NodeJS.Dict<string | string[]>): Promise<Answer | undefined> {
    const { pathname } = url
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(pathname)?.[1]
    if (tenant) return login(tenant, new URLSearchParams(body))
    if (pathname === '/msi/token') return identity(url.searchParams, headers['x-identity-header'])
    if (pathname === '/keys') return { status: 200, body: jwks() }
    if (/\/\.well-known\/openid-?configuration$/.test(pathname))
      return {
        status: 200,
        body: {
          issuer: channelIssuer,
          jwks_uri: `${base()}/keys`,
          authorization_endpoint: `${base()}/${world.tenantId}/oauth2/v2.0/authorize`,
          token_endpoint: `${base()}/${world.tenantId}/oauth2/v2.0/token`,
          id_token_signing_alg_values_supported: ['RS256'],
        },
      }
    return undefined
  }

  /** What is wrong with the bearer token of a call to Teams, or undefined. */
  function refusal(header: string | undefined): string | undefined {
    if (!header?.startsWith('Bearer ')) return 'no bearer token'
    const token = tokens.get(header.slice('Bearer '.length))
    if (!token) return 'a bearer token that was never issued, or was revoked'
    if (token.until <= Date.now()) return 'an expired bearer token'
    if (token.audience !== channelScope) return `a bearer token for ${token.audience}`
    return undefined
  }

  const settings = (): Record<string, string> => ({
    MicrosoftAppId: world.appId,
    MicrosoftAppPassword: password,
    MicrosoftAppTenantId: world.tenantId,
    MicrosoftAppType: 'SingleTenant',
    ToChannelFromBotLoginUrl: `${base()}/${world.tenantId}`,
    ToChannelFromBotOAuthScope: channelScope,
    ToBotFromChannelTokenIssuer: channelIssuer,
    ToBotFromChannelOpenIdMetadataUrl: `${base()}/${world.appId}/.well-known/openidconfiguration`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${base()}/common/v2.0/.well-known/openid-configuration`,
    OAuthUrl: base(),
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'false',
  })

  /** An Authorization header that Teams takes, for calls past botbuilder. */
  const bearer = async (): Promise<string> => `Bearer ${(await issue(channelScope)).access_token}`

  return { answer, authorization, bearer, refusal, settings, switches, revoke: () => tokens.clear() }
}
