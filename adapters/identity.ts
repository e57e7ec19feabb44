// The Azure identity that this machine has, whatever it is, and the token for the registry that it gives. Loaded only when asked for;
// its absence is no error, because a check without a login still tells most.

import type { TokenCredential } from '@azure/identity'

/** The registry's own audience, which every registry accepts, also where tokens for Azure Resource Manager are refused. */
const scope = 'https://containerregistry.azure.net/.default'

/** Kept, because it keeps its tokens. */
let credential: TokenCredential | undefined

/** What AZURE_* says, else a managed identity, else whoever is signed in to `az` and the like; rejects where AZURE_* is wrong. */
export async function azureCredential(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity')
  credential ??= new DefaultAzureCredential()
  return credential
}

export async function entraToken(signal: AbortSignal): Promise<string | undefined> {
  try {
    const given = await (await azureCredential()).getToken(scope, { abortSignal: signal })
    return given?.token
  } catch {
    return undefined
  }
}
