// What the facts of an alert from outside are called on its card. Dimensions keep the names that their query gave them.
import type { Text } from './text.ts'

export const factLabels = {
  metric: { en: 'Metric', pl: 'Metryka' },
  threshold: { en: 'Threshold', pl: 'Próg' },
  result: { en: 'Value', pl: 'Wartość' },
  service: { en: 'Service', pl: 'Usługa' },
  region: { en: 'Region', pl: 'Region' },
  tracking: { en: 'Tracking id', pl: 'Identyfikator zdarzenia' },
  stage: { en: 'Stage', pl: 'Etap' },
  health: { en: 'Health', pl: 'Stan' },
  before: { en: 'Before', pl: 'Wcześniej' },
  cause: { en: 'Cause', pl: 'Przyczyna' },
} as const satisfies Record<string, Text>
