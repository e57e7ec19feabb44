// Start reading here: a paste goes in, a diagnosis comes out. Pure, and nothing in it can throw on any text.
import { causes } from './causes/index.ts'
import type { DiagnosedCause, DiagnosedRemedy, DiagnosedSymptom, Diagnosis, Ground, Step } from './diagnosis.ts'
import { remedyOf, type SymptomId } from './ids.ts'
import { type Judged, judge } from './judge.ts'
import { clean } from './paste/clean.ts'
import type { Entities } from './paste/entities.ts'
import { type Excerpt, excerptReader, type LogPhrases, logPhrases } from './paste/excerpt.ts'
import { type Line, toLines } from './paste/lines.ts'
import { addCounts, redact, type SecretCounts, type SecretKind, secretKinds } from './paste/redact.ts'
import type { Topic } from './paste/topics.ts'
import { type FoundSign, type Reading, read } from './reading.ts'
import { fill } from './remedies/fill.ts'
import { remedies } from './remedies/index.ts'
import type { RemedyStep } from './remedies/remedy.ts'
import { symptoms } from './symptoms/index.ts'
import { logWorthy } from './vocabulary.ts'
import { groundInWords } from './words/ground.ts'
import type { Lang } from './words/text.ts'

export type Options = { lang?: Lang | undefined }

const maxCauses = 5
/** Below this, a cause is noise. */
const leastConfidence = 0.04
/** Below this for the best cause, silence is more honest. */
const leastFirst = 0.2

/** A sign that only hints is no symptom by itself. */
const isSymptom = ({ sign }: FoundSign) => Math.max(...Object.values(sign.weighs)) >= 1.2

function showSymptoms(reading: Reading, lang: Lang): DiagnosedSymptom[] {
  const found = new Map<SymptomId, FoundSign[]>()
  for (const sign of reading.signs.values())
    if (sign.symptom && isSymptom(sign)) found.set(sign.symptom, [...(found.get(sign.symptom) ?? []), sign])
  const strength = (signs: FoundSign[]) => Math.max(...signs.flatMap(({ sign }) => Object.values(sign.weighs)))
  return [...found]
    .sort(([, a], [, b]) => strength(b) - strength(a))
    .map(([id, signs]) => ({
      id,
      title: symptoms[id].title[lang],
      evidence: signs
        .flatMap(({ evidence }) => evidence)
        .filter((e, i, all) => all.findIndex((o) => o.line === e.line) === i),
    }))
}

const mostGrounds = 3

/** The words of the paste that decided, and what they mean; then the circumstances. */
function groundsOf({ signs, circumstances }: Judged, lang: Lang): Ground[] {
  const fromSigns = signs
    .slice(0, mostGrounds)
    .map(({ evidence: [evidence], sign }) => ({ means: sign.means[lang], ...(evidence && { evidence }) }))
  const fromCircumstances = circumstances.flatMap(({ because }) => (because ? [{ means: because[lang] }] : []))
  return [...fromSigns, ...fromCircumstances.slice(0, mostGrounds)]
}

const showCause = (judged: Judged, lang: Lang): DiagnosedCause => ({
  id: judged.id,
  title: causes[judged.id].title[lang],
  confidence: Math.round(judged.confidence * 100) / 100,
  because: groundsOf(judged, lang).map((ground) => groundInWords(ground, lang)),
  grounds: groundsOf(judged, lang),
  ruledOutBy: causes[judged.id].ruledOutBy.map((text) => text[lang]),
  remedy: remedyOf[judged.id],
})

const showStep = (step: RemedyStep, fits: boolean, entities: Entities, lang: Lang): Step => ({
  text: step.text[lang],
  ...(step.command && { command: fill(step.command, entities) }),
  who: step.who,
  ...(step.exposes && { exposes: step.exposes[lang] }),
  ...(step.undo && { undo: step.undo[lang] }),
  ...(!fits && { more: true as const }),
})

/** The steps that fit what is known come first, the rest behind "more". */
function showRemedy(id: DiagnosedRemedy['id'], { topics, entities }: Reading, lang: Lang): DiagnosedRemedy {
  const remedy = remedies[id]
  const fits = ({ fits }: RemedyStep) => !fits || fits.some((topic: Topic) => topics.has(topic))
  const steps: readonly RemedyStep[] = remedy.steps
  return {
    id,
    title: remedy.title[lang],
    steps: [
      ...steps.filter(fits).map((step) => showStep(step, true, entities, lang)),
      ...steps.filter((step) => !fits(step)).map((step) => showStep(step, false, entities, lang)),
    ],
    verify: remedy.verify[lang],
    links: remedy.links.map(({ title, url }) => ({ title: title[lang], url })),
  }
}

function diagnoseLines(lines: readonly Line[], counts: SecretCounts, options: Options): Diagnosis {
  const reading = read(lines)
  const lang = options.lang ?? reading.lang
  const judged = judge(reading)
  const recognised = judged[0] !== undefined && judged[0].confidence >= leastFirst
  const causesFound = recognised
    ? judged.filter((cause, i) => i === 0 || cause.confidence >= leastConfidence).slice(0, maxCauses)
    : []
  return {
    recognised,
    symptoms: recognised ? showSymptoms(reading, lang) : [],
    causes: causesFound.map((cause) => showCause(cause, lang)),
    remedies: causesFound.map(({ id }) => showRemedy(remedyOf[id], reading, lang)),
    entities: reading.entities,
    redacted: Object.entries(counts).map(([kind, count]) => ({
      kind: kind as SecretKind,
      count,
      rotate: secretKinds[kind as SecretKind].rotate,
    })),
    ...(!recognised && reading.otherService && { otherService: reading.otherService }),
    lang,
  }
}

/** Longer pastes are read as logs: their telling lines, not every line. In characters. */
const longPaste = 32_768
let compiled: LogPhrases | undefined
const log = () => (compiled ??= logPhrases(logWorthy))

function diagnoseExcerpt({ text, numbers, counts }: Excerpt, options: Options): Diagnosis {
  const redacted = redact(clean(text))
  addCounts(counts, redacted.counts)
  return diagnoseLines(toLines(redacted.text, numbers), counts, options)
}

/** Diagnoses a paste of any size; secrets are gone before anything else looks at it. */
export function diagnose(paste: string, options: Options = {}): Diagnosis {
  if (paste.length > longPaste) {
    const reader = diagnosisReader(options)
    reader.push(new TextEncoder().encode(paste))
    return reader.end()
  }
  const { text, counts } = redact(clean(paste))
  return diagnoseLines(toLines(text), counts, options)
}

/** Diagnoses a log that arrives in pieces of UTF-8, without holding it. */
export function diagnosisReader(options: Options = {}) {
  const excerpt = excerptReader(log())
  return { push: excerpt.push, end: () => diagnoseExcerpt(excerpt.end(), options) }
}
