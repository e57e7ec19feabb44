// Modals and Home tabs: what Slack would refuse of a view, and the view as Slack keeps it.
import { blocksProblems, Refused, tellCalls, withIds } from './blocks.ts'
import { type Json, problem, str, type View, type World } from './world.ts'

const about = (count: RegExp) => (text: string) => !count.test(text)
const messageOnly = about(/^\d+ blocks$|characters of blocks$/)

function plain(where: string, value: unknown, most: number, problems: string[]) {
  const { type, text } = (value ?? {}) as Json
  if (type !== 'plain_text') problems.push(`${where}: text of type ${str(type)}`)
  else if (typeof text !== 'string' || text === '') problems.push(`${where}: no text`)
  else if (text.length > most) problems.push(`${where}: ${text.length} characters, ${most} allowed`)
}

function inputProblems(where: string, block: Json, problems: string[]) {
  plain(`${where} label`, block.label, 2000, problems)
  if (block.hint !== undefined) plain(`${where} hint`, block.hint, 2000, problems)
  const element = (block.element ?? {}) as Json
  if (str(element.action_id ?? '').length > 255) problems.push(`${where}: action_id too long`)
  if (element.placeholder !== undefined) plain(`${where} placeholder`, element.placeholder, 150, problems)
  if (element.type === 'plain_text_input') {
    const { max_length: most, min_length: least, initial_value: initial, multiline } = element
    const length = (value: unknown, from: number) =>
      Number.isInteger(value) && Number(value) >= from && Number(value) <= 3000
    if (most !== undefined && !length(most, 1)) problems.push(`${where}: max_length ${str(most)}, 1 to 3000 allowed`)
    if (least !== undefined && !length(least, 0)) problems.push(`${where}: min_length ${str(least)}, 0 to 3000 allowed`)
    if (multiline !== undefined && typeof multiline !== 'boolean') problems.push(`${where}: multiline is no boolean`)
    if (typeof initial === 'string' && initial.length > Number(most ?? 3000)) {
      problems.push(`${where}: initial_value of ${initial.length} characters`)
    }
  } else if (['static_select', 'radio_buttons', 'checkboxes'].includes(str(element.type))) {
    const options = Array.isArray(element.options) ? (element.options as Json[]) : []
    const most = element.type === 'static_select' ? 100 : 10
    if (options.length < 1 || options.length > most) problems.push(`${where}: ${options.length} options`)
    for (const option of options) {
      if (str(option.value ?? '').length > 150) problems.push(`${where}: option's value too long`)
      const text = (option.text ?? {}) as Json
      if (str(text.text ?? '').length > 75 || !text.text) problems.push(`${where}: option's text`)
    }
  } else problems.push(`${where}: element ${str(element.type)}`)
}

export function viewProblems(view: Json): { refused: string[]; told: string[] } {
  const refused: string[] = []
  const told: string[] = []
  const blocks = Array.isArray(view.blocks) ? (view.blocks as Json[]) : []
  if (view.type !== 'modal' && view.type !== 'home') refused.push(`type ${str(view.type)}`)
  if (blocks.length < 1 || blocks.length > 100) refused.push(`${blocks.length} blocks, 1 to 100 allowed`)
  if (view.type === 'modal') plain('title', view.title, 24, refused)
  for (const name of ['submit', 'close']) if (view[name] !== undefined) plain(name, view[name], 24, refused)
  if (str(view.private_metadata ?? '').length > 3000) refused.push('private_metadata longer than 3000')
  if (str(view.callback_id ?? '').length > 255) refused.push('callback_id longer than 255')
  const inputs = blocks.filter(({ type }) => type === 'input')
  if (view.type === 'modal' && inputs.length > 0 && view.submit === undefined)
    refused.push('input blocks without submit')
  for (const [i, block] of blocks.entries()) {
    const where = `blocks[${i}]`
    if (block.type === 'input') {
      inputProblems(`${where} input`, block, refused)
      continue
    }
    const found = blocksProblems([block])
    refused.push(...found.refused.filter(messageOnly).map((text) => text.replace('blocks[0]', where)))
    told.push(...found.told.filter(messageOnly).map((text) => text.replace('blocks[0]', where)))
  }
  const named = blocks.map(({ block_id: id }) => id).filter((id) => id !== undefined)
  if (new Set(named).size < named.length) refused.push('duplicate block_id')
  return { refused, told }
}

/** Checks what the app sent and makes a view of it; `before` is the one that it replaces. */
export function takeView(world: World, where: string, given: unknown, user: string, before?: View): View {
  const sent = typeof given === 'object' && given !== null ? (given as Json) : undefined
  const { refused, told } = sent ? viewProblems(sent) : { refused: ['view is no JSON object'], told: [] }
  for (const note of told) problem(world, `${where}: ${note}`)
  if (!sent || refused.length > 0) {
    const messages = refused.map((text) => `[ERROR] ${text}`)
    throw new Refused('invalid_arguments', { response_metadata: { messages } })
  }
  tellCalls(world, where, '', sent.blocks)
  const id = before?.id ?? world.ids.id('V')
  const blocks = withIds(world.ids, sent.blocks as Json[]).map((block) => {
    if (block.type !== 'input') return block
    return { ...block, element: { action_id: world.ids.hex().slice(3, 9), ...(block.element as Json) } }
  })
  return {
    team_id: world.team.id,
    state: { values: {} },
    title: null,
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    previous_view_id: null,
    root_view_id: id,
    app_id: world.app.id,
    external_id: '',
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
    callback_id: '',
    private_metadata: '',
    ...sent,
    type: sent.type as View['type'],
    id,
    blocks,
    hash: `${Math.floor(Date.now() / 1000)}.${world.ids.hex().slice(0, 8)}`,
    user,
    open: true,
  }
}

/** A view as Slack sends it. */
export function viewOnWire(view: View): Json {
  const { user: _, open: __, errors: ___, ...rest } = view
  return rest
}
