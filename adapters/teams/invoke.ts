// What Teams waits for: a pressed button, and "Diagnose this message" with its dialog. Answered within the time that Teams
// gives, however long the work takes.
import { randomUUID } from 'node:crypto'
import type { Activity } from 'botbuilder'
import { noticeAnswer } from '../../cards/talk.ts'
import { teamsCard } from '../../cards/teams.ts'
import { readPaste } from '../../src/diagnose.ts'
import { langOf } from '../chat/asker.ts'
import type { Chat } from '../chat/chat.ts'
import { isCheckAction } from '../chat/keeping.ts'
import { plain, type Said } from '../chat/platform.ts'
import { cardType } from './platform.ts'
import { diagnoseMessage } from './surface.ts'
import { fromHtml } from './text.ts'
import { personOf, placeOf, pressOf } from './translate.ts'

export type Answered = { status: number; body?: unknown }

/** A card in an answer is shown by then, so that what follows it comes later. */
const shownAfterMs = 500
/** Of the five seconds that a dialog has. */
const timeMs = 4_000

const sentence = (text: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text.replaceAll('`', ''),
})

const dialogWith = ({ answer, actions }: Said) => ({
  task: {
    type: 'continue',
    value: {
      title: 'acr-check',
      width: 'large',
      height: 'large',
      // A dialog cannot be told a verdict later.
      card: {
        contentType: cardType,
        content: teamsCard(
          answer,
          actions.filter((id) => !isCheckAction(id)),
          { dialog: true },
        ),
      },
    },
  },
})

const busy = (activity: Activity): Said => plain(noticeAnswer('busy', langOf(personOf(activity).locale) ?? 'en'))

/** @param consented does what somebody said to a consent card */
export function invokes(chat: Chat, workspace: string, consented: (activity: Activity) => Promise<void>) {
  /** The card in the answer is for whoever pressed; everybody else gets it by an update. */
  async function press(activity: Activity) {
    const action: { verb?: unknown; data?: object } = activity.value?.action ?? {}
    const asked = pressOf(activity, { ...action.data, action: action.verb })
    if (!asked)
      return {
        statusCode: 400,
        type: 'application/vnd.microsoft.error',
        value: { code: 'BadRequest', message: 'unknown button' },
      }
    const { said, how, answer, follow } = await chat.press(asked)
    if (how === 'aside') return sentence(said.answer.lead)
    await follow?.(shownAfterMs)
    if (answer)
      await chat.receive({
        lane: asked.channel,
        key: `teams:redraw:${answer}:${randomUUID()}`,
        body: { kind: 'redraw', workspace, answer },
      })
    return { statusCode: 200, type: cardType, value: teamsCard(said.answer, said.actions) }
  }

  /** Only who asked sees what it says. */
  async function dialog(activity: Activity): Promise<Said> {
    const { commandId, messagePayload, data } = activity.value ?? {}
    const pressed = pressOf(activity, data)
    if (pressed) return (await chat.press(pressed)).said
    // Clients for developers leave it out: there is one command.
    if (commandId !== undefined && commandId !== diagnoseMessage) return busy(activity)
    const { content = '', contentType = 'html' } = messagePayload?.body ?? {}
    const text = contentType === 'text' ? String(content) : fromHtml(String(content))
    const said = await chat.question({
      id: randomUUID(),
      channel: placeOf(activity).channel,
      person: personOf(activity),
      paste: readPaste(text),
      files: [],
      command: false,
    })
    return 'answer' in said ? said : busy(activity)
  }

  const inTime = <Value>(wanted: Promise<Value>, late: Value): Promise<Value> =>
    Promise.race([wanted, new Promise<Value>((resolve) => setTimeout(resolve, timeMs, late).unref())])

  return async (activity: Activity): Promise<Answered> => {
    switch (activity.name) {
      case 'adaptiveCard/action':
        return { status: 200, body: await inTime<object>(press(activity), sentence(busy(activity).answer.lead)) }
      case 'composeExtension/fetchTask':
      case 'composeExtension/submitAction':
        return { status: 200, body: dialogWith(await inTime(dialog(activity), busy(activity))) }
      case 'fileConsent/invoke':
        await inTime(consented(activity), undefined)
        return { status: 200 }
      default:
        return { status: 501 }
    }
  }
}
