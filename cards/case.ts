// What is said of a case: the message that stands in the channel for as long as it is open and after, and the lines of its
// history. The check that decided last is drawn as under any check.
import type { Check, StepAnswer } from '../src/check.ts'
import { findings } from '../src/checks/steps.ts'
import type { FindingId } from '../src/ids.ts'
import { type CaseEnd, type Result, shownResults } from '../src/oncall/case.ts'
import { clock, span } from '../src/oncall/when.ts'
import { actionLabels } from '../src/words/answer.ts'
import { count } from '../src/words/count.ts'
import * as words from '../src/words/oncall.ts'
import type { Lang } from '../src/words/text.ts'
import { type Action, firstView, onCallActionIds } from './actions.ts'
import { type Answer, foreign, type Section, type SectionId, section, titleOf } from './answer.ts'
import { checkAnswer } from './check.ts'
import { marks } from './marks.ts'
import { withoutMarks } from './prose.ts'

export type CaseShown = {
  id: string
  lang: Lang
  loginServer: string
  finding: FindingId
  flapping: boolean
  /** All times in milliseconds since 1970. */
  openedAt: number
  closedAt?: number
  resolvedBy?: string
  ended?: CaseEnd
  acknowledged?: { by: string; at: number }
  snoozedUntil?: number
  reports: number
  /** Newest last. */
  results: readonly Result[]
  /** The check that decided last. */
  check?: Check
  /** The channel's. */
  zone: string
}

/** Of watches: those of alerts are said with the alert. */
const ends = {
  silenced: { title: words.silenced, lead: words.wasSilenced },
  unwatched: { title: words.notWatched, lead: words.wasWatched },
  other: { title: words.otherwise, lead: words.wasOther },
} as const
const endOf = (ended: CaseEnd | undefined) =>
  ended === undefined || ended === 'healthy' || ended === 'unheard' ? undefined : ends[ended]

const titleFor = ({ loginServer, finding, flapping, closedAt, resolvedBy, ended, lang }: CaseShown): string => {
  const end = endOf(ended)
  if (end) return end.title[lang](loginServer)
  if (resolvedBy !== undefined) return words.resolved[lang](loginServer)
  if (closedAt !== undefined) return words.works[lang](loginServer)
  return flapping ? words.comesAndGoes[lang](loginServer) : `${loginServer}: ${titleOf(findingIn(finding, lang))}`
}

const findingIn = (finding: FindingId, lang: Lang) => ({ title: findings[finding].title[lang] })

function leadOf(shown: CaseShown, now: number): string {
  const { lang, openedAt, closedAt, flapping, check, zone } = shown
  const finding = titleOf(findingIn(shown.finding, lang))
  const since = clock(openedAt, zone, now)
  if (closedAt !== undefined) {
    const until = clock(closedAt, zone, now)
    const end = endOf(shown.ended)
    if (end) return end.lead[lang]({ since, until, finding })
    return words.wasBroken[lang]({ since, until, lasted: span(closedAt - openedAt), finding })
  }
  if (flapping) return words.flapping[lang]({ since, finding })
  return [words.brokenSince[lang]({ since, lasted: span(now - openedAt) }), check?.summary ?? ''].join(' ').trim()
}

/** To see whether it helped is what the next checks are for. */
const shownOfCheck: ReadonlySet<SectionId> = new Set(['path', 'azure', 'why', 'steps', 'azureMissing'])

/** One mark for each check; what each mark means is said beside it, for those who do not see it. */
const answerOf = ({ verdict }: Result): StepAnswer =>
  verdict === 'healthy' ? 'yes' : verdict === 'problem' ? 'no' : 'unknown'
const strip = (results: readonly Result[], lang: Lang): string[] => {
  const shown = results.slice(-shownResults)
  const well = shown.filter(({ verdict }) => verdict === 'healthy').length
  return shown.length > 1
    ? [`${shown.map((it) => marks[answerOf(it)]).join(' ')}   ${words.outOf[lang]({ well, all: shown.length })}`]
    : []
}

export function caseNotes(
  { lang, acknowledged, snoozedUntil, reports, closedAt, zone }: CaseShown,
  now: number,
): string[] {
  if (closedAt !== undefined) return reports > 0 ? [count(words.reported, lang, reports)] : []
  return [
    ...(acknowledged
      ? [words.acknowledged[lang]({ who: foreign(acknowledged.by), at: clock(acknowledged.at, zone, now) })]
      : []),
    ...(snoozedUntil !== undefined && snoozedUntil > now
      ? [words.snoozed[lang]({ who: '', at: clock(snoozedUntil, zone, now) })]
      : []),
    ...(reports > 0 ? [count(words.reported, lang, reports)] : []),
  ]
}

