// The steps of a check under way on a terminal: one list, redrawn as they end, that makes room for the answer.
import { createLogUpdate } from 'log-update'
import { checkingAnswer } from '../../cards/check.ts'
import type { AzureRead, CheckStep } from '../../src/check.ts'
import { readTarget } from '../../src/checks/target.ts'
import { checkStepIds } from '../../src/ids.ts'
import { azureName, stepNames } from '../../src/words/check.ts'
import type { Lang } from '../../src/words/text.ts'
import { painted } from './print.ts'
import type { Progress } from './progress.ts'
import type { Surroundings } from './surroundings.ts'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 80

/** @param replaced the answer is printed on the same terminal */
export async function liveList(
  registry: string,
  lang: Lang,
  stream: Surroundings['stderr'],
  { replaced, azure }: { replaced: boolean; azure: boolean },
): Promise<Progress> {
  const list = createLogUpdate(stream)
  const draw = await painted(stream)
  const target = readTarget(registry)
  const name = target.ok ? target.loginServer : target.given
  const steps: CheckStep[] = []
  let read: AzureRead | undefined
  const drawn = () => draw({ ...checkingAnswer(name, lang, steps, read), lead: '' })
  let frame = 0
  const turn = () => {
    const next = checkStepIds.find((id) => !steps.some((step) => step.id === id))
    const under = [...(next ? [stepNames[next]] : []), ...(azure && !read ? [azureName] : [])]
    const mark = frames[frame++ % frames.length]
    list(drawn() + under.map((text) => `\n  ${mark} ${text[lang]}`).join(''))
  }
  const turning = setInterval(turn, frameMs)
  turn()
  return {
    step: (step) => {
      steps.push(step)
      turn()
    },
    azure: (told) => {
      read = told
      turn()
    },
    end: (answered) => {
      clearInterval(turning)
      if (answered && replaced) list.clear()
      else list(drawn())
      list.done()
    },
  }
}
