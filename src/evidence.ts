// What a paste is as evidence: the types that reading makes and judging weighs.
import type { Evidence } from './diagnosis.ts'
import type { SymptomId } from './ids.ts'
import type { Concept } from './paste/concepts.ts'
import type { Entities } from './paste/entity.ts'
import type { Topic } from './paste/topics.ts'
import type { Sign } from './symptoms/symptom.ts'
import type { Lang } from './words/text.ts'

export type FoundSign = { id: string; sign: Sign; symptom?: SymptomId; evidence: Evidence[] }

export type Reading = {
  entities: Entities
  topics: ReadonlySet<Topic>
  /** Everything the paste talks about; the topics are among it. */
  talk: ReadonlySet<Concept>
  /** By id, in the order of the paste; echoes of others are left out. */
  signs: ReadonlyMap<string, FoundSign>
  /** The language of the person, not of the error. */
  lang: Lang
  /** Whose error it is when it is not ACR's, where that is clear. */
  otherService?: string
}
