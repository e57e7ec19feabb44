// Numbers inside sentences. Polish has three plural forms and English two; each language must name all of its own.
import type { Lang } from './text.ts'

type Forms = { en: 'one' | 'other'; pl: 'one' | 'few' | 'many' }

/** A phrase with a whole number, written `#`, in every plural form of each language. */
export type Counted = { readonly [L in Lang]: Readonly<Record<Forms[L], string>> }

/** Made once: making one takes longer than drawing a card. */
const rules: Partial<Record<Lang, Intl.PluralRules>> = {}
function formOf(lang: Lang, n: number): Intl.LDMLPluralRule {
  rules[lang] ??= new Intl.PluralRules(lang)
  return rules[lang].select(n)
}
const numbers: Partial<Record<Lang, Intl.NumberFormat>> = {}
function written(lang: Lang, n: number): string {
  numbers[lang] ??= new Intl.NumberFormat(lang)
  return numbers[lang].format(n)
}

export const count = (phrase: Counted, lang: Lang, n: number): string => {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = phrase[lang]
  const form = forms[formOf(lang, n)] ?? ''
  return form.replace('#', written(lang, n))
}
