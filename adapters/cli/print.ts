// An answer on standard output, in the form asked for.
import { styleText } from 'node:util'
import type { Answer } from '../../cards/answer.ts'
import type { Paint } from '../../cards/text.ts'
import type { Surroundings } from './surroundings.ts'

export const formats = ['text', 'slack', 'teams'] as const

export type Form = { json?: true; format: (typeof formats)[number] }

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
export async function printed(
  value: unknown,
  answerOf: () => Answer | Promise<Answer>,
  { json: asJson, format }: Form,
  { stdout }: Surroundings,
): Promise<string> {
  if (asJson) return json(value)
  const answer = await answerOf()
  if (format === 'slack') return json((await import('../../cards/slack.ts')).slackCard(answer))
  if (format === 'teams') return json((await import('../../cards/teams.ts')).teamsCard(answer))
  return `${(await painted(stdout))(answer)}\n`
}

/** Draws answers as wide as this stream is, and in colour where it shows colours. */
export async function painted(stream: Surroundings['stdout']): Promise<(answer: Answer) => string> {
  const { textCard } = await import('../../cards/text.ts')
  const paint = paintFor(stream)
  return (answer) =>
    textCard(answer, { width: Math.max(narrowest, Math.min(stream.columns || withoutTerminal, widest)), paint })
}
