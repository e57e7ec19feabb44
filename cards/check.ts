// What is said about a check of a registry, once for every platform: the verdict and who asked, where the way breaks, what
// each step saw, and then the causes and remedies as under any diagnosis.
import type { AzureCheck, AzureRead, Check, CheckStep, StepAnswer } from '../src/check.ts'
import { probeLine, shells } from '../src/checks/probe.ts'
import { readTarget } from '../src/checks/target.ts'
import type { Diagnosis } from '../src/diagnosis.ts'
import { firewallRequest, knownFrom } from '../src/handover/firewall.ts'
import type { CheckStepId } from '../src/ids.ts'
import { actionLabels } from '../src/words/answer.ts'
import * as words from '../src/words/check.ts'
import { count } from '../src/words/count.ts'
import type { Lang, Text } from '../src/words/text.ts'
import { type Action, firstView, type insteadActionIds, type View } from './actions.ts'
import {
  type Answer,
  type AnswerStep,
  actionsOf,
  answerStep,
  firewallAction,
  firewallSection,
  foreign,
  insteadAction,
  type Kept,
  notesOf,
  points,
  prose,
  recognised,
  type Section,
  type Seen,
  secretsOf,
  section,
  sureOf,
  titleOf,
  upperFirst,
} from './answer.ts'
import { withoutMarks } from './prose.ts'

/** What the check itself does not know. */
export type MoreOfCheck = {
  /** Asked through a chat or a page: the machine that asked is not the reader's. */
  remote?: boolean
  /** How old the result is, where it was not made for this question. */
  ageMs?: number
  /** It works again, after so long. */
  brokenForMs?: number
  /** Where the answer is kept. */
  kept?: Kept
  /** There are no buttons: how Azure knows stands in it. */
  whole?: true
}

export function checkAnswer(check: Check, view: View = firstView, more: MoreOfCheck = {}): Answer {
  const { lang, compared = [] } = check
  const title = titleOf(check)
  const diagnosis = asDiagnosis(check)
  const notes = more.kept ? notesOf(more.kept, lang) : []
  const at = check.checkedAt.slice(0, 16).replace('T', ' ')
  return {
    lang,
    title,
    lead: [again(more, lang), prose(check.summary), whoAsked(check, more, lang)].filter(Boolean).join(' '),
    summary: withoutMarks(`${title}: ${check.loginServer}. ${prose(check.summary)}`),
    ...secretsOf(diagnosis),
    sections: withItems([
      section('path', 'path', lang, pathOf(check, more)),
      section('points', 'compared', lang, points(compared)),
      ...(insteadOf(check, view) ?? [
        ...azurePoints(check),
        ...ofCauses(check, diagnosis, view),
        ...azureUnder(check, more),
        section('seen', 'seen', lang, worthSaying(check).map(seenOf(lang))),
      ]),
    ]),
    notes: [words.took[lang]({ at, seconds: (check.ms / 1000).toFixed(1) }), ...age(more, lang), ...notes],
    actions: [
      againAction(check.loginServer, lang, view, more.kept?.id),
      ...insteadActions(check, diagnosis, view, more.kept?.id),
      ...actionsOf(diagnosis, view, more.kept).filter(({ id }) =>
        view.instead ? id === 'switch-language' : id !== 'run-checks' && id !== 'show-firewall',
      ),
    ],
  }
}

/** While it is under way: what is known so far. */
export const checkingAnswer = (
  loginServer: string,
  lang: Lang,
  steps: readonly CheckStep[] = [],
  azure?: AzureRead,
): Answer => {
  const title = words.underWay.title[lang](loginServer)
  const read = azure ? [seenIn(lang, words.azureName, azure.answer, azure.says, azure.ms)] : []
  return {
    lang,
    title,
    lead: words.underWay.lead[lang],
    summary: title,
    sections: withItems([section('seen', 'seen', lang, [...steps.map(seenOf(lang)), ...read])]),
    actions: [],
  }
}

/** The check itself went wrong. */
export const checkFailedAnswer = (
  loginServer: string,
  lang: Lang,
  why: keyof typeof words.failed.why,
  of?: string,
): Answer => {
  const title = words.failed.title[lang](loginServer)
  const lead = words.failed.why[why][lang]
  const actions = why === 'not-covered' ? [] : [againAction(loginServer, lang, firstView, of)]
  return { lang, title, lead, summary: `${title}. ${lead}`, sections: [], actions }
}

