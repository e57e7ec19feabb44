// Runs one check for a command: its settings and mistakes, the steps as they end, Ctrl+C.

import { isCluster } from '../../src/azure/cluster-name.ts'
import type { Check } from '../../src/check.ts'
import { imageOf } from '../../src/checks/image.ts'
import type { Lang } from '../../src/words/text.ts'
import { CheckRefused } from '../check-refused.ts'
import { startChecks } from '../checks.ts'
import { readCheckSettings } from '../config.ts'
import { entraToken } from '../identity.ts'
import { network } from '../network/network.ts'
import { readPasteFrom } from './input.ts'
import { Misuse, misusedSettings, type Surroundings } from './surroundings.ts'

export type CheckWanted = { lang?: Lang; image?: string; deadline?: number; paste?: string; azure?: true; aks?: string }

/** All that the check saw, for whoever sits here. Undefined when it was stopped with Ctrl+C. `quiet`: no progress. Throws `Misuse`. */
export async function runCheck(
  registry: string,
  { image, deadline, lang, aks, ...wanted }: CheckWanted,
  around: Surroundings,
  { quiet = false } = {},
): Promise<Check | undefined> {
  const { env } = around
  if (image !== undefined && !imageOf(image))
    throw new Misuse(
      `"${image.slice(0, 80)}" is no image: write --image REPOSITORY, REPOSITORY:TAG or REPOSITORY@sha256:DIGEST, without the registry`,
    )
  if (aks !== undefined && !isCluster(aks))
    throw new Misuse(
      `"${aks.slice(0, 80)}" is no AKS cluster: write --aks with its name, or with its resource id (az aks show --query id)`,
    )
  const azure = wanted.azure ?? aks !== undefined
  const read = readCheckSettings(env)
  if (!read.ok) throw misusedSettings(read.problems)
  const paste = wanted.paste === undefined ? undefined : await readPasteFrom(wanted.paste, around)
  const { settings } = read
  const checks = startChecks({
    settings,
    net: around.net ?? network({ env }),
    identity: entraToken,
    azure: async () => around.azure ?? (await import('../azure/azure.ts')).startAzure(env, settings.logWorkspace),
  })
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  const spoken = lang ?? (paste ? (await import('../../src/diagnose.ts')).readingOf(paste).lang : 'en')
  const progress = quiet
    ? undefined
    : await (await import('./progress.ts')).progressOf(registry, spoken, around, { azure })
  try {
    const told = await checks.run(
      {
        registry,
        from: 'terminal',
        ...(image !== undefined && { image }),
        ...(paste && { paste }),
        ...(azure && { azure }),
        ...(aks !== undefined && { cluster: aks }),
        ...(deadline !== undefined && { deadlineMs: deadline * 1000 }),
      },
      {
        onStep: progress && ((step) => progress.step(step(spoken))),
        onAzure: progress && ((read) => progress.azure(read(spoken))),
        signal: stop.signal,
      },
    )
    progress?.end(!stop.signal.aborted)
    return stop.signal.aborted ? undefined : told(spoken, { azure: 'shown' })
  } catch (error) {
    progress?.end(false)
    if (error instanceof CheckRefused) throw new Misuse(error.message)
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
}
