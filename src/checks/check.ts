// Start reading here: a registry's name goes in, a Check comes out, in whichever language. The network comes in as a port, so do both clocks.
import type { AzurePort } from '../azure/port.ts'
import {
  type AzureRead,
  type CheckStep,
  defaultDeadlineMs,
  type Told,
  type ToldCheck,
  type Vantage,
  type Verdict,
} from '../check.ts'
import type { Paste } from '../diagnose.ts'
import { type CheckStepId, checkStepIds, type FindingId } from '../ids.ts'
import type { Credentials, Network } from '../ports.ts'
import { azureRead, headlines } from '../words/check.ts'
import type { Lang } from '../words/text.ts'
import { complete, decide, type ToldSteps } from './decide.ts'
import { imageOf } from './image.ts'
import type { Beside } from './judging.ts'
import { observedOf } from './observed.ts'
import type { Seen } from './seen.ts'
import { type StepTold, say, show } from './step.ts'
import { findings, steps } from './steps.ts'
import { readTarget } from './target.ts'
import { walk } from './walk.ts'

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
  /** An AKS cluster that pulls, by name or id: what Azure knows of it; else the one that the paste names. */
  cluster?: string
  /** The whole takes no longer. In milliseconds. */
  deadlineMs?: number
}

export type Around<Line> = {
  net: Network<Line>
  /** Now, for what is stamped with a time. */
  today: () => Date
  vantage: Vantage
  /** Whom to ask what Azure itself knows. */
  azure?: AzurePort
  /** Azure is asked only once the network has a problem, in what is left of the deadline. */
  azureOnTrouble?: boolean
  /** Called once, when Azure has been read; never where it is not asked. */
  onAzure?: (read: Told<AzureRead>) => void
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
  { net, today, vantage, azure, azureOnTrouble = false, onStep, onAzure, signal }: Around<Line>,
): Promise<ToldCheck> {
  const { control = defaultControl, deadlineMs = defaultDeadlineMs } = asked
  const judging = () => import('./judging.ts')
  const beside = asked.paste && (await judging()).besideOf(asked.paste)
  const checkedAt = today().toISOString()
  const image = asked.image === undefined ? undefined : imageOf(asked.image)
  const { dataEndpoint, blobHost } = beside?.reading.entities ?? {}

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
  const began = net.now()
  const ask = async () => {
    if (!azure) return undefined
    const leftMs = Math.max(1, errand.deadlineMs - (net.now() - began))
    return askAzure(asked, azure, leftMs, { net, today, ...(signal && { signal }) }, beside)
  }
  const asking = azureOnTrouble ? undefined : ask()
  const seen = await walk(errand, net, (partly) => announce(early(partly)), signal)
  const told = complete(tellAll(seen))
  announce(told)
  const { finding: found, verdict } = decide(told)
  const judgeAzure = await (azureOnTrouble && verdict === 'problem' ? ask() : asking)
  const judge = verdict === 'healthy' && !beside && !judgeAzure ? undefined : await judging()
  const managed = judge && judgeAzure?.((view) => judge.knownOf(view, seen, found, beside))
  const finding = managed ? managed.finding(found) : found
  if (managed) onAzure?.((lang) => ({ ...azureRead(managed.show(lang, true), lang), ms: managed.ms }))
  return (lang, detail) => {
    const isShown = detail?.azure === 'shown'
    const steps = checkStepIds.map((id) => show(id, told.get(id) ?? nothingTold, lang))
    return {
      ...aboutTarget(seen),
      vantage,
      verdict,
      finding,
      ...titleOf(finding, verdict, told, lang),
      steps,
      observed: observedOf(seen),
      ...(judge?.judged({ seen, told, finding, steps }, { beside, managed, isShown }, lang) ?? {
        causes: [],
        remedies: [],
      }),
      ...(managed && { azure: managed.show(lang, isShown) }),
      ms: Math.max(seen.ms, managed?.ms ?? 0),
      checkedAt,
      lang,
      as: seen.as,
    }
  }
}

/** What Azure itself knows is read while the check walks, and loaded only where there is somebody to ask. */
async function askAzure<Line>(
  { name, cluster }: Asked,
  port: AzurePort,
  deadlineMs: number,
  { net, today, signal }: Pick<Around<Line>, 'net' | 'today' | 'signal'>,
  beside: Beside | undefined,
) {
  const target = readTarget(name)
  if (!target.ok) return undefined
  const until = Object.assign(net.within(deadlineMs, signal), { at: today().getTime() + deadlineMs })
  const { readAzure } = await import('../azure/beside.ts')
  const named = cluster ?? clusterIn(beside)
  const errand = {
    name: target.registry,
    loginServer: target.loginServer,
    ...(named !== undefined && { cluster: named }),
  }
  return readAzure(errand, port, until, { now: () => net.now(), today })
}

/** By id where the paste tells enough of it, else by name. */
function clusterIn(beside: Beside | undefined): string | undefined {
  const { cluster, clusterResourceGroup, subscription } = beside?.reading.entities ?? {}
  return cluster !== undefined && clusterResourceGroup !== undefined && subscription !== undefined
    ? `/subscriptions/${subscription}/resourceGroups/${clusterResourceGroup}/providers/Microsoft.ContainerService/managedClusters/${cluster}`
    : cluster
}

const nothingTold: StepTold = { answer: 'unknown', saw: say('', '') }

const aboutTarget = ({ target }: Seen) => ({
  registry: target.ok ? target.registry : target.given,
  loginServer: target.ok ? target.loginServer : (target.likely ?? target.given),
})

function titleOf(finding: FindingId | null, verdict: Verdict, told: ToldSteps, lang: Lang) {
  const { title, means } = finding
    ? findings[finding]
    : headlines[verdict !== 'healthy' ? 'unknown' : told.get('layer')?.answer === 'yes' ? 'healthy' : 'open']
  return { title: title[lang], summary: means[lang] }
}

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
