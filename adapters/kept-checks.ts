// A check as it is kept for a chat: as everybody may see it, and with what Azure's management plane says only for places that may
// show that. Whatever draws one asks `shownOf`.
import type { Check, ToldCheck } from '../src/check.ts'
import { type Lang, langs } from '../src/words/text.ts'

type InEach = Readonly<Record<Lang, Check>>
export type KeptChecks = InEach & { detailed?: InEach }

const inEach = (told: (lang: Lang) => Check): InEach =>
  Object.fromEntries(langs.map((lang) => [lang, told(lang)])) as Record<Lang, Check>

/** @param detailed the place may show detail */
export function keptOf(told: ToldCheck, detailed: boolean): KeptChecks {
  const checks = inEach((lang) => told(lang))
  return detailed && checks.en.azure
    ? { ...checks, detailed: inEach((lang) => told(lang, { azure: 'shown' })) }
    : checks
}

/** @param detailed the place may show detail now, whatever was so when it was kept */
export const shownOf = (kept: KeptChecks, detailed: boolean, lang: Lang): Check =>
  (detailed && kept.detailed ? kept.detailed : kept)[lang]
