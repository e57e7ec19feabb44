// What a check means for the causes, and for what was pasted along with it. Apart from check.ts, which loads it when there is
// something to judge: for a registry that works nobody waits for all that is known of causes.
import type { Check, CheckStep } from '../check.ts'
import { conclude, diagnosePaste, type Paste, readingOf } from '../diagnose.ts'
import type { Reading } from '../evidence.ts'
import type { FindingId } from '../ids.ts'
import type { Lang } from '../words/text.ts'
import type { ToldSteps } from './decide.ts'
import { firstDifference, type Probed, readProbe, withoutProbe } from './pasted.ts'
import type { Seen } from './seen.ts'
import { show } from './step.ts'
import { compare, evidenceOf, fitting } from './weigh.ts'

/** What was pasted, read before the check begins: it may name hosts to try. */
export type Beside = { paste: Paste; reading: Reading; probed: Probed | undefined }

export function besideOf(pasted: Paste): Beside {
  const paste = withoutProbe(pasted)
  return { paste, reading: readingOf(paste), probed: readProbe(pasted.text) }
}

type Walked = { seen: Seen; told: ToldSteps; finding: FindingId | null; steps: readonly CheckStep[] }

export function judged(
  { seen, told, finding, steps }: Walked,
  beside: Beside | undefined,
  lang: Lang,
): Pick<Check, 'causes' | 'remedies' | 'diagnosis' | 'compared' | 'pasted'> {
  const { target, way } = seen
  const { paste, reading, probed } = beside ?? {}
  const elsewhere = target.ok && probed?.loginServer === target.loginServer ? probed : undefined
  const evidence = evidenceOf(seen, told, finding, { reading, probed: elsewhere }, lang)
  const { causes, remedies } = conclude(evidence, lang, fitting(evidence, [finding, elsewhere?.finding]))
  const diagnosis = paste && diagnosePaste(paste, { lang })
  const here = {
    loginServer: target.ok ? target.loginServer : '',
    steps,
    addresses: way?.lookedUp?.ok ? way.lookedUp.addresses : [],
  }
  const compared = [
    ...(probed ? [firstDifference(probed, here)[lang]] : []),
    ...(diagnosis ? compare(diagnosis.symptoms, told, finding).map((text) => text[lang]) : []),
  ]
  const nothing = !finding && !diagnosis?.recognised && !elsewhere?.finding
  return {
    causes: nothing ? [] : causes,
    remedies: nothing ? [] : remedies,
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
