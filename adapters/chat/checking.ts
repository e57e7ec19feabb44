// A check that was asked for in a chat: said at once to be under way, made in a lane of its own so that nobody's question
// waits for it, and told where it was announced. The event stays until the verdict was sent; whatever ends this process in
// between has the check made again, in the same message.
import { setTimeout as sleep } from 'node:timers/promises'
import { checkingAnswer } from '../../cards/check.ts'
import { noticeAnswer } from '../../cards/talk.ts'
import type { RegistryName } from '../../src/chat/request.ts'
import { type CheckStep, defaultDeadlineMs } from '../../src/check.ts'
import type { Paste } from '../../src/diagnose.ts'
import type { Lang } from '../../src/words/text.ts'
import { CheckRefused } from '../check-refused.ts'
import type { Checks } from '../checks.ts'
import { keptOf } from '../kept-checks.ts'
import * as answers from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import type { CheckAsked, Question } from './event.ts'
import { type At, type Keeping, messageOf } from './keeping.ts'
import { type Failed, failure, type Platform, plain, type Said } from './platform.ts'
import type { MayView } from './viewers.ts'

/** Who makes the checks of a chat. */
export type ChatChecks = Checks & { deadlineMs?: number }
/** Commits that a check is to be made, no earlier than so many milliseconds from now. */
export type Enqueue = (asked: CheckAsked, key: string, afterMs?: number) => Promise<void>

/** Of the deadline: for the turn that a check waits for. */
const grace = 1.5
const interimAfterMs = 2_000
/** One that was given up does not keep others from being asked for. */
const staleAfterMs = 3_600_000

type Around = {
  db: Database
  platform: Platform
  checks: ChatChecks
  keeping: Keeping
  mayView: MayView
  now: () => number
  enqueue: Enqueue
  /** We are closing: what is under way is left for the next start. */
  stopping: AbortSignal
}
type To = { channel: string; thread?: string }
/** `probed`: the paste is what a probe of this registry printed elsewhere. */
type Wanted = { registry: RegistryName; probed?: true; paste: Paste }

const along = ({ probed, paste }: Wanted) => probed && { paste }
const verdictOf = (outcome: answers.Checked | undefined) =>
  outcome && 'checks' in outcome ? outcome.checks.en.verdict : undefined

export type Checking = ReturnType<typeof checking>

