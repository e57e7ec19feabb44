// What is known of the people who ask: the language they chose, and what their platform says of them.
import type { Lang } from '../../src/words/text.ts'
import type { Database } from './database.ts'

export type PersonKey = { platform: string; workspace: string; person: string }
export type KnownPerson = { lang?: Lang; locale?: string; outsider?: boolean; name?: string; askedAt: number }

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
      ...(row.name && { name: row.name }),
      ...(row.outsider !== null && { outsider: row.outsider === 1 }),
      askedAt: row.asked_at,
    }
  )
}

/** Who asked for something, by the name that was told then or since; undefined where nobody did or it is not known. */
export async function nameOf(
  db: Database,
  {
    platform,
    workspace,
    person,
    person_name,
  }: { platform: string; workspace: string; person: string | null; person_name: string | null },
): Promise<string | undefined> {
  if (person_name !== null || person === null) return person_name ?? undefined
  return (await findPerson(db, { platform, workspace, person }))?.name
}

const save = (
  db: Database,
  key: PersonKey,
  change: { lang: Lang } | { locale: string | null; outsider: number; name: string | null; asked_at: number },
) =>
  db
    .insertInto('people')
    .values({ ...key, lang: null, locale: null, outsider: null, name: null, asked_at: 0, ...change })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'person']).doUpdateSet(change))
    .execute()

export async function chooseLanguage(db: Database, key: PersonKey, lang: Lang): Promise<void> {
  await save(db, key, { lang })
}

/** What the platform said of them at `at`. */
export async function rememberPerson(
  db: Database,
  key: PersonKey,
  { locale, outsider, name }: { locale?: string; outsider: boolean; name?: string },
  at: number,
): Promise<void> {
  await save(db, key, { locale: locale ?? null, outsider: Number(outsider), name: name ?? null, asked_at: at })
}
