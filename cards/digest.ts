// The day of everything that a channel watches, as one message.
import type { StepAnswer } from '../src/check.ts'
import type { Day } from '../src/oncall/digest.ts'
import * as words from '../src/words/oncall.ts'
import type { Lang } from '../src/words/text.ts'
import { type Answer, type Items, section } from './answer.ts'
import { marks } from './marks.ts'
import { withoutMarks } from './prose.ts'

export type DigestLine = { loginServer: string; image: string; day: Day; open: boolean }

const answers = { healthy: 'yes', problem: 'no', unknown: 'unknown' } as const satisfies Record<string, StepAnswer>

/** Never rounded up to all of it. */
const percent = (share: number, lang: Lang) =>
  new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1, roundingMode: 'floor' }).format(share)

export function digestAnswer(lines: readonly DigestLine[], lang: Lang): Answer {
  const broken = lines.filter(({ open }) => open).length
  const title = words.digest.title[lang]
  const lead = broken === 0 ? words.digest.well[lang] : words.digest.broken[lang](broken)
  const items: Items['facts'][] = lines.map(({ loginServer, image, day, open }) => ({
    label: image ? `${loginServer}/${image}` : loginServer,
    value: day.strip.map((verdict) => (verdict ? marks[answers[verdict]] : '·')).join(' '),
    said: [
      ...(day.available === undefined ? [] : [words.digest.available[lang](percent(day.available, lang))]),
      ...(day.roundTrip === undefined ? [] : [words.digest.roundTrip[lang](day.roundTrip)]),
      words.states[open ? 'broken' : day.available === undefined ? 'unknown' : 'works'][lang],
    ].join(' · '),
  }))
  return {
    lang,
    title,
    lead,
    summary: withoutMarks(`${title}. ${lead}`),
    sections: [{ ...section('facts', 'day', lang, items), heading: '' }],
    actions: [],
  }
}
