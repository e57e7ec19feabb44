// The cases of watched registries, and what happened to each.
import type { Alert } from '../../src/alerts/alert.ts'
import type { KeptChecks } from '../kept-checks.ts'
import type { Database, Writing } from './database.ts'
import { insertById } from './ids.ts'
import type { AuditRow, CaseEventRow, CaseRow } from './schema.ts'
import type { ChannelKey } from './watches.ts'

type Writer = Database | Writing

export type FiredAlert = Extract<Alert, { kind: 'alert' }>
export type KeptCase = Omit<CaseRow, 'checks' | 'flapping' | 'alert'> & {
  checks?: KeptChecks
  alert?: FiredAlert
  flapping: boolean
}

const fromRow = ({ checks, alert, flapping, ...row }: CaseRow): KeptCase => ({
  ...row,
  flapping: flapping === 1,
  ...(checks && { checks: JSON.parse(checks) as KeptChecks }),
  ...(alert && { alert: JSON.parse(alert) as FiredAlert }),
})

export async function addCase(trx: Writing, { checks, alert, flapping, ...kept }: KeptCase): Promise<void> {
  await trx
    .insertInto('cases')
    .values({
      ...kept,
      flapping: Number(flapping),
      checks: checks ? JSON.stringify(checks) : null,
      alert: alert ? JSON.stringify(alert) : null,
    })
    .execute()
}

export async function changeCase(
  db: Writer,
  id: string,
  { checks, alert, flapping, ...change }: Partial<Omit<KeptCase, 'id'>>,
): Promise<void> {
  await db
    .updateTable('cases')
    .set({
      ...change,
      ...(checks && { checks: JSON.stringify(checks) }),
      ...(alert && { alert: JSON.stringify(alert) }),
      ...(flapping !== undefined && { flapping: Number(flapping) }),
    })
    .where('id', '=', id)
    .execute()
}

export async function caseById(db: Writer, id: string): Promise<KeptCase | undefined> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The newest of a watch, open or not. */
export async function newestCase(db: Writer, watch: string): Promise<KeptCase | undefined> {
  const row = await db
    .selectFrom('cases')
    .selectAll()
    .where('watch', '=', watch)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Without their checks, which are long, and read for one case at a time. */
export type OpenCase = Omit<KeptCase, 'checks'>
const allButChecks = [
  'id',
  'watch',
  'platform',
  'workspace',
  'channel',
  'registry',
  'image',
  'lang',
  'state',
  'finding',
  'flapping',
  'opened_at',
  'closed_at',
  'message',
  'thread',
  'reports',
  'acknowledged_by',
  'acknowledged_at',
  'snoozed_until',
  'resolved_by',
  'ended',
  'escalated_at',
  'alerted_at',
  'alert',
] as const satisfies readonly (keyof CaseRow)[]

const openOnes = (db: Writer) => db.selectFrom('cases').select(allButChecks).where('state', '=', 'open')
const unchecked = (row: Omit<CaseRow, 'checks'>): OpenCase => fromRow({ ...row, checks: null })

export const openCases = async (db: Writer, registry?: string): Promise<OpenCase[]> => {
  const open = openOnes(db).orderBy('opened_at')
  return (await (registry === undefined ? open : open.where('registry', '=', registry)).execute()).map(unchecked)
}

/** No check has told anything of these yet. */
export const uncheckedCases = async (db: Writer, since: number): Promise<OpenCase[]> =>
  (await openOnes(db).where('checks', 'is', null).where('opened_at', '>=', since).execute()).map(unchecked)

/** Of a channel: open, and not told yet. */
export const untoldCases = async (trx: Writing, { platform, workspace, channel }: ChannelKey): Promise<KeptCase[]> =>
  (
    await trx
      .selectFrom('cases')
      .selectAll()
      .where((where) => where.and({ platform, workspace, channel, state: 'open' }))
      .where('message', 'is', null)
      .execute()
  ).map(fromRow)

export async function addCaseEvent(trx: Writer, event: Omit<CaseEventRow, 'id'>): Promise<void> {
  await insertById(event.at, (id) =>
    trx
      .insertInto('case_events')
      .values({ id, ...event })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow(),
  )
}

export const caseEvents = (db: Writer, id: string): Promise<CaseEventRow[]> =>
  db.selectFrom('case_events').selectAll().where('case_id', '=', id).orderBy('id').execute()

export async function audit(db: Writer, entry: Omit<AuditRow, 'id'>): Promise<void> {
  await insertById(entry.at, (id) =>
    db
      .insertInto('audit')
      .values({ id, ...entry })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow(),
  )
}

/** Cases that are over and everything that hangs on them; what people did, from before `auditBefore`. */
export async function forgetCases(db: Database, before: number, auditBefore: number): Promise<void> {
  const old = db.selectFrom('cases').select('id').where('closed_at', '<', before)
  await db.deleteFrom('case_events').where('case_id', 'in', old).execute()
  await db.deleteFrom('cases').where('closed_at', '<', before).execute()
  await db.deleteFrom('audit').where('at', '<', auditBefore).execute()
}
