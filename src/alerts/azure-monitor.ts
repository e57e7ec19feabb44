// Azure Monitor's common alert schema: metric, log, Service Health, Resource Health, and whatever else comes in it.
import type { Alert } from './alert.ts'
import {
  eachOnce,
  type Fields,
  fieldsOf,
  idOf,
  listOf,
  mostOfThem,
  registryOfResource,
  severityOf,
  textOf,
  urlOf,
} from './fields.ts'
import { resourceHealth, serviceHealth } from './health.ts'
import { measured } from './measured.ts'

export const isCommonAlert = (body: Fields): boolean => textOf(body.schemaId) === 'azureMonitorCommonAlertSchema'

/** Undefined where it names nothing by which it would be known again. */
export function readCommonAlert(body: Fields): Alert | undefined {
  const data = fieldsOf(body.data)
  const essentials = fieldsOf(data.essentials)
  const context = fieldsOf(data.alertContext)
  const { facts, registries: named } = measured(context)
  const registries = eachOnce([...listOf(essentials.alertTargetIDs).map(registryOfResource), ...named])
  // Its documentation writes it with a blank and without one.
  const service = idOf(essentials.monitoringService)?.replaceAll(' ', '')
  const health =
    service === 'servicehealth'
      ? serviceHealth(context)
      : service === 'resourcehealth'
        ? resourceHealth(context, registries)
        : undefined
  const { title, details } = health ? fieldsOf(context.properties) : {}
  const rule = textOf(essentials.alertRule)
  const origin = idOf(essentials.originAlertId)
  const key = health?.key ?? idOf(essentials.alertId) ?? (origin && `${origin} ${rule?.toLowerCase() ?? ''}`.trim())
  if (!key) return undefined
  const text = textOf(details) ?? textOf(essentials.description)
  const url = urlOf(essentials.investigationLink)
  const severity = severityOf(essentials.severity)
  // Health alerts tell of one trouble several times.
  const fired = health ? undefined : textOf(essentials.firedDateTime)
  return {
    kind: 'alert',
    key,
    state: health?.over || idOf(essentials.monitorCondition) === 'resolved' ? 'resolved' : 'fired',
    title: textOf(title) ?? rule ?? 'Azure Monitor',
    registries,
    facts: [...facts, ...(health?.facts ?? [])].slice(0, mostOfThem),
    ...(fired && { fired }),
    ...(severity !== undefined && { severity }),
    ...(text && { text }),
    ...(url && { url }),
  }
}
