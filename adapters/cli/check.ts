// acr-check check: the steps as they end, then the answer, in the form asked for.
import type { Answer } from '../../cards/answer.ts'
import type { Check } from '../../src/check.ts'
import { type Form, printed } from './print.ts'
import { type CheckWanted, runCheck } from './run-check.ts'
import { type Surroundings, status } from './surroundings.ts'

const exits: Record<Check['verdict'], number> = { healthy: status.ok, problem: status.problem, unknown: status.unknown }

export async function checkCommand(
  registry: string,
  options: CheckWanted & Form,
  around: Surroundings,
): Promise<number> {
  const check = await runCheck(registry, options, around, { quiet: options.json === true })
  if (!check) return status.interrupted
  around.stdout.write(await printed(check, () => answerOf(check), options, around))
  return exits[check.verdict]
}

async function answerOf(check: Check): Promise<Answer> {
  const [{ firstView }, { checkAnswer }] = await Promise.all([
    import('../../cards/actions.ts'),
    import('../../cards/check.ts'),
  ])
  return checkAnswer(check, firstView, { whole: true })
}
