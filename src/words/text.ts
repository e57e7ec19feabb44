// Every sentence for people exists in every language, or it does not compile.

export const langs = ['en', 'pl'] as const
export type Lang = (typeof langs)[number]

/** One sentence or phrase in each language. */
export type Text = Readonly<Record<Lang, string>>
