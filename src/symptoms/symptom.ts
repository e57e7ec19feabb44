// The shape of what we know about errors. A sign is something a client or the service really prints, or a way people
// put it; it weighs on causes. Symptoms and causes each carry the signs that are theirs, with examples.
import type { CauseId, SymptomId } from '../ids.ts'
import type { Concept } from '../paste/concepts.ts'
import type { Text } from '../words/text.ts'

/** How far a sign moves a cause, in log-odds: 1 is a hint, 3 makes it likely, 5 all but proves it; negative speaks against. */
type Weights = Partial<Record<CauseId, number>>

export type Sign = {
  /**
   * Phrases that show it, any one of them: lower case, without accents, `|` for a word's edge (see paste/phrases.ts).
   * What programs print; for what people say there is `talk`.
   */
  says?: readonly string[]
  /** What the line must also show, or must not. Never with the `g` flag. */
  and?: RegExp
  not?: RegExp
  /** Trouble described in words: all of these are spoken of, and none of those. */
  talk?: { all: readonly Concept[]; none?: readonly Concept[] }
  /** HTTP statuses that show it, when nothing else tells anything. */
  status?: readonly number[]
  /** What it tells, as a sentence's end: "line 3: “…”: the resolver says that no such name exists". */
  means: Text
  weighs: Weights
  /** Only ACR prints this, so that no other word need say whose error it is. */
  proves?: true
  /** Counts also on a line about another service, when the paste names ACR elsewhere. */
  besideAcr?: true
  /** Says nothing when one of these signs stands in the paste too: it only follows from them. */
  echoOf?: readonly string[]
}

export type Symptom = {
  id: SymptomId
  title: Text
  /** By id, unique over all symptoms and causes. */
  signs: Readonly<Record<string, Sign>>
  /** Real pastes of this symptom; the runner in test/symptoms.test.ts tries each. */
  examples: readonly string[]
  /** What is often taken for it. */
  lookalikes: readonly { paste: string; is: SymptomId | 'none' }[]
}
