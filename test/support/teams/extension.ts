// The message extension: "Diagnose" among a message's actions, the dialog that it opens, and what a person sends from it.
import { baseActivity, messagePayload } from './activities.ts'
import { buttonOf, type Choice, dataOf } from './buttons.ts'
import type { Delivered, Delivery, DeliveryOptions } from './delivery.ts'
import { cardProblems, cardType, isJson, list } from './rules.ts'
import type { Conversation, Json, Message, Person, World } from './world.ts'

export type Extending = DeliveryOptions & {
  commandId: string
  /** The message that the action is used on. Without, the command box or the compose area is meant. */
  message?: Message
  /** In place of what the message says. */
  payload?: Json
  commandContext?: 'message' | 'compose' | 'commandbox'
  /** Where it happens, if there is no message. */
  conversation?: Conversation
}

/** What the bot answered: a dialog with a card, words, a card for the conversation, or nothing. */
export type Dialog = Delivered & {
  person: Person
  asked: Extending
  title?: string
  card?: Json
  notice?: string
  result?: Json[]
}

export function createExtension(world: World, { deliver }: Delivery, serviceUrl: () => string) {
  function invoke(person: Person, name: string, options: Extending, extra: Json): Json {
    const { message, payload, commandId, commandContext = message || payload ? 'message' : 'compose' } = options
    const conversation = options.conversation ?? message?.conversation
    if (!conversation) throw new Error('neither a message nor a conversation')
    const { html, text, attachments, at, thread, from, id } = message ?? {}
    const shown =
      message && messagePayload({ world, id: id ?? '', text: text ?? '', html, from, attachments, at, thread })
    return {
      ...baseActivity({ world, serviceUrl: serviceUrl(), person, conversation, thread }, 'invoke'),
      name,
      value: {
        commandId,
        commandContext,
        requestId: world.nextId(),
        context: { theme: 'default' },
        ...((payload ?? shown) && { messagePayload: payload ?? shown }),
        ...extra,
      },
    }
  }

  /** Reads the answer as Teams does, and writes down what Teams would not take. */
  function read(name: string, person: Person, asked: Extending, given: Delivered): Dialog {
    const dialog: Dialog = { ...given, person, asked }
    const { status, body } = given
    if (status !== 200) {
      world.problem(`${name}: HTTP ${status}, Teams shows "Unable to reach app"`)
      return dialog
    }
    if (!isJson(body)) {
      if (name === 'composeExtension/fetchTask') world.problem(`${name}: no body`)
      return dialog
    }
    const { task, composeExtension } = body
    if (isJson(task)) return readTask(name, dialog, task)
    if (isJson(composeExtension)) return readResult(name, dialog, composeExtension)
    if (Object.keys(body).length > 0)
      world.problem(`${name}: neither task nor composeExtension: ${JSON.stringify(body).slice(0, 200)}`)
    return dialog
  }

  function readTask(name: string, dialog: Dialog, task: Json): Dialog {
    if (task.type === 'message') return { ...dialog, notice: String(task.value) }
    const { value } = task
    if (task.type !== 'continue' || !isJson(value)) {
      world.problem(`${name}: a task of type ${String(task.type)}`)
      return dialog
    }
    const { card, url, title, width, height } = value
    if (typeof url === 'string') return { ...dialog, title: String(title) }
    if (!title) world.problem(`${name}: a dialog without title`)
    for (const [side, size] of Object.entries({ width, height }))
      if (size !== undefined && typeof size !== 'number' && !['small', 'medium', 'large'].includes(size as string))
        world.problem(`${name}: ${side} ${JSON.stringify(size)}`)
    const content = isJson(card) && card.contentType === cardType ? card.content : undefined
    for (const problem of cardProblems(content, name, { extension: true })) world.problem(problem)
    return { ...dialog, title: String(title), ...(isJson(content) && { card: content }) }
  }

  function readResult(name: string, dialog: Dialog, result: Json): Dialog {
    if (result.type === 'message') return { ...dialog, notice: String(result.text) }
    const attachments =
      result.type === 'botMessagePreview' && isJson(result.activityPreview)
        ? list(result.activityPreview.attachments)
        : list(result.attachments)
    if (attachments.length === 0) world.problem(`${name}: a result without attachments`)
    for (const { contentType, content } of attachments)
      if (contentType === cardType)
        for (const problem of cardProblems(content, name, { extension: true })) world.problem(problem)
    return { ...dialog, result: attachments }
  }

  /** A person takes the action; the bot answers with a dialog. */
  async function opensDialog(person: Person, options: Extending): Promise<Dialog> {
    const name = 'composeExtension/fetchTask'
    return read(name, person, options, await deliver(invoke(person, name, options, {}), options))
  }

  /** A person takes an action that has no dialog of the bot's, or sends what the dialog asked for. */
  async function submits(person: Person, options: Extending & { data?: Json }): Promise<Dialog> {
    const name = 'composeExtension/submitAction'
    const { data = {}, ...asked } = options
    return read(name, person, asked, await deliver(invoke(person, name, asked, { data }), options))
  }

  /** A button inside the dialog: its data, and what was filled in, go to the bot. */
  async function pressesInDialog(dialog: Dialog, choice: Choice): Promise<Dialog> {
    const { msteams: _, ...data } = dataOf(buttonOf(dialog.card, choice), choice.inputs)
    return submits(dialog.person, { ...dialog.asked, data })
  }

  return { opensDialog, submits, pressesInDialog }
}
