// Buttons of cards: finds one as a person would, by its title, sends what Teams sends, and shows what comes back.
import { baseActivity } from './activities.ts'
import type { Delivered, Delivery, DeliveryOptions } from './delivery.ts'
import { cardProblems, cardType, isJson, objects } from './rules.ts'
import type { Json, Message, Person, World } from './world.ts'

export type Choice = { title?: string; verb?: string; id?: string; inputs?: Json }
/** `card`: the one that took the message's place; `notice`: what Teams showed instead. */
export type Pressed = Delivered & { card?: Json; notice?: string }

const actionTypes = new Set(['Action.Execute', 'Action.Submit'])

/** As today's client shows it: it knows everything, and so no fallback. */
const shown = (card: Json): Json =>
  JSON.parse(
    JSON.stringify(card, (key, value: unknown) => (key === 'fallback' || key === 'refresh' ? undefined : value)),
  )

/** Every button of a card that sends something, in the order in which they stand. */
export const buttonsOf = (card: Json): Json[] =>
  [...objects(shown(card))].filter(({ type }) => actionTypes.has(String(type)))

export function buttonOf(card: Json | undefined, { title, verb, id }: Choice): Json {
  const found =
    card &&
    buttonsOf(card).find((it) =>
      title !== undefined ? it.title === title : verb !== undefined ? it.verb === verb : it.id === id,
    )
  if (found) return found
  const there = card ? buttonsOf(card).map((it) => `${String(it.title)} (${String(it.verb ?? it.id)})`) : ['no card']
  throw new Error(`no button ${title ?? verb ?? id ?? ''}; there are: ${there.join(', ')}`)
}

/** What a button sends: its own data, and what was filled in. */
export const dataOf = ({ data }: Json, inputs: Json = {}): Json => ({ ...(isJson(data) ? data : {}), ...inputs })

export function createButtons(world: World, { deliver }: Delivery, serviceUrl: () => string) {
  const base = (person: Person, { conversation, thread, id }: Message, type: string): Json => ({
    ...baseActivity({ world, serviceUrl: serviceUrl(), person, conversation, thread }, type),
    replyToId: id,
  })

  /** Puts the answer to an Action.Execute where Teams puts it. */
  function show(message: Message, person: Person, given: Delivered, automatic: boolean): Pressed {
    const name = 'adaptiveCard/action'
    const { status, body } = given
    if (status !== 200 || !isJson(body)) {
      world.problem(`${name}: HTTP ${status} and no invoke response: ${JSON.stringify(body)}`)
      return { ...given, notice: 'Something went wrong. Please try again.' }
    }
    const { statusCode, type, value } = body
    if (type === cardType && statusCode === 200 && isJson(value)) {
      for (const problem of cardProblems(value, name)) world.problem(problem)
      // An automatic refresh shows its card to that person only.
      if (!automatic) {
        message.card = value
        message.updated++
      }
      return { ...given, card: value }
    }
    if (type === 'application/vnd.microsoft.activity.message' && statusCode === 200)
      return { ...given, notice: String(value) }
    if (type === 'application/vnd.microsoft.error' && isJson(value)) return { ...given, notice: String(value.message) }
    world.problem(
      `${name}: an answer to ${person.name} that Teams does not know: ${JSON.stringify(body).slice(0, 300)}`,
    )
    return given
  }

  async function execute(
    person: Person,
    message: Message,
    action: Json,
    trigger: string,
    options: DeliveryOptions & { inputs?: Json },
  ) {
    const { title, id, verb } = action
    const activity = {
      ...base(person, message, 'invoke'),
      name: 'adaptiveCard/action',
      value: {
        action: {
          type: 'Action.Execute',
          title,
          ...(id !== undefined && { id }),
          verb,
          data: dataOf(action, options.inputs),
        },
        trigger,
      },
    }
    return show(message, person, await deliver(activity, options), trigger === 'automatic')
  }

  async function presses(
    person: Person,
    message: Message,
    choice: Choice,
    options: DeliveryOptions = {},
  ): Promise<Pressed> {
    const button = buttonOf(message.card, choice)
    if (message.deleted) throw new Error('the message was deleted')
    const inputs = choice.inputs ? { inputs: choice.inputs } : {}
    if (button.type === 'Action.Execute') return execute(person, message, button, 'manual', { ...options, ...inputs })
    const data = dataOf(button, choice.inputs)
    const { msteams, ...value } = data
    const { id: _, ...activity } = base(person, message, 'message')
    const id = world.nextId()
    if (!isJson(msteams)) return deliver({ ...activity, id, value: data }, options)
    if (msteams.type === 'task/fetch') {
      const fetch = {
        type: 'invoke',
        name: 'task/fetch',
        value: { data: { ...value, type: 'task/fetch' }, context: { theme: 'default' } },
      }
      return deliver({ ...activity, id, ...fetch }, options)
    }
    return deliver(
      {
        ...activity,
        id,
        text: msteams.text ?? msteams.value,
        value: msteams.type === 'messageBack' ? msteams.value : value,
      },
      options,
    )
  }

  /** What Teams does by itself when a person sees a card with `refresh`. */
  async function refreshes(
    person: Person,
    message: Message,
    options: DeliveryOptions = {},
  ): Promise<Pressed | undefined> {
    const refresh = message.card?.refresh
    if (!isJson(refresh) || !isJson(refresh.action)) return undefined
    const { userIds } = refresh
    if (Array.isArray(userIds) && !userIds.includes(person.id)) return undefined
    return execute(person, message, refresh.action, 'automatic', options)
  }

  return { presses, refreshes }
}
