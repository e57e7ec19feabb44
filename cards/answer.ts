// What is said about a diagnosis, once for every platform: which words, which parts, in which order. A platform only
// lays it out, and shortens it where it has no room (fit.ts).
import { readRegistryName } from '../src/chat/request.ts'
import type { StepAnswer } from '../src/check.ts'
import { readTarget } from '../src/checks/target.ts'
import type { DiagnosedCause, Diagnosis, Evidence, Ground, Step } from '../src/diagnosis.ts'
import { firewallRequest } from '../src/handover/firewall.ts'
import type { Entities } from '../src/paste/entity.ts'
import * as words from '../src/words/answer.ts'
import { helpedCount, notHelpedCount, seen } from '../src/words/chat.ts'
import { count } from '../src/words/count.ts'
import { type Lang, langs } from '../src/words/text.ts'
import { type Action, type ActionId, firstView, type Instead, type insteadActionIds, type View } from './actions.ts'
import { cutProse, cutQuote, isSafeCommand, oneLine, withoutMarks } from './prose.ts'
import { inWords, linesOf } from './reasons.ts'

/** One clean line that may hold `code` in backticks; foreign words in it are not escaped for any platform yet. */
type Prose = string
export type Note = { label: string; text: Prose }
export type AnswerStep = { text: Prose; command?: string; notes: Note[] }

/** A station of the way to a registry, or a step of a check; `ms` where it took any time. */
export type Seen = { label: string; answer: StepAnswer; says: string; saw: Prose; ms?: number }

export type Items = {
  points: Prose
  quotes: { label: string; text: string }
  steps: AnswerStep
  causes: { title: string; sure: string; why: Prose[]; notes: Note[]; steps: AnswerStep[] }
  /** `value` is shown as it is, `said` is prose behind it. */
  facts: { label: string; value: string; said?: string }
  links: { title: string; url: string }
  /** The stations from the machine that asks to the registry's layers, in order: a picture. */
  path: Seen
  /** What each step of a check saw. */
  seen: Seen
  /** A text to copy as it is, line by line. */
  texts: string
}
export type SectionId = keyof typeof words.more
type SectionOf<Kind extends keyof Items> = {
  kind: Kind
  id: SectionId
  /** Empty where what follows needs none. */
  heading: string
  items: Items[Kind][]
  /** How many items are not shown, and the words for it. */
  left: number
  more?: string
}
export type Section = { [Kind in keyof Items]: SectionOf<Kind> }[keyof Items]

export type Answer = {
  lang: Lang
  title: string
  /** Under the title: how sure, in words and per cent; or what it means that nothing was recognised. */
  lead: Prose
  /** The whole answer in one sentence, for notifications and screen readers. */
  summary: string
  /** What to replace because it stood in the paste: more urgent than any diagnosis. */
  rotate?: Prose
  sections: Section[]
  /** Which kinds of secret were removed from the paste. */
  removed?: Prose
  /** Said at the end: how often it was reported, whom it helped. */
  notes?: Prose[]
  /** Said where something had no room. */
  cut?: Prose
  actions: Action[]
}

/** What a chat knows of an answer that it keeps. */
export type Kept = {
  id: string
  /** How often the problem was reported, with the first time. */
  reported: number
  helped: number
  notHelped: number
}

const longest = { title: 140, prose: 500, quote: 300, value: 200, url: 800 }
const shown = { symptoms: 2, evidence: 2, why: 3, steps: 3, ruledOutBy: 2, links: 3 }

/** `kept`: where the answer is kept, so that people can say whether it helped. */
export function toAnswer(diagnosis: Diagnosis, view: View = firstView, kept?: Kept): Answer {
  const { lang } = diagnosis
  const whole = diagnosis.recognised ? recognised(diagnosis, view) : notRecognised(diagnosis)
  const request = view.instead === 'firewall' ? firewallOf(diagnosis) : undefined
  const said = request ? { ...whole, sections: [firewallSection(request, lang)] } : whole
  return {
    lang,
    ...said,
    ...secretsOf(diagnosis),
    sections: said.sections.filter((section) => section.items.length > 0),
    ...(kept && { notes: notesOf(kept, lang) }),
    actions: actionsOf(diagnosis, view, kept),
  }
}

export function secretsOf({ redacted, lang }: Diagnosis): Pick<Answer, 'rotate' | 'removed'> {
  const removed = redacted.filter((secret) => secret.count > 0)
  const rotate = removed.filter((secret) => secret.rotate)
  return {
    ...(rotate.length > 0 && { rotate: words.secrets.rotate[lang](kindsOf(rotate, lang)) }),
    ...(removed.length > 0 && { removed: words.secrets.removed[lang](kindsOf(removed, lang)) }),
  }
}

