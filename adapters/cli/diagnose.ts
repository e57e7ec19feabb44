// acr-check diagnose: one text in, one answer out, in the form asked for.
import { firstView } from '../../cards/actions.ts'
import { diagnosePaste } from '../../src/diagnose.ts'
import type { Lang } from '../../src/words/text.ts'
import { readPasteFrom } from './input.ts'
import { type Form, printed } from './print.ts'
import { type Surroundings, status } from './surroundings.ts'

export type DiagnoseOptions = Form & { lang?: Lang; all?: true }

export async function diagnoseCommand(
  file: string | undefined,
  options: DiagnoseOptions,
  around: Surroundings,
): Promise<number> {
  const diagnosis = diagnosePaste(await readPasteFrom(file, around), { lang: options.lang })
  const answer = async () => {
    const { toAnswer } = await import('../../cards/answer.ts')
    return toAnswer(diagnosis, options.all ? { steps: 'all', causes: 'all' } : firstView)
  }
  around.stdout.write(await printed(diagnosis, answer, options, around))
  return diagnosis.recognised ? status.ok : status.notRecognised
}