export function caseActions({ id, lang, closedAt, ended, acknowledged }: CaseShown): Action[] {
  const action = (what: (typeof onCallActionIds)[number]): Action => ({
    id: what,
    label: actionLabels[what][lang],
    state: { view: firstView, lang, of: id },
  })
  if (closedAt !== undefined) return ended === 'silenced' ? [action('unsilence')] : []
  return onCallActionIds.filter((what) => what !== 'unsilence' && (what !== 'acknowledge' || !acknowledged)).map(action)
}

/** Of a check, what a case has room for, and how to see the rest. */
export const sectionsOfCheck = (sections: readonly Section[], { lang, loginServer }: CaseShown): Section[] =>
  sections
    .filter(({ id }) => shownOfCheck.has(id))
    .map((it) => (it.more ? { ...it, more: words.shownByCheck[lang]({ more: it.more, loginServer }) } : it))

export function caseAnswer(shown: CaseShown, now: number): Answer {
  const { lang, check, results, closedAt } = shown
  const title = titleFor(shown)
  const lead = leadOf(shown, now)
  const checked = closedAt === undefined && check ? checkAnswer(check, firstView, { remote: true }).sections : []
  return {
    lang,
    title,
    lead,
    summary: withoutMarks(`${title}. ${lead}`),
    sections: [section('points', 'strip', lang, strip(results, lang)), ...sectionsOfCheck(checked, shown)].filter(
      ({ items }) => items.length > 0,
    ),
    notes: caseNotes(shown, now),
    actions: caseActions(shown),
  }
}

export type Event = {
  kind: words.Happened
  /** A finding's id, the one before it, a span in milliseconds, a time. */
  finding?: FindingId
  before?: FindingId
  lasted?: number
  who?: string
  until?: number
  /** What was posted, so that it is counted once. */
  post?: string
}

/** One line of a case's history. */
export function caseEventAnswer(event: Event, lang: Lang, zone: string, now: number): Answer {
  const named = (finding: FindingId | undefined) => (finding ? titleOf(findingIn(finding, lang)) : '')
  const lead = words.happened[event.kind][lang]({
    finding: named(event.finding),
    before: named(event.before),
    lasted: span(event.lasted ?? 0),
    who: foreign(event.who ?? words.somebody[lang]),
    until: event.until === undefined ? '' : clock(event.until, zone, now),
  })
  return { lang, title: '', lead, summary: lead, sections: [], actions: [] }
}

/** What a case is about and who has taken it on, in another channel with which it is shared. */
export function sharedCase(
  shown: Pick<CaseShown, 'finding' | 'openedAt' | 'acknowledged' | 'zone'>,
  lang: Lang,
  now: number,
  alert?: string,
): string {
  const { finding, openedAt, acknowledged, zone } = shown
  const what = alert === undefined ? titleOf(findingIn(finding, lang)) : foreign(alert)
  return [
    words.caseShared[lang]({ since: clock(openedAt, zone, now), what }),
    ...(acknowledged
      ? [words.acknowledged[lang]({ who: foreign(acknowledged.by), at: clock(acknowledged.at, zone, now) })]
      : []),
  ].join(' ')
}

/** Whoever pastes an error of its registry is told of a case. @param url of the case, where they may see it */
export const metAnswer = (lead: string, url: string | undefined, lang: Lang): Answer => ({
  lang,
  title: '',
  lead,
  summary: withoutMarks(lead),
  sections: url ? [{ ...section('links', 'links', lang, [{ title: words.openCase[lang], url }]), heading: '' }] : [],
  actions: [],
})

/** The bot itself has no way out, or had none: said once in each channel that watches anything. */
export function noticeOfSight({ lang, openedAt, closedAt, ended, zone }: CaseShown, now: number): Answer {
  const since = clock(openedAt, zone, now)
  const lasted = span((closedAt ?? now) - openedAt)
  const over = ended === 'unwatched' ? 'unwatched' : 'backOnline'
  const lead = words.notices[closedAt === undefined ? 'cutOff' : over][lang]({ since, lasted })
  return { lang, title: '', lead, summary: lead, sections: [], actions: [] }
}