/** What was not tried is said where it is the reason for what is missing in a healthy answer. */
const worthSaying = ({ steps, verdict }: Check): CheckStep[] =>
  steps.filter(
    ({ id, answer }) => answer !== 'skipped' || (verdict === 'healthy' && (id === 'token' || id === 'manifest')),
  )

const withItems = (sections: Section[]): Section[] => sections.filter(({ items }) => items.length > 0)

const againAction = (check: string, lang: Lang, view: View, of?: string): Action => ({
  id: 'check-again',
  label: actionLabels['check-again'][lang],
  state: { view, lang, check, ...(of && { of }) },
})

const probes = ({ loginServer, lang }: Check): AnswerStep[] => {
  const target = readTarget(loginServer)
  if (!target.ok) return []
  return shells.map((shell) => ({ text: words.probeIn[shell][lang], command: probeLine(target, shell), notes: [] }))
}

/** What is shown in the place of causes and steps. */
function insteadOf(check: Check, { instead }: View): Section[] | undefined {
  const { lang, azure } = check
  switch (instead) {
    case undefined:
      return undefined
    case 'probe':
      return [section('steps', 'probe', lang, probes(check))]
    case 'azure':
      return azure ? azureDetail(azure, lang) : undefined
    case 'firewall': {
      const request = firewallRequest(knownFrom(check), lang)
      return request === undefined ? undefined : [firewallSection(request, lang)]
    }
  }
}

function insteadActions(check: Check, diagnosis: Diagnosis, view: View, of?: string): Action[] {
  const { finding, loginServer, lang, azure } = check
  if (finding === 'name-invalid' || !readTarget(loginServer).ok) return []
  const { instead } = view
  const action = (id: (typeof insteadActionIds)[number]) => insteadAction(id, lang, view, of)
  if (instead) return [action(`hide-${instead}`)]
  const hasDetail =
    azure !== undefined && (azure.facts.length > 0 || azure.conclusions.some(({ sources }) => sources.length > 0))
  return [
    action('show-probe'),
    ...(hasDetail ? [action('show-azure')] : []),
    ...firewallAction(diagnosis, view, of),
    ...(of ? [{ id: 'evidence' as const, label: actionLabels.evidence[lang], state: { view, lang, of } }] : []),
  ]
}

const shownOfAzure = { conclusions: 4, missing: 2, facts: 14 }

/** What Azure's word comes to, without what the first cause says of it already. */
function azurePoints({ azure, causes: [cause], lang }: Check): Section[] {
  if (!azure) return []
  const said = new Set(cause?.grounds.map(({ means }) => means))
  const conclusions = azure.conclusions.filter(({ says }) => !said.has(says))
  const isHidden = azure.conclusions.some(({ sources }) => sources.length === 0)
  const shown = conclusions.slice(0, shownOfAzure.conclusions).map(({ says }) => says)
  return [section('points', 'azure', lang, points([...shown, ...(isHidden ? [words.azureHidden[lang]] : [])]))]
}

/** What could not be read; where no button shows it, how Azure knows. */
function azureUnder({ azure, lang }: Check, { whole }: MoreOfCheck): Section[] {
  if (!azure) return []
  if (whole) return azureDetail(azure, lang)
  return [
    section('points', 'azureMissing', lang, points(azure.missing.map(({ says }) => says)), {
      show: shownOfAzure.missing,
    }),
  ]
}

/** `registries/contoso` of a resource id; a query stays as it is. */
const inShort = (source: string): string =>
  source.startsWith('/subscriptions/') ? source.split('/').slice(-2).join('/') : source

/** How Azure knows: each conclusion with what it stands on and what mends it, then what was read. */
function azureDetail({ conclusions, facts, missing }: AzureCheck, lang: Lang): Section[] {
  const known = conclusions.map(({ says, sources, repair }): AnswerStep => {
    const from = sources.map((source) => ({ label: words.azureSource[lang], text: `\`${foreign(inShort(source))}\`` }))
    if (!repair) return { text: prose(says), notes: from }
    const { text, undo, ...step } = repair
    const mending = answerStep(lang)({
      ...step,
      text: `${says} ${text}`,
      ...(undo !== undefined && { undo: `\`${undo}\`` }),
    })
    return { ...mending, notes: [...mending.notes, ...from] }
  })
  const read = facts.slice(0, shownOfAzure.facts).map(({ says, source, at }, i, shown) => {
    const next = shown[i + 1]
    // One after the other of the same source name it once.
    if (next?.source === source && next.at.slice(0, 16) === at.slice(0, 16)) return prose(says)
    return prose(`${says} (\`${foreign(inShort(source))}\`, ${words.readAt[lang](at.slice(11, 16))})`)
  })
  const unshown = facts.slice(read.length).map(({ says }) => prose(says))
  return [
    section('steps', 'azureKnown', lang, known),
    section('points', 'azureFacts', lang, [...read, ...unshown], { show: read.length }),
    section('points', 'azureMissing', lang, points(missing.map(({ says }) => says))),
  ]
}

