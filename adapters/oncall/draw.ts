// What an outgoing row is as a message: drawn when it is sent, from what is known then.
import { onCallActionIds } from '../../cards/actions.ts'
import { alertAnswer, feedAnswer } from '../../cards/alert.ts'
import { type CaseShown, caseAnswer, caseEventAnswer, noticeOfSight } from '../../cards/case.ts'
import { shownResults } from '../../src/oncall/case.ts'
import { plain, type Said } from '../chat/platform.ts'
import type { KeptCase } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database } from '../store/database.ts'
import type { Outgoing } from '../store/outgoing.ts'
import { lastResults } from '../store/targets.ts'
import { targetKey } from '../store/watches.ts'
import type { EventBody } from './record.ts'

const shownOf = async (db: Database, kept: KeptCase): Promise<CaseShown> => {
  const { id, lang, registry, finding, flapping, opened_at, closed_at, resolved_by, reports, checks } = kept
  const { acknowledged_by, acknowledged_at, snoozed_until } = kept
  const { zone } = await channelOf(db, kept)
  return {
    id,
    lang,
    loginServer: registry,
    finding,
    flapping,
    openedAt: opened_at,
    reports,
    results: await lastResults(db, targetKey(kept), shownResults),
    zone,
    ...(closed_at !== null && { closedAt: closed_at }),
    ...(resolved_by !== null && { resolvedBy: resolved_by }),
    ...(acknowledged_by !== null && { acknowledged: { by: acknowledged_by, at: acknowledged_at ?? opened_at } }),
    ...(snoozed_until !== null && { snoozedUntil: snoozed_until }),
    ...(checks && { check: checks[lang] }),
  }
}

export async function drawCase(db: Database, kept: KeptCase, now: number): Promise<Said> {
  const shown = await shownOf(db, kept)
  if (kept.alert) return { answer: alertAnswer(kept.alert, shown, now), actions: onCallActionIds }
  if (kept.registry === '') return plain(noticeOfSight(shown, now))
  return { answer: caseAnswer(shown, now), actions: onCallActionIds }
}

export async function drawEvent(db: Database, kept: KeptCase, { event }: EventBody, now: number): Promise<Said> {
  const { zone } = await channelOf(db, kept)
  return plain(caseEventAnswer(event, kept.lang, zone, now))
}

export async function drawFeed(db: Database, { body, ...row }: Outgoing): Promise<Said> {
  const { lang } = await channelOf(db, row)
  return plain(feedAnswer(body as Parameters<typeof feedAnswer>[0], lang))
}
