// Where a resource is of which only the name is known: by Resource Graph, which knows all subscriptions at once, else (it is not always
// allowed, and some minutes late) by looking through each.
import type { Permission } from '../../src/azure/permissions.ts'
import type { Found, Read, ResourceId } from '../../src/azure/view.ts'
import { isForbidden, type Needed, read } from './failures.ts'
import { given, pooled } from './ids.ts'
import type { Asking } from './reaching.ts'
import { armOf } from './rest.ts'
import { versions } from './versions.ts'

type Resource = { id: ResourceId; name: string; properties?: { loginServer?: string } }

/** What is looked for. `where`: a condition of Resource Graph's, which lets through at least what `isIt` does. */
type Sought = { type: string; version: string; permission: Permission; where: string; isIt: (it: Resource) => boolean }

type Located = { ok: true; resources: readonly Resource[]; source: string; at: string } | Exclude<Found, { ok: true }>

const atATime = 8

const listOf = (subscription: string, type: string) => `/subscriptions/${subscription}/providers/${type}`

async function byGraph({ type, where }: Sought, asking: Asking): Promise<Read<readonly Resource[]>> {
  const query = `resources | where type =~ '${type}' and ${where} | project id, name, properties`
  return read({ permission: 'find', scope: '/' }, query, asking, () => armOf(asking).query<Resource>(query))
}

async function throughEach(sought: Sought, asking: Asking): Promise<Located> {
  const seen = await read({ permission: 'subscriptions', scope: '/' }, '/subscriptions', asking, () =>
    armOf(asking).list<{ subscriptionId: string }>('/subscriptions', versions.subscriptions),
  )
  if (!seen.ok)
    return isForbidden(seen) ? { ok: false, why: 'not-permitted', permission: 'subscriptions' } : failed(seen)
  if (seen.value.length === 0) return { ok: false, why: 'not-permitted', permission: 'subscriptions' }
  const lists = await pooled(seen.value, atATime, ({ subscriptionId }) =>
    read({ permission: sought.permission, scope: `/subscriptions/${subscriptionId}` }, subscriptionId, asking, () =>
      armOf(asking).list<Resource>(listOf(subscriptionId, sought.type), sought.version),
    ),
  )
  const known = lists.filter((it) => it.ok)
  const resources = known.flatMap(({ value }) => value).filter(sought.isIt)
  if (resources.length > 0) return { ok: true, resources, source: sought.type, at: asking.now().toISOString() }
  // A subscription may vanish after it was listed: then the registry is not in it.
  const troubled = lists.find((it) => !it.ok && !isForbidden(it) && it.why !== 'not-found')
  if (troubled && !troubled.ok) return failed(troubled)
  return known.length > 0
    ? { ok: false, why: 'not-found', subscriptions: known.length }
    : { ok: false, why: 'not-permitted', permission: sought.permission }
}

function failed({ why, code }: { why: string; code?: string }): Exclude<Found, { ok: true }> {
  return { ok: false, why: why === 'throttled' || why === 'late' ? why : 'failed', ...(code !== undefined && { code }) }
}

async function locate(sought: Sought, asking: Asking): Promise<Located> {
  const found = await byGraph(sought, asking)
  const resources = found.ok ? found.value.filter(sought.isIt) : []
  if (found.ok && resources.length > 0) return { ok: true, resources, source: found.source, at: found.at }
  if (!found.ok && found.why === 'late') return failed(found)
  return throughEach(sought, asking)
}

const same = (one: string | undefined, other: string) => one?.toLowerCase() === other.toLowerCase()

/** @param registry of a grammar (paste/grammar.ts): it enters a query */
export async function findRegistry(
  { name, loginServer }: { name: string; loginServer: string },
  asking: Asking,
): Promise<Found> {
  const located = await locate(
    {
      type: 'Microsoft.ContainerRegistry/registries',
      version: versions.registry,
      permission: 'registry',
      where: `(name =~ '${name}' or properties.loginServer =~ '${loginServer}')`,
      isIt: (it) => same(it.name, name) || same(it.properties?.loginServer, loginServer),
    },
    asking,
  )
  if (!located.ok) return located
  const { resources, source, at } = located
  // With a hash in their login servers, several may have the name.
  const it = resources.find(({ properties }) => same(properties?.loginServer, loginServer)) ?? resources[0]
  if (!it) return { ok: false, why: 'failed' }
  return { ok: true, id: it.id, source, at, ...given({ loginServer: it.properties?.loginServer }) }
}

/** @param needed what to say where it is not found */
export async function findCluster(name: string, needed: Needed, asking: Asking): Promise<Read<ResourceId>> {
  const located = await locate(
    {
      type: 'Microsoft.ContainerService/managedClusters',
      version: versions.cluster,
      permission: 'cluster',
      where: `name =~ '${name}'`,
      isIt: (it) => same(it.name, name),
    },
    asking,
  )
  if (!located.ok) {
    const { why } = located
    if (why === 'not-permitted') return { ok: false, ...needed, why: 'forbidden', permission: located.permission }
    if (why === 'other-cloud') return { ok: false, ...needed, why: 'failed' }
    return { ok: false, ...needed, why, ...('code' in located && located.code && { code: located.code }) }
  }
  const [only, other] = located.resources
  if (!only || other) return { ok: false, ...needed, why: 'failed', code: 'AmbiguousName' }
  return { ok: true, value: only.id, source: located.source, at: located.at }
}
