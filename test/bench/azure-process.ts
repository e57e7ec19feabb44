// The fake Azure of azure-child.ts for as long as it is used.
import { fileURLToPath } from 'node:url'
import type { AzureAt } from '../support/reach-azure.ts'
import type { Wanted } from './azure-child.ts'
import { heard, start, stop } from './process.ts'

const child = fileURLToPath(new URL('azure-child.ts', import.meta.url))

export async function withAzure<Value>(wanted: Wanted, use: (at: AzureAt) => Promise<Value>): Promise<Value> {
  const azure = start(child, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    azure.send(wanted)
    return await use(await heard<AzureAt>(azure, 20_000))
  } finally {
    await stop(azure)
  }
}
