// What is known of the people who ask: the language they chose, and what their platform says of them.
import type { Lang } from '../../src/words/text.ts'
import type { Database } from './database.ts'

export type PersonKey = { platform: string; workspace: string; person: string }
export type KnownPerson = { lang?: Lang; locale?: string; outsider?: boolean; askedAt: number }

export async function findPerson(
  db: Database,
  { platform, workspace, person }: PersonKey,
): Promise<KnownPerson | undefined> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('person', '=', person)
    .executeTakeFirst()
  return (
    row && {
      ...(row.lang && { lang: row.lang }),
      ...(row.locale && { locale: row.locale }),
      ...(row.outsider !== null && { outsider: row.outsider === 1 }),
      askedAt: row.asked_at,
    }
  )
}

const save = (
  db: Database,
  key: PersonKey,
  change: { lang: Lang } | { locale: string | null; outsider: number; asked_at: number },
) =>
  db
    .insertInto('people')
    .values({ ...key, lang: null, locale: null, outsider: null, asked_at: 0, ...change })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'person']).doUpdateSet(change))
    .execute()

export async function chooseLanguage(db: Database, key: PersonKey, lang: Lang): Promise<void> {
  await save(db, key, { lang })
}

/** What the platform said of them at `at`. */
export async function rememberPerson(
  db: Database,
  key: PersonKey,
  { locale, outsider }: { locale?: string; outsider: boolean },
  at: number,
): Promise<void> {
  await save(db, key, { locale: locale ?? null, outsider: Number(outsider), asked_at: at })
}
