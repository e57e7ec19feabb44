// The smallest bot on the real botbuilder and bare node:http, to hold the fake against what it stands for.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Response, type TurnContext } from 'botbuilder'

type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>

/** A client secret's tokens without MSAL, which takes no plain http. */
export function secretCredentials(appId: string, password: string): CredentialsFactory {
  let held: { token: string; until: number } | undefined
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_id, audience, loginEndpoint) => ({
      async signRequest(request) {
        if (!held || held.until <= Date.now()) {
          const client = { client_id: appId, client_secret: password, scope: `${audience ?? ''}/.default` }
          const body = new URLSearchParams({ grant_type: 'client_credentials', ...client })
          const answer = await fetch(`${loginEndpoint}/oauth2/v2.0/token`, { method: 'POST', body })
          const given = (await answer.json()) as { access_token: string; expires_in: number; error?: string }
          if (!answer.ok) throw new Error(`login refused: ${given.error}`)
          held = { token: given.access_token, until: Date.now() + given.expires_in * 1000 }
        }
        request.headers.set('authorization', `Bearer ${held.token}`)
        return request
      },
    }),
  }
}

export async function startRealBot(settings: Record<string, string>, turn: (context: TurnContext) => Promise<void>) {
  const { MicrosoftAppId: appId = '', MicrosoftAppPassword: password = '' } = settings
  const factory = password ? secretCredentials(appId, password) : undefined
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, factory))

  async function handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = JSON.parse(await text(request)) as Record<string, unknown>
    const response: Response = {
      socket: answer.socket,
      header: (name, value) => answer.setHeader(name, String(value)),
      status(code) {
        answer.statusCode = code
      },
      send: (value) => answer.write(typeof value === 'string' ? value : JSON.stringify(value)),
      end: () => answer.end(),
    }
    await adapter.process({ method: request.method ?? '', headers: request.headers, body }, response, turn)
  }

  const server = createServer((request, answer) => {
    handle(request, answer).catch(() => answer.writeHead(500).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    adapter,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
