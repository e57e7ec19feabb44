// The one place where causes are judged, from all the evidence there is. Each cause starts from a low prior; signs and
// circumstances move it; the sum is a probability by the logistic function, calibrated on labelled pastes
// (`npm run bench` prints how well).

import type { Cause, Circumstance } from './causes/cause.ts'
import { causes } from './causes/index.ts'
import type { CauseId } from './ids.ts'
import { causeIds } from './ids.ts'
import type { FoundSign, Reading } from './reading.ts'

/** Before any evidence: one cause in fifteen, and most pastes have two that fit. */
const prior = -3
/** Signs overlap: the second of the same drift adds less than the first, the third less again. */
const shares = [1, 0.4, 0.2, 0.1] as const
/** What a person says counts for less beside what a program says, when that tells something. */
const telling = 3
const besidePrograms = 0.5
/** A circumstance this strong needs no sign of its own. */
const tellingAlone = 2
/** Scores are turned into probabilities by this line, fitted by `npm run bench -- --fit`. */
const calibration = { slope: 1, intercept: 0 } as const

export type Judged = {
  id: CauseId
  /** Probability, 0 to 1. */
  confidence: number
  /** The signs that moved it up, strongest first. */
  signs: FoundSign[]
  circumstances: Circumstance[]
  score: number
}

const sumOfOverlapping = (weights: readonly number[]) =>
  weights.toSorted((a, b) => b - a).reduce((sum, weight, i) => sum + weight * (shares[i] ?? 0.1), 0)

function judgeOne(id: CauseId, reading: Reading): Judged {
  const cause: Cause = causes[id]
  const found = [...reading.signs.values()]
  const share = found.some(({ sign }) => sign.says && Object.values(sign.weighs).some((by) => by >= telling))
    ? besidePrograms
    : 1
  const weighed = found.map((found) => ({ found, by: (found.sign.weighs[id] ?? 0) * (found.sign.talk ? share : 1) }))
  const circumstances = cause.circumstances.filter(({ when }) => when(reading))
  const against = weighed.reduce((sum, { by }) => sum + Math.min(by, 0), 0)
  const score =
    prior +
    sumOfOverlapping(weighed.map(({ by }) => by).filter((by) => by > 0)) +
    against +
    circumstances.reduce((sum, { by }) => sum + by, 0)
  return {
    id,
    score,
    confidence: 1 / (1 + Math.exp(-(calibration.slope * score + calibration.intercept))),
    signs: weighed
      .filter(({ by }) => by > 0)
      .sort((a, b) => b.by - a.by)
      .map(({ found }) => found),
    circumstances: circumstances.filter(({ by }) => by > 0),
  }
}

/** Every cause that something speaks for, most probable first. Nothing when no sign does. */
export function judge(reading: Reading): Judged[] {
  if (reading.signs.size === 0) return []
  return causeIds
    .map((id) => judgeOne(id, reading))
    .filter(({ signs, circumstances }) => signs.length > 0 || circumstances.some(({ by }) => by >= tellingAlone))
    .sort((a, b) => b.score - a.score)
}
