// Who may post alerts, and for which channel. A token is shown once, when it is made; what is kept is its hash, by which it is
// looked up, so that no comparison tells how much of a guess was right.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Database, Writing } from './database.ts'
import type { AlertTokenRow } from './schema.ts'
import type { ChannelKey } from './watches.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

export async function makeAlertToken(
  db: Database,
  { platform, workspace, channel, feed }: ChannelKey & { feed: boolean },
  at: number,
): Promise<{ id: string; token: string }> {
  const id = randomUUID().slice(0, 8)
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('alert_tokens')
    .values({
      id,
      hash: hashOf(token),
      platform,
      workspace,
      channel,
      feed: Number(feed),
      created_at: at,
      revoked_at: null,
    })
    .execute()
  return { id, token }
}

export const alertTokens = (db: Database): Promise<AlertTokenRow[]> =>
  db.selectFrom('alert_tokens').selectAll().orderBy('created_at').execute()

export const alertToken = (db: Database, token: string): Promise<AlertTokenRow | undefined> =>
  db
    .selectFrom('alert_tokens')
    .selectAll()
    .where('hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()

/** @returns whose it was; undefined when there was none */
export const revokeAlertToken = (db: Database, id: string, at: number): Promise<ChannelKey | undefined> =>
  db
    .updateTable('alert_tokens')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['platform', 'workspace', 'channel'])
    .executeTakeFirst()

export async function knowWorkspace(db: Database, platform: string, workspace: string, at: number): Promise<void> {
  await db
    .insertInto('workspaces')
    .values({ platform, workspace, at })
    .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ at }))
    .execute()
}

/** The one that was served last. */
export async function knownWorkspace(db: Database | Writing, platform: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('workspaces')
    .select('workspace')
    .where('platform', '=', platform)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.workspace
}
