// Where the bot may speak first, for notifications: dropped as soon as it was removed or blocked there.
import type { Database } from './database.ts'

export type ConversationKey = { platform: string; workspace: string; conversation: string }

export async function rememberConversation(
  db: Database,
  key: ConversationKey,
  reference: unknown,
  at: number,
): Promise<void> {
  const change = { reference: JSON.stringify(reference), at }
  await db
    .insertInto('conversations')
    .values({ ...key, ...change })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'conversation']).doUpdateSet(change))
    .execute()
}

export async function forgetConversation(
  db: Database,
  { platform, workspace, conversation }: ConversationKey,
): Promise<void> {
  await db
    .deleteFrom('conversations')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('conversation', '=', conversation)
    .execute()
}

export async function findConversation<Reference>(
  db: Database,
  { platform, workspace, conversation }: ConversationKey,
): Promise<Reference | undefined> {
  const row = await db
    .selectFrom('conversations')
    .select('reference')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('conversation', '=', conversation)
    .executeTakeFirst()
  return row && (JSON.parse(row.reference) as Reference)
}

/** Those whose reference is one of these. */
export async function forgetConversations<Reference>(
  db: Database,
  here: Omit<ConversationKey, 'conversation'>,
  isOne: (reference: Reference) => boolean,
): Promise<void> {
  const rows = await db
    .selectFrom('conversations')
    .select(['conversation', 'reference'])
    .where((where) => where.and(here))
    .execute()
  for (const { conversation, reference } of rows)
    if (isOne(JSON.parse(reference) as Reference)) await forgetConversation(db, { ...here, conversation })
}
