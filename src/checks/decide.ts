// From what the steps tell to the one finding and the verdict: by the first step that failed, and by what the control says.
import type { StepAnswer, Verdict } from '../check.ts'
import { type CheckStepId, checkStepIds, type FindingId } from '../ids.ts'
import { notReached, type StepTold, say } from './step.ts'

export type ToldSteps = ReadonlyMap<CheckStepId, StepTold>
export type Decided = { finding: FindingId | null; verdict: Verdict }

/** What a network without a way out looks like as well. A proxy's refusal, a silent resolver, a certificate do not. */
const likeCutOff: ReadonlySet<FindingId> = new Set([
  'name-not-found',
  'no-address',
  'tcp-timeout',
  'tcp-refused',
  'connection-reset',
  'tls-timeout',
  'http-timeout',
])

/** Without these a registry is not known to work. */
const needed: readonly CheckStepId[] = ['name', 'dns', 'tcp', 'tls', 'registry']
const fine: ReadonlySet<StepAnswer> = new Set(['yes', 'skipped'])

export function decide(told: ToldSteps): Decided {
  const failed = checkStepIds
    .filter((id) => id !== 'control')
    .map((id) => told.get(id))
    .find((it) => it?.finding)
  if (failed?.finding) {
    if (likeCutOff.has(failed.finding) && told.get('control')?.answer === 'no')
      return { finding: 'cut-off', verdict: 'unknown' }
    return { finding: failed.finding, verdict: 'problem' }
  }
  const well = needed.every((id) => fine.has(told.get(id)?.answer ?? 'unknown'))
  return { finding: null, verdict: well && told.get('registry')?.answer === 'yes' ? 'healthy' : 'unknown' }
}

const late = say('The time was up before this could be told.', 'Czas minął, zanim dało się to stwierdzić.')
const unneeded = say('Not needed: the registry answers.', 'Niepotrzebne: rejestr odpowiada.')

/** Every step has an answer in the end: what nobody knows is `unknown` where the time was up, and `skipped` elsewhere. */
export function complete(told: ToldSteps): Map<CheckStepId, StepTold> {
  const reached = told.get('registry')?.answer === 'yes'
  const open = needed.some((id) => !told.has(id)) && !needed.some((id) => told.get(id)?.answer === 'no')
  return new Map(
    checkStepIds.map((id): [CheckStepId, StepTold] => {
      const known = told.get(id)
      if (known && !(open && known.saw === notReached)) return [id, known]
      if (told.get('name')?.answer === 'no') return [id, { answer: 'skipped', saw: notReached }]
      if (id === 'control' && reached) return [id, { answer: 'skipped', saw: unneeded }]
      return [id, { answer: 'unknown', saw: late }]
    }),
  )
}
