// What a check means for the causes, and for what was pasted along with it. Apart from check.ts, which loads it when there is
// something to judge: for a registry that works nobody waits for all that is known of causes.
import type { Managed } from '../azure/beside.ts'
import type { Known } from '../azure/conclusion.ts'
import type { AzureView } from '../azure/view.ts'
import type { Check, CheckStep } from '../check.ts'
import { conclude, diagnosePaste, type Paste, readingOf } from '../diagnose.ts'
import type { Reading } from '../evidence.ts'
import type { FindingId } from '../ids.ts'
import type { Lang } from '../words/text.ts'
import { addressKind } from './address.ts'
import type { ToldSteps } from './decide.ts'
import { firstDifference, type Probed, readProbe, withoutProbe } from './pasted.ts'
import { clientIpIn, hasPrivateLink, type Seen } from './seen.ts'
import { show } from './step.ts'
import { compare, evidenceOf, fitting } from './weigh.ts'

/** What was pasted, read before the check begins: it may name hosts to try. */
export type Beside = { paste: Paste; reading: Reading; probed: Probed | undefined }

export function besideOf(pasted: Paste): Beside {
  const paste = withoutProbe(pasted)
  return { paste, reading: readingOf(paste), probed: readProbe(pasted.text) }
}

/** What the name leads to where the error is: an error's own word goes before a probe's. */
function elsewhereIn(beside: Beside | undefined): Pick<Known, 'elsewhere'> {
  const { address, addressKind: kind } = beside?.reading.entities ?? {}
  if (address !== undefined && kind) return { elsewhere: { address, kind } }
  const [first] = beside?.probed?.addresses ?? []
  const its = first === undefined ? 'forbidden' : addressKind(first)
  return first === undefined || its === 'forbidden' ? {} : { elsewhere: { address: first, kind: its } }
}

/** What the conclusions from Azure's word may look at besides it. */
export function knownOf(view: AzureView, seen: Seen, finding: FindingId | null, beside: Beside | undefined): Known {
  const { way, challenge, token, target } = seen
  const { entities, topics } = beside?.reading ?? {}
  const own = [challenge, token].flatMap((told) => (told?.ok ? (clientIpIn(told) ?? []) : []))[0]
  const clientIp = entities?.clientIp ?? beside?.probed?.clientIp ?? own
  const found = way?.lookedUp?.ok ? way.lookedUp : way?.resolved
  return {
    view,
    loginServer: target.ok ? target.loginServer : '',
    ...(clientIp !== undefined && { clientIp }),
    ...elsewhereIn(beside),
    here: { addresses: found?.ok ? found.addresses : [], hasPrivateLink: hasPrivateLink(way) },
    finding,
    topics: topics ?? new Set(),
  }
}

type Walked = { seen: Seen; told: ToldSteps; finding: FindingId | null; steps: readonly CheckStep[] }

export function judged(
  { seen, told, finding, steps }: Walked,
  { beside, managed, isShown }: { beside: Beside | undefined; managed: Managed | undefined; isShown: boolean },
  lang: Lang,
): Pick<Check, 'causes' | 'remedies' | 'diagnosis' | 'compared' | 'pasted'> {
  const { target, way } = seen
  const { paste, reading, probed } = beside ?? {}
  const loginServer = target.ok ? target.loginServer : ''
  const elsewhere = target.ok && probed?.loginServer === target.loginServer ? probed : undefined
  const signs = managed?.signs(isShown) ?? []
  const evidence = evidenceOf(seen, told, finding, { reading, probed: elsewhere, signs }, lang)
  const names = managed && isShown ? managed.names(loginServer) : {}
  const fitted = fitting(evidence, [finding, elsewhere?.finding], names)
  const { causes, remedies } = conclude(evidence, lang, fitted)
  const diagnosis = paste && diagnosePaste(paste, { lang })
  const here = {
    loginServer,
    steps,
    addresses: way?.lookedUp?.ok ? way.lookedUp.addresses : [],
  }
  const compared = [
    ...(probed ? [firstDifference(probed, here)[lang]] : []),
    ...(diagnosis ? compare(diagnosis.symptoms, told, finding).map((text) => text[lang]) : []),
  ]
  const nothing = !finding && !diagnosis?.recognised && !elsewhere?.finding && !managed?.isBroken
  return {
    causes: nothing ? [] : causes,
    remedies: nothing ? [] : managed && isShown ? managed.mended(remedies, lang) : remedies,
    ...(diagnosis && { diagnosis }),
    ...(compared.length > 0 && { compared }),
    ...(probed && {
      pasted: {
        loginServer: probed.loginServer,
        vantage: probed.vantage,
        steps: [...probed.steps].map(([id, step]) => show(id, step, lang)),
      },
    }),
  }
}
