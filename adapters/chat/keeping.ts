// Answers that are kept: sent, drawn anew when a button or another report changes them, taken back
// when what they answer is gone.
import { randomUUID } from 'node:crypto'
import { type ActionId, actionIds, firstView, viewActionIds } from '../../cards/actions.ts'
import { toAnswer } from '../../cards/answer.ts'
import { problemOf } from '../../src/chat/same.ts'
import { diagnosePaste, type Paste } from '../../src/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis.ts'
import * as answers from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import { countFeedback } from '../store/feedback.ts'
import { type Failed, failure, type Message, type Platform, type Said } from './platform.ts'

export type Found = { paste: Paste; diagnosis: Diagnosis }
type Kept = answers.KeptAnswer
type Whole = Kept & { paste: Paste }
type At = Pick<Kept, 'channel' | 'thread' | 'post' | 'person' | 'outsider'> & { id?: string }

export type Keeping = ReturnType<typeof keeping>

type Around = { db: Database; platform: Platform; now: () => number }

export function keeping({ db, platform, now }: Around) {
  const here = { platform: platform.name, workspace: platform.workspace }

  const keptFrom = ({ paste, diagnosis }: Found, at: At): Whole => ({
    ...here,
    id: randomUUID(),
    ...at,
    message: null,
    lang: diagnosis.lang,
    ...firstView,
    ...about(diagnosis),
    paste,
    created_at: now(),
  })

  /** For the asker alone, who gets it some other way. */
  async function keep(found: Found, at: At): Promise<Said> {
    const kept = keptFrom(found, at)
    await answers.keepAnswer(db, kept)
    return drawn(kept, found.diagnosis, { reported: 1, helped: 0, notHelped: 0 })
  }

  const drawn = (
    { id, steps, causes, outsider }: Whole,
    diagnosis: Diagnosis,
    counts: { reported: number; helped: number; notHelped: number },
  ): Said => ({
    answer: toAnswer(diagnosis, { steps, causes }, { id, ...counts }),
    actions: actionsFor(outsider),
  })

  async function draw(kept: Whole): Promise<Said> {
    const [reported, feedback] = await Promise.all([answers.countReports(db, kept.id), countFeedback(db, kept.id)])
    return drawn(kept, diagnosePaste(kept.paste, { lang: kept.lang }), { reported, ...feedback })
  }

  /** Sent and then kept: what ends this process in between has it sent again, and kept then. */
  async function send(found: Found, at: At, to: { channel: string; thread?: string }): Promise<Failed | undefined> {
    const kept = keptFrom(found, at)
    const sent = await platform.send(to, drawn(kept, found.diagnosis, { reported: 1, helped: 0, notHelped: 0 }))
    if (sent.ok) await answers.keepAnswer(db, { ...kept, message: sent.message, channel: sent.channel })
    return failure(sent)
  }

  /** In the message that everybody sees. */
  async function redraw(id: string): Promise<Failed | undefined> {
    const kept = await answers.answerById(db, id)
    const message = kept && messageOf(kept)
    return isWhole(kept) && message ? failure(await platform.update(message, await draw(kept))) : undefined
  }

  async function change(id: string, { paste, diagnosis }: Found): Promise<Failed | undefined> {
    await answers.changeAnswer(db, id, { paste, ...about(diagnosis), ...firstView })
    return redraw(id)
  }

  /** A post is gone, or says nothing any more that we would have spoken up for. */
  async function takeBack(kept: Kept, at: { channel: string; post: string }): Promise<Failed | undefined> {
    if (kept.post !== at.post) {
      await answers.removeReport(db, { ...here, ...at })
      return redraw(kept.id)
    }
    const message = messageOf(kept)
    const failed = message && failure(await platform.remove(message))
    if (failed?.why !== 'later') await answers.removeAnswer(db, kept.id)
    return failed
  }

  return { keep, draw, send, redraw, change, takeBack }
}

/** Its paste is still there, so that it can be drawn. */
export const isWhole = (kept: Kept | undefined): kept is Whole => kept?.paste !== undefined

export const messageOf = ({ channel, message, thread }: Kept): Message | undefined =>
  message === null ? undefined : { channel, message, thread }

/** Guests and strangers look, and do nothing that is kept or acts. */
export const actionsFor = (outsider: boolean): readonly ActionId[] => (outsider ? viewActionIds : actionIds)

/** What is kept of a diagnosis beside its paste. */
const about = (diagnosis: Diagnosis) => ({
  problem: problemOf(diagnosis) ?? null,
  registry: diagnosis.entities.loginServer ?? diagnosis.entities.registry ?? null,
  cause: diagnosis.causes[0]?.id ?? null,
})
