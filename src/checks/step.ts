// The shape of a step: what it says of what was seen, and what it can find. Pure: the walking is done by then.
import type { CheckStep, StepAnswer } from '../check.ts'
import type { CauseId, CheckStepId, FindingId, SymptomId } from '../ids.ts'
import type { Topic } from '../paste/topics.ts'
import type { Lang, Text } from '../words/text.ts'
import type { Seen } from './seen.ts'

export type StepTold = {
  answer: StepAnswer
  saw: Text
  /** In milliseconds. */
  ms?: number
  /** With `no`, and where `yes` is not good enough. */
  finding?: FindingId
}

export type Finding = {
  title: Text
  /** What it means, in a sentence or two. */
  means: Text
  /** The documented symptom that it is. */
  symptom?: SymptomId
  /** How far it moves each cause, in log-odds, as a sign does (symptoms/symptom.ts). */
  weighs: Partial<Record<CauseId, number>>
  /** What it is about, so that the steps of a remedy that fit come first. */
  topics?: readonly Topic[]
  /** Nothing can be said of the registry from here. */
  verdict?: 'unknown'
}

export type CheckStepOf<Found extends FindingId = FindingId> = {
  id: CheckStepId
  /** Undefined: not known yet. */
  tell: (seen: Seen) => StepTold | undefined
  findings: Readonly<Record<Found, Finding>>
}

export const say = (en: string, pl: string): Text => ({ en, pl })

/** As outsiders get it. */
export const show = (id: CheckStepId, { answer, saw, ms = 0 }: StepTold, lang: Lang): CheckStep => ({
  id,
  answer,
  saw: saw[lang],
  ms: Math.round(ms),
})

export const skipped = (saw: Text): StepTold => ({ answer: 'skipped', saw })
export const notReached = say(
  'Not reached: an earlier step failed.',
  'Nie doszło do tego: wcześniejszy krok się nie udał.',
)