/** What the causes' part of a card reads; the entities are the paste's, or the registry that was asked. */
const asDiagnosis = ({ causes, remedies, loginServer, lang, diagnosis }: Check): Diagnosis => ({
  sure: false,
  symptoms: [],
  further: [],
  redacted: [],
  ...diagnosis,
  recognised: true,
  entities: { ...diagnosis?.entities, loginServer },
  causes,
  remedies,
  lang,
})

/** As under a diagnosis, but for the cause's name, which is no title here, and the facts of a paste that was not. */
function ofCauses({ causes: [cause], diagnosis, lang }: Check, shown: Diagnosis, view: View): Section[] {
  if (!cause) return []
  const heading = `${words.likelyCause[lang]}: ${titleOf(cause)}`
  const sure = upperFirst(sureOf(cause, lang), lang)
  const { sections } = recognised(shown, view)
  return sections
    .filter(({ id }) => diagnosis || id !== 'facts')
    .map((it) => (it.id === 'why' && it.kind === 'points' ? { ...it, heading, items: [sure, ...it.items] } : it))
}

const whoAsked = ({ vantage: { kind, name } }: Check, { remote }: MoreOfCheck, lang: Lang): string =>
  words.askedBy[kind === 'host' && remote ? 'remote' : kind][lang](foreign(name))

const hour = 3_600_000
function again({ brokenForMs }: MoreOfCheck, lang: Lang): string | undefined {
  if (brokenForMs === undefined) return undefined
  const { seconds, minutes, hours } = words.brokenFor
  if (brokenForMs < 120_000) return count(seconds, lang, Math.max(1, Math.round(brokenForMs / 1000)))
  if (brokenForMs < 2 * hour) return count(minutes, lang, Math.round(brokenForMs / 60_000))
  return count(hours, lang, Math.round(brokenForMs / hour))
}

const age = ({ ageMs = 0 }: MoreOfCheck, lang: Lang): string[] =>
  ageMs >= 1000 ? [count(words.ago, lang, Math.round(ageMs / 1000))] : []

const seenIn = (lang: Lang, name: Text, answer: StepAnswer, saw: string, ms: number): Seen => ({
  label: name[lang],
  answer,
  says: words.answers[answer][lang],
  saw: prose(saw),
  ...(ms >= 0.5 && { ms: Math.round(ms) }),
})

const seenOf =
  (lang: Lang) =>
  ({ id, answer, saw, ms }: CheckStep): Seen =>
    seenIn(lang, words.stepNames[id], answer, saw, ms)

/** Each station with the steps that pass it. */
const stations = [
  ['resolver', ['name', 'dns']],
  ['proxy', ['proxy']],
  ['registry', ['tcp', 'tls', 'registry', 'speed']],
  ['token', ['token']],
  ['image', ['manifest']],
  ['data', ['layer']],
] as const satisfies readonly (readonly [words.Station, readonly CheckStepId[]])[]

/** Those are drawn only when something passed them. */
const optional: readonly words.Station[] = ['proxy', 'image']

function pathOf({ steps, vantage, finding, lang }: Check, { remote }: MoreOfCheck): Seen[] {
  const client = vantage.kind === 'pasted' ? 'pasted' : remote ? 'bot' : 'client'
  const control = steps.find(({ id, answer }) => id === 'control' && answer === 'no')
  const cutOff = finding === 'cut-off' ? control : undefined
  const station = (name: words.Station, answer: StepAnswer, saw = ''): Seen => ({
    label: words.stations[name][lang],
    answer,
    says: words.answers[answer][lang],
    saw: prose(saw),
  })
  return [
    station(client, cutOff ? 'no' : 'yes', cutOff?.saw),
    ...stations.flatMap(([name, ids]) => {
      const passing = steps.filter(({ id }) => ids.some((own) => own === id))
      const worst = order.flatMap((answer) => passing.find((step) => step.answer === answer) ?? [])[0]
      const answer = worst?.answer ?? 'skipped'
      return answer === 'skipped' && optional.includes(name) ? [] : [station(name, answer, worst?.saw)]
    }),
  ]
}

/** What says most of a station first. */
const order: readonly StepAnswer[] = ['no', 'unknown', 'yes', 'skipped']
