// How the bot proves itself to Teams, and Teams to the bot: with a client secret or a managed identity, in the public cloud
// or another, or not at all where nothing is configured and only this machine is spoken to.
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import type { TeamsConfig } from '../config.ts'
import { type Credentials as Secret, secretCredentials } from './credentials.ts'

type Credentials = Secret | ConfigurationServiceClientCredentialFactory

export type Authentication = {
  framework: ConfigurationBotFrameworkAuthentication
  /** Asks for a token as for a call, and rejects as that would. */
  prove: () => Promise<void>
  /** Rejects when the keys that Teams signs with cannot be had. */
  reachKeys: () => Promise<void>
  /** The token was refused: ask for another next time. */
  dropToken: () => void
}

const publicLogin = 'https://login.microsoftonline.com'
const publicKeys = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
const timeoutMs = 10_000
const publicAudience = 'https://api.botframework.com'

/** @param config unset: no proof is asked or given */
export function authenticationOf(config: TeamsConfig | undefined): Authentication {
  if (!config)
    return {
      framework: new ConfigurationBotFrameworkAuthentication({}),
      prove: async () => {},
      reachKeys: async () => {},
      dropToken: () => {},
    }
  const { appId, tenantId, password, cloud } = config
  const type = password === undefined ? 'UserAssignedMSI' : 'SingleTenant'
  const names = { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId, MicrosoftAppType: type }
  const login = cloud?.ToChannelFromBotLoginUrl ?? `${publicLogin}/${tenantId}`
  const credentials: Credentials =
    password === undefined
      ? new ConfigurationServiceClientCredentialFactory(names)
      : secretCredentials({ appId, password, loginUrl: login })
  return {
    framework: new ConfigurationBotFrameworkAuthentication(
      { ...cloud, ...names, ...(cloud && { ValidateAuthority: 'false' }) },
      credentials,
    ),
    async prove() {
      const audience = cloud?.ToChannelFromBotOAuthScope ?? publicAudience
      const made = await credentials.createCredentials(appId, audience, login, false)
      await made.signRequest({ headers: new Headers() } as never)
    },
    async reachKeys() {
      const { ok, body } = await fetch(cloud?.ToBotFromChannelOpenIdMetadataUrl ?? publicKeys, {
        signal: AbortSignal.timeout(timeoutMs),
      })
      await body?.cancel()
      if (!ok) throw new Error('no keys')
    },
    dropToken: () => 'drop' in credentials && credentials.drop(),
  }
}
