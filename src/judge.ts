// The one place where causes are judged, from all the evidence there is. Each cause starts from a low prior; signs and
// circumstances move it; the sum is its score, and what a score is worth as a probability was fitted on labelled pastes
// (`npm run bench` prints how well).

import type { Cause, Circumstance } from './causes/cause.ts'
import { causes } from './causes/index.ts'
import type { FoundSign, Reading } from './evidence.ts'
import { type CauseId, causeIds } from './ids.ts'

/** In log-odds: before any evidence, one cause in twenty. */
const prior = -3
/** Signs overlap: the second of the same drift adds less than the first, the third less again. */
const shares = [1, 0.4, 0.2, 0.1] as const
/** What a person says counts for less beside what a program says, when that tells something. */
const telling = 3
const besidePrograms = 0.5
/** A circumstance this strong needs no sign of its own. */
const tellingAlone = 2

export type Judged = {
  id: CauseId
  /** In log-odds, before calibration: ranks the causes. */
  score: number
  /** The signs that moved it up, strongest first. */
  signs: FoundSign[]
  /** The circumstances that moved it up. */
  circumstances: Circumstance[]
}

const sumOfOverlapping = (weights: readonly number[]) =>
  weights.toSorted((a, b) => b - a).reduce((sum, weight, i) => sum + weight * (shares[i] ?? 0.1), 0)

const isTelling = ({ sign }: FoundSign) => sign.says && Object.values(sign.weighs).some((by) => by >= telling)

function judgeOne(id: CauseId, reading: Reading): Judged {
  const { circumstances }: Cause = causes[id]
  const signs = [...reading.signs.values()]
  const share = signs.some(isTelling) ? besidePrograms : 1
  const weighed = signs
    .map((found) => ({ found, by: (found.sign.weighs[id] ?? 0) * (found.sign.talk ? share : 1) }))
    .sort((a, b) => b.by - a.by)
  const given = circumstances.filter(({ when }) => when(reading))
  const against = weighed.reduce((sum, { by }) => sum + Math.min(by, 0), 0)
  const score =
    prior +
    sumOfOverlapping(weighed.map(({ by }) => by).filter((by) => by > 0)) +
    against +
    given.reduce((sum, { by }) => sum + by, 0)
  return {
    id,
    score,
    signs: weighed.filter(({ by }) => by > 0).map(({ found }) => found),
    circumstances: given.filter(({ by }) => by > 0),
  }
}

/** Every cause that something speaks for, most probable first. */
export function judge(reading: Reading): Judged[] {
  if (reading.signs.size === 0) return []
  return causeIds
    .map((id) => judgeOne(id, reading))
    .filter(({ signs, circumstances }) => signs.length > 0 || circumstances.some(({ by }) => by >= tellingAlone))
    .sort((a, b) => b.score - a.score)
}

/** What the calibration weighs, for each cause of a ranking: a constant, its score, and whether it is the first. */
export const features = (scores: readonly number[]): number[][] => scores.map((score, i) => [1, score, Number(i === 0)])

/** What `npm run bench -- --fit` prints, rounded: it fits half of the pastes that no rule has seen. */
const calibration = [-1.4, 0.7, 1.8] as const

/** The probability, 0 to 1, of each cause of a ranking. */
export const confidences = (judged: readonly Judged[]): number[] =>
  features(judged.map(({ score }) => score)).map(
    (x) => 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (calibration[i] ?? 0), 0))),
  )
