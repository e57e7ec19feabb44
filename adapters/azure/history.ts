// What Azure says of a resource's past and present: who may use it, how it is, what was changed. One request each, by hand.
import type { Change, Health, ResourceId, RoleAssignment } from '../../src/azure/view.ts'
import { partsOf } from '../../src/azure/view.ts'
import { grammar } from '../../src/paste/grammar.ts'
import { Incomplete, told } from './failures.ts'
import { given } from './ids.ts'
import type { Asking } from './reaching.ts'
import { isWithin } from './registry.ts'
import { armOf } from './rest.ts'
import { versions } from './versions.ts'

type AssignmentAnswer = {
  properties?: { principalId?: string; roleDefinitionId?: string; scope?: string; condition?: string | null }
}

const lastOf = (id: string) => id.slice(id.lastIndexOf('/') + 1)

export async function readRoles(scope: ResourceId, principal: string, asking: Asking): Promise<RoleAssignment[]> {
  if (!grammar.subscription.test(principal)) throw new Incomplete()
  const arm = armOf(asking)
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments`
  const $filter = `atScope() and assignedTo('${principal}')`
  const assignments = await arm.list<AssignmentAnswer>(path, versions.roleAssignments, { $filter })
  const definitions = new Set(assignments.map(({ properties }) => told(properties?.roleDefinitionId)))
  const names = await Promise.all([...definitions].map(async (id) => [id, await nameOf(id)] as const))
  const nameById = new Map(names)
  return assignments.map(({ properties }) => {
    const definition = told(properties?.roleDefinitionId)
    return {
      principal: told(properties?.principalId),
      role: lastOf(definition),
      scope: told(properties?.scope),
      hasCondition: Boolean(properties?.condition),
      ...given({ roleName: nameById.get(definition) }),
    }
  })

  /** The assignment tells enough without. */
  async function nameOf(definition: string): Promise<string | undefined> {
    try {
      const { properties } = await arm.get<{ properties?: { roleName?: string } }>(definition, versions.roleDefinitions)
      return properties?.roleName
    } catch {
      return undefined
    }
  }
}

type HealthAnswer = {
  // Azure's own spelling, in some versions.
  properties?: { availabilityState?: string; summary?: string; occuredTime?: string; occurredTime?: string }
}

const states = ['Available', 'Unavailable', 'Degraded', 'Unknown'] as const

export async function readHealth(id: ResourceId, asking: Asking): Promise<Health> {
  const path = `${id}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`
  const { properties } = await armOf(asking).get<HealthAnswer>(path, versions.health)
  return {
    state: told(states.find((it) => it === properties?.availabilityState)),
    ...given({ summary: properties?.summary, since: properties?.occurredTime ?? properties?.occuredTime }),
  }
}

type EventAnswer = {
  eventTimestamp?: string
  resourceId?: string
  operationName?: { value?: string }
  status?: { value?: string }
  caller?: string
  correlationId?: string
}

/** An action mostly asks, runs or lists something. */
const changing = /\/(?:write|delete|privateEndpointConnectionsApproval\/action|regenerateCredential\/action)$/i
const selected = 'eventTimestamp,resourceId,operationName,status,caller,correlationId'

/** By resource group, since a change of a part (a rule, a record, a role) stands in the log under the part's own id. */
export function groupsOf(ids: readonly ResourceId[]): { subscription: string; group: string; ids: ResourceId[] }[] {
  const groups = Map.groupBy(ids, (id) => {
    const { subscription = '', resourceGroup = '' } = partsOf(id)
    return `${subscription}/${resourceGroup}`.toLowerCase()
  })
  return [...groups.values()].map((of) => {
    const { subscription = '', resourceGroup = '' } = partsOf(of[0] ?? '')
    return { subscription, group: resourceGroup, ids: of }
  })
}

/** @param since ISO 8601; both enter a filter */
export async function readChanges(
  { subscription, group, ids }: { subscription: string; group: string; ids: readonly ResourceId[] },
  since: string,
  asking: Asking,
): Promise<Change[]> {
  if (Number.isNaN(Date.parse(since)) || !grammar.resourceGroup.test(group)) throw new Incomplete()
  const path = `/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`
  const $filter = `eventTimestamp ge '${since}' and resourceGroupName eq '${group}'`
  const events = await armOf(asking).list<EventAnswer>(path, versions.activityLog, { $filter, $select: selected })
  const done = events
    .filter(
      ({ resourceId, operationName, status }) =>
        status?.value === 'Succeeded' &&
        changing.test(operationName?.value ?? '') &&
        ids.some((id) => isWithin(resourceId ?? '', id)),
    )
    .map((it) => ({
      at: told(it.eventTimestamp),
      resource: told(it.resourceId),
      operation: told(it.operationName?.value),
      ...given({ who: it.caller, correlationId: it.correlationId }),
    }))
  // Azure tells of one change more than once: when it was taken on, and when it was done.
  const keyOf = ({ resource, operation, correlationId = '', at }: Change) =>
    `${resource} ${operation} ${correlationId || at}`.toLowerCase()
  return [...new Map(done.map((change) => [keyOf(change), change])).values()]
}
