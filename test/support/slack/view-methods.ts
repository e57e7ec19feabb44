// views.*: the bot opens modals with a trigger id, and publishes each person's Home tab.
import { Refused } from './blocks.ts'
import { putCapped } from './ids.ts'
import type { Tickets } from './tickets.ts'
import { takeView, viewOnWire } from './views.ts'
import type { Json, View, World } from './world.ts'

export function keepView(world: World, view: View) {
  putCapped(world.views, view.id, view, world.keep === 'counts' ? 500 : Number.POSITIVE_INFINITY)
}

/** The newer of two views takes the place of the older, which tests may hold in their hands. */
export function replaceView(before: View, after: View) {
  for (const name of Object.keys(before)) delete before[name]
  return Object.assign(before, after)
}

function unchanged(view: View | undefined, hash: unknown) {
  if (view && hash !== undefined && hash !== view.hash) throw new Refused('hash_conflict')
}

function triggered(method: string, tickets: Tickets) {
  return (world: World, args: Json, triggerOwner: string): Json => {
    if (args.trigger_id === undefined) {
      throw new Refused('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] missing required field: trigger_id'] },
      })
    }
    const view = takeView(world, method, args.view, triggerOwner)
    if (view.type !== 'modal') throw new Refused('invalid_arguments')
    tickets.useTrigger(args.trigger_id)
    keepView(world, view)
    return { ok: true, view: viewOnWire(view) }
  }
}

export function viewMethods(tickets: Tickets): { [method: string]: (world: World, args: Json) => Json } {
  const open = triggered('views.open', tickets)
  const push = triggered('views.push', tickets)
  return {
    'views.open': (world, args) => open(world, args, tickets.owner(args.trigger_id)),
    'views.push': (world, args) => push(world, args, tickets.owner(args.trigger_id)),
    'views.update': (world, args) => {
      const before = [...world.views.values()].find(
        ({ id, external_id: external }) => id === args.view_id || (external !== '' && external === args.external_id),
      )
      if (!before?.open) throw new Refused('not_found')
      unchanged(before, args.hash)
      const view = replaceView(before, takeView(world, 'views.update', args.view, before.user, before))
      return { ok: true, view: viewOnWire(view) }
    },
    'views.publish': (world, args) => {
      const user = String(args.user_id)
      if (!world.people.has(user)) throw new Refused('user_not_found')
      const before = world.homes.get(user)
      unchanged(before, args.hash)
      const view = takeView(world, 'views.publish', args.view, user, before)
      if (view.type !== 'home') throw new Refused('invalid_arguments')
      const kept = before ? replaceView(before, view) : view
      world.homes.set(user, kept)
      return { ok: true, view: viewOnWire(kept) }
    },
  }
}
