// What a check of a watched registry comes to: its result, what changes in the cases of every channel that watches it, and what
// is to be said of that, all in one transaction. Whatever ends this process, a change is never without its message.
import { randomUUID } from 'node:crypto'
import type { Event } from '../../cards/case.ts'
import type { Check, ToldCheck } from '../../src/check.ts'
import { judgeCase, type Result, shownResults } from '../../src/oncall/case.ts'
import { plannedEnds } from '../../src/oncall/planned.ts'
import { quietEnds } from '../../src/oncall/quiet.ts'
import { type KeptChecks, keptOf } from '../kept-checks.ts'
import { addCase, addCaseEvent, changeCase, type KeptCase, newestCase } from '../store/cases.ts'
import { type Channel, channelOf } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { putOutgoing } from '../store/outgoing.ts'
import type { ResultRow, TargetRow } from '../store/schema.ts'
import { addResult, lastResults, releaseTarget } from '../store/targets.ts'
import { together } from '../store/together.ts'
import { takeTurn, turnOf } from '../store/transact.ts'
import { type Watch, watchesOf } from '../store/watches.ts'

/** What the outgoing rows of a case hold. */
export type CaseBody = {
  mention?: string
  /** Not told before the quiet hours are over. */
  quiet?: true
  /** Nothing has changed but the strip of results. */
  progress?: true
}
export type EventBody = { event: Event; mention?: string }

/** Results that could not be told lie between those that count. */
const lookedAt = 3 * shownResults
/** Once may be a hiccup of this machine. */
const cutOffTwice = 2

/** @param isViewer everybody in this channel may see what Azure knows */
export function record(
  db: Database,
  target: TargetRow,
  told: ToldCheck,
  isViewer: (channel: string) => boolean,
  at: number,
): Promise<void> {
  const [open, detailed] = [keptOf(told, false), keptOf(told, true)]
  return together(db, async (trx) => {
    await takeTurn(trx, turnOf.registry(target.registry))
    const watches = await watchesOf(trx, target)
    await takeTurn(trx, ...watches.map(turnOf.channel))
    await addResult(trx, resultOf(target.key, open.en, at))
    await releaseTarget(trx, target.key)
    const results = await lastResults(trx, target.key, lookedAt)
    for (const watch of watches) await judge(trx, watch, results, isViewer(watch.channel) ? detailed : open, at)
  })
}

/** A check as it is kept. */
export function resultOf(target: string, { verdict, finding, ms, steps }: Check, at: number): ResultRow {
  const speed = steps.find(({ id }) => id === 'speed')
  const [, roundTrip] = /([\d.]+) ms/.exec(speed?.saw ?? '') ?? []
  const round_trip = roundTrip === undefined ? null : Math.round(Number(roundTrip))
  return { target, at, verdict, finding, ms: Math.round(ms), round_trip }
}

/** A channel's own loss of sight is a case of its own, for all it watches. */
export const cutOffWatch = ({
  platform,
  workspace,
  channel,
}: Pick<Watch, 'platform' | 'workspace' | 'channel'>): string => `cut-off ${platform} ${workspace} ${channel}`

async function judge(
  trx: Writing,
  watch: Watch,
  results: readonly Result[],
  checks: KeptChecks,
  at: number,
): Promise<void> {
  const channel = await channelOf(trx, watch)
  await judgeSight(trx, watch, channel, results, at)
  const newest = await newestCase(trx, watch.id)
  const open = newest?.state === 'open' ? newest : undefined
  const judged = judgeCase({
    results,
    open: open && { finding: open.finding, openedAt: open.opened_at, flapping: open.flapping },
    last: newest && { openedAt: newest.opened_at },
    wanted: watch.findings,
    silenced: watch.silenced,
    held: watch.held,
    maintenance: plannedEnds(channel.maintenance, watch.registry, at) > at,
  })
  if (judged.held !== watch.held)
    await trx
      .updateTable('watches')
      .set({ held: judged.held ?? null })
      .where('id', '=', watch.id)
      .execute()
  const { change } = judged
  if (!change && !open) return
  const told = checks.en.verdict !== 'unknown'
  const kept = await keep(trx, { watch, channel, open, newest, judged, checks: told ? checks : undefined, at })
  const mention = kept.snoozed_until !== null && kept.snoozed_until > at ? null : watch.mention
  // Also without a change: the strip goes on, and so does the time that it has been broken.
  await say(trx, kept, channel, at, change?.kind === 'opened' ? mention : null, change === undefined)
  if (change) await happened(trx, kept, eventOf(change), at, change.kind === 'steady' ? mention : null)
}

type Keep = {
  watch: Watch
  channel: Channel
  open: KeptCase | undefined
  newest: KeptCase | undefined
  judged: ReturnType<typeof judgeCase>
  checks: KeptChecks | undefined
  at: number
}