export const notesOf = ({ reported, helped, notHelped }: Kept, lang: Lang): Prose[] => [
  ...(reported > 1 ? [count(seen, lang, reported)] : []),
  ...(helped > 0 ? [count(helpedCount, lang, helped)] : []),
  ...(notHelped > 0 ? [count(notHelpedCount, lang, notHelped)] : []),
]

type Said = Pick<Answer, 'title' | 'lead' | 'summary' | 'sections'>

/** Also of what a check found, whatever stands in the paste that came along. */
export function recognised(diagnosis: Diagnosis, view: View): Said {
  const { lang, symptoms, entities, causes } = diagnosis
  const [cause, ...others] = causes
  const remedy = cause && remedyOf(diagnosis, cause)
  const title = titleOf(cause ?? symptoms[0]) || 'acr-check'
  const sure = cause && sureOf(cause, lang)
  const registry = foreign(entities.loginServer ?? entities.registry ?? '')
  const reasons = cause?.grounds ?? []
  const lines = linesOf(diagnosis, reasons)
  const cited = new Set(reasons.slice(0, shown.why).flatMap(({ evidence }) => evidence?.line ?? []))
  const quoted = lines.slice(0, Math.max(shown.evidence, cited.size))
  const quotes = lines.map(({ line, text }) => ({
    label: words.lineLabel[lang](line),
    text: cutQuote(oneLine(text), longest.quote),
  }))
  const steps = inOrder(remedy?.steps ?? [])
  const few = view.steps === 'first' && firstSteps(steps).length < steps.length
  return {
    title,
    lead: [sure && upperFirst(sure, lang), registry && `\`${registry}\``].filter(Boolean).join(' · '),
    summary: words.summary[lang]({ title, sure, line: lines[0]?.line }),
    sections: [
      section('quotes', 'evidence', lang, quotes, { about: symptoms.slice(0, shown.symptoms), show: quoted.length }),
      section('points', 'why', lang, why(reasons, quoted, lang), { show: shown.why }),
      section('steps', 'steps', lang, steps.map(answerStep(lang)), {
        about: remedy ? [remedy] : [],
        show: few ? firstSteps(steps).length : steps.length,
      }),
      section('points', 'verify', lang, points(remedy && [remedy.verify])),
      ...(view.steps === 'all'
        ? diagnosis.further.map(({ id, steps }) => section('steps', id, lang, steps.map(answerStep(lang))))
        : []),
      section('points', 'ruledOutBy', lang, points(cause?.ruledOutBy), { show: shown.ruledOutBy }),
      section('causes', 'otherCauses', lang, others.map(otherCause(diagnosis, view, quoted))),
      section('facts', 'facts', lang, factsOf(entities, lang)),
      section(
        'links',
        'links',
        lang,
        [...(remedy?.links ?? []), ...(few ? [] : diagnosis.further.flatMap(({ links }) => links))].flatMap(link),
        {
          show: few ? shown.links : Infinity,
        },
      ),
    ],
  }
}

function notRecognised({ lang, entities, otherService }: Diagnosis): Said {
  const { unrecognised } = words
  const service = foreign(otherService ?? '')
  const registry = /^[a-z0-9]{5,50}$/i.test(entities.registry ?? '') ? entities.registry : '<registry>'
  const about = service ? words.otherService : undefined
  const summary = about?.summary[lang](service) ?? unrecognised.summary[lang]
  const wholeError = { text: unrecognised.wholeError[lang], notes: [] }
  const next = about
    ? [{ text: about.imageName[lang](service), notes: [] }, wholeError]
    : [
        wholeError,
        { text: unrecognised.podEvents[lang], command: 'kubectl describe pod <pod>', notes: [] },
        {
          text: unrecognised.checkHealth[lang],
          command: `az acr check-health --name ${registry} --ignore-errors --yes`,
          notes: [],
        },
      ]
  return {
    title: about?.title[lang](service) ?? unrecognised.title[lang],
    lead: summary,
    summary,
    sections: [
      { ...section('steps', 'steps', lang, next), heading: words.headings.further[lang] },
      section('facts', 'facts', lang, factsOf(entities, lang)),
    ],
  }
}

export const prose = (text: string): Prose => cutProse(oneLine(text), longest.prose)
export const points = (texts: readonly string[] = []): Prose[] => texts.map(prose).filter((it) => it !== '')
const why = (reasons: readonly Ground[], quoted: readonly Evidence[], lang: Lang): Prose[] =>
  points(reasons.map((reason) => upperFirst(inWords(reason, quoted, lang), lang)))
/** A value out of the paste, such as a name: it holds no markup of ours. */
export const foreign = (value: string): string => cutQuote(oneLine(value).replaceAll('`', "'"), longest.value)
export const titleOf = (titled: { title: string } | undefined): string =>
  cutProse(withoutMarks(oneLine(titled?.title ?? '')), longest.title).replace(/\.$/, '')
