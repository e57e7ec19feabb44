// Sends what is to be said on one platform: in each channel one after the other, in the order in which it was caused. What was
// tried and not noted is looked up first where the platform can.
import type { Failed, Message, Platform, Said, Sent } from '../chat/platform.ts'
import type { Lanes, Opened } from '../lanes/lanes.ts'
import { audit, caseById, changeCase, type KeptCase } from '../store/cases.ts'
import type { Database } from '../store/database.ts'
import {
  delayOutgoing,
  finishOutgoing,
  type Outgoing,
  outgoingLane,
  outgoingOf,
  tryOutgoing,
  waitingChannels,
  wasSentInVain,
} from '../store/outgoing.ts'
import { transact } from '../store/transact.ts'
import { whereOf } from '../where.ts'
import { type Drawing, drawCase, drawDigest, drawEvent, drawFeed, drawMet, drawOutage } from './draw.ts'
import type { CaseBody, EventBody } from './record.ts'
import type { MetBody } from './reports.ts'
import { endWatches } from './unwatch.ts'

const channelsAtATime = 100
const longestPause = 5 * 60_000
/** Where nothing can be looked for, what may have come is sent again after so long, and no more: an outage is sat out between. */
const copiesAfterMs = [30_000, 3_600_000]
const mostCopies = copiesAfterMs.length + 1

type Around = {
  db: Database
  lanes: Lanes
  platform: Platform
  log: (line: string) => void
  now: () => number
  /** There is somebody to escalate to. */
  canEscalate: (of: KeptCase) => boolean
  /** Everybody in this channel may see what Azure knows. */
  isViewer: (channel: string) => boolean
}

/** Where a message goes, and what is to be noted once it is there. */
type Plan =
  | { do: 'drop' }
  | { do: 'wait'; until: number }
  | { do: 'post'; to: { channel: string; thread?: string }; said: Said; posted?: KeptCase }
  | { do: 'update'; message: Message; said: Said; of: KeptCase }

