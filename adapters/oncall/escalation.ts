// ACR_CHECK_ESCALATE: a small YAML file that says whom a case calls that nobody takes on, and after how long.
import { readFile } from 'node:fs/promises'
import { LineCounter, parseDocument } from 'yaml'
import { readEvery } from '../../src/oncall/calendar.ts'
import { readMention } from '../../src/oncall/mention.ts'
import type { Escalation } from './ticks.ts'

const known = ['after', 'mention', 'slack', 'teams']
const example = 'after: 15m, mention: "@here", slack: C0123456789'

/** @throws an Error whose message names the file, the line and the way out */
export async function readEscalation(file: string): Promise<Escalation> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`ACR_CHECK_ESCALATE names ${file}, which cannot be read (${error.code})`)
  })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  const at = (offset: number | undefined) => `${file}:${lines.linePos(offset ?? 0).line || 1}`
  if (broken) throw new Error(`${at(broken.pos[0])}: ${broken.message.split('\n')[0]}`)
  const value: unknown = document.toJS()
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${file}: write settings such as ${example}`)
  const settings = value as Record<string, unknown>
  const line = (key: string) => {
    const node = document.get(key, true) as { range?: [number, number, number] } | undefined
    return at(node?.range?.[0])
  }
  const unknown = Object.keys(settings).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new Error(`${line(unknown)}: there is no "${unknown}"; write ${example}`)
  const textOf = (key: string): string | undefined => {
    const given = settings[key]
    if (given !== undefined && typeof given !== 'string') throw new Error(`${line(key)}: "${key}" must be text`)
    return given
  }
  const [after, mention, slack, teams] = known.map(textOf)
  const span = after === undefined ? undefined : readEvery(after)
  if (span && !span.ok) throw new Error(`${line('after')}: "after" is from 1m to 24h, such as 15m`)
  // Each platform calls only whom it knows.
  const read = mention === undefined ? [] : (['slack', 'teams'] as const).map((it) => readMention(it, mention))
  const called = read.find((it) => it.ok)
  if (mention !== undefined && !called)
    throw new Error(
      `${line('mention')}: "mention" is @here, @channel, <@U...> or <!subteam^S...>, for Teams Ola Nowak <ola@contoso.com>`,
    )
  return {
    channels: { ...(slack && { slack }), ...(teams && { teams }) },
    ...(span && { afterMs: span.value }),
    ...(called && { mention: called.value }),
  }
}
