// What is said of an alert from outside: what it says itself, and what a check of its registry saw meanwhile.
import type { Alert } from '../src/alerts/alert.ts'
import { clock, span } from '../src/oncall/when.ts'
import * as words from '../src/words/oncall.ts'
import type { Lang } from '../src/words/text.ts'
import { firstView } from './actions.ts'
import { type Answer, foreign, type Items, section } from './answer.ts'
import { type CaseShown, caseActions, caseNotes, sectionsOfCheck } from './case.ts'
import { checkAnswer } from './check.ts'
import { withoutMarks } from './prose.ts'
import { sentence } from './talk.ts'

type Fired = Extract<Alert, { kind: 'alert' }>

export function alertAnswer(alert: Fired, shown: CaseShown, now: number): Answer {
  const { lang, openedAt, closedAt, ended, check, zone } = shown
  const over = ended === 'healthy' || ended === 'unheard' ? ended : 'over'
  const title = foreign(alert.title)
  const lead = words.alert[closedAt === undefined ? 'lead' : over][lang]({
    since: clock(openedAt, zone, now),
    lasted: span((closedAt ?? now) - openedAt),
  })
  const facts: Items['facts'][] = [
    ...alert.registries.map(({ loginServer }) => ({ label: words.alertLabels.registry[lang], value: loginServer })),
    ...(alert.severity === undefined
      ? []
      : [{ label: words.alertLabels.severity[lang], value: String(alert.severity) }]),
    ...(alert.text ? [{ label: words.alertLabels.text[lang], value: foreign(alert.text) }] : []),
    ...alert.facts.map(({ label, value }) => ({ label: foreign(label[lang]), value: foreign(value) })),
  ]
  const checked = check && checkAnswer(check, firstView, { remote: true })
  return {
    lang,
    title,
    lead: [lead, checked && over !== 'healthy' ? words.asChecked[lang](`${checked.title}.`) : ''].join(' ').trim(),
    summary: withoutMarks(`${title}. ${lead}`),
    sections: [
      section('facts', 'alert', lang, facts),
      ...sectionsOfCheck((closedAt === undefined && checked?.sections) || [], shown),
      {
        ...section('links', 'links', lang, alert.url ? [{ title: words.openAlert[lang], url: alert.url }] : []),
        heading: '',
      },
    ].filter(({ items }) => items.length > 0),
    notes: caseNotes(shown, now),
    actions: caseActions(shown).filter(({ id }) => id !== 'silence' && id !== 'check-now'),
  }
}

export const feedAnswer = ({ action, image, registry }: Extract<Alert, { kind: 'push' }>, lang: Lang): Answer =>
  sentence(
    words.feed[lang]({ action: foreign(action), image: foreign(image), host: registry?.loginServer ?? '' }),
    lang,
  )
