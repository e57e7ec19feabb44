// What people ask of on call in a chat, and where it is answered.
import type { Answer } from '../../cards/answer.ts'
import { noticeAnswer } from '../../cards/talk.ts'
import type { Paste } from '../../src/diagnose.ts'
import type { Named } from '../../src/oncall/mention.ts'
import { type OnCallRequest, readOnCall } from '../../src/oncall/request.ts'
import type { Lang } from '../../src/words/text.ts'
import type { OnCall } from '../oncall/oncall.ts'
import type { Report } from '../oncall/reports.ts'
import type { Person } from './event.ts'
import { type Failed, failure, type Platform, plain } from './platform.ts'

type From = { channel: string; person: Person; lang: Lang; outsider: boolean; named?: readonly Named[] }

const longest = 300

export function watching({ platform, oncall }: { platform: Platform; oncall: Promise<OnCall> | undefined }) {
  const { name, workspace } = platform

  async function answer(request: OnCallRequest, { outsider, ...from }: From): Promise<Answer> {
    if (outsider || !oncall) return noticeAnswer(outsider ? 'noChecks' : 'checksOff', from.lang)
    return (await oncall).answer(request, { platform: name, workspace, ...from })
  }

  return {
    read(paste: Paste): OnCallRequest | undefined {
      const said = paste.text.trim().replace(/[.!]+$/, '')
      return said === '' || said.length > longest || said.includes('\n') ? undefined : readOnCall(said)
    },
    answer,
    report: async (told: Omit<Report, 'platform' | 'workspace'>): Promise<string | undefined> =>
      (await oncall)?.report({ platform: name, workspace, ...told }),
    /** A watch is told to everybody in the channel: where we are not, nobody could be told of a case either. */
    async answerAside(
      request: OnCallRequest,
      from: From,
      aside: (answer: Answer) => Promise<Failed | undefined>,
    ): Promise<Failed | undefined> {
      const said = await answer(request, from)
      if (request.ask !== 'watch' || from.outsider || !oncall) return aside(said)
      const failed = failure(await platform.send({ channel: from.channel }, plain(said)))
      if (failed?.why !== 'gone') return failed
      await answer({ ask: 'unwatch', registry: request.registry }, from)
      return aside(noticeAnswer('notHere', from.lang))
    },
  }
}