export const upperFirst = (text: string, lang: Lang): string => text.charAt(0).toLocaleUpperCase(lang) + text.slice(1)

export function section<Kind extends keyof Items>(
  kind: Kind,
  id: SectionId,
  lang: Lang,
  items: Items[Kind][],
  { about = [], show = items.length }: { about?: readonly { title: string }[]; show?: number } = {},
): SectionOf<Kind> {
  const title = about.map(titleOf).join('; ')
  const heading = words.headings[id][lang] + (title && `: ${title}`)
  return { kind, id, heading, ...leaving(id, lang, Math.max(0, items.length - show)), items: items.slice(0, show) }
}

/** What a section says of the items that are not shown. */
export const leaving = (id: SectionId, lang: Lang, left: number): { left: number; more?: string } =>
  left > 0 ? { left, more: upperFirst(count(words.more[id], lang, left), lang) } : { left }

/** Made once, because making one takes long. */
const percents: Partial<Record<Lang, Intl.NumberFormat>> = {}
function percent(probability: number, lang: Lang): string {
  percents[lang] ??= new Intl.NumberFormat(lang, { style: 'percent' })
  return percents[lang].format(Math.min(0.99, Math.max(0.01, probability)))
}

export function sureOf({ confidence }: DiagnosedCause, lang: Lang): string {
  const level = words.sureness.find(({ from }) => confidence >= from)
  return `${level?.words[lang] ?? ''} (${percent(confidence, lang)})`
}

const remedyOf = ({ remedies }: Diagnosis, cause: DiagnosedCause) => remedies.find(({ id }) => id === cause.remedy)

/** Those that fit what is known come first, and keep their numbers when all are shown. */
const inOrder = (steps: readonly Step[]): Step[] => [
  ...steps.filter((it) => !it.more),
  ...steps.filter((it) => it.more),
]

function firstSteps(steps: readonly Step[]): readonly Step[] {
  const fitting = steps.filter((step) => !step.more)
  return (fitting.length > 0 ? fitting : steps).slice(0, shown.steps)
}

export const answerStep =
  (lang: Lang) =>
  ({ text, command, who, exposes, undo }: Step): AnswerStep => {
    const { stepLabels } = words
    const step: AnswerStep = {
      text: prose(text),
      ...(command && { command }),
      notes: [
        { label: stepLabels.who[lang], text: words.who[who][lang] },
        ...(exposes ? [{ label: stepLabels.exposes[lang], text: prose(exposes) }] : []),
        ...(undo ? [{ label: stepLabels.undo[lang], text: prose(undo) }] : []),
      ],
    }
    return command && !isSafeCommand(command) ? withoutCommand(step, lang) : step
  }

export const withoutCommand = ({ text, notes }: AnswerStep, lang: Lang): AnswerStep => ({
  text: `${text} ${words.commandLeftOut[lang]}`,
  notes,
})

const otherCause =
  (diagnosis: Diagnosis, view: View, quoted: readonly Evidence[]) =>
  (cause: DiagnosedCause): Items['causes'] => {
    const { lang } = diagnosis
    const all = view.causes === 'all'
    const reasons = reasonsOf(diagnosis, cause, quoted)
    const ruledOut = points(cause.ruledOutBy).slice(0, shown.ruledOutBy).join(' ')
    const steps = firstSteps(inOrder(remedyOf(diagnosis, cause)?.steps ?? []))
    return {
      title: titleOf(cause),
      sure: sureOf(cause, lang),
      why: reasons.slice(0, all ? shown.why : 1),
      notes: all && ruledOut ? [{ label: words.headings.ruledOutBy[lang], text: ruledOut }] : [],
      steps: all ? steps.map(answerStep(lang)) : [],
    }
  }

/** Why another cause, the strongest reason first. What the card says of the first cause already is told by its lines. */
function reasonsOf({ causes: [first], lang }: Diagnosis, { grounds }: DiagnosedCause, quoted: readonly Evidence[]) {
  const said = new Set(why(first?.grounds ?? [], quoted, lang).slice(0, shown.why))
  const reasons = grounds.flatMap((ground) =>
    why([ground], quoted, lang).map((text) => ({ text, again: said.has(text) ? ground.evidence?.line : undefined })),
  )
  const lines = new Set(reasons.flatMap(({ again }) => again ?? []))
  const labels = [...lines].map((line) => words.lineLabel[lang](line).toLocaleLowerCase(lang))
  const told = `${words.headings.why[lang]}: ${labels.join(', ')}`
  return [...new Set(reasons.map(({ text, again }) => (again === undefined ? text : told)))]
}

