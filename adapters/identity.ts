// An Entra token for the registry, from whatever identity this machine has. Loaded only when asked for; its absence is no
// error, because a check without a login still tells most.

import type { TokenCredential } from '@azure/identity'

/** The registry's own audience, which every registry accepts, also where tokens for Azure Resource Manager are refused. */
const scope = 'https://containerregistry.azure.net/.default'

/** Kept, because it keeps its tokens. */
let credential: TokenCredential | undefined

export async function entraToken(signal: AbortSignal): Promise<string | undefined> {
  try {
    const { DefaultAzureCredential } = await import('@azure/identity')
    credential ??= new DefaultAzureCredential()
    const given = await credential.getToken(scope, { abortSignal: signal })
    return given?.token
  } catch {
    return undefined
  }
}
