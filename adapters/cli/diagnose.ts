// acr-check diagnose: one text in, one answer out, in the form asked for.
import { styleText } from 'node:util'
import { firstView } from '../../cards/actions.ts'
import type { Paint } from '../../cards/text.ts'
import { diagnosePaste, pasteReader } from '../../src/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis.ts'
import type { Lang } from '../../src/words/text.ts'
import { readInput } from './input.ts'
import { type Surroundings, status } from './surroundings.ts'

export const formats = ['text', 'slack', 'teams'] as const

export type DiagnoseOptions = { json?: true; format: (typeof formats)[number]; lang?: Lang; all?: true }

/** Lines longer than this are hard to read on any screen. */
const widest = 100
const narrowest = 20
const withoutTerminal = 80

/** Colour only where a terminal shows it and NO_COLOR does not forbid it. */
const paintFor = (stream: Surroundings['stdout']): Paint => {
  const with_ = (style: keyof Paint) => (text: string) => styleText(style, text, { stream })
  return { bold: with_('bold'), dim: with_('dim'), red: with_('red'), cyan: with_('cyan') }
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`

/** The cards are loaded only when one is asked for: a program that wants JSON gets it sooner. */
async function print(diagnosis: Diagnosis, { json: asJson, format, all }: DiagnoseOptions, { stdout }: Surroundings) {
  if (asJson) return json(diagnosis)
  const { toAnswer } = await import('../../cards/answer.ts')
  const answer = toAnswer(diagnosis, all ? { steps: 'all', causes: 'all' } : firstView)
  if (format === 'slack') return json((await import('../../cards/slack.ts')).slackCard(answer))
  if (format === 'teams') return json((await import('../../cards/teams.ts')).teamsCard(answer))
  const { textCard } = await import('../../cards/text.ts')
  const width = Math.max(narrowest, Math.min(stdout.columns ?? withoutTerminal, widest))
  return `${textCard(answer, { width, paint: paintFor(stdout) })}\n`
}

export async function diagnoseCommand(
  file: string | undefined,
  options: DiagnoseOptions,
  around: Surroundings,
): Promise<number> {
  const reader = pasteReader()
  for await (const piece of await readInput(file, around)) reader.push(piece)
  const diagnosis = diagnosePaste(reader.end(), { lang: options.lang })
  around.stdout.write(await print(diagnosis, options, around))
  return diagnosis.recognised ? status.ok : status.notRecognised
}
