// Block Kit has no schema: what Slack would refuse, as sentences. Only for the blocks and elements that we send.
import type { KnownBlock } from '@slack/types'

type Json = { [name: string]: unknown }

export function blockKitProblems(blocks: readonly KnownBlock[]): string[] {
  const problems: string[] = []
  const need = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem)
  }
  const text = (where: string, value: unknown, max: number, types: readonly string[]) => {
    const { type, text } = (value ?? {}) as Json
    need(types.includes(String(type)), `${where}: text of type ${String(type)}`)
    if (typeof text !== 'string' || text.length < 1) return problems.push(`${where}: no text`)
    need(text.length <= max, `${where}: ${text.length} characters, ${max} allowed`)
    need(text.isWellFormed(), `${where}: half a character`)
  }
  const unique = new Set<unknown>()

  need(blocks.length >= 1 && blocks.length <= 50, `${blocks.length} blocks`)
  need(JSON.stringify(blocks).length <= 12_000, `${JSON.stringify(blocks).length} characters of blocks`)
  for (const [i, block] of blocks.entries()) {
    const where = `blocks[${i}] ${block.type}`
    if (block.type === 'header') {
      text(where, block.text, 150, ['plain_text'])
    } else if (block.type === 'section') {
      need(block.text !== undefined || block.fields !== undefined, `${where}: neither text nor fields`)
      if (block.text) text(where, block.text, 3000, ['mrkdwn', 'plain_text'])
      const fields = block.fields ?? []
      if (block.fields) need(fields.length >= 1 && fields.length <= 10, `${where}: ${fields.length} fields`)
      for (const field of fields) text(`${where} field`, field, 2000, ['mrkdwn', 'plain_text'])
    } else if (block.type === 'context') {
      need(block.elements.length >= 1 && block.elements.length <= 10, `${where}: ${block.elements.length} elements`)
      for (const element of block.elements) text(where, element, 3000, ['mrkdwn', 'plain_text'])
    } else if (block.type === 'actions') {
      need(block.elements.length >= 1 && block.elements.length <= 25, `${where}: ${block.elements.length} elements`)
      for (const element of block.elements) {
        if (element.type !== 'button') {
          problems.push(`${where}: element ${element.type}`)
          continue
        }
        text(`${where} button`, element.text, 75, ['plain_text'])
        need((element.value ?? '').length <= 2000, `${where}: value of ${element.value?.length} characters`)
        need((element.action_id ?? '').length <= 255, `${where}: action_id too long`)
        need(!unique.has(element.action_id), `${where}: action_id ${element.action_id} twice`)
        unique.add(element.action_id)
      }
    } else {
      need(block.type === 'divider', `${where}: a block that we do not send`)
    }
  }
  return problems
}
