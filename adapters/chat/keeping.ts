// Answers that are kept: kept before they are sent, drawn anew when a button or another report changes them, taken back
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

  async function keep({ paste, diagnosis }: Found, at: At): Promise<Whole> {
    const kept: Whole = {
      ...here,
      id: randomUUID(),
      ...at,
      message: null,
      lang: diagnosis.lang,
      ...firstView,
      ...about(diagnosis),
      paste,
      created_at: now(),
    }
    await answers.keepAnswer(db, kept)
    return kept
  }

  async function draw({ id, lang, steps, causes, outsider, paste }: Whole): Promise<Said> {
    const [reported, feedback] = await Promise.all([answers.countReports(db, id), countFeedback(db, id)])
    return {
      answer: toAnswer(diagnosePaste(paste, { lang }), { steps, causes }, { id, reported, ...feedback }),
      actions: actionsFor(outsider),
    }
  }

  async function send(kept: Whole, to: { channel: string; thread?: string }): Promise<Failed | undefined> {
    const sent = await platform.send(to, await draw(kept))
    if (sent.ok) await answers.changeAnswer(db, kept.id, { message: sent.message, channel: sent.channel })
    else if (sent.why === 'gone') await answers.removeAnswer(db, kept.id)
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
