// Metric and log alerts: what was measured, against what, and of whom. Rows of a log are not sent, only its dimensions.
import type { RegistryName } from '../chat/request.ts'
import { factLabels } from '../words/alert.ts'
import type { Fact } from './alert.ts'
import { type Fields, factOf, fieldsOf, hasSecret, listOf, registryIn, textOf } from './fields.ts'

type Dimension = { name: string; value: string }

const dimensionsOf = (criterion: Fields): Dimension[] =>
  listOf(criterion.dimensions).flatMap((it) => {
    const [name, value] = [textOf(fieldsOf(it).name), textOf(fieldsOf(it).value)]
    // Some values are a secret only by their name.
    return name && value && !hasSecret(`${name}: ${value}`) ? [{ name, value }] : []
  })

function factsOf(criterion: Fields, dimensions: readonly Dimension[]): Fact[] {
  const threshold = textOf(criterion.threshold)
  return [
    ...factOf(factLabels.metric, criterion.metricName ?? criterion.metricMeasureColumn),
    ...factOf(factLabels.result, criterion.metricValue),
    ...(threshold ? factOf(factLabels.threshold, `${textOf(criterion.operator) ?? ''} ${threshold}`) : []),
    ...dimensions.map(({ name, value }) => ({ label: { en: name, pl: name }, value })),
  ]
}

export function measured(context: Fields): { facts: Fact[]; registries: (RegistryName | undefined)[] } {
  const criteria = listOf(fieldsOf(context.condition).allOf)
    .map(fieldsOf)
    .map((criterion) => ({ criterion, dimensions: dimensionsOf(criterion) }))
  return {
    facts: criteria.flatMap(({ criterion, dimensions }) => factsOf(criterion, dimensions)),
    // A log alert names the workspace as its target; the registry stands in a dimension then.
    registries: criteria
      .flatMap(({ dimensions }) => dimensions)
      .filter(({ name }) => /^(?:loginserver|registry|resource|_?resourceid)$/i.test(name))
      .map(({ value }) => registryIn(value)),
  }
}
