// A fake Azure in a process of its own, so that what is measured is not slowed by what it is measured against. Told by a message
// which hosts there are and how they fail; answers with where they are.
import { type AzureFault, startFakeAzure } from '../support/fake-azure.ts'

export type Wanted = { sockets?: AzureFault['sockets']; hosts?: Readonly<Record<string, string>> }

process.once('message', async ({ sockets = {}, hosts }: Wanted) => {
  const azure = await startFakeAzure({ sockets }, hosts)
  process.send?.(azure.at)
})
