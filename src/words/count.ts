// Numbers inside sentences. Polish has three plural forms and English two; each language must name all of its own.
import type { Lang } from './text.ts'

type Forms = { en: 'one' | 'other'; pl: 'one' | 'few' | 'many' }

/** A phrase with a whole number, written `#`, in every plural form of each language. */
export type Counted = { readonly [L in Lang]: Readonly<Record<Forms[L], string>> }

export const count = (phrase: Counted, lang: Lang, n: number): string => {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = phrase[lang]
  const form = forms[new Intl.PluralRules(lang).select(n)] ?? ''
  return form.replace('#', n.toLocaleString(lang))
}
