// What an outgoing row is as a message: drawn when it is sent, from what is known then.
import { onCallActionIds } from '../../cards/actions.ts'
import { alertAnswer, feedAnswer } from '../../cards/alert.ts'
import { type CaseShown, caseAnswer, caseEventAnswer, metAnswer, noticeOfSight } from '../../cards/case.ts'
import { digestAnswer } from '../../cards/digest.ts'
import { outageAnswer } from '../../cards/talk.ts'
import { shownResults } from '../../src/oncall/case.ts'
import { dayOf } from '../../src/oncall/digest.ts'
import { plain, type Said } from '../chat/platform.ts'
import { shownOf } from '../kept-checks.ts'
import { type KeptCase, openCases } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database } from '../store/database.ts'
import type { Outgoing } from '../store/outgoing.ts'
import { lastResults, resultsSince } from '../store/targets.ts'
import { type ChannelKey, targetKey, watchesIn } from '../store/watches.ts'
import type { OutageBody } from './outages.ts'
import type { EventBody } from './record.ts'
import type { MetBody } from './reports.ts'

const shownIn = async (db: Database, kept: KeptCase, detailed: boolean): Promise<CaseShown> => {
  const { id, lang, registry, finding, flapping, opened_at, closed_at, resolved_by, ended, reports, checks } = kept
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
    ...(ended !== null && { ended }),
    ...(acknowledged_by !== null && { acknowledged: { by: acknowledged_by, at: acknowledged_at ?? opened_at } }),
    ...(snoozed_until !== null && { snoozedUntil: snoozed_until }),
    ...(checks && { check: shownOf(checks, detailed, lang) }),
  }
}

/** `canEscalate`: there is somebody to escalate to; `detailed`: where it will stand may show what Azure knows. */
export type Drawing = { now: number; canEscalate: boolean; detailed: boolean }

export async function drawCase(db: Database, kept: KeptCase, { now, canEscalate, detailed }: Drawing): Promise<Said> {
  const shown = await shownIn(db, kept, detailed)
  const actions = onCallActionIds.filter((id) => id !== 'escalate' || canEscalate)
  if (kept.alert) return { answer: alertAnswer(kept.alert, shown, now), actions }
  if (kept.registry === '') return plain(noticeOfSight(shown, now))
  return { answer: caseAnswer(shown, now), actions }
}

export async function drawEvent(db: Database, kept: KeptCase, { event }: EventBody, now: number): Promise<Said> {
  const { zone } = await channelOf(db, kept)
  return plain(caseEventAnswer(event, kept.lang, zone, now))
}

export async function drawFeed(db: Database, { body, ...row }: Outgoing): Promise<Said> {
  const { lang } = await channelOf(db, row)
  return plain(feedAnswer(body as Parameters<typeof feedAnswer>[0], lang))
}

export const drawMet = ({ said, lang }: Pick<MetBody, 'said' | 'lang'>, url: string | undefined): Said =>
  plain(metAnswer(said, url, lang))

export async function drawOutage(db: Database, { body, ...row }: Outgoing): Promise<Said> {
  const { mention, ...outage } = body as OutageBody
  const { lang } = await channelOf(db, row)
  return { ...plain(outageAnswer(outage, lang)), ...(mention && { mention }) }
}

const day = 24 * 3_600_000

export async function drawDigest(db: Database, { body, ...row }: Outgoing): Promise<Said | undefined> {
  const { to } = body as { to: number }
  const [watches, open, { lang }] = await Promise.all([watchesIn(db, placeOf(row)), openCases(db), channelOf(db, row)])
  if (watches.length === 0) return undefined
  const broken = new Set(open.map(({ watch }) => watch))
  const lines = await Promise.all(
    watches.map(async (watch) => ({
      loginServer: watch.registry,
      image: watch.image,
      day: dayOf(await resultsSince(db, targetKey(watch), to - day), to - day, to),
      open: broken.has(watch.id),
    })),
  )
  return plain(digestAnswer(lines, lang))
}

const placeOf = ({ platform, workspace, channel }: ChannelKey): ChannelKey => ({ platform, workspace, channel })
