// Runs one check for a command: its settings and mistakes, the steps as they end, Ctrl+C.
import type { Check, Told } from '../../src/check.ts'
import { imageOf } from '../../src/checks/image.ts'
import type { Lang } from '../../src/words/text.ts'
import { CheckRefused } from '../check-refused.ts'
import { startChecks } from '../checks.ts'
import { readCheckSettings } from '../config.ts'
import { entraToken } from '../identity.ts'
import { network } from '../network/network.ts'
import { readPasteFrom } from './input.ts'
import { Misuse, misusedSettings, type Surroundings } from './surroundings.ts'

export type CheckWanted = { lang?: Lang; image?: string; deadline?: number; paste?: string; azure?: true }

/** Undefined when it was stopped with Ctrl+C. `quiet`: no progress. Throws `Misuse`. */
export async function runCheck(
  registry: string,
  { image, deadline, azure, lang, ...wanted }: CheckWanted,
  around: Surroundings,
  { quiet = false } = {},
): Promise<{ told: Told<Check>; lang: Lang } | undefined> {
  const { env } = around
  if (image !== undefined && !imageOf(image))
    throw new Misuse(
      `"${image.slice(0, 80)}" is no image: write --image REPOSITORY, REPOSITORY:TAG or REPOSITORY@sha256:DIGEST, without the registry`,
    )
  const read = readCheckSettings(env)
  if (!read.ok) throw misusedSettings(read.problems)
  const paste = wanted.paste === undefined ? undefined : await readPasteFrom(wanted.paste, around)
  const checks = startChecks({ settings: read.settings, net: around.net ?? network({ env }), identity: entraToken })
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  const spoken = lang ?? (paste ? (await import('../../src/diagnose.ts')).readingOf(paste).lang : 'en')
  const progress = quiet ? undefined : await (await import('./progress.ts')).progressOf(registry, spoken, around)
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
    return stop.signal.aborted ? undefined : { told, lang: spoken }
  } catch (error) {
    progress?.end(false)
    if (error instanceof CheckRefused) throw new Misuse(error.message)
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
}
