// What Azure knows, beside a check: read while the check walks, then judged with it. Apart from the check, which loads it only where
// there is somebody to ask.
import type { AzureCheck, ShownRepair } from '../check.ts'
import { say } from '../checks/step.ts'
import type { DiagnosedRemedy, Step } from '../diagnosis.ts'
import type { FoundSign } from '../evidence.ts'
import { type CauseId, type FindingId, remedyOf } from '../ids.ts'
import type { Names } from '../remedies/fill.ts'
import type { Lang } from '../words/text.ts'
import type { Known } from './conclusion.ts'
import { type Drawn, drawnFrom } from './conclusions/index.ts'
import { bestZone, networksIn, read, registryIn, subnetsIn } from './conclusions/known.ts'
import { isAnother } from './conclusions/other-login-server.ts'
import { factsOf } from './facts.ts'
import { missingIn } from './missing.ts'
import { endpointNames, groupNames, networkNames, registryNames, zoneNames } from './names.ts'
import type { AzurePort, Until } from './port.ts'
import { reachOf } from './reach.ts'
import { type AzureView, networkOf, partsOf, sameId } from './view.ts'
import { type AzureClock, type AzureErrand, walkAzure } from './walk.ts'

/** `isAnother`: it is of another registry than the one asked for. */
type Judged = { view: AzureView; drawn: readonly Drawn[]; isAnother: boolean }

const signsOf = ({ drawn }: Judged, isShown: boolean): FoundSign[] =>
  drawn
    .filter(({ weighs }) => Object.keys(weighs).length > 0)
    .map(({ id, says, hint, weighs }, i) => ({
      id: `azure-${id}-${i}`,
      sign: { means: isShown ? says : hint, weighs },
      evidence: [],
    }))

function namesOf({ view, isAnother }: Judged, loginServer: string): Names {
  if (isAnother) return {}
  const registry = registryIn(view)
  const networks = networksIn(view)
  const network = networks.find(({ of }) => of === 'cluster') ?? networks[0]
  const group = read(subnetsIn(view).find(({ id }) => network && sameId(networkOf(id), network.id))?.view.securityGroup)
  const zone = bestZone(view, loginServer)
  const endpoint = read(view.endpoints[0]?.endpoint)
  const cluster = read(view.cluster?.cluster)
  const connection = read(view.connections)?.find(({ status }) => status !== 'Approved')
  const [lock] = read(view.locks) ?? []
  return {
    ...registryNames(view),
    region: registry?.location.toLowerCase().replaceAll(' ', ''),
    dataEndpoint: registry?.dataEndpointHosts?.[0],
    ...(network && networkNames(network.id)),
    ...(group && groupNames(group.id)),
    ...(zone && zoneNames(zone.zone.id)),
    ...(endpoint && { ...endpointNames(endpoint.id), nicId: endpoint.interfaces[0] }),
    ...(cluster && { cluster: cluster.name, clusterResourceGroup: partsOf(cluster.id).resourceGroup }),
    ...(connection && { connection: connection.name }),
    ...(lock && { lockId: `${lock.scope}/providers/Microsoft.Authorization/locks/${lock.name}` }),
  }
}

const repairOf = ({ repair }: Drawn, lang: Lang): ShownRepair | undefined =>
  repair && {
    text: repair.text[lang],
    command: repair.command,
    ...(repair.undo !== undefined && { undo: repair.undo }),
    who: repair.who,
    ...(repair.exposes && { exposes: repair.exposes[lang] }),
  }

/** For those who may not see detail: no address, rule, name or id, and each kind of thing once. */
function hidden({ view, drawn }: Judged, lang: Lang): AzureCheck {
  const once = new Map(drawn.map(({ id, hint }) => [`${id} ${hint.en}`, { id, says: hint[lang], sources: [] }]))
  return {
    facts: [],
    conclusions: [...once.values()],
    missing: missingIn(view).map(({ says, why, permission, role }) => ({
      says: says[lang],
      why,
      ...(permission && { permission }),
      ...(role && { role }),
    })),
  }
}

