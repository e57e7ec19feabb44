// The shape of a cause: what speaks for and against it beyond the signs, and what would rule it out.

import type { Reading } from '../evidence.ts'
import type { CauseId } from '../ids.ts'
import type { Sign } from '../symptoms/symptom.ts'
import type { Text } from '../words/text.ts'

/** A circumstance and how far it moves the cause, in log-odds. */
export type Circumstance = {
  when: (reading: Reading) => boolean
  by: number
  /** As a sentence; left out where it would only repeat a sign. */
  because?: Text
}

export type Cause = {
  id: CauseId
  title: Text
  /** Signs that no documented symptom has, by id. */
  signs?: Readonly<Record<string, Sign>>
  circumstances: readonly Circumstance[]
  ruledOutBy: readonly Text[]
  /** Pastes for which this is the first cause; the runner in test/symptoms.test.ts tries each. */
  examples: readonly string[]
}
