// Somebody pastes an error of a registry that has a case: they are counted in it, once for each post, and told of it. Of a case
// in another channel only that there is one, and since when, unless that channel shares its cases.
import { sharedCase } from '../../cards/case.ts'
import { isSharedWith } from '../../src/oncall/sharing.ts'
import { clock } from '../../src/oncall/when.ts'
import * as words from '../../src/words/oncall.ts'
import type { Lang } from '../../src/words/text.ts'
import type { Message } from '../chat/platform.ts'
import { changeCase, type KeptCase, openCases } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database, Writing } from '../store/database.ts'
import { claimOnce } from '../store/inbox.ts'
import { putOutgoing } from '../store/outgoing.ts'
import { inTurn, turnOf } from '../store/transact.ts'
import type { ChannelKey } from '../store/watches.ts'
import { happened, say } from './record.ts'

export type Report = ChannelKey & {
  registry: string
  /** Counted and told once for each. */
  post: string
  /** Unset: they asked aside, and nobody else is to know who. */
  who?: { id: string; name?: string }
  lang: Lang
  /** Of another organisation: nothing of other channels is for them. */
  outsider: boolean
  /** They have the error themselves, and do not only look at somebody's. */
  counts: boolean
  /** Where they are told; unset: whoever asks tells them. */
  thread?: string
}

/** What the outgoing rows of those who are told of a case hold. */
export type MetBody = { said: string; lang: Lang; thread: string; of?: Message }

/** @returns what they are told */
export async function report(db: Database, asked: Report, at: number): Promise<string | undefined> {
  const { platform, workspace, channel, registry, post, lang, outsider, thread } = asked
  const place = { platform, workspace, channel }
  return inTurn(db, turnOf.channel(place), async (trx) => {
    const open = (await openCases(trx, registry)).filter(
      (it) => it.platform === platform && it.workspace === workspace && it.message !== null,
    )
    const here = open.find((it) => it.channel === channel)
    const shared = here || outsider ? undefined : await sharedOf(trx, open, channel)
    const met = here ?? shared ?? (outsider ? undefined : open[0])
    if (!met) return undefined
    const settings = await channelOf(trx, place)
    const since = clock(met.opened_at, settings.zone, at)
    const told = here
      ? words.caseHere[lang](since)
      : shared
        ? sharedCase(shownOf(shared, settings.zone), lang, at, shared.alert?.title)
        : words.caseElsewhere[lang](since)
    const said = here && asked.counts ? `${told} ${words.counted[lang]}` : told
    if (!(await claimOnce(trx, `report ${platform} ${workspace} ${channel} ${post}`, at))) return said
    if (here && asked.counts) {
      const counted = { ...here, reports: here.reports + 1 }
      await changeCase(trx, here.id, { reports: counted.reports })
      const who = asked.who && (asked.who.name ?? asked.who.id)
      await happened(trx, counted, { kind: 'reported', ...(who && { who }) }, at)
      await say(trx, counted, settings, at, null)
    }
    if (thread === undefined) return said
    const body: MetBody = { said, lang, thread, ...((here || shared) && { of: messageOf(met) }) }
    await putOutgoing(trx, { ...place, kind: 'met', about: met.id, body }, at)
    return said
  })
}

async function sharedOf(trx: Writing, open: readonly KeptCase[], channel: string): Promise<KeptCase | undefined> {
  for (const kept of open) if (isSharedWith((await channelOf(trx, kept)).sharing, channel)) return kept
  return undefined
}

const shownOf = ({ finding, opened_at, acknowledged_by, acknowledged_at }: KeptCase, zone: string) => ({
  finding,
  openedAt: opened_at,
  zone,
  ...(acknowledged_by !== null && { acknowledged: { by: acknowledged_by, at: acknowledged_at ?? opened_at } }),
})

const messageOf = ({ channel, message, thread }: KeptCase): Message => ({ channel, message: message ?? '', thread })