function show({ view, drawn, isAnother }: Judged, lang: Lang): AzureCheck {
  const reach = isAnother ? undefined : reachOf(view)
  return {
    ...(view.found.ok && { id: view.found.id }),
    facts: factsOf(view).map(({ says, ...it }) => ({ ...it, says: says[lang] })),
    conclusions: drawn.map((it) => {
      const repair = repairOf(it, lang)
      return { id: it.id, says: it.says[lang], sources: [...it.sources], ...(repair && { repair }) }
    }),
    ...(reach && { reach }),
    missing: missingIn(view).map(({ says, ...it }) => ({ ...it, says: says[lang] })),
  }
}

const undoBy = (command: string) => say(`Run \`${command}\`.`, `Uruchom \`${command}\`.`)

/** The remedies that what follows speaks for. */
const remediesOf = ({ weighs }: Drawn): ReadonlySet<string> =>
  new Set(Object.entries(weighs).flatMap(([cause, weight]) => (weight > 0 ? [remedyOf[cause as CauseId]] : [])))

const mostRepairs = 3
/** Each repair stands in the likeliest remedy that it belongs to, before the steps that fit anybody. */
function withRepairs(remedies: readonly DiagnosedRemedy[], { drawn }: Judged, lang: Lang): DiagnosedRemedy[] {
  const repairs = drawn.flatMap((it): { of: string; step: Step }[] => {
    const repair = repairOf(it, lang)
    const among = remediesOf(it)
    const remedy = remedies.find(({ id }) => among.has(id))
    if (!repair || !remedy) return []
    const { undo, ...step } = repair
    return [{ of: remedy.id, step: { ...step, ...(undo !== undefined && { undo: undoBy(undo)[lang] }) } }]
  })
  return remedies.map((remedy) => {
    const steps = repairs.filter(({ of }) => of === remedy.id).map(({ step }) => step)
    return steps.length === 0 ? remedy : { ...remedy, steps: [...steps.slice(0, mostRepairs), ...remedy.steps] }
  })
}

/** What Azure's word means for a check. Detail is for those who may see it (`isShown`). */
export type Managed = {
  /** How long it took, in whole milliseconds. */
  ms: number
  /** What the check found, in truth. */
  finding: (found: FindingId | null) => FindingId | null
  /** Something is wrong although all may go well from here. */
  isBroken: boolean
  /** Beside those of the paste and of the check. */
  signs: (isShown: boolean) => FoundSign[]
  /** What commands of remedies are filled with; with detail only. */
  names: (loginServer: string) => Names
  /** The complete commands of conclusions go before the steps that fit anybody; with detail only. */
  mended: (remedies: readonly DiagnosedRemedy[], lang: Lang) => DiagnosedRemedy[]
  show: (lang: Lang, isShown: boolean) => AzureCheck
}

/** @returns what judges it, once the check has said what it knows */
export async function readAzure(
  errand: AzureErrand,
  port: AzurePort,
  signal: Until,
  clock: AzureClock,
): Promise<(knownOf: (view: AzureView) => Known) => Managed> {
  const view = await walkAzure(errand, port, signal, clock)
  return (knownOf) => {
    const known = knownOf(view)
    const judged: Judged = { view, drawn: drawnFrom(known), isAnother: isAnother(known) }
    const { drawn } = judged
    return {
      ms: view.ms,
      finding: (found) => drawn.find((it) => it.finding)?.finding ?? found,
      isBroken: drawn.some(({ broken }) => broken),
      signs: (isShown) => signsOf(judged, isShown),
      names: (loginServer) => namesOf(judged, loginServer),
      mended: (remedies, lang) => withRepairs(remedies, judged, lang),
      show: (lang, isShown) => (isShown ? show(judged, lang) : hidden(judged, lang)),
    }
  }
}
