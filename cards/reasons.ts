// Several grounds may rest on the same line, and a card shows that line by itself: so each line is quoted once, and the
// reasons refer to it by its number.
import type { Diagnosis, Evidence, Ground } from '../src/diagnosis.ts'
import { lineLabel } from '../src/words/answer.ts'
import { groundInWords } from '../src/words/ground.ts'
import { oneLine } from './prose.ts'

/** The lines to quote: first those that the grounds rest on, then the other lines of the symptoms. */
export function linesOf({ symptoms }: Diagnosis, grounds: readonly Ground[]): Evidence[] {
  const lines = new Map<number, Evidence>()
  const rested = grounds.flatMap(({ evidence }) => evidence ?? [])
  for (const evidence of [...rested, ...symptoms.flatMap((symptom) => symptom.evidence)])
    if (!lines.has(evidence.line) && oneLine(evidence.text)) lines.set(evidence.line, evidence)
  return [...lines.values()]
}

/** The ground in one line; its quote is left out where the card shows the line already. */
export const inWords = (ground: Ground, quoted: readonly Evidence[], lang: Diagnosis['lang']): string =>
  ground.evidence && quoted.some(({ line }) => line === ground.evidence?.line)
    ? `${lineLabel[lang](ground.evidence.line)}: ${ground.means}`
    : groundInWords(ground, lang)
