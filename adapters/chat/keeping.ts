// Answers that are kept: sent, drawn anew when a button or another report changes them, taken back
// when what they answer is gone.
import { randomUUID } from 'node:crypto'
import { type ActionId, actionIds, checkActionIds, firstView, viewActionIds } from '../../cards/actions.ts'
import { toAnswer } from '../../cards/answer.ts'
import { checkAnswer, checkFailedAnswer } from '../../cards/check.ts'
import { problemOf } from '../../src/chat/same.ts'
import { diagnosePaste, type Paste } from '../../src/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis.ts'
import { evidenceName, evidencePack } from '../../src/handover/evidence.ts'
import { evidenceFile } from '../../src/words/chat.ts'
import { shownOf } from '../kept-checks.ts'
import { maker } from '../maker.ts'
import * as answers from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import { countFeedback } from '../store/feedback.ts'
import { type Failed, failure, type Message, type OutFile, type Platform, type Said } from './platform.ts'
import type { MayView } from './viewers.ts'

export type Found = { paste: Paste; diagnosis: Diagnosis }
type Kept = answers.KeptAnswer
export type At = Pick<Kept, 'channel' | 'thread' | 'post' | 'person' | 'outsider'> & { id?: string }

export type Keeping = ReturnType<typeof keeping>

type Around = { db: Database; platform: Platform; now: () => number; canCheck: boolean; mayView: MayView }
type Counts = { reported: number; helped: number; notHelped: number }

export function keeping({ db, platform, now, canCheck, mayView }: Around) {
  const here = { platform: platform.name, workspace: platform.workspace }
  const unchecking = actionIds.filter((id) => canCheck || !isCheckAction(id))

  /** Guests and strangers look, and do nothing that is kept or acts. */
  const actionsFor = (outsider: boolean): readonly ActionId[] => (outsider ? viewActionIds : unchecking)

  const keptAt = (at: At): Omit<Kept, 'lang' | 'message' | keyof ReturnType<typeof about>> => ({
    ...here,
    id: randomUUID(),
    ...at,
    ...firstView,
    instead: null,
    checking: null,
    broken_since: null,
    created_at: now(),
  })

  const keptFrom = ({ paste, diagnosis }: Found, at: At): Kept => ({
    ...keptAt(at),
    message: null,
    lang: diagnosis.lang,
    ...about(diagnosis),
    paste,
  })

  /** Of a check that begins now. */
  const unchecked = (at: At, said: Pick<Kept, 'registry' | 'lang' | 'message' | 'paste'>): Kept => ({
    ...keptAt(at),
    problem: null,
    cause: null,
    checking: now(),
    ...said,
  })

  /** For the asker alone, who gets it some other way. */
  async function keep(found: Found, at: At): Promise<Said> {
    const kept = keptFrom(found, at)
    await answers.keepAnswer(db, kept)
    return drawn(kept, found.diagnosis, { reported: 1, helped: 0, notHelped: 0 })
  }

  const drawn = ({ id, steps, causes, instead, outsider }: Kept, diagnosis: Diagnosis, counts: Counts): Said => ({
    answer: toAnswer(diagnosis, { steps, causes, ...(instead && { instead }) }, { id, ...counts }),
    actions: actionsFor(outsider),
  })

  async function draw(kept: Kept): Promise<Said> {
    const { id, paste, checked, lang, steps, causes, instead, outsider, registry, broken_since } = kept
    const [reported, feedback] = await Promise.all([answers.countReports(db, id), countFeedback(db, id)])
    const counts = { reported, ...feedback }
    if (checked && 'checks' in checked) {
      const { checks, ageMs } = checked
      const check = shownOf(checks, checks.detailed !== undefined && (await mayView(kept)), lang)
      const healed = check.verdict === 'healthy' && broken_since !== null
      const more = {
        remote: true,
        ageMs,
        kept: { id, ...counts },
        ...(healed && { brokenForMs: Math.max(0, checked.at - broken_since) }),
      }
      return {
        answer: checkAnswer(check, { steps, causes, ...(instead && { instead }) }, more),
        actions: actionsFor(outsider),
      }
    }
    const failed = checkFailedAnswer(registry ?? '', lang, checked?.failed ?? 'fault', id)
    const diagnosis = paste && diagnosePaste(paste, { lang })
    if (!diagnosis || (checked && !diagnosis.recognised)) return { answer: failed, actions: actionsFor(outsider) }
    const said = drawn(kept, diagnosis, counts)
    if (!checked) return said
    return { ...said, answer: { ...said.answer, notes: [failed.summary, ...(said.answer.notes ?? [])] } }
  }

  /** All that the check of an answer saw, as the place where it stands may show it; undefined where there is none. */
  async function evidenceOf(kept: Kept): Promise<OutFile | undefined> {
    const { checked, lang } = kept
    if (!checked || !('checks' in checked)) return undefined
    const { checks } = checked
    const check = shownOf(checks, checks.detailed !== undefined && (await mayView(kept)), lang)
    return { name: evidenceName(check), text: evidencePack(check, maker), about: evidenceFile[lang](check.loginServer) }
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
    await answers.changeAnswer(db, id, {
      paste,
      ...about(diagnosis),
      ...firstView,
      instead: null,
      checked: null,
      checking: null,
    })
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

  return { actionsFor, unchecked, keep, draw, evidenceOf, send, redraw, change, takeBack }
}

/** Its paste or check is still there, so that it can be drawn. */
export const isWhole = (kept: Kept | undefined): kept is Kept =>
  kept?.paste !== undefined || kept?.checked !== undefined

export const isCheckAction = (id: ActionId): boolean => checkActionIds.some((known) => known === id)

export const messageOf = ({ channel, message, thread }: Kept): Message | undefined =>
  message === null ? undefined : { channel, message, thread }

/** What is kept of a diagnosis beside its paste. */
const about = (diagnosis: Diagnosis) => ({
  problem: problemOf(diagnosis) ?? null,
  registry: diagnosis.entities.loginServer ?? diagnosis.entities.registry ?? null,
  cause: diagnosis.causes[0]?.id ?? null,
})