async function keep(trx: Writing, { watch, channel, open, newest, judged, checks, at }: Keep): Promise<KeptCase> {
  const { change } = judged
  const known = open ?? (change?.kind === 'flapping' ? newest : undefined)
  if (known) {
    const state = judged.open ? 'open' : 'closed'
    const changed = {
      state,
      closed_at: state === 'closed' ? at : null,
      ended: change?.kind === 'other' ? 'other' : null,
      // Whoever resolved it did so before it broke again.
      ...(state === 'open' && { resolved_by: null }),
      finding: judged.open?.finding ?? known.finding,
      flapping: judged.open?.flapping ?? false,
      ...(checks && { checks }),
      ...(change?.kind === 'steady' && { acknowledged_by: null, acknowledged_at: null, escalated_at: null }),
    } as const
    await changeCase(trx, known.id, changed)
    return { ...known, ...changed }
  }
  const { platform, workspace, registry, image } = watch
  const made: KeptCase = {
    ...emptyCase,
    id: randomUUID(),
    watch: watch.id,
    platform,
    workspace,
    channel: watch.channel,
    registry,
    image,
    lang: channel.lang,
    state: 'open',
    finding: judged.open?.finding ?? 'cut-off',
    flapping: judged.open?.flapping ?? false,
    opened_at: judged.open?.openedAt ?? at,
    ...(checks && { checks }),
  }
  await addCase(trx, made)
  return made
}

/** Of a case that nobody has touched yet. */
export const emptyCase = {
  closed_at: null,
  message: null,
  thread: null,
  reports: 0,
  acknowledged_by: null,
  acknowledged_at: null,
  snoozed_until: null,
  resolved_by: null,
  ended: null,
  escalated_at: null,
  alerted_at: null,
}

function eventOf(change: NonNullable<ReturnType<typeof judgeCase>['change']>): Event {
  switch (change.kind) {
    case 'opened':
      return { kind: 'opened', finding: change.finding }
    case 'changed':
      return { kind: 'changed', finding: change.to, before: change.from }
    case 'recovered':
      return { kind: 'recovered', lasted: change.brokenForMs }
    case 'other':
      return { kind: 'other', finding: change.finding }
    case 'flapping':
      return { kind: 'flapping' }
    case 'steady':
      return { kind: 'steady' }
  }
}

/** Into the history, and under the message. */
export async function happened(
  trx: Writing,
  kept: KeptCase,
  event: Event,
  at: number,
  mention: string | null = null,
): Promise<void> {
  const { platform, workspace, channel, id } = kept
  const told = event.kind === 'steady' ? { ...event, finding: kept.finding } : event
  const { kind, who, ...detail } = told
  await addCaseEvent(trx, { case_id: id, at, kind, who: who ?? null, detail: JSON.stringify(detail) })
  const body: EventBody = { event: told, ...(mention && { mention }) }
  await putOutgoing(trx, { platform, workspace, channel, kind: 'case-event', about: id, body }, at)
}

/** What was told once is kept up to date at any hour. Watches open nothing while work is planned; alerts come all the same. */
export function heldUntil(
  { message, alert, registry }: KeptCase,
  { quiet, zone, maintenance }: Channel,
  at: number,
): number {
  if (message !== null) return at
  let until = at
  for (let before: number | undefined; before !== until; ) {
    before = until
    if (quiet) until = quietEnds(quiet, zone, until)
    if (alert) until = plannedEnds(maintenance, registry, until)
  }
  return until
}

/** The message of the case is to show how it stands. */
export async function say(
  trx: Writing,
  kept: KeptCase,
  channel: Channel,
  at: number,
  mention: string | null,
  progress = false,
): Promise<void> {
  const { platform, workspace, id } = kept
  const until = heldUntil(kept, channel, at)
  const body: CaseBody = {
    ...(mention && { mention }),
    ...(until > at && { quiet: true }),
    ...(progress && { progress }),
  }
  await putOutgoing(trx, { platform, workspace, channel: channel.channel, kind: 'case', about: id, body }, at, until)
}

async function judgeSight(
  trx: Writing,
  watch: Watch,
  channel: Channel,
  results: readonly Result[],
  at: number,
): Promise<void> {
  const key = cutOffWatch(watch)
  const last = results.slice(-cutOffTwice)
  const blind = last.length === cutOffTwice && last.every(({ finding }) => finding === 'cut-off')
  const sees = last.at(-1)?.finding !== 'cut-off' && last.at(-1)?.verdict !== 'unknown'
  if (!blind && !sees) return
  const newest = await newestCase(trx, key)
  const open = newest?.state === 'open' ? newest : undefined
  if (blind === (open !== undefined)) return
  if (open) {
    const closed = { state: 'closed', closed_at: at } as const
    await changeCase(trx, open.id, closed)
    await say(trx, { ...open, ...closed }, channel, at, null)
    return
  }
  if (!blind) return
  const { platform, workspace } = watch
  const made: KeptCase = {
    ...emptyCase,
    id: randomUUID(),
    watch: key,
    platform,
    workspace,
    channel: watch.channel,
    registry: '',
    image: '',
    lang: channel.lang,
    state: 'open',
    finding: 'cut-off',
    flapping: false,
    opened_at: last[0]?.at ?? at,
  }
  await addCase(trx, made)
  await say(trx, made, channel, at, null)
}
