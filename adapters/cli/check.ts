// acr-check check: the steps as they end, then the answer, in the form asked for.
import { firstView } from '../../cards/actions.ts'
import { marks } from '../../cards/marks.ts'
import type { Check, CheckStep } from '../../src/check.ts'
import { imageOf } from '../../src/checks/image.ts'
import { readingOf } from '../../src/diagnose.ts'
import { stepNames } from '../../src/words/check.ts'
import type { Lang } from '../../src/words/text.ts'
import { startChecks } from '../checks.ts'
import { readCheckSettings } from '../config.ts'
import { entraToken } from '../identity.ts'
import { network } from '../network/network.ts'
import { NotCovered } from '../not-covered.ts'
import { readPasteFrom } from './input.ts'
import { type Form, printed } from './print.ts'
import { Misuse, misusedSettings, type Surroundings, status } from './surroundings.ts'

export type CheckOptions = Form & { lang?: Lang; image?: string; deadline?: number; paste?: string; azure?: true }

const exits: Record<Check['verdict'], number> = { healthy: status.ok, problem: status.problem, unknown: status.unknown }

export async function checkCommand(registry: string, options: CheckOptions, around: Surroundings): Promise<number> {
  const { env, stdout, stderr } = around
  const { image, deadline, azure, lang } = options
  if (image !== undefined && !imageOf(image))
    throw new Misuse(
      `"${image.slice(0, 80)}" is no image: write --image REPOSITORY, REPOSITORY:TAG or REPOSITORY@sha256:DIGEST, without the registry`,
    )
  const read = readCheckSettings(env)
  if (!read.ok) throw misusedSettings(read.problems)
  const paste = options.paste === undefined ? undefined : await readPasteFrom(options.paste, around)
  const checks = startChecks({ settings: read.settings, net: network({ env }), identity: entraToken })
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  const quiet = options.json === true
  const spoken = lang ?? (paste ? readingOf(paste).lang : 'en')
  const tell = ({ id, answer, saw, ms }: CheckStep) =>
    void (
      quiet ||
      stderr.write(
        `${marks[answer]} ${stepNames[id][spoken]}: ${saw.replaceAll('`', '')}${ms > 0 ? ` (${ms} ms)` : ''}\n`,
      )
    )
  try {
    const check = await checks.run(
      {
        registry,
        from: 'terminal',
        ...(image !== undefined && { image }),
        ...(paste && { paste }),
        ...(lang && { lang }),
        ...(azure && { azure }),
        ...(deadline !== undefined && { deadlineMs: deadline * 1000 }),
      },
      { onStep: tell, signal: stop.signal },
    )
    if (stop.signal.aborted) return status.interrupted
    const { checkAnswer } = await import('../../cards/check.ts')
    stdout.write(await printed(check, () => checkAnswer(check, firstView), options, around))
    return exits[check.verdict]
  } catch (error) {
    if (error instanceof NotCovered) throw new Misuse(error.message)
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
}
