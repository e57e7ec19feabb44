// A button under an answer: who may press it, what is kept of it, and what is shown then.
import { noticeAnswer } from '../../cards/talk.ts'
import { readRegistryName } from '../../src/chat/request.ts'
import type { Notice } from '../../src/words/chat.ts'
import { isCaseAction } from '../oncall/acts.ts'
import type { OnCall } from '../oncall/oncall.ts'
import * as answers from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import { giveFeedback } from '../store/feedback.ts'
import { type Asker, type Askers, withName } from './asker.ts'
import type { Checking } from './checking.ts'
import type { Press } from './event.ts'
import { isCheckAction, isWhole, type Keeping, messageOf } from './keeping.ts'
import type { Limits } from './limits.ts'
import { type Message, type Platform, plain, type Said } from './platform.ts'

/**
 * What to put in the place of the answer, or to tell whoever pressed. `elsewhere`: it is
 * shown already. `answer` is one that others see too, in `shared`;
 * `follow` is to be done once that is shown, or so many milliseconds later where nobody can tell when that is.
 */
export type Pressed = {
  said: Said
  how: 'replace' | 'aside' | 'elsewhere'
  shared?: Message
  answer?: string
  follow?: (afterMs?: number) => Promise<undefined>
}

type Around = {
  db: Database
  platform: Platform
  limits: Limits
  now: () => number
  askerOf: Askers
  keeping: Keeping
  checking: Checking | undefined
  oncall: Promise<OnCall> | undefined
}

export function presses({ db, platform, limits, now, askerOf, keeping, checking, oncall }: Around) {
  /** What the check saw as a file, where files are taken. */
  async function handOver(kept: answers.KeptAnswer, aside: (notice: Notice) => Pressed): Promise<Pressed> {
    const file = await keeping.evidenceOf(kept)
    if (!file) return aside('tooLate')
    const { id: answer, channel, thread, message, person } = kept
    const sent = await platform.sendFile({ channel, thread, message, person, answer }, file)
    if (sent.ok)
      return sent.where === 'direct' ? aside('evidenceDirect') : { said: await keeping.draw(kept), how: 'elsewhere' }
    const whys = {
      'in-person': 'evidenceInPerson',
      nowhere: 'evidenceNowhere',
      later: 'evidenceFailed',
      gone: 'evidenceRefused',
    } as const
    return aside(whys[sent.why])
  }

  return async ({ channel, thread, person, action, state, reply }: Press): Promise<Pressed> => {
    const here = { platform: platform.name, workspace: platform.workspace }
    const told = await askerOf(person, channel, 1)
    const asker: Asker = 'ok' in told ? { lang: undefined, outsider: true } : told
    const aside = (notice: Notice): Pressed => ({
      said: plain(noticeAnswer(notice, asker.lang ?? state.lang)),
      how: 'aside',
    })
    if (isCaseAction(action)) {
      if (asker.outsider) return aside('noChecks')
      if ((await limits.press(person.id)) !== 'granted') return aside('tooOften')
      const calling = await oncall
      if (action === 'unsilence' && state.of === undefined && calling) {
        const from = { ...here, channel, person: withName(person, asker), lang: state.lang }
        return { said: plain(await calling.answer({ ask: 'unsilence' }, from)), how: 'aside' }
      }
      const said = await calling?.act({
        ...here,
        channel,
        who: withName(person, asker),
        action,
        of: state.of ?? '',
      })
      return said ? { said, how: 'elsewhere' } : aside('notFound')
    }
    const kept = state.of === undefined ? undefined : await answers.answerById(db, state.of)
    const foreign = kept && (kept.platform !== here.platform || kept.workspace !== here.workspace)
    if (!kept || foreign || (kept.message !== null && kept.channel !== channel)) return aside('notFound')
    const own = kept.person === person.id
    if (kept.message === null && !own) return aside('notFound')
    if ((await limits.press(person.id)) !== 'granted') return aside('tooOften')
    const { actionsFor } = keeping
    if (isCheckAction(action) && asker.outsider) return aside('noChecks')
    const mayPress = own ? actionsFor(asker.outsider) : asker.outsider ? [] : actionsFor(kept.outsider)
    if (!mayPress.includes(action)) return aside('onlyAsker')
    const message = messageOf(kept)
    if (isCheckAction(action)) {
      const registry = state.check ?? readRegistryName(kept.registry ?? '')?.loginServer
      if (!checking || !registry) return aside('notFound')
      if ((await limits.ask(person.id, channel)) !== 'granted') return aside('tooOften')
      const asked = { channel, person: person.id, ...(reply && { reply }), ...(thread && { thread }) }
      const begun = await checking.again(kept, registry, state.lang, asked)
      return { ...begun, ...(message && { shared: message }) }
    }
    if (action === 'evidence') return handOver(kept, aside)
    if ((action === 'helped' || action === 'not-helped') && kept.cause !== null)
      await giveFeedback(db, {
        ...here,
        answer_id: kept.id,
        person: person.id,
        cause: kept.cause,
        helped: Number(action === 'helped'),
        at: now(),
      })
    if (!isWhole(kept)) return aside('tooLate')
    const shown = { instead: null, ...state.view, lang: state.lang }
    await answers.changeAnswer(db, kept.id, shown)
    return {
      said: await keeping.draw({ ...kept, ...shown }),
      how: 'replace',
      ...(message && { shared: message, answer: kept.id }),
    }
  }
}
