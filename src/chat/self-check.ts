// What to run by hand to see whether a registry can be reached: the further diagnosis of the article, with the names of
// the registry that was asked about.
import type { DiagnosedFurther } from '../diagnosis.ts'
import { showFurther } from '../show.ts'
import type { Lang } from '../words/text.ts'
import type { RegistryName } from './request.ts'

export function selfCheck(registry: RegistryName, lang: Lang): DiagnosedFurther[] {
  const further = showFurther({ topics: new Set(), entities: registry }, lang)
  return further
    .filter(({ id }) => id === 'further-diagnosis')
    .map((it) => ({ ...it, steps: it.steps.filter(({ more }) => !more) }))
}
