// A fake of Azure Resource Manager, Resource Graph and Log Analytics: what they answer, over one world, to one who holds some rights.
// Complete enough for the SDKs; what it does not know it refuses as Azure does.
import { client } from './fake-entra.ts'
import { type Granted, isAllowed, partsOfPath, type Right, rightOf, seesSubscription } from './rights.ts'
import type { Resource, World } from './world.ts'

export type Asked = { method: string; url: URL; body: string }
export type Answered = { status: number; body: unknown }

export type Manager = {
  world: World
  granted: readonly Granted[]
  /** What was asked for and allowed, and what was refused. */
  used: Right[]
  refused: Right[]
  /** Longer lists come in pages. */
  pageSize: number
}

const failure = (status: number, code: string, message: string): Answered => ({
  status,
  body: { error: { code, message } },
})

/** By the type's beginning, first match first. */
const supported: readonly [RegExp, readonly string[]][] = [
  [/^microsoft\.containerregistry\/registries\/agentpools/, ['2019-06-01-preview', '2025-03-01-preview']],
  [
    /^microsoft\.containerregistry\//,
    ['2023-07-01', '2025-04-01', '2025-11-01', '2026-01-01-preview', '2026-09-01-preview'],
  ],
  [/^microsoft\.network\/privatednszones/, ['2020-06-01', '2024-06-01']],
  [/^microsoft\.network\//, ['2024-07-01', '2025-01-01', '2026-01-01']],
  [/^microsoft\.containerservice\//, ['2025-05-01', '2026-06-01']],
  [/^microsoft\.operationalinsights\//, ['2023-09-01']],
  [/^microsoft\.resourcegraph\//, ['2021-03-01', '2022-10-01', '2024-04-01']],
  [/^microsoft\.authorization\/locks/, ['2016-09-01', '2020-05-01']],
  [/^microsoft\.authorization\//, ['2022-04-01']],
  [/^microsoft\.resourcehealth\//, ['2020-05-01', '2022-10-01']],
  [/^microsoft\.insights\/eventtypes/, ['2015-04-01']],
  [/^$/, ['2020-01-01', '2022-12-01']],
  [/^[a-z.]+$|^[a-z.]+\/$/, ['2020-10-01', '2021-04-01']],
]

const isPreview = (version: string) => version.endsWith('-preview')
const lower = (text: string) => text.toLowerCase()
const subscriptionOf = (path: string) => /^\/subscriptions\/([^/]+)/i.exec(path)?.[1]
const isUnder = (path: string, outer: string) => lower(`${path}/`).startsWith(lower(`${outer}/`))

const shown = ({ preview, ...resource }: Resource, version: string) =>
  isPreview(version) ? { ...resource, properties: { ...resource.properties, ...preview } } : resource

export function answerManagement(manager: Manager, asked: Asked): Answered {
  const { world, granted } = manager
  const { method, url } = asked
  const path = decodeURIComponent(url.pathname).replace(/\/$/, '')
  const { base, namespace, words, type, isList } = partsOfPath(path)
  const version = url.searchParams.get('api-version')
  if (!version)
    return failure(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    )
  const [, versions = []] = supported.find(([pattern]) => pattern.test(lower(type))) ?? []
  if (!versions.includes(version))
    return failure(
      400,
      'NoRegisteredProviderFound',
      `No registered resource provider found for location 'westeurope' and API version '${version}' for type '${type.slice(namespace.length + 1)}'. The supported api-versions are '${versions.join(', ')}'. The supported locations are 'westeurope, northeurope'.`,
    )

  const right = rightOf(method, path)
  if (path === '/subscriptions') {
    manager.used.push(right)
    const seen = world.subscriptions.filter((id) => seesSubscription(id, granted))
    return page(seen.map(subscriptionBody))
  }
  const subscription = subscriptionOf(path)
  if (subscription !== undefined && !world.subscriptions.includes(subscription))
    return failure(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`)
  if (right.action === 'Microsoft.ResourceGraph/resources/read') {
    // Whoever may read nothing is shown nothing; the question itself is everybody's who has any right.
    manager.used.push(right)
    return graph(manager, asked.body)
  }
  if (!isAllowed(right, granted)) {
    manager.refused.push(right)
    return failure(
      403,
      'AuthorizationFailed',
      `The client '${client.id}' with object id '${client.object}' does not have authorization to perform action '${right.action}' over scope '${right.scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    )
  }
  manager.used.push(right)
  if (method !== 'GET') return failure(405, 'MethodNotAllowed', `The fake does nothing: ${method} ${path}`)
  if (namespace === '') return { status: 200, body: subscriptionBody(subscription ?? '') }

  switch (lower(type)) {
    case lower(namespace):
    case `${lower(namespace)}/`:
      return {
        status: 200,
        body: {
          id: path,
          namespace,
          resourceTypes: [],
          registrationPolicy: 'RegistrationRequired',
          registrationState: world.providers[subscription ?? ''] ?? 'Registered',
        },
      }
    case 'microsoft.authorization/locks':
      return page(
        world.locks
          .filter(({ scope }) => isUnder(scope, base))
          .map(({ scope, name, level }) => ({
            id: `${scope}/providers/Microsoft.Authorization/locks/${name}`,
            name,
            type: 'Microsoft.Authorization/locks',
            properties: { level, notes: '' },
          })),
      )
    case 'microsoft.authorization/roleassignments': {
      const [, principal] =
        /^atScope\(\) and assignedTo\('([^']+)'\)$/.exec(url.searchParams.get('$filter') ?? '') ?? []
      if (!principal) return failure(400, 'InvalidFilter', 'The filter is not supported.')
      const who = [principal, ...(world.groups[principal] ?? [])]
      return page(
        world.assignments
          .filter((it) => who.includes(it.principal) && isUnder(base, it.scope))
          .map(({ principal: principalId, role, scope, condition }, at) => ({
            id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${at}`,
            name: String(at),
            type: 'Microsoft.Authorization/roleAssignments',
            properties: {
              roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
              principalId,
              principalType: 'ServicePrincipal',
              scope,
              condition: condition ?? null,
              conditionVersion: condition ? '2.0' : null,
            },
          })),
      )
    }
    case 'microsoft.authorization/roledefinitions': {
      const role = words.at(-1) ?? ''
      const roleName = world.roles[role]
      return roleName
        ? {
            status: 200,
            body: { id: path, name: role, properties: { roleName, type: 'BuiltInRole', permissions: [] } },
          }
        : failure(404, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${role}' does not exist.`)
    }
    case 'microsoft.resourcehealth/availabilitystatuses':
      return world.health
        ? { status: 200, body: { id: path, name: 'current', location: 'westeurope', properties: world.health } }
        : failure(404, 'UnsupportedResourceType', 'The resource type is not supported.')
    case 'microsoft.insights/eventtypes/values':
      return events(world, url.searchParams.get('$filter') ?? '')
    case 'microsoft.containerregistry/registries/listusages':
      return { status: 200, body: { value: world.usages } }
  }
  return isList ? list() : one()

  function page(all: readonly unknown[]): Answered {
    const from = Number(url.searchParams.get('$skipToken') ?? 0)
    const next = new URL(url)
    next.searchParams.set('$skipToken', String(from + manager.pageSize))
    return {
      status: 200,
      body: {
        value: all.slice(from, from + manager.pageSize),
        ...(all.length > from + manager.pageSize && { nextLink: next.href }),
      },
    }
  }

  function list(): Answered {
    const parent = words.length > 1 ? path.slice(0, path.lastIndexOf('/')) : undefined
    if (parent && !world.resources.has(lower(parent))) return missing(parent, 'ParentResourceNotFound')
    const found = [...world.resources.values()].filter(
      (it) => lower(it.type) === lower(type) && isUnder(it.id, parent ?? base),
    )
    return page(found.map((it) => shown(it, version ?? '')))
  }

  function one(): Answered {
    const it = world.resources.get(lower(path))
    if (it) return { status: 200, body: shown(it, version ?? '') }
    const [group] = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(path) ?? []
    if (group && ![...world.resources.keys()].some((id) => isUnder(id, group)))
      return failure(
        404,
        'ResourceGroupNotFound',
        `Resource group '${group.slice(group.lastIndexOf('/') + 1)}' could not be found.`,
      )
    if (lower(type) !== 'microsoft.network/privatednszones/a') return missing(path, 'ResourceNotFound')
    const zone = path.slice(0, lower(path).lastIndexOf('/a/'))
    if (!world.resources.has(lower(zone))) return missing(zone, 'ParentResourceNotFound')
    return {
      status: 404,
      body: { code: 'NotFound', message: `The resource record '${words.at(-1)}' does not exist in resource group.` },
    }
  }

  function missing(id: string, code: string): Answered {
    const { namespace, words, base } = partsOfPath(id)
    const group = base.slice(base.lastIndexOf('/') + 1)
    return failure(
      404,
      code,
      `The Resource '${namespace}/${words.join('/')}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    )
  }

  function subscriptionBody(id: string) {
    return {
      id: `/subscriptions/${id}`,
      subscriptionId: id,
      tenantId: 'cccccccc-1111-2222-3333-444444444444',
      displayName: 'Contoso',
      state: 'Enabled',
      subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'EnterpriseAgreement_2014-09-01' },
      authorizationSource: 'RoleBased',
    }
  }

  function events({ events: all }: World, filter: string): Answered {
    const [, since, group] = /^eventTimestamp ge '([^']+)' and resourceGroupName eq '([^']+)'$/.exec(filter) ?? []
    if (!since || !group)
      return failure(
        400,
        'BadRequest',
        'The $filter must have eventTimestamp and may have one of resourceGroupName, resourceUri, resourceProvider, correlationId.',
      )
    return page(
      all
        .filter(
          ({ at, resourceId }) =>
            at >= since && isUnder(resourceId, `/subscriptions/${subscription}/resourceGroups/${group}`),
        )
        .map(({ at, resourceId, operation, status, caller, correlationId }) => ({
          eventTimestamp: at,
          resourceId,
          operationName: { value: operation, localizedValue: operation },
          status: { value: status, localizedValue: status },
          caller,
          correlationId,
        })),
    )
  }
}

/** Of Resource Graph's language, what finds a resource by its type and one of its names. */
const question =
  /^resources \| where type =~ '([^']+)' and (?:\((.+)\)|(name =~ '[^']+')) \| project id, name, properties$/

function graph({ world, granted }: Manager, body: string): Answered {
  const { query = '' } = JSON.parse(body) as { query?: string }
  const [, type, several, single] = question.exec(query) ?? []
  if (!type) return failure(400, 'BadRequest', 'Please provide below info when asking for support: ... InvalidQuery')
  const terms = (several ?? single ?? '').split(' or ').map((term) => {
    const [, field = '', value = ''] = /^([\w.]+) =~ '([^']*)'$/.exec(term) ?? []
    return { field, value }
  })
  const shownAs = (it: Resource, field: string) =>
    String(field === 'name' ? it.name : it.properties[field.replace('properties.', '')])
  const data = [...world.resources.values()].filter(
    (it) =>
      lower(it.type) === lower(type) &&
      world.subscriptions.includes(subscriptionOf(it.id) ?? '') &&
      isAllowed({ action: `${it.type}/read`, scope: it.id }, granted) &&
      terms.some(({ field, value }) => lower(shownAs(it, field)) === lower(value)),
  )
  return {
    status: 200,
    body: { totalRecords: data.length, count: data.length, resultTruncated: 'false', facets: [], data },
  }
}

const table = 'ContainerRegistryLoginEvents'
/** Of Kusto, the one question that is asked. */
const kusto =
  /^ContainerRegistryLoginEvents\n\| where TimeGenerated > ago\((\d+)h\) and LoginServer =~ "([^"]+)" and ResultDescription startswith "4"\n\| summarize failures = count\(\), first = min\(TimeGenerated\), last = max\(TimeGenerated\), agents = make_set\(UserAgent, 5\) by CallerIpAddress, Identity, ResultDescription\n\| top (\d+) by failures desc$/

export function answerLogs(manager: Manager, { method, url, body }: Asked): Answered {
  const path = decodeURIComponent(url.pathname)
  const [, byId, byResource] = /^\/v1(?:\/workspaces\/([^/]+)|(\/subscriptions\/.+))\/query$/.exec(path) ?? []
  const known = [...manager.world.resources.values()].find(
    (it) => it.properties.customerId === byId || lower(it.id) === lower(byResource ?? ''),
  )
  if (method !== 'POST' || !known) return failure(404, 'PathNotFoundError', 'The requested path does not exist')
  const rights = ['read', 'query/read', `query/${table}/read`].map((what) => ({
    action: `Microsoft.OperationalInsights/workspaces/${what}`,
    scope: known.id,
  }))
  const lacking = rights.filter((right) => !isAllowed(right, manager.granted))
  if (lacking.length > 0) {
    manager.refused.push(...lacking)
    return failure(
      403,
      'InsufficientAccessError',
      'The provided credentials have insufficient access to perform the requested operation',
    )
  }
  manager.used.push(...rights)
  const { query = '' } = JSON.parse(body) as { query?: string }
  const [, hours, server, most] = kusto.exec(query) ?? []
  const semantic = (code: string, message: string): Answered => ({
    status: 400,
    body: {
      error: {
        message: 'The request had some invalid properties',
        code: 'BadArgumentError',
        correlationId: '11111111-2222-3333-4444-555555555555',
        innererror: {
          code: 'SemanticError',
          message: 'A semantic error occurred.',
          innererror: { code, message },
        },
      },
    },
  })
  if (!hours || !server) return semantic('SYN0002', 'Query could not be parsed')
  if (!manager.world.logins)
    return semantic('SEM0100', `'where' operator: Failed to resolve table or column expression named '${table}'`)
  const since = new Date(Date.now() - Number(hours) * 3_600_000).toISOString()
  const rows = Map.groupBy(
    manager.world.logins.filter(
      (it) => it.at > since && lower(it.server) === lower(server) && it.status.startsWith('4'),
    ),
    ({ address, identity, status }) => JSON.stringify([address, identity, status]),
  )
  const columns = [
    ['CallerIpAddress', 'string'],
    ['Identity', 'string'],
    ['ResultDescription', 'string'],
    ['failures', 'long'],
    ['first', 'datetime'],
    ['last', 'datetime'],
    ['agents', 'dynamic'],
  ]
  return {
    status: 200,
    body: {
      tables: [
        {
          name: 'PrimaryResult',
          columns: columns.map(([name, type]) => ({ name, type })),
          rows: [...rows]
            .map(([key, of]) => {
              const times = of.map(({ at }) => at).sort()
              const agents = JSON.stringify([...new Set(of.map(({ agent }) => agent))])
              return [...(JSON.parse(key) as string[]), of.length, times[0], times.at(-1), agents]
            })
            .sort((one, other) => Number(other[3]) - Number(one[3]))
            .slice(0, Number(most)),
        },
      ],
    },
  }
}
