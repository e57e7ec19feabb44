// acr-check check: the steps as they end, then the answer, in the form asked for.
import type { Answer } from '../../cards/answer.ts'
import type { Check } from '../../src/check.ts'
import { imageOf } from '../../src/checks/image.ts'
import type { Lang } from '../../src/words/text.ts'
import { CheckRefused } from '../check-refused.ts'
import { startChecks } from '../checks.ts'
import { readCheckSettings } from '../config.ts'
import { entraToken } from '../identity.ts'
import { network } from '../network/network.ts'
import { readPasteFrom } from './input.ts'
import { type Form, printed } from './print.ts'
import { Misuse, misusedSettings, type Surroundings, status } from './surroundings.ts'

export type CheckOptions = Form & { lang?: Lang; image?: string; deadline?: number; paste?: string; azure?: true }

const exits: Record<Check['verdict'], number> = { healthy: status.ok, problem: status.problem, unknown: status.unknown }

export async function checkCommand(registry: string, options: CheckOptions, around: Surroundings): Promise<number> {
  const { env, stdout } = around
  const { image, deadline, azure, lang } = options
  if (image !== undefined && !imageOf(image))
    throw new Misuse(
      `"${image.slice(0, 80)}" is no image: write --image REPOSITORY, REPOSITORY:TAG or REPOSITORY@sha256:DIGEST, without the registry`,
    )
  const read = readCheckSettings(env)
  if (!read.ok) throw misusedSettings(read.problems)
  const paste = options.paste === undefined ? undefined : await readPasteFrom(options.paste, around)
  const checks = startChecks({ settings: read.settings, net: around.net ?? network({ env }), identity: entraToken })
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  const spoken = lang ?? (paste ? (await import('../../src/diagnose.ts')).readingOf(paste).lang : 'en')
  const progress = options.json ? undefined : await (await import('./progress.ts')).progressOf(registry, spoken, around)
  try {
    const told = await checks.run(
      {
        registry,
        from: 'terminal',
        ...(image !== undefined && { image }),
        ...(paste && { paste }),
        ...(azure && { azure }),
        ...(deadline !== undefined && { deadlineMs: deadline * 1000 }),
      },
      { onStep: progress && ((step) => progress.step(step(spoken))), signal: stop.signal },
    )
    progress?.end(!stop.signal.aborted)
    if (stop.signal.aborted) return status.interrupted
    const check = told(spoken)
    stdout.write(await printed(check, () => answerOf(check), options, around))
    return exits[check.verdict]
  } catch (error) {
    progress?.end(false)
    if (error instanceof CheckRefused) throw new Misuse(error.message)
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
}

async function answerOf(check: Check): Promise<Answer> {
  const [{ firstView }, { checkAnswer }] = await Promise.all([
    import('../../cards/actions.ts'),
    import('../../cards/check.ts'),
  ])
  return checkAnswer(check, firstView)
}
