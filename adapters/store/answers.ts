// The answers that were given: enough to draw each again in another view or language, to count who joined it, and to
// take it back.
import type { Paste } from '../../src/diagnose.ts'
import type { RefusedFor } from '../check-refused.ts'
import type { KeptChecks } from '../kept-checks.ts'
import type { Database } from './database.ts'
import type { AnswerRow } from './schema.ts'
import { together } from './together.ts'
import { transact } from './transact.ts'

/** What a check came to, and which one it was: the time it was asked for. */
export type Checked = { at: number } & ({ checks: KeptChecks; ageMs: number } | { failed: 'fault' | RefusedFor })

export type KeptAnswer = Omit<AnswerRow, 'paste' | 'checked' | 'outsider'> & {
  paste?: Paste
  checked?: Checked
  outsider: boolean
}
/** Where a post stands. */
export type PostKey = { platform: string; workspace: string; channel: string; post: string }

const fromRow = ({ paste, checked, outsider, ...row }: AnswerRow): KeptAnswer => ({
  ...row,
  outsider: outsider === 1,
  ...(paste && { paste: JSON.parse(paste) as Paste }),
  ...(checked && { checked: JSON.parse(checked) as Checked }),
})

export async function keepAnswer(db: Database, { paste, checked, outsider, ...answer }: KeptAnswer): Promise<void> {
  await together(db, async (trx) => {
    await trx
      .insertInto('answers')
      .values({
        ...answer,
        outsider: Number(outsider),
        paste: paste ? JSON.stringify(paste) : null,
        checked: checked ? JSON.stringify(checked) : null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    const { platform, workspace, channel, post, id } = answer
    if (post !== null) await addReport(trx, { platform, workspace, channel, post }, id)
  })
}

export async function answerById(db: Database, id: string): Promise<KeptAnswer | undefined> {
  const row = await db.selectFrom('answers').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

const atPost = ({ platform, workspace, channel, post }: PostKey) =>
  ({
    'reports.platform': platform,
    'reports.workspace': workspace,
    'reports.channel': channel,
    'reports.post': post,
  }) as const

/** The answer that serves this post, be it its own or one that it joined, and whether all of it was said. */
export async function answerTo(db: Database, key: PostKey): Promise<(KeptAnswer & { told: boolean }) | undefined> {
  const row = await db
    .selectFrom('reports')
    .innerJoin('answers', 'answers.id', 'reports.answer_id')
    .selectAll('answers')
    .select('reports.told')
    .where((where) => where.and(atPost(key)))
    .executeTakeFirst()
  if (!row) return undefined
  const { told, ...answer } = row
  return { ...fromRow(answer), told: told === 1 }
}

/** The newest answer since then to this problem in this channel that everybody there can see. */
export async function answerToProblem(
  db: Database,
  { platform, workspace, channel, problem }: Omit<PostKey, 'post'> & { problem: string },
  since: number,
): Promise<KeptAnswer | undefined> {
  const row = await db
    .selectFrom('answers')
    .selectAll()
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('problem', '=', problem)
    .where('created_at', '>=', since)
    .where('message', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Somebody's newest answers, newest first. */
export const answersOf = async (
  db: Database,
  { platform, workspace, person }: Pick<AnswerRow, 'platform' | 'workspace' | 'person'>,
  most: number,
): Promise<KeptAnswer[]> =>
  (
    await db
      .selectFrom('answers')
      .selectAll()
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('person', '=', person)
      .orderBy('created_at', 'desc')
      .limit(most)
      .execute()
  ).map(fromRow)

export async function changeAnswer(
  db: Database,
  id: string,
  change: Partial<
    Pick<
      AnswerRow,
      | 'message'
      | 'channel'
      | 'lang'
      | 'steps'
      | 'causes'
      | 'instead'
      | 'problem'
      | 'registry'
      | 'cause'
      | 'checking'
      | 'broken_since'
    >
  > & {
    paste?: Paste
    checked?: Checked | null
  },
): Promise<void> {
  const { paste, checked, ...rest } = change
  await db
    .updateTable('answers')
    .set({
      ...rest,
      ...(paste && { paste: JSON.stringify(paste) }),
      ...(checked !== undefined && { checked: checked && JSON.stringify(checked) }),
    })
    .where('id', '=', id)
    .execute()
}

export async function removeAnswer(db: Database, id: string): Promise<void> {
  await transact(db, async (trx) => {
    await trx.deleteFrom('reports').where('answer_id', '=', id).execute()
    await trx.deleteFrom('answers').where('id', '=', id).execute()
  })
}

export async function addReport(db: Database, key: PostKey, id: string): Promise<void> {
  await db
    .insertInto('reports')
    .values({ ...key, answer_id: id, told: 0 })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'workspace', 'channel', 'post']).doUpdateSet({ answer_id: id, told: 0 }),
    )
    .execute()
}

export async function reportTold(db: Database, key: PostKey): Promise<void> {
  await db
    .updateTable('reports')
    .set({ told: 1 })
    .where((where) => where.and(key))
    .execute()
}

export async function removeReport(db: Database, key: PostKey): Promise<void> {
  await db
    .deleteFrom('reports')
    .where((where) => where.and(key))
    .execute()
}

export async function countReports(db: Database, id: string): Promise<number> {
  const { many } = await db
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('answer_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(many)
}

/** Pastes are kept so long that buttons work, and no longer. */
export async function forgetPastes(db: Database, before: number): Promise<void> {
  await db
    .updateTable('answers')
    .set({ paste: null, checked: null })
    .where('created_at', '<', before)
    .where((where) => where.or([where('paste', 'is not', null), where('checked', 'is not', null)]))
    .execute()
}

/** Nobody looks for an answer as old as that. */
export async function forgetAnswers(db: Database, before: number): Promise<void> {
  const old = db.selectFrom('answers').select('id').where('created_at', '<', before)
  await db.deleteFrom('reports').where('answer_id', 'in', old).execute()
  await db.deleteFrom('answers').where('created_at', '<', before).execute()
}
