// Service Health and Resource Health. Azure keeps no state of them: they arrive as "Fired" also when they tell that it is over, and
// nothing promises that they share an alert's id. So what they are about identifies them, and its stage says whether it is over.
import type { RegistryName } from '../chat/request.ts'
import { factLabels } from '../words/alert.ts'
import type { Fact } from './alert.ts'
import { type Fields, factOf, fieldsOf, idOf, listOf, textOf } from './fields.ts'

export type Health = { key: string | undefined; over: boolean; facts: Fact[] }

const isOver = /^(?:resolved|complete|canceled|rca)$/i

function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return undefined
  }
}

const together = (values: readonly unknown[]) => [...new Set(values.flatMap((it) => textOf(it) ?? []))].join(', ')

export function serviceHealth(context: Fields): Health {
  const properties = fieldsOf(context.properties)
  const impacted = listOf(parsed(properties.impactedServices)).map(fieldsOf)
  const regions = impacted.flatMap((it) => listOf(it.ImpactedRegions)).map((it) => fieldsOf(it).RegionName)
  const trackingId = idOf(properties.trackingId)
  return {
    key: trackingId && `service health ${trackingId}`,
    over: [properties.stage, context.status].some((it) => isOver.test(textOf(it) ?? '')),
    facts: [
      ...factOf(factLabels.service, together([properties.service, ...impacted.map((it) => it.ServiceName)])),
      ...factOf(factLabels.region, together([properties.region, ...regions])),
      ...factOf(factLabels.tracking, properties.trackingId),
      ...factOf(factLabels.stage, properties.stage),
    ],
  }
}

export function resourceHealth(context: Fields, registries: readonly RegistryName[]): Health {
  const properties = fieldsOf(context.properties)
  const [only, ...others] = registries
  return {
    key: only && others.length === 0 ? `resource health ${only.loginServer}` : undefined,
    over: idOf(properties.currentHealthStatus) === 'available' || isOver.test(textOf(context.status) ?? ''),
    facts: [
      ...factOf(factLabels.health, properties.currentHealthStatus),
      ...factOf(factLabels.before, properties.previousHealthStatus),
      ...factOf(factLabels.cause, properties.cause),
    ],
  }
}
