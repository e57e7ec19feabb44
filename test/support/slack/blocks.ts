// What Slack does with the blocks and texts that a bot sends: refuses, or shows in a way that we would regret.
import type { KnownBlock } from '@slack/types'
import { blockKitProblems } from '../block-kit.ts'
import type { Ids } from './ids.ts'
import { type Json, problem, str, type World } from './world.ts'

const wholeMessage = 13_200
// Legal at Slack though we do not send them, or our own stricter limit: told as problems, not refused
const ours = /a block that we do not send$|: element \w+$|text of type image$|characters of blocks$/
const slackBlocks = new Set(
  'actions alert call card carousel container context context_actions data_table divider file header image input markdown plan rich_text section table task_card video'.split(
    ' ',
  ),
)

export class Refused extends Error {
  readonly error: string
  readonly more: Json
  constructor(error: string, more: Json = {}) {
    super(error)
    this.error = error
    this.more = more
  }
}

const asArray = (value: unknown): Json[] | undefined => (Array.isArray(value) ? (value as Json[]) : undefined)

export function blocksProblems(blocks: readonly Json[]): { refused: string[]; told: string[] } {
  const refused: string[] = []
  const told: string[] = []
  const seen = new Set<unknown>()
  for (const [i, block] of blocks.entries()) {
    const { type, block_id: id } = block
    if (!slackBlocks.has(str(type))) refused.push(`unsupported type: ${str(type)} [json-pointer:/blocks/${i}/type]`)
    if (id === undefined) continue
    if (seen.has(id)) refused.push(`duplicate block_id ${str(id)}`)
    if (str(id).length > 255) refused.push(`block_id longer than 255 [json-pointer:/blocks/${i}/block_id]`)
    seen.add(id)
  }
  try {
    for (const found of blockKitProblems(blocks as unknown as KnownBlock[]))
      (ours.test(found) ? told : refused).push(found)
  } catch (error) {
    refused.push(`malformed: ${String(error)}`)
  }
  return { refused, told }
}

/** The blocks as Slack stores them, each with an id; refuses what Slack would. */
export function takeBlocks(world: World, where: string, given: unknown): Json[] | undefined {
  if (given === undefined || given === '') return undefined
  const blocks = asArray(given)
  if (!blocks) throw new Refused('invalid_blocks_format')
  if (blocks.length === 0) return []
  if (JSON.stringify(blocks).length > wholeMessage) throw new Refused('msg_blocks_too_long')
  const { refused, told: notes } = blocksProblems(blocks)
  for (const note of notes) problem(world, `${where}: ${note}`)
  if (refused.length > 0) {
    const messages = refused.map((text) => `[ERROR] ${text}`)
    throw new Refused('invalid_blocks', { errors: refused, response_metadata: { messages } })
  }
  return withIds(world.ids, blocks)
}

/** What Slack refused of the app is a problem, with what Slack said about it. */
export function tellRefused(world: World, where: string, { error, more }: Refused) {
  const { messages = [] } = (more.response_metadata ?? {}) as { messages?: string[] }
  problem(world, `${where}: ${[error, ...messages].join(' ')}`)
}

export function withIds(ids: Ids, blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const elements = asArray(block.elements)
    const named = { block_id: ids.hex().slice(3, 9), ...block }
    if (block.type !== 'actions' || !elements) return named
    return { ...named, elements: elements.map((element) => ({ action_id: ids.hex().slice(3, 9), ...element })) }
  })
}

/** Every text that Slack reads as mrkdwn, wherever it stands. */
function mrkdwn(value: unknown, into: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value) mrkdwn(item, into)
  else if (typeof value === 'object' && value !== null) {
    const { type, text } = value as Json
    if (type === 'mrkdwn' && typeof text === 'string') into.push(text)
    else for (const item of Object.values(value)) mrkdwn(item, into)
  }
  return into
}

const calling = /<!(?:channel|here|everyone|subteam)\b[^>]*>|<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g

/** A bot's text that calls people whom no test means it to call: with pasted text an attack; or that calls nobody. */
export function tellCalls(world: World, where: string, text: string, blocks: unknown) {
  const known = new Set(world.names.values())
  for (const read of [text, ...mrkdwn(blocks)]) {
    for (const [call] of read.matchAll(calling)) {
      if (!world.mayCall.has(call)) problem(world, `${where}: calls people with ${call}`)
      const [, id] = /^<(?:@|!subteam\^)([A-Z0-9]+)/.exec(call) ?? []
      if (id !== undefined && !known.has(id)) problem(world, `${where}: calls nobody with ${call}`)
    }
  }
}

/** `text` as Slack takes it, beside checked blocks. */
export function takeText(world: World, where: string, given: unknown, blocks: readonly Json[] | undefined): string {
  const text = typeof given === 'string' ? given : given === undefined ? '' : str(given)
  if (text === '' && (blocks === undefined || blocks.length === 0)) throw new Refused('no_text')
  if (text === '') problem(world, `${where}: blocks without text`)
  if (blocks === undefined && text.length > 4000) problem(world, `${where}: text of ${text.length} is shown in pieces`)
  if (text.length > 40_000) problem(world, `${where}: text of ${text.length} characters is cut at 40000`)
  if (!text.isWellFormed()) problem(world, `${where}: half a character in text`)
  tellCalls(world, where, text, blocks)
  return text.slice(0, 40_000)
}
