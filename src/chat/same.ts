// When are two pastes one problem? When the same registry fails with the same symptom for the same first cause: a
// channel gets one answer to it, and a count.
import type { Diagnosis } from '../diagnosis.ts'

/** Numbers, times and ids differ between two prints of one error. */
const withoutNumbers = (line: string) => line.toLowerCase().replace(/[0-9a-f]{8,}|\d+/g, '#')

/** Equal for pastes of the same problem; undefined where nothing was recognised. */
export function problemOf({ recognised, entities, symptoms, causes }: Diagnosis): string | undefined {
  if (!recognised) return undefined
  const registry = entities.loginServer ?? entities.registry
  const [symptom] = symptoms
  const about = registry?.toLowerCase() ?? withoutNumbers(symptom?.evidence[0]?.text ?? '')
  return JSON.stringify([about, symptom?.id, causes[0]?.id])
}
