// A fake of Entra ID and of the metadata endpoint: they give tokens that the fake Azure beside them believes, or refuse as Entra does.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export const tenant = 'cccccccc-1111-2222-3333-444444444444'
export const client = {
  id: 'dddddddd-1111-2222-3333-444444444444',
  secret: 'right~secret',
  object: 'eeeeeeee-1111-2222-3333-444444444444',
}

/** How Entra refuses: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusals = {
  expired: {
    status: 401,
    error: 'invalid_client',
    code: 7000222,
    text: `The provided client secret keys for app '${client.id}' are expired. Visit the Azure portal to create new keys for your app.`,
  },
  wrong: {
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client.id}'.`,
  },
  mfa: {
    status: 400,
    error: 'invalid_grant',
    code: 50076,
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013'.",
  },
  'mfa-enrolment': {
    status: 400,
    error: 'invalid_grant',
    code: 50079,
    text: 'Due to a configuration change made by your administrator, the user is required to use multi-factor authentication.',
  },
  'no-app': {
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    text: `Application with identifier '${client.id}' was not found in the directory 'Contoso'.`,
  },
  away: {
    status: 503,
    error: 'temporarily_unavailable',
    code: 90033,
    text: 'A transient error has occurred. Please try again.',
  },
} as const
export type Refusal = keyof typeof refusals

const lifetimeS = 3599

export type Entra = {
  /** Undefined: gives tokens. */
  refusal: Refusal | undefined
  /** How many were given. */
  given: number
  /** Of what audience a token is; undefined: none of ours, or ended. */
  audienceOf(token: string): string | undefined
  end(): void
  give(audience: string): { access_token: string; expires_in: number }
  answer(path: string, body: string, origin: string): { status: number; body: object } | undefined
  metadata(request: IncomingMessage, response: ServerResponse): void
}

export function fakeEntra(): Entra {
  const tokens = new Map<string, string>()
  const entra: Entra = {
    refusal: undefined,
    given: 0,
    audienceOf: (token) => tokens.get(token),
    end: () => tokens.clear(),
    give,

    answer(path, body, origin) {
      if (path.endsWith('/.well-known/openid-configuration'))
        return {
          status: 200,
          body: {
            token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
            token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
            jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
            response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
            subject_types_supported: ['pairwise'],
            id_token_signing_alg_values_supported: ['RS256'],
            issuer: `${origin}/${tenant}/v2.0`,
            authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
            device_authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/devicecode`,
            end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
            tenant_region_scope: 'EU',
          },
        }
      if (path.endsWith('/discovery/instance')) {
        const { hostname } = new URL(origin)
        const metadata = [{ preferred_network: hostname, preferred_cache: hostname, aliases: [hostname] }]
        const tenant_discovery_endpoint = `${origin}/${tenant}/v2.0/.well-known/openid-configuration`
        return { status: 200, body: { tenant_discovery_endpoint, 'api-version': '1.1', metadata } }
      }
      if (!path.endsWith('/oauth2/v2.0/token')) return undefined
      const form = new URLSearchParams(body)
      const right = form.get('client_id') === client.id && form.get('client_secret') === client.secret
      const refusal = entra.refusal ?? (right ? undefined : 'wrong')
      if (refusal) return refused(refusal)
      return { status: 200, body: give((form.get('scope') ?? '').replace(/\/?\.default.*$/, '')) }
    },

    metadata(request, response) {
      const url = new URL(request.url ?? '', 'http://metadata')
      const send = (status: number, body: object) => {
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', server: 'IMDS/150.870.65.1' })
        response.end(JSON.stringify(body))
      }
      if (url.pathname.replace(/\/$/, '') !== '/metadata/identity/oauth2/token')
        return send(404, { error: 'not_found' })
      if (request.headers.metadata?.toString().toLowerCase() !== 'true')
        return send(400, { error: 'invalid_request', error_description: 'Required metadata header not specified' })
      if (entra.refusal) return send(400, { error: 'invalid_request', error_description: 'Identity not found' })
      const { access_token, expires_in } = give(url.searchParams.get('resource') ?? '')
      send(200, {
        access_token,
        client_id: client.id,
        expires_in: String(expires_in),
        expires_on: String(Math.floor(Date.now() / 1000) + expires_in),
        ext_expires_in: String(expires_in),
        not_before: String(Math.floor(Date.now() / 1000) - 60),
        resource: url.searchParams.get('resource'),
        token_type: 'Bearer',
      })
    },
  }
  return entra

  function give(audience: string) {
    const claims = { aud: audience, oid: client.object, appid: client.id, tid: tenant, uti: randomUUID() }
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${encode({ typ: 'JWT', alg: 'none' })}.${encode(claims)}.not-signed`
    tokens.set(token, audience.replace(/\/$/, ''))
    entra.given++
    return { token_type: 'Bearer', expires_in: lifetimeS, ext_expires_in: lifetimeS, access_token: token }
  }

  function refused(kind: Refusal) {
    const { status, error, code, text } = refusals[kind]
    const trace_id = randomUUID()
    const correlation_id = randomUUID()
    const timestamp = new Date().toISOString().replace('T', ' ').slice(0, 19)
    return {
      status,
      body: {
        error,
        error_description: `AADSTS${code}: ${text} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}Z`,
        error_codes: [code],
        timestamp: `${timestamp}Z`,
        trace_id,
        correlation_id,
        error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      },
    }
  }
}