export function startSender({ db, lanes, platform, log, now, canEscalate, isViewer }: Around): Opened {
  const drawing = (kept: KeptCase, channel: string): Drawing => ({
    now: now(),
    canEscalate: canEscalate(kept),
    detailed: isViewer(channel),
  })
  const here = { platform: platform.name, workspace: platform.workspace }

  async function plan(row: Outgoing, waiting: readonly Outgoing[]): Promise<Plan> {
    if (row.kind === 'feed') return { do: 'post', to: { channel: row.channel }, said: await drawFeed(db, row) }
    if (row.kind === 'digest') {
      const digest = await drawDigest(db, row)
      return digest ? { do: 'post', to: { channel: row.channel }, said: digest } : { do: 'drop' }
    }
    if (row.kind === 'outage') return { do: 'post', to: { channel: row.channel }, said: await drawOutage(db, row) }
    if (row.kind === 'met') {
      const { thread, of, ...body } = row.body as MetBody
      const said = drawMet(body, of && platform.linkTo?.(of))
      return { do: 'post', to: { channel: row.channel, ...(thread && { thread }) }, said }
    }
    const kept = await caseById(db, row.about)
    if (!kept) return { do: 'drop' }
    const { message } = kept
    if (row.kind === 'case') {
      const { mention, quiet, progress } = row.body as CaseBody
      const said = async () => ({
        ...(await drawCase(db, kept, drawing(kept, kept.channel))),
        ...(mention && { mention }),
      })
      if (message !== null)
        return {
          do: 'update',
          message: { channel: kept.channel, message, thread: kept.thread },
          said: await said(),
          of: kept,
        }
      // Nothing new: what waits to be said of it shows the strip as it is then.
      const waits = waiting.some((it) => isCase(it, row.about) && !isProgress(it))
      if (progress && row.attempts === 0 && (waits || (await wasSentInVain(db, row, mostCopies)))) return { do: 'drop' }
      // It may be there already, by what was tried for an earlier row.
      const doubted = waiting.find((it) => it.id < row.id && isCase(it, row.about) && it.tried_at !== null)
      if (doubted) return { do: 'wait', until: Math.max(doubted.not_before, now() + 1000) }
      // Over before the night was: it stands in the digest.
      if (kept.state === 'closed' && quiet && row.tried_at === null) return { do: 'drop' }
      return { do: 'post', to: { channel: kept.channel }, said: await said(), posted: kept }
    }
    if (row.kind === 'escalation') {
      const { mention } = row.body as CaseBody
      // Its buttons belong to the channel of the case.
      const said = {
        ...(await drawCase(db, kept, drawing(kept, row.channel))),
        actions: [],
        ...(mention && { mention }),
      }
      return { do: 'post', to: { channel: row.channel }, said }
    }
    const body = row.body as EventBody
    if (message === null) {
      const post = waiting.find((it) => isCase(it, row.about))
      return post ? { do: 'wait', until: Math.max(post.not_before, now() + 1000) } : { do: 'drop' }
    }
    const said = { ...(await drawEvent(db, kept, body, now())), ...(body.mention && { mention: body.mention }) }
    return { do: 'post', to: platform.under({ channel: kept.channel, message, thread: kept.thread }), said }
  }

  async function deliver(row: Outgoing, waiting: readonly Outgoing[]): Promise<void> {
    const planned = await plan(row, waiting)
    if (planned.do === 'drop') return finishOutgoing(db, [row.id], now())
    if (planned.do === 'wait') return delayOutgoing(db, row.id, planned.until)
    await tryOutgoing(db, row.id, now())
    if (planned.do === 'update') {
      const how = [row, ...waiting].every((it) => !isCase(it, row.about) || isProgress(it))
        ? { progress: true as const }
        : {}
      return settle(row, await platform.update(planned.message, planned.said, how), planned, waiting)
    }
    const looksUp = row.tried_at !== null && platform.find !== undefined
    const before = looksUp ? await platform.find?.(planned.to, idOf(row), row.created_at) : undefined
    // It may have come, and cannot be looked for just now.
    if (before && !before.ok && before.why === 'later')
      return delayOutgoing(db, row.id, now() + (before.afterMs ?? pause(row.attempts)))
    const found = before?.ok ? before : undefined
    if (!found) {
      const sent = await sendTo(row, planned.to, planned.said)
      // Looked for and not there: none of the earlier ones came.
      return settle({ ...row, copies: looksUp && !before ? 0 : row.copies }, sent, planned, waiting)
    }
    if (!planned.posted) return settle(row, found, planned, waiting)
    // It shows what was known when it was sent, and is to show what is known now.
    await changeCase(db, planned.posted.id, { message: found.message, channel: found.channel })
    return delayOutgoing(db, row.id, now(), { certain: true })
  }

  /** Whom it was to call may be nobody any more: that is no reason to tell nobody. */
  async function sendTo(row: Outgoing, to: { channel: string; thread?: string }, said: Said): Promise<Sent> {
    const sent = await platform.send(to, said, idOf(row))
    if (sent.ok || sent.why !== 'gone' || sent.out || said.mention === undefined) return sent
    const { mention: _, ...uncalled } = said
    await note(row, `called nobody: ${sent.reason.slice(0, 200)}`)
    return platform.send(to, uncalled, idOf(row))
  }

  async function settle(
    row: Outgoing,
    came: Sent | { ok: true } | Failed,
    planned: Extract<Plan, { do: 'post' | 'update' }>,
    waiting: readonly Outgoing[],
  ): Promise<void> {
    if (came.ok) {
      // What was drawn shows everything that is known: what waits to say it again is done as well.
      const same = waiting.filter((it) => row.kind === 'case' && isCase(it, row.about))
      await transact(db, async (trx) => {
        await finishOutgoing(trx, [row.id, ...same.map(({ id }) => id)], now())
        if (planned.do === 'post' && planned.posted && 'message' in came)
          await changeCase(trx, planned.posted.id, { message: came.message, channel: came.channel })
      })
      return
    }
    if (came.why === 'later') return again(row, came, planned)
    if (planned.do === 'update' && planned.of.state === 'open') {
      // Somebody deleted the message of an open case: it is told anew.
      await changeCase(db, planned.of.id, { message: null })
      return delayOutgoing(db, row.id, now(), { certain: true })
    }
    await drop(row, came.reason)
    if (!came.out || planned.do !== 'post' || !planned.posted) return
    // Nobody can be told there any more, so nothing is watched for it either.
    await changeCase(db, planned.posted.id, { state: 'closed', closed_at: now() })
    await endWatches(db, placeOf(row), { id: 'acr-check', event: { kind: 'unwatched' } }, now())
  }

  async function again(
    row: Outgoing,
    { afterMs, perhapsDone }: Extract<Failed, { why: 'later' }>,
    planned: Extract<Plan, { do: 'post' | 'update' }>,
  ): Promise<void> {
    const wait = afterMs ?? pause(row.attempts)
    // The same change made twice is one.
    if (!perhapsDone || planned.do === 'update')
      return delayOutgoing(db, row.id, now() + wait, { certain: perhapsDone !== true, copies: row.copies })
    const copies = row.copies + 1
    if (copies >= mostCopies) {
      await delayOutgoing(db, row.id, now(), { copies })
      return drop(row, `sent ${mostCopies} times, and never told whether it came`)
    }
    const spaced = platform.find ? wait : Math.max(wait, copiesAfterMs[row.copies] ?? 0)
    return delayOutgoing(db, row.id, now() + spaced, { copies })
  }

  async function drop(row: Outgoing, reason: string): Promise<void> {
    log(`${platform.name}: outgoing ${row.id} dropped: ${reason}`)
    await finishOutgoing(db, [row.id], now())
    await note(row, `dropped: ${reason.slice(0, 200)}`)
  }

  const note = (row: Outgoing, what: string) =>
    audit(db, { at: now(), ...placeOf(row), who: 'acr-check', what, about: row.about })

  /** Whether what comes later waits for it as well. */
  const isWaitedFor = (row: Outgoing) =>
    row.attempts > 0 && !isProgress(row) && (row.copies === 0 || platform.find !== undefined)

  async function work(channel: string, signal: AbortSignal): Promise<number | undefined> {
    while (!signal.aborted) {
      const waiting = await outgoingOf(db, { ...here, channel })
      // The platform asked to wait: nothing overtakes it there.
      const first = waiting.find((row) => row.not_before <= now() || isWaitedFor(row))
      if (!first || first.not_before > now())
        return first?.not_before ?? (waiting.length > 0 ? Math.min(...waiting.map((row) => row.not_before)) : undefined)
      const others = waiting.filter(({ id }) => id !== first.id)
      await deliver(first, others).catch(async (error) => {
        log(`${platform.name}: outgoing ${first.id} failed: ${whereOf(error)}`)
        await delayOutgoing(db, first.id, now() + pause(first.attempts))
      })
    }
    return now()
  }

  return lanes.open(outgoingLane(platform.name), {
    work,
    lanesAtATime: channelsAtATime,
    waiting: () => waitingChannels(db, here, now()),
  })
}

const isCase = ({ kind, about }: Outgoing, id: string): boolean => kind === 'case' && about === id

const isProgress = ({ kind, body }: Outgoing): boolean => kind === 'case' && (body as CaseBody).progress === true

const placeOf = ({ platform, workspace, channel }: Outgoing) => ({ platform, workspace, channel })

/** Rides along where the platform keeps it, so that what was sent is found again. */
const idOf = ({ id }: Outgoing): string => `outgoing-${id}`

const pause = (attempts: number) => Math.min(longestPause, 1000 * 2 ** attempts)
