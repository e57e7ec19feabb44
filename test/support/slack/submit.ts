// A person fills a modal in and sends it, or closes it.
import { Refused, tellRefused } from './blocks.ts'
import type { Answer, Courier } from './deliver.ts'
import type { EventOptions } from './events.ts'
import { actor } from './interactions.ts'
import type { Tickets } from './tickets.ts'
import { keepView, replaceView } from './view-methods.ts'
import { takeView, viewOnWire } from './views.ts'
import { type Json, type Person, problem, type View, type World } from './world.ts'

/** By action_id or block_id: a text, or the value of an option, or several. */
export type Filled = Record<string, string | readonly string[]>

function stateOf(element: Json, filled: string | readonly string[] | undefined): Json {
  const type = String(element.type)
  const options = Array.isArray(element.options) ? (element.options as Json[]) : []
  const picked = options.filter(({ value }) =>
    (typeof filled === 'string' ? [filled] : (filled ?? [])).includes(String(value)),
  )
  if (type === 'checkboxes') return { type, selected_options: filled ? picked : (element.initial_options ?? []) }
  if (type !== 'plain_text_input')
    return { type, selected_option: filled ? picked[0] : (element.initial_option ?? null) }
  const value = typeof filled === 'string' ? filled : (element.initial_value ?? null)
  return { type, value: value === '' ? null : value }
}

/** What was filled in; what Slack's own form would not let through is the test's mistake. */
function fill(view: View, filled: Filled): Json {
  const values: { [block: string]: Json } = {}
  const used = new Set<string>()
  for (const block of view.blocks) {
    if (block.type !== 'input') continue
    const element = block.element as Json
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)]
    for (const name of [blockId, actionId]) if (name in filled) used.add(name)
    const state = stateOf(element, filled[actionId] ?? filled[blockId])
    const empty = (state.value ?? state.selected_option ?? (state.selected_options as Json[] | undefined)?.[0]) == null
    if (empty && block.optional !== true) throw new Error(`${blockId} is required`)
    const most = Number(element.max_length ?? 3000)
    if (typeof state.value === 'string' && state.value.length > most) throw new Error(`${blockId}: at most ${most}`)
    values[blockId] = { [actionId]: state }
  }
  for (const name of Object.keys(filled)) if (!used.has(name)) throw new Error(`no input ${name} in this view`)
  return { values }
}

export function makeSubmit(world: World, courier: Courier, tickets: Tickets) {
  function respond(view: View, body: unknown) {
    const { response_action: action, errors, view: next } = (typeof body === 'object' ? (body ?? {}) : {}) as Json
    delete view.errors
    if (action === 'errors') {
      view.errors = errors as Record<string, string>
      const ids = view.blocks.filter(({ type }) => type === 'input').map(({ block_id: id }) => id)
      const stray = Object.keys(view.errors ?? {}).filter((id) => !ids.includes(id))
      for (const id of stray) problem(world, `view_submission: an error for ${id}, which is no input block`)
      return
    }
    if (action === 'clear') for (const each of world.views.values()) each.open = false
    if (action === 'update') replaceView(view, takeView(world, 'view_submission', next, view.user, view))
    else if (action === 'push') keepView(world, takeView(world, 'view_submission', next, view.user))
    else view.open = false
  }

  return {
    async submits(
      person: Person,
      view: View,
      filled: Filled = {},
      { team, ...delivery }: EventOptions = {},
    ): Promise<Answer> {
      if (!view.open) throw new Error('this view is closed')
      view.state = fill(view, filled)
      const payload = {
        type: 'view_submission',
        ...actor(world, person, team),
        trigger_id: tickets.trigger(person),
        view: viewOnWire(view),
        response_urls: [],
      }
      const answer = await courier.send('interactive', 'view_submission', payload, delivery)
      try {
        // Without an answer in time Slack says that it had trouble connecting, and the modal stays
        if (answer.status === 200) respond(view, answer.body)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        tellRefused(world, 'view_submission', error)
      }
      return answer
    },
    /** The app hears of it only if the view asked for that. */
    async closes(
      person: Person,
      view: View,
      { team, cleared = false, ...delivery }: EventOptions & { cleared?: boolean } = {},
    ): Promise<Answer | undefined> {
      view.open = false
      if (view.notify_on_close !== true) return undefined
      const payload = {
        type: 'view_closed',
        ...actor(world, person, team),
        view: viewOnWire(view),
        is_cleared: cleared,
      }
      return await courier.send('interactive', 'view_closed', payload, delivery)
    },
  }
}
