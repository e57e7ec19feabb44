// The steps of a check while it is under way, on standard error: a list that is redrawn on a terminal, plain lines elsewhere.
import { marks } from '../../cards/marks.ts'
import type { AzureRead, CheckStep } from '../../src/check.ts'
import { azureName, stepNames } from '../../src/words/check.ts'
import type { Lang } from '../../src/words/text.ts'
import type { Surroundings } from './surroundings.ts'

export type Progress = {
  step: (step: CheckStep) => void
  azure: (read: AzureRead) => void
  /** @param answered whether the answer, which says all of it again, is printed next */
  end: (answered: boolean) => void
}

/** `azure`: what Azure knows is read beside the steps. */
export async function progressOf(
  registry: string,
  lang: Lang,
  around: Surroundings,
  { azure = false } = {},
): Promise<Progress> {
  const { stdout, stderr, env } = around
  if (!stderr.isTTY || env.TERM === 'dumb') return plainLines(lang, stderr)
  const { liveList } = await import('./live-list.ts')
  return liveList(registry, lang, stderr, { replaced: stdout.isTTY, azure })
}

function plainLines(lang: Lang, stderr: Surroundings['stderr']): Progress {
  const line = (mark: string, name: string, says: string, ms: number) =>
    void stderr.write(`${mark} ${name}: ${says.replaceAll('`', '')}${ms > 0 ? ` (${ms} ms)` : ''}\n`)
  return {
    step: ({ id, answer, saw, ms }) => line(marks[answer], stepNames[id][lang], saw, ms),
    azure: ({ answer, says, ms }) => line(marks[answer], azureName[lang], says, ms),
    end: () => {},
  }
}
