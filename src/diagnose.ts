// Start reading here: a paste goes in, a diagnosis comes out. Pure, and nothing in it throws, whatever the text.
import type { Diagnosis } from './diagnosis.ts'
import { remedyOf } from './ids.ts'
import { confidences, type Judged, judge } from './judge.ts'
import { type Excerpt, type ExcerptReader, excerptReader, type LogPhrases, logPhrases } from './paste/excerpt.ts'
import { type Line, toLines } from './paste/lines.ts'
import { prepare } from './paste/prepare.ts'
import { addCounts, type SecretCounts, type SecretKind, secretKinds } from './paste/redact.ts'
import { read } from './reading.ts'
import { showCause, showFurther, showRemedy, showSymptoms } from './show.ts'
import { logWorthy } from './vocabulary.ts'
import type { Lang } from './words/text.ts'

export type Options = {
  /** Unset: the language of the paste, else English. */
  lang?: Lang | undefined
}

const mostCauses = 5
/** Below this, a cause is noise. */
const leastConfidence = 0.04
/** At this score of the best cause or below, silence is more honest: something was seen, and tells too little. */
const leastScore = -1.39

function diagnoseLines(lines: readonly Line[], counts: SecretCounts, options: Options): Diagnosis {
  const reading = read(lines)
  const { entities, otherService } = reading
  const lang = options.lang ?? reading.lang
  const judged = judge(reading)
  const ranked = confidences(judged).map((confidence, i) => ({ ...(judged[i] as Judged), confidence }))
  const recognised = (judged[0]?.score ?? leastScore) > leastScore
  const shown = recognised
    ? ranked.filter(({ confidence }, i) => i === 0 || confidence >= leastConfidence).slice(0, mostCauses)
    : []
  return {
    recognised,
    symptoms: recognised ? showSymptoms(reading, lang) : [],
    causes: shown.map((cause) => showCause(cause, lang)),
    remedies: shown.map(({ id }) => showRemedy(remedyOf[id], reading, lang)),
    further: recognised ? showFurther(reading, lang) : [],
    entities,
    redacted: (Object.entries(counts) as [SecretKind, number][]).map(([kind, count]) => ({
      kind,
      count,
      ...secretKinds[kind],
    })),
    ...(!recognised && otherService && { otherService }),
    lang,
  }
}

/** Longer texts are read as logs: their telling lines, not every line. In bytes. */
const longText = 32_768
let compiled: LogPhrases | undefined

function diagnoseText(paste: string, options: Options): Diagnosis {
  const { text, counts } = prepare(paste)
  return diagnoseLines(toLines(text), counts, options)
}

function diagnoseExcerpt({ text, numbers, counts }: Excerpt, options: Options): Diagnosis {
  const redacted = prepare(text, numbers)
  addCounts(counts, redacted.counts)
  return diagnoseLines(toLines(redacted.text, numbers), counts, options)
}

export type DiagnosisReader = { push(piece: Uint8Array): void; end(): Diagnosis }

/** Diagnoses a text that arrives in pieces of UTF-8, however long it turns out to be, without holding it. */
export function diagnosisReader(options: Options = {}): DiagnosisReader {
  let waiting: Uint8Array[] = []
  let length = 0
  let excerpt: ExcerptReader | undefined
  return {
    push(piece) {
      length += piece.length
      if (!excerpt && length > longText) {
        compiled ??= logPhrases(logWorthy)
        excerpt = excerptReader(compiled)
        for (const held of waiting) excerpt.push(held)
        waiting = []
      }
      if (excerpt) excerpt.push(piece)
      else waiting.push(piece)
    },
    end() {
      if (excerpt) return diagnoseExcerpt(excerpt.end(), options)
      const decoder = new TextDecoder()
      return diagnoseText(
        waiting.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode(),
        options,
      )
    },
  }
}

/** Diagnoses a paste of any size; secrets are gone before anything else looks at it. */
export function diagnose(paste: string, options: Options = {}): Diagnosis {
  if (paste.length <= longText / 4) return diagnoseText(paste, options)
  const reader = diagnosisReader(options)
  reader.push(new TextEncoder().encode(paste))
  return reader.end()
}
