// Makes an answer fit where it goes: whole items go, the least needed first, and the answer says so. Nothing is ever
// cut inside a command or inside a platform's markup, because only whole items are left out before it is drawn.
import { cut } from '../src/words/answer.ts'
import {
  type Answer,
  type AnswerStep,
  type Items,
  leaving,
  type Section,
  type SectionId,
  withoutCommand,
} from './answer.ts'

type Rule = readonly [SectionId, keep: number]

/** What goes before the detail of other causes, then what goes after it: in this order, down to so many items. */
const first: readonly Rule[] = [
  ['next-steps', 0],
  ['advanced-troubleshooting', 0],
  ['further-diagnosis', 0],
  ['links', 1],
  ['facts', 6],
  ['ruledOutBy', 1],
  ['compared', 2],
  ['azureFacts', 6],
]
/** At the end only the title, how sure, and what to rotate remain. */
const then: readonly Rule[] = [
  ['steps', 3],
  ['evidence', 1],
  ['why', 2],
  ['otherCauses', 2],
  ['steps', 1],
  ['links', 0],
  ['otherCauses', 0],
  ['ruledOutBy', 0],
  ['facts', 0],
  ['verify', 0],
  ['why', 0],
  ['evidence', 0],
  ['seen', 0],
  ['compared', 0],
  ['azureFacts', 0],
  ['azureKnown', 2],
  ['azure', 1],
  ['azureMissing', 1],
  ['steps', 0],
  ['azureKnown', 0],
  ['azure', 0],
  ['azureMissing', 0],
  ['path', 0],
  ['probe', 0],
  ['firewall', 0],
  ['watched', 0],
  ['planned', 0],
  ['alert', 0],
  ['day', 0],
  ['strip', 0],
]

type Cause = Items['causes']
const briefer: readonly ((cause: Cause) => Cause)[] = [
  (cause) => ({ ...cause, steps: [] }),
  (cause) => ({ ...cause, why: cause.why.slice(0, 1), notes: [] }),
]

/** Draws as much of the answer as `fits` accepts. `takes` tells whether there is a place for a command at all. */
export function drawFitting<Card>(
  answer: Answer,
  draw: (answer: Answer) => Card,
  fits: (card: Card) => boolean,
  takes: (command: string) => boolean,
): Card {
  const complete = withCommands(answer, takes)
  const whole = draw(complete)
  if (fits(whole)) return whole
  const candidates = [...shorterAndShorter(complete)]
  const drawn = (at: number) => draw(candidates[at] ?? answer)
  let longest = 1
  let fitting = candidates.length - 1
  while (longest < fitting) {
    const middle = Math.floor((longest + fitting) / 2)
    if (fits(drawn(middle))) fitting = middle
    else longest = middle + 1
  }
  return drawn(fitting)
}

function* shorterAndShorter(answer: Answer): Generator<Answer> {
  yield answer
  const said = { ...answer, cut: cut[answer.lang] }
  let { sections } = said
  const change = (id: SectionId, changed: (section: Section) => Section): Answer => {
    sections = sections.map((it) => (it.id === id ? changed(it) : it)).filter((it) => it.items.length > 0)
    return { ...said, sections }
  }
  const size = (id: SectionId) => sections.find((it) => it.id === id)?.items.length ?? 0
  function* reduce(rules: readonly Rule[]) {
    for (const [id, keep] of rules) while (size(id) > keep) yield change(id, (it) => withoutLast(it, answer.lang))
  }
  yield* reduce(first)
  for (const brief of briefer)
    for (let at = size('otherCauses') - 1; at >= 0; at--)
      yield change('otherCauses', (it) =>
        it.kind === 'causes' ? { ...it, items: it.items.with(at, brief(it.items[at] as Cause)) } : it,
      )
  yield* reduce(then)
}

const withoutLast = (section: Section, lang: Answer['lang']): Section =>
  ({ ...section, items: section.items.slice(0, -1), ...leaving(section.id, lang, section.left + 1) }) as Section

function withCommands(answer: Answer, takes: (command: string) => boolean): Answer {
  const step = (it: AnswerStep) =>
    it.command === undefined || takes(it.command) ? it : withoutCommand(it, answer.lang)
  return {
    ...answer,
    sections: answer.sections.map((section) => {
      if (section.kind === 'steps') return { ...section, items: section.items.map(step) }
      if (section.kind !== 'causes') return section
      return { ...section, items: section.items.map((it) => ({ ...it, steps: it.steps.map(step) })) }
    }),
  }
}