export function checking({ db, platform, checks: making, keeping, mayView, now, enqueue, stopping }: Around) {
  const isUnderWay = ({ checking }: answers.KeptAnswer) => checking !== null && now() - checking < staleAfterMs

  async function follow({ id, checking }: answers.KeptAnswer, asked: Omit<CheckAsked, 'answer'>, afterMs?: number) {
    await enqueue({ ...asked, answer: id }, `${platform.name}:check:${id}:${checking}`, afterMs)
    return undefined
  }

  /** In the chat, before everybody there. */
  async function announce(wanted: Wanted, lang: Lang, at: At, to: To): Promise<Failed | undefined> {
    const { loginServer } = wanted.registry
    const sent = await platform.send(to, plain(checkingAnswer(loginServer, lang)))
    if (!sent.ok) return sent
    const { message, channel } = sent
    const kept = keeping.unchecked({ ...at, channel }, { registry: loginServer, lang, message, ...along(wanted) })
    await answers.keepAnswer(db, kept)
    return follow(kept, { channel, person: at.person })
  }

  /** Behind a command: in the channel where we are in it, else to the asker alone. */
  async function announceAside(
    question: Question,
    { registry, probed }: Pick<Wanted, 'registry' | 'probed'>,
    lang: Lang,
  ): Promise<Failed | undefined> {
    const { id, channel, person, reply, command, paste } = question
    const wanted: Wanted = { registry, paste, ...(probed && { probed }) }
    const { loginServer } = registry
    const at = { id, channel, thread: null, post: null, person: person.id, outsider: false }
    const asked = { channel, person: person.id, ...(reply && { reply }) }
    const before = await answers.answerById(db, id)
    if (before) return follow(before, asked)
    if (command) {
      const failed = await announce(wanted, lang, at, { channel })
      if (failed?.why !== 'gone') return failed
    }
    const failed = failure(await platform.aside(asked, plain(checkingAnswer(loginServer, lang)), 'new'))
    if (failed) return failed
    const kept = keeping.unchecked(at, { registry: loginServer, lang, message: null, ...along(wanted) })
    await answers.keepAnswer(db, kept)
    return follow(kept, asked)
  }

  /** What to put in the place of an answer whose check was asked for, and what to do once that is shown. */
  async function again(kept: answers.KeptAnswer, registry: string, lang: Lang, asked: Omit<CheckAsked, 'answer'>) {
    if (isUnderWay(kept)) {
      await follow(kept, asked)
      return { said: plain(noticeAnswer('checking', lang)), how: 'aside' as const }
    }
    const begun = { ...kept, checking: now() }
    await answers.changeAnswer(db, kept.id, { checking: begun.checking, registry, lang })
    return {
      said: plain(checkingAnswer(registry, lang)),
      how: 'replace' as const,
      follow: (afterMs?: number) => follow(begun, asked, afterMs),
    }
  }

  type Outcome = answers.Checked

  async function make(kept: answers.KeptAnswer, show: (steps: CheckStep[]) => void) {
    const { registry, lang, paste, checking } = kept
    const deadlineMs = making.deadlineMs ?? defaultDeadlineMs
    const ending = new AbortController()
    const steps: CheckStep[] = []
    const began = now()
    const at = checking ?? began
    const interim = setTimeout(() => show(steps), interimAfterMs)
    const end = () => ending.abort()
    stopping.addEventListener('abort', end)
    try {
      const told = await Promise.race([
        making.run(
          { registry: registry ?? '', deadlineMs, from: 'remote', azure: 'always', ...(paste && { paste }) },
          { onStep: (step) => void steps.push(step(lang)), signal: ending.signal },
        ),
        sleep(deadlineMs * grace, undefined, { signal: ending.signal, ref: false }),
      ])
      if (!told) return { at, failed: 'fault' } satisfies Outcome
      const checks = keptOf(told, await mayView(kept))
      const { checkedAt, ms } = checks[lang]
      return { at, checks, ageMs: Math.max(0, began - Date.parse(checkedAt) - ms) } satisfies Outcome
    } catch (error) {
      if (stopping.aborted) return undefined
      return { at, failed: error instanceof CheckRefused ? error.why : 'fault' } satisfies Outcome
    } finally {
      clearTimeout(interim)
      stopping.removeEventListener('abort', end)
      end()
    }
  }

  /** Since when it has been broken, as far as this answer knows; it stays once it works again, and goes after that. */
  function brokenSince({ checked, broken_since }: answers.KeptAnswer, outcome: Outcome): number | null {
    const verdict = verdictOf(outcome) ?? 'unknown'
    const before = verdictOf(checked) === 'healthy' ? null : broken_since
    return verdict === 'problem' && before === null ? now() : before
  }

  /** Makes the check and tells the verdict in the message that announced it. */
  async function carryOut({ answer, channel, person, reply, thread }: CheckAsked, attempt: number) {
    const kept = await answers.answerById(db, answer)
    if (!kept || kept.checking === null) return undefined
    const message = messageOf(kept)
    const put = async (said: Said, how?: { progress: true }) =>
      message
        ? platform.update(message, said, how)
        : platform.aside({ channel, person, ...(reply && { reply }), ...(thread && { thread }) }, said, 'replace')
    let shown: Promise<unknown> = Promise.resolve()
    const interim = (steps: CheckStep[]) => {
      if (attempt > 0) return
      shown = put(plain(checkingAnswer(kept.registry ?? '', kept.lang, steps)), { progress: true })
    }
    const made = kept.checked?.at === kept.checking ? kept.checked : await make(kept, interim)
    if (!made || stopping.aborted) return { ok: false, why: 'later' } as const
    const changed = {
      checked: made,
      broken_since: made === kept.checked ? kept.broken_since : brokenSince(kept, made),
      ...('checks' in made && { cause: made.checks[kept.lang].causes[0]?.id ?? null }),
    }
    await answers.changeAnswer(db, answer, changed)
    await shown
    const failed = failure(await put(await keeping.draw({ ...kept, ...changed })))
    if (failed?.why !== 'later') await answers.changeAnswer(db, answer, { checking: null })
    return failed
  }

  return {
    announce,
    announceAside,
    again,
    carryOut,
    /** A post that came again: its check goes on. */
    goOn: async (kept: answers.KeptAnswer): Promise<undefined> =>
      isUnderWay(kept) ? follow(kept, { channel: kept.channel, person: kept.person }) : undefined,
  }
}
