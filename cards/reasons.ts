// A reason quotes the line that decided it: `line 3: “...” – what that means`. Several reasons may quote the same line,
// and a card shows that line by itself; so here each line is quoted once, and the reasons refer to it by its number.
import type { Diagnosis, Evidence } from '../src/diagnosis.ts'
import { lineLabel } from '../src/words/answer.ts'
import { oneLine } from './prose.ts'

const quoting = /^\p{L}+ (\d+): “([^”]*)” – (.+)$/su

export type Reason = { said: string; evidence?: Evidence; means: string }

export function readReason(said: string): Reason {
  const [, line, text, means] = quoting.exec(said) ?? []
  return line && text && means ? { said, evidence: { line: Number(line), text }, means } : { said, means: said }
}

/** The lines to quote: first those that the reasons quote, then the other lines of the symptoms. */
export function linesOf({ symptoms }: Diagnosis, reasons: readonly Reason[]): Evidence[] {
  const lines = new Map<number, Evidence>()
  const quoted = reasons.flatMap(({ evidence }) => evidence ?? [])
  for (const evidence of [...quoted, ...symptoms.flatMap((symptom) => symptom.evidence)])
    if (!lines.has(evidence.line) && oneLine(evidence.text)) lines.set(evidence.line, evidence)
  return [...lines.values()]
}

/** The reason in one line; its quote is left out where the card shows the line already. */
export const inWords = (
  { said, evidence, means }: Reason,
  quoted: readonly Evidence[],
  lang: Diagnosis['lang'],
): string =>
  evidence && quoted.some(({ line }) => line === evidence.line) ? `${lineLabel[lang](evidence.line)}: ${means}` : said
