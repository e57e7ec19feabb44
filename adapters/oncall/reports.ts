// Somebody pastes an error of a registry that has a case: they are counted in it, once for each post, and told of it. Of a case
// in another channel only that there is one, and since when.

import { clock } from '../../src/oncall/when.ts'
import * as words from '../../src/words/oncall.ts'
import type { Lang } from '../../src/words/text.ts'
import { caseEvents, changeCase, openCases } from '../store/cases.ts'
import { channelOf } from '../store/channels.ts'
import type { Database } from '../store/database.ts'
import { inTurn, turnOf } from '../store/transact.ts'
import type { ChannelKey } from '../store/watches.ts'
import { happened, say } from './record.ts'

export type Report = ChannelKey & { registry: string; post: string; who: { id: string; name?: string }; lang: Lang }

export async function report(
  db: Database,
  { platform, workspace, channel, registry, post, who, lang }: Report,
  at: number,
): Promise<string | undefined> {
  return inTurn(db, turnOf.channel({ platform, workspace, channel }), async (trx) => {
    const open = (await openCases(trx, registry)).filter(
      (it) => it.platform === platform && it.workspace === workspace && it.message !== null,
    )
    const here = open.find((it) => it.channel === channel)
    const settings = await channelOf(trx, { platform, workspace, channel })
    if (!here) {
      const [first] = open
      return first && words.caseElsewhere[lang](clock(first.opened_at, settings.zone, at))
    }
    const known = await caseEvents(trx, here.id)
    const counted = known.some(({ kind, detail }) => kind === 'reported' && detail?.includes(JSON.stringify(post)))
    if (!counted) {
      const reports = here.reports + 1
      await changeCase(trx, here.id, { reports })
      const counting = { ...here, reports }
      await happened(trx, counting, { kind: 'reported', who: who.name ?? who.id, post }, at)
      await say(trx, counting, settings, at, null)
    }
    return words.caseHere[lang](clock(here.opened_at, settings.zone, at))
  })
}
