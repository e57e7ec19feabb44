// Start reading here: a registry's name goes in, a Check comes out, in whichever language. The network comes in as a port, so do both clocks.
import { type Check, type CheckStep, defaultDeadlineMs, type Told, type Vantage } from '../check.ts'
import { conclude, diagnosePaste, type Paste, readingOf } from '../diagnose.ts'
import type { Reading } from '../evidence.ts'
import { type CheckStepId, checkStepIds } from '../ids.ts'
import type { Credentials, Network } from '../ports.ts'
import { headlines } from '../words/check.ts'
import type { Lang } from '../words/text.ts'
import { complete, type Decided, decide, type ToldSteps } from './decide.ts'
import { imageOf } from './image.ts'
import { firstDifference, type Probed, readProbe, withoutProbe } from './pasted.ts'
import type { Seen } from './seen.ts'
import { type StepTold, say } from './step.ts'
import { findings, steps } from './steps.ts'
import { walk } from './walk.ts'
import { compare, evidenceOf, fitting } from './weigh.ts'

export type Asked = {
  /** A registry's name or login server, as somebody typed it. */
  name: string
  /** `repository`, `repository:tag` or `repository@digest`; `imageOf` says whether it is one. */
  image?: string
  /** None: anonymous. */
  credentials?: Credentials
  /** Diagnosed along: the check confirms or rules out what it says. */
  paste?: Paste
  /** A name that must work whatever the registry does. */
  control?: string
  /** The whole takes no longer. In milliseconds. */
  deadlineMs?: number
}

export type Around<Line> = {
  net: Network<Line>
  /** Now, for what is stamped with a time. */
  today: () => Date
  vantage: Vantage
  /** Called with each step once, as soon as its answer is final. */
  onStep?: (step: Told<CheckStep>) => void
  /** Ends the check early; what is not known by then is `unknown`. */
  signal?: AbortSignal
}

const defaultControl = 'mcr.microsoft.com'
/** What is left for judging and printing. */
const reserveMs = 150

export async function check<Line>(
  asked: Asked,
  { net, today, vantage, onStep, signal }: Around<Line>,
): Promise<Told<Check>> {
  const { control = defaultControl, deadlineMs = defaultDeadlineMs } = asked
  const probed = asked.paste && readProbe(asked.paste.text)
  const paste = asked.paste && withoutProbe(asked.paste)
  const reading = paste && readingOf(paste)
  const checkedAt = today().toISOString()
  const image = asked.image === undefined ? undefined : imageOf(asked.image)
  const { dataEndpoint, blobHost } = reading?.entities ?? {}

  const shown = new Set<CheckStepId>()
  const announce = (told: ReadonlyMap<CheckStepId, StepTold>) => {
    for (const [id, it] of told) {
      if (shown.has(id)) continue
      shown.add(id)
      onStep?.((lang) => show(id, it, lang))
    }
  }
  const errand = {
    name: asked.name,
    control,
    deadlineMs: Math.max(deadlineMs / 2, deadlineMs - reserveMs),
    layerHosts: [dataEndpoint, blobHost].flatMap((host) => host?.toLowerCase() ?? []),
    ...(image && { image }),
    ...(asked.credentials && { credentials: asked.credentials }),
  }
  const seen = await walk(errand, net, (partly) => announce(early(partly)), signal)
  const told = complete(tellAll(seen))
  announce(told)
  const judged: Judged = { seen, told, ...decide(told), checkedAt, vantage, paste, reading, probed }
  return (lang) => tell(judged, lang)
}

type Judged = Decided & {
  seen: Seen
  told: ToldSteps
  checkedAt: string
  vantage: Vantage
  paste: Paste | undefined
  reading: Reading | undefined
  probed: Probed | undefined
}

function tell({ seen, told, finding, verdict, checkedAt, vantage, paste, reading, probed }: Judged, lang: Lang): Check {
  const { target } = seen
  const elsewhere = target.ok && probed?.loginServer === target.loginServer ? probed : undefined
  const evidence = evidenceOf(seen, told, finding, { reading, probed: elsewhere }, lang)
  const { causes, remedies } = conclude(evidence, lang, fitting(evidence, [finding, elsewhere?.finding]))
  const diagnosis = paste && diagnosePaste(paste, { lang })
  const steps = checkStepIds.map((id) => show(id, told.get(id) ?? { answer: 'unknown', saw: say('', '') }, lang))
  const looked = seen.way?.lookedUp
  const here = {
    loginServer: target.ok ? target.loginServer : '',
    steps,
    addresses: looked?.ok ? looked.addresses : [],
  }
  const compared = [
    ...(probed ? [firstDifference(probed, here)[lang]] : []),
    ...(diagnosis ? compare(diagnosis.symptoms, told, finding).map((text) => text[lang]) : []),
  ]
  const nothing = verdict === 'healthy' && !diagnosis?.recognised && !elsewhere?.finding
  const titled = finding
    ? findings[finding]
    : headlines[verdict !== 'healthy' ? 'unknown' : told.get('layer')?.answer === 'yes' ? 'healthy' : 'open']
  return {
    registry: target.ok ? target.registry : target.given,
    loginServer: target.ok ? target.loginServer : (target.likely ?? target.given),
    vantage,
    verdict,
    finding,
    title: titled.title[lang],
    summary: titled.means[lang],
    steps,
    causes: nothing ? [] : causes,
    remedies: nothing ? [] : remedies,
    ms: seen.ms,
    checkedAt,
    lang,
    as: seen.as,
    ...(diagnosis && { diagnosis }),
    ...(compared.length > 0 && { compared }),
    ...(probed && {
      pasted: {
        loginServer: probed.loginServer,
        vantage: probed.vantage,
        steps: [...probed.steps].map(([id, told]) => show(id, told, lang)),
      },
    }),
  }
}

const show = (id: CheckStepId, { answer, saw, ms = 0 }: StepTold, lang: Lang): CheckStep => ({
  id,
  answer,
  saw: saw[lang],
  ms: Math.round(ms),
})

function tellAll(seen: Seen): Map<CheckStepId, StepTold> {
  const told = new Map<CheckStepId, StepTold>()
  for (const { id, tell } of steps) {
    const it = tell(seen)
    if (it) told.set(id, it)
  }
  return told
}

/** Of a check under way, only what will not change any more: what is skipped may still be reached. */
function early(seen: Seen): Map<CheckStepId, StepTold> {
  const told = new Map<CheckStepId, StepTold>()
  for (const [id, it] of tellAll(seen)) {
    const open = it.answer === 'skipped' && !(id === 'proxy' || (id === 'tcp' && seen.way?.proxy))
    if (
      !open &&
      id !== 'speed' &&
      !(id === 'dns' && !seen.way?.resolved) &&
      !(id === 'token' && !seen.manifest && !seen.noImage)
    )
      told.set(id, it)
  }
  return told
}
