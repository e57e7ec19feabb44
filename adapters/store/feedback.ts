// Whom an answer helped: who, which cause, and nothing of what was pasted.
import type { Database } from './database.ts'
import type { FeedbackRow } from './schema.ts'

/** Whoever changes their mind is counted once. */
export async function giveFeedback(db: Database, feedback: FeedbackRow): Promise<void> {
  const { helped, cause, at } = feedback
  await db
    .insertInto('feedback')
    .values(feedback)
    .onConflict((conflict) => conflict.columns(['answer_id', 'person']).doUpdateSet({ helped, cause, at }))
    .execute()
}

export async function countFeedback(db: Database, answerId: string): Promise<{ helped: number; notHelped: number }> {
  const rows = await db.selectFrom('feedback').select('helped').where('answer_id', '=', answerId).execute()
  const helped = rows.filter((row) => row.helped === 1).length
  return { helped, notHelped: rows.length - helped }
}

/** Newest first. */
export const allFeedback = (db: Database): Promise<FeedbackRow[]> =>
  db.selectFrom('feedback').selectAll().orderBy('at', 'desc').execute()
