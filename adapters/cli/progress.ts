// The steps of a check while it is under way, on standard error: a list that is redrawn on a terminal, plain lines elsewhere.
import { marks } from '../../cards/marks.ts'
import type { CheckStep } from '../../src/check.ts'
import { stepNames } from '../../src/words/check.ts'
import type { Lang } from '../../src/words/text.ts'
import type { Surroundings } from './surroundings.ts'

export type Progress = {
  step: (step: CheckStep) => void
  /** @param answered whether the answer, which says all of it again, is printed next */
  end: (answered: boolean) => void
}

export async function progressOf(registry: string, lang: Lang, around: Surroundings): Promise<Progress> {
  const { stdout, stderr, env } = around
  if (!stderr.isTTY || env.TERM === 'dumb') return plainLines(lang, stderr)
  const { liveList } = await import('./live-list.ts')
  return liveList(registry, lang, stderr, { replaced: stdout.isTTY })
}

const plainLines = (lang: Lang, stderr: Surroundings['stderr']): Progress => ({
  step: ({ id, answer, saw, ms }) =>
    void stderr.write(
      `${marks[answer]} ${stepNames[id][lang]}: ${saw.replaceAll('`', '')}${ms > 0 ? ` (${ms} ms)` : ''}\n`,
    ),
  end: () => {},
})
