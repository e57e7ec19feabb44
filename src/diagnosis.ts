// What a diagnosis looks like to everyone outside: the command line's --json, POST /api/diagnose and the cards.
// Its names are public; fields are added, never renamed.
import type { CauseId, FurtherId, RemedyId, SymptomId } from './ids.ts'
import type { Entities } from './paste/entity.ts'
import type { SecretKind } from './paste/redact.ts'
import type { Lang } from './words/text.ts'

/** The words of the paste that decided: `line` counts from 1 in the paste as it arrived, `text` is redacted. */
export type Evidence = { line: number; text: string }

/** Why we think so: the words that decided, where there are some, and what they mean. */
export type Ground = { evidence?: Evidence; means: string }

export type Who = 'developer' | 'registry-owner' | 'network-team' | 'subscription-owner'

export type Step = {
  text: string
  /** Ready to run in bash, PowerShell and cmd alike; what the paste did not tell stands as `<placeholder>`. */
  command?: string
  who: Who
  /** What this step opens up or reveals, when it does. */
  exposes?: string
  undo?: string
  /** Does not fit what is known so far; shown behind "more". */
  more?: true
}

export type DiagnosedSymptom = { id: SymptomId; title: string; evidence: Evidence[] }

export type DiagnosedCause = {
  id: CauseId
  title: string
  /** The probability, 0 to 1, that this is (one of) the true causes. */
  confidence: number
  because: string[]
  /** The same, apart: what a sign or circumstance means, and the line that shows it. */
  grounds: Ground[]
  /** What, if seen, would rule this cause out. */
  ruledOutBy: string[]
  remedy: RemedyId
}

export type DiagnosedRemedy = {
  id: RemedyId
  title: string
  steps: Step[]
  /** How to see that it helped. */
  verify: string
  links: { title: string; url: string }[]
}

/** What to try beside the remedies, whatever the cause. */
export type DiagnosedFurther = Pick<DiagnosedRemedy, 'title' | 'steps' | 'links'> & { id: FurtherId }

export type Diagnosis = {
  recognised: boolean
  /** Sure enough to speak unasked: the first cause is likely, and the error can be nobody's but ACR's. */
  sure: boolean
  symptoms: DiagnosedSymptom[]
  /** Ranked, best first, at most five. */
  causes: DiagnosedCause[]
  /** One for each cause, in the causes' order. */
  remedies: DiagnosedRemedy[]
  /** Further diagnosis, the logs, where to turn next; with a cause only. */
  further: DiagnosedFurther[]
  entities: Entities
  redacted: { kind: SecretKind; count: number; rotate: boolean }[]
  /** Whose error it is, where it is clearly not Azure Container Registry's: `docker.io`, `ghcr.io`, ... */
  otherService?: string
  lang: Lang
}
