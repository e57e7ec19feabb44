// What was found, in words of one language: the parts of a diagnosis.
import { causes } from './causes/index.ts'
import type { DiagnosedCause, DiagnosedFurther, DiagnosedRemedy, DiagnosedSymptom, Ground, Step } from './diagnosis.ts'
import type { FoundSign, Reading } from './evidence.ts'
import { type FurtherId, type RemedyId, remedyOf, type SymptomId } from './ids.ts'
import type { Judged } from './judge.ts'
import { fill, type Names, namesFor } from './remedies/fill.ts'
import { type Further, further } from './remedies/further.ts'
import { remedies } from './remedies/index.ts'
import type { RemedyStep } from './remedies/remedy.ts'
import { symptoms } from './symptoms/index.ts'
import { groundInWords } from './words/ground.ts'
import type { Lang } from './words/text.ts'

/** What decides which steps fit, and what they name. */
export type Fitting = Pick<Reading, 'topics'> & { entities: Names }

const mostGrounds = 3
/** A sign that only hints is no symptom by itself. */
const leastOfASymptom = 1.1

const strengthOf = ({ sign }: FoundSign) => Math.max(...Object.values(sign.weighs))

/** Strongest first. */
export function showSymptoms({ signs }: Reading, lang: Lang): DiagnosedSymptom[] {
  const found = new Map<SymptomId, FoundSign[]>()
  for (const sign of signs.values())
    if (sign.symptom && strengthOf(sign) >= leastOfASymptom)
      found.set(sign.symptom, [...(found.get(sign.symptom) ?? []), sign])
  const strongest = (those: FoundSign[]) => Math.max(...those.map(strengthOf))
  return [...found]
    .sort(([, a], [, b]) => strongest(b) - strongest(a))
    .map(([id, those]) => {
      const lines = new Map(those.flatMap(({ evidence }) => evidence).map((it) => [it.line, it]))
      return { id, title: symptoms[id].title[lang], evidence: [...lines.values()] }
    })
}

/** The words of the paste that decided, and what they mean; then the circumstances. */
function groundsOf({ signs, circumstances }: Judged, lang: Lang): Ground[] {
  const fromSigns = signs
    .slice(0, mostGrounds)
    .map(({ evidence: [evidence], sign }) => ({ means: sign.means[lang], ...(evidence && { evidence }) }))
  const fromCircumstances = circumstances.flatMap(({ because }) => (because ? [{ means: because[lang] }] : []))
  return [...fromSigns, ...fromCircumstances.slice(0, mostGrounds)]
}

export function showCause(judged: Judged & { confidence: number }, lang: Lang): DiagnosedCause {
  const { title, ruledOutBy } = causes[judged.id]
  const grounds = groundsOf(judged, lang)
  return {
    id: judged.id,
    title: title[lang],
    confidence: Math.round(judged.confidence * 100) / 100,
    because: grounds.map((ground) => groundInWords(ground, lang)),
    grounds,
    ruledOutBy: ruledOutBy.map((text) => text[lang]),
    remedy: remedyOf[judged.id],
  }
}

/** The steps that fit what is known come first, the rest behind "more". */
function showSteps(steps: readonly RemedyStep[], { topics, entities }: Fitting, lang: Lang): Step[] {
  const names = namesFor(entities)
  const show = ({ text, command, who, exposes, undo }: RemedyStep): Step => ({
    text: text[lang],
    ...(command && { command: fill(command, names) }),
    who,
    ...(exposes && { exposes: exposes[lang] }),
    ...(undo && { undo: undo[lang] }),
  })
  const fits = ({ fits }: RemedyStep) => !fits || fits.some((topic) => topics.has(topic))
  return [
    ...steps.filter(fits).map(show),
    ...steps.filter((step) => !fits(step)).map((step) => ({ ...show(step), more: true as const })),
  ]
}

const showLinks = (links: Further['links'], lang: Lang) => links.map(({ title, url }) => ({ title: title[lang], url }))

export function showRemedy(id: RemedyId, reading: Fitting, lang: Lang): DiagnosedRemedy {
  const { title, verify, links, steps } = remedies[id]
  return {
    id,
    title: title[lang],
    steps: showSteps(steps, reading, lang),
    verify: verify[lang],
    links: showLinks(links, lang),
  }
}

export const showFurther = (known: Fitting, lang: Lang): DiagnosedFurther[] =>
  (Object.entries(further) as [FurtherId, Further][]).map(([id, { title, steps, links }]) => ({
    id,
    title: title[lang],
    steps: showSteps(steps, known, lang),
    links: showLinks(links, lang),
  }))
