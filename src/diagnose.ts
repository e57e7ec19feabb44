// Start reading here: a paste goes in, a diagnosis comes out. Pure, and nothing in it throws, whatever the text.
import type { Diagnosis } from './diagnosis.ts'
import type { Reading } from './evidence.ts'
import { remedyOf } from './ids.ts'
import { confidences, type Judged, judge } from './judge.ts'
import { type Excerpt, type ExcerptReader, excerptReader, type LogPhrases, logPhrases } from './paste/excerpt.ts'
import { type Line, toLines } from './paste/lines.ts'
import { prepare } from './paste/prepare.ts'
import { addCounts, type Redacted, type SecretCounts, type SecretKind, secretKinds } from './paste/redact.ts'
import { read } from './reading.ts'
import { type Fitting, showCause, showFurther, showRemedy, showSymptoms } from './show.ts'
import { isSure } from './sure.ts'
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

/** A paste without its secrets, and of a log only the lines worth reading: all that a diagnosis needs. */
export type Paste = {
  text: Redacted
  /** The lines' numbers in the paste as it arrived, where they do not simply count from 1. */
  numbers?: readonly number[]
  /** How many secrets of each kind were removed. */
  counts: SecretCounts
}

/** The ranked causes that something speaks for, and what to do about each: from a paste, a check, or both. */
export function conclude(
  reading: Reading,
  lang: Lang,
  /** What decides which steps fit, where that is more than what was said. */
  known: Fitting = reading,
): Pick<Diagnosis, 'recognised' | 'causes' | 'remedies'> & { first: number } {
  const judged = judge(reading)
  const ranked = confidences(judged).map((confidence, i) => ({ ...(judged[i] as Judged), confidence }))
  const recognised = (judged[0]?.score ?? leastScore) > leastScore
  const shown = recognised
    ? ranked.filter(({ confidence }, i) => i === 0 || confidence >= leastConfidence).slice(0, mostCauses)
    : []
  return {
    recognised,
    first: ranked[0]?.confidence ?? 0,
    causes: shown.map((cause) => showCause(cause, lang)),
    remedies: shown.map(({ id }) => showRemedy(remedyOf[id], known, lang)),
  }
}

function diagnoseLines(lines: readonly Line[], counts: SecretCounts, options: Options): Diagnosis {
  const reading = read(lines)
  const { entities, otherService } = reading
  const lang = options.lang ?? reading.lang
  const { recognised, first, causes, remedies } = conclude(reading, lang)
  return {
    recognised,
    sure: recognised && isSure(reading, first),
    symptoms: recognised ? showSymptoms(reading, lang) : [],
    causes,
    remedies,
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

function fromExcerpt({ text, numbers, counts }: Excerpt): Paste {
  const redacted = prepare(text, numbers)
  addCounts(counts, redacted.counts)
  return { text: redacted.text, numbers, counts }
}

export type PasteReader = { push(piece: Uint8Array): void; end(): Paste }

/** Takes the secrets out of a text that arrives in pieces of UTF-8, however long it turns out to be, without holding it. */
export function pasteReader(): PasteReader {
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
      if (excerpt) return fromExcerpt(excerpt.end())
      const decoder = new TextDecoder()
      return prepare(waiting.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode())
    },
  }
}

/** Takes the secrets out of a text of any size. */
export function readPaste(text: string): Paste {
  if (text.length <= longText / 4) return prepare(text)
  const reader = pasteReader()
  reader.push(new TextEncoder().encode(text))
  return reader.end()
}

/** A paste as evidence, before it is judged: to be judged with other evidence. */
export const readingOf = ({ text, numbers }: Paste): Reading => read(toLines(text, numbers))

export const diagnosePaste = ({ text, numbers, counts }: Paste, options: Options = {}): Diagnosis =>
  diagnoseLines(toLines(text, numbers), counts, options)

/** Diagnoses a text of any size; secrets are gone before anything else looks at it. */
export const diagnose = (text: string, options: Options = {}): Diagnosis => diagnosePaste(readPaste(text), options)