function factsOf(entities: Entities, lang: Lang): Items['facts'][] {
  const { repository, tag, digest, httpStatus, errorCode, address, addressKind, registry, loginServer } = entities
  const found: Record<string, string | number | undefined> = {
    ...entities,
    registry: loginServer?.split('.')[0] === registry ? undefined : registry,
    image: repository && `${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`,
    response: [httpStatus && `HTTP ${httpStatus}`, errorCode].filter(Boolean).join(' '),
    address: address && addressKind ? `${address} (${words.addressKinds[addressKind][lang]})` : address,
  }
  return Object.entries(words.factLabels).flatMap(([name, label]) => {
    const value = foreign(String(found[name] ?? ''))
    return value ? [{ label: label[lang], value }] : []
  })
}

/** Only what a browser opens as a web page is a link; what a platform's markup would end it at is encoded. */
function link({ title, url }: { title: string; url: string }): Items['links'][] {
  const parsed = URL.parse(url)
  const href = parsed?.href.replace(/[()|]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`) ?? ''
  return parsed?.protocol === 'https:' && href.length <= longest.url ? [{ title: titleOf({ title }), url: href }] : []
}

const kindsOf = (found: Diagnosis['redacted'], lang: Lang): string =>
  found.map(({ kind, count: n }) => words.secretKinds[kind][lang] + (n > 1 ? ` ×${n}` : '')).join(', ')

/** To check the registry that a diagnosis names; undefined when it names none. */
export function checkAction({ entities, lang }: Diagnosis, view: View): Action | undefined {
  const registry = readRegistryName(entities.loginServer ?? entities.registry ?? '')
  return (
    registry && {
      id: 'run-checks',
      label: words.actionLabels['run-checks'][lang],
      state: { view, lang, check: registry.loginServer },
    }
  )
}

/** The text for the network team; undefined where no registry is known. */
const firewallOf = ({ entities, lang }: Diagnosis): string | undefined =>
  entities.loginServer === undefined
    ? undefined
    : firewallRequest({ loginServer: entities.loginServer, entities }, lang)

export const firewallSection = (request: string, lang: Lang): Section => section('texts', 'firewall', lang, [request])

/** Less sure, nobody is to be bothered with a request. */
const leastForRequest = 0.2
/** Where it may well be a firewall on the client's side. */
export function firewallAction({ causes, entities, lang }: Diagnosis, view: View, of?: string): Action[] {
  const likely = causes.some(({ id, confidence }) => id === 'client-firewall' && confidence >= leastForRequest)
  if (!likely || !readTarget(entities.loginServer ?? '').ok) return []
  return [insteadAction(view.instead === 'firewall' ? 'hide-firewall' : 'show-firewall', lang, view, of)]
}

const shows: Partial<Record<ActionId, Instead>> = {
  'show-probe': 'probe',
  'show-azure': 'azure',
  'show-firewall': 'firewall',
}
export function insteadAction(
  id: (typeof insteadActionIds)[number],
  lang: Lang,
  { steps, causes }: View,
  of?: string,
): Action {
  const instead = shows[id]
  const state = { view: { steps, causes, ...(instead && { instead }) }, lang, ...(of && { of }) }
  return { id, label: words.actionLabels[id][lang], state }
}

export function actionsOf(diagnosis: Diagnosis, view: View, kept?: Kept): Action[] {
  const { lang, causes } = diagnosis
  const [cause] = diagnosis.recognised ? causes : []
  const steps = cause ? (remedyOf(diagnosis, cause)?.steps ?? []) : []
  const hasMoreSteps = firstSteps(steps).length < steps.length
  const hasMoreCauses = cause !== undefined && causes.length > 1
  const next = langs[(langs.indexOf(lang) + 1) % langs.length] ?? lang
  const action = (id: ActionId, lang: Lang, view: View): Action => ({
    id,
    label: words.actionLabels[id][lang],
    state: { view, lang, ...(kept && { of: kept.id }) },
  })
  const check = kept && checkAction(diagnosis, view)
  if (view.instead) return [...firewallAction(diagnosis, view, kept?.id), action('switch-language', next, view)]
  return [
    // One or the other: there is hardly room for both.
    hasMoreSteps && view.steps === 'first' && action('all-steps', lang, { steps: 'all', causes: 'first' }),
    hasMoreSteps && view.steps === 'all' && action('first-steps', lang, { ...view, steps: 'first' }),
    hasMoreCauses && view.causes === 'first' && action('more-causes', lang, { steps: 'first', causes: 'all' }),
    hasMoreCauses && view.causes === 'all' && action('fewer-causes', lang, { ...view, causes: 'first' }),
    action('switch-language', next, view),
    check && { ...check, state: { ...action('run-checks', lang, view).state, ...check.state } },
    ...(cause ? firewallAction(diagnosis, view, kept?.id) : []),
    ...(kept && cause
      ? [action('helped', lang, view), action('not-helped', lang, { steps: 'first', causes: 'all' })]
      : []),
  ].filter((it) => it !== false && it !== undefined)
}
