// Denied logins, as Log Analytics has them, where the registry's diagnostic settings send them to a workspace.

import { RestError } from '@azure/core-rest-pipeline'
import type { LogsQueryResult } from '@azure/monitor-query-logs'
import type { DeniedLogins } from '../../src/azure/view.ts'
import { grammar } from '../../src/paste/grammar.ts'
import { Incomplete, told } from './failures.ts'
import { given } from './ids.ts'
import { type Asking, optionsFor } from './reaching.ts'

const most = 20

/** The hour, and what is one row, as DeniedLogins says. `ResultDescription` holds the HTTP status. */
const queryFor = (loginServer: string) => `ContainerRegistryLoginEvents
| where TimeGenerated > ago(1h) and LoginServer =~ "${loginServer}" and ResultDescription startswith "4"
| summarize failures = count(), first = min(TimeGenerated), last = max(TimeGenerated), agents = make_set(UserAgent, 5) by CallerIpAddress, Identity, ResultDescription
| top ${most} by failures desc`

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const timeOf = (value: unknown) => (value instanceof Date ? value : new Date(told(textOf(value)))).toISOString()

function rowsOf(result: LogsQueryResult): DeniedLogins[] {
  const [table] = result.status === 'Success' ? result.tables : result.partialTables
  const { columnDescriptors, rows } = told(table)
  if (result.status !== 'Success' && rows.length === 0) throw new Incomplete()
  const names = columnDescriptors.map(({ name }) => name)
  return rows.map((row) => {
    const of = Object.fromEntries(names.map((name, at) => [name ?? '', row[at] as unknown]))
    const agents = Array.isArray(of.agents) ? (of.agents as unknown[]) : []
    return {
      address: textOf(of.CallerIpAddress) ?? '',
      status: told(textOf(of.ResultDescription)),
      count: Number(told(of.failures)),
      first: timeOf(of.first),
      last: timeOf(of.last),
      agents: agents.flatMap((it) => textOf(it) ?? []),
      ...given({ identity: textOf(of.Identity) }),
    }
  })
}

export async function readDenied(loginServer: string, workspace: string, asking: Asking): Promise<DeniedLogins[]> {
  // It enters a query.
  if (!grammar.loginServer.test(loginServer)) throw new Incomplete()
  const { LogsQueryClient } = await import('@azure/monitor-query-logs')
  const { logs } = asking.cloud
  const client = new LogsQueryClient(
    asking.credential,
    optionsFor(asking, { endpoint: `${logs}/v1`, scope: `${logs}/.default` }),
  )
  const query = queryFor(loginServer)
  const timespan = { duration: 'PT1H' }
  try {
    return rowsOf(
      workspace.startsWith('/')
        ? await client.queryResource(workspace, query, timespan)
        : await client.queryWorkspace(workspace, query, timespan),
    )
  } catch (error) {
    // Nothing was ever sent to this workspace: it has no such table.
    const isWithout = error instanceof RestError && error.code === 'SEM0100'
    throw isWithout ? new RestError('no such table', { statusCode: 404, code: 'NoSuchTable' }) : error
  }
}
