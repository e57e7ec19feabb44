// What is said about a check, once for every platform: the verdict, the way with the place where it breaks, and what to do.
import type { Check } from '../src/check.ts'
import { headings } from '../src/words/answer.ts'
import * as words from '../src/words/check.ts'
import { firstView, type View } from './actions.ts'
import { type Answer, type Section, toAnswer } from './answer.ts'
import { withoutMarks } from './prose.ts'

/** What is not drawn of the way: these say nothing that the verdict does not. */
const obvious = new Set(['name'])

export function checkAnswer(check: Check, view: View = firstView): Answer {
  const { lang, title, summary, loginServer, vantage, steps, causes, remedies, compared = [], ms, checkedAt } = check
  const path = steps.filter(({ id, answer }) => !obvious.has(id) || answer !== 'yes')
  const at = checkedAt.slice(0, 16).replace('T', ' ')
  const said = toAnswer(
    {
      recognised: causes.length > 0,
      sure: false,
      symptoms: [],
      causes,
      remedies,
      further: [],
      entities: {},
      redacted: check.diagnosis?.redacted ?? [],
      lang,
    },
    view,
  )
  const about: Section[] = [
    {
      kind: 'path',
      id: 'path',
      heading: words.checkHeadings.path[lang],
      left: 0,
      items: path.map(({ id, answer, saw, ms }) => ({ label: words.stepNames[id][lang], answer, saw, ms })),
    },
    ...(compared.length > 0
      ? [
          {
            kind: 'points' as const,
            id: 'why' as const,
            heading: words.checkHeadings.compared[lang],
            items: [...compared],
            left: 0,
          },
        ]
      : []),
  ]
  const [cause] = causes
  const rest = said.sections
    .filter(({ id }) => causes.length > 0 && id !== 'facts' && id !== 'evidence')
    .map((section) =>
      section.id === 'why' && cause ? { ...section, heading: `${headings.why[lang]}: ${said.title}` } : section,
    )
  return {
    lang,
    title,
    lead: `\`${loginServer.replaceAll('`', "'")}\` · ${summary}`,
    summary: withoutMarks(`${title}: ${loginServer}. ${summary}`),
    ...(said.rotate && { rotate: said.rotate }),
    sections: [...about, ...rest],
    notes: [
      words.vantages[vantage.kind][lang](vantage.name),
      words.took[lang]({ at, seconds: (ms / 1000).toFixed(1) }),
    ],
    actions: causes.length > 0 ? said.actions : [],
  }
}
