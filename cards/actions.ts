// What the buttons of a card ask for. A button carries all that is needed to draw the card again, and nothing of the
// paste: whoever keeps the diagnosis draws the state from it, whichever button it came from.
import { grammar } from '../src/paste/grammar.ts'
import { type Lang, langs } from '../src/words/text.ts'

export const lookActionIds = ['all-steps', 'first-steps', 'more-causes', 'fewer-causes', 'switch-language'] as const
/** What is put in the place of causes and steps, and taken away again. */
export const insteadActionIds = [
  'show-probe',
  'hide-probe',
  'show-azure',
  'hide-azure',
  'show-firewall',
  'hide-firewall',
] as const
export const viewActionIds = [...lookActionIds, ...insteadActionIds] as const
export const fileActionIds = ['evidence'] as const
export const checkActionIds = ['run-checks', 'check-again'] as const
export const caseActionIds = ['acknowledge', 'check-now', 'resolve'] as const
export const snoozeActionIds = ['snooze-1h', 'snooze-8h', 'snooze-monday'] as const
export const moreCaseActionIds = ['silence', 'unsilence', 'escalate'] as const
export const onCallActionIds = [...caseActionIds, ...snoozeActionIds, ...moreCaseActionIds] as const
export const feedbackActionIds = ['helped', 'not-helped'] as const
export const actionIds = [
  ...viewActionIds,
  ...fileActionIds,
  ...checkActionIds,
  ...onCallActionIds,
  ...feedbackActionIds,
] as const
export type ActionId = (typeof actionIds)[number]

const amounts = ['first', 'all'] as const

/** In the place of causes and steps: lines to run elsewhere, how Azure knows, the request for the network team. */
const insteads = ['probe', 'azure', 'firewall'] as const
export type Instead = (typeof insteads)[number]
/** How much is shown: of the first cause's remedy, of the other causes. */
export type View = { steps: (typeof amounts)[number]; causes: (typeof amounts)[number]; instead?: Instead }
export const firstView: View = { steps: 'first', causes: 'first' }

/** What to draw once the button is pressed, which kept answer it belongs to, and which login server to check. */
export type ActionState = { view: View; lang: Lang; of?: string; check?: string }

export type Action = { id: ActionId; label: string; state: ActionState }

/** Reads back what a button carried: Slack's `value` or the `data` of Teams. Undefined when it is not one of ours. */
export const readActionState = (carried: unknown): ActionState | undefined => {
  const state = asObject(carried)
  const view = asObject(state.view)
  const steps = amounts.find((amount) => amount === view.steps)
  const causes = amounts.find((amount) => amount === view.causes)
  const lang = langs.find((lang) => lang === state.lang)
  const of = typeof state.of === 'string' ? state.of : undefined
  const check = typeof state.check === 'string' && grammar.loginServer.test(state.check) ? state.check : undefined
  if (!steps || !causes || !lang) return undefined
  // Buttons that were sent by an earlier version say `probe`.
  const instead = insteads.find((it) => it === (view.probe === 'shown' ? 'probe' : view.instead))
  const shown: View = { steps, causes, ...(instead && { instead }) }
  return { view: shown, lang, ...(of && { of }), ...(check && { check }) }
}

export const isActionId = (id: unknown): id is ActionId => actionIds.some((known) => known === id)

const asObject = (value: unknown): Record<string, unknown> => {
  if (typeof value === 'object' && value !== null) return { ...value }
  try {
    return typeof value === 'string' ? { ...JSON.parse(value) } : {}
  } catch {
    return {}
  }
}
