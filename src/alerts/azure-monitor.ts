// Azure Monitor's common alert schema: metric, log, Service Health, Resource Health, and whatever else comes in it.
import type { Text } from '../words/text.ts'
import type { Alert, Fact } from './alert.ts'
import { eachOnce, type Fields, fieldsOf, idOf, listOf, mostOfThem, registryIn, textOf, urlOf } from './fields.ts'

const label = (en: string, pl: string): Text => ({ en, pl })
const labels = {
  metric: label('Metric', 'Metryka'),
  threshold: label('Threshold', 'Próg'),
  result: label('Value', 'Wartość'),
  service: label('Service', 'Usługa'),
  region: label('Region', 'Region'),
  tracking: label('Tracking id', 'Identyfikator zdarzenia'),
  stage: label('Stage', 'Etap'),
  health: label('Health', 'Stan'),
  before: label('Before', 'Wcześniej'),
  cause: label('Cause', 'Przyczyna'),
}

const fact = (name: Text, value: unknown): Fact[] => {
  const text = textOf(value)
  return text ? [{ label: name, value: text }] : []
}

type Dimension = { name: string; value: string }
const dimensionsOf = (criterion: Fields): Dimension[] =>
  listOf(criterion.dimensions).flatMap((it) => {
    const { name, value } = fieldsOf(it)
    const [called, holds] = [textOf(name), textOf(value)]
    return called && holds ? [{ name: called, value: holds }] : []
  })

/** Metric and log alerts say alike what was measured, and against what. */
function criterion(it: Fields): Fact[] {
  const operator = textOf(it.operator) ?? ''
  const threshold = textOf(it.threshold)
  return [
    ...fact(labels.metric, it.metricName ?? it.metricMeasureColumn),
    ...fact(labels.result, it.metricValue),
    ...(threshold ? fact(labels.threshold, `${operator} ${threshold}`) : []),
    ...dimensionsOf(it).map(({ name, value }) => ({ label: { en: name, pl: name }, value })),
  ]
}

function health(properties: Fields): Fact[] {
  return [
    ...fact(labels.service, properties.service),
    ...fact(labels.region, properties.region),
    ...fact(labels.tracking, properties.trackingId),
    ...fact(labels.stage, properties.stage),
    ...fact(labels.health, properties.currentHealthStatus),
    ...fact(labels.before, properties.previousHealthStatus),
    ...fact(labels.cause, properties.cause),
  ]
}

const severityOf = (value: unknown): number | undefined => {
  const [, digit] = /^sev([0-4])$/i.exec(textOf(value) ?? '') ?? []
  return digit === undefined ? undefined : Number(digit)
}

export const isCommonAlert = (body: Fields): boolean => textOf(body.schemaId) === 'azureMonitorCommonAlertSchema'

/** Undefined where it names nothing by which it would be known again. */
export function readCommonAlert(body: Fields): Alert | undefined {
  const data = fieldsOf(body.data)
  const essentials = fieldsOf(data.essentials)
  const context = fieldsOf(data.alertContext)
  const properties = fieldsOf(context.properties)
  const criteria = listOf(fieldsOf(context.condition).allOf).map(fieldsOf)
  const rule = textOf(essentials.alertRule)
  const origin = idOf(essentials.originAlertId)
  const key = idOf(essentials.alertId) ?? (origin && `${origin} ${rule ?? ''}`.trim())
  if (!key) return undefined
  const dimensions = criteria.flatMap(dimensionsOf)
  // A log alert names the workspace as its target; the registry stands in a dimension then.
  const named = dimensions.filter(({ name }) => /^(?:loginserver|registry|resource|_resourceid)$/i.test(name))
  const resourceNames = listOf(essentials.alertTargetIDs).filter((it) => /containerregistry/i.test(String(it)))
  const text = textOf(essentials.description) ?? textOf(properties.title)
  const url = urlOf(essentials.investigationLink)
  const severity = severityOf(essentials.severity)
  return {
    kind: 'alert',
    key,
    state: /^resolved$/i.test(textOf(essentials.monitorCondition) ?? '') ? 'resolved' : 'fired',
    title: textOf(properties.title) ?? rule ?? 'Azure Monitor',
    registries: eachOnce([...resourceNames, ...named.map(({ value }) => value)].map(registryIn)),
    facts: [...criteria.flatMap(criterion), ...health(properties)].slice(0, mostOfThem),
    ...(severity !== undefined && { severity }),
    ...(text && { text }),
    ...(url && { url }),
  }
}
