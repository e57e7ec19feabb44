// acr-check diagnose --batch: JSON Lines in, JSON Lines out, line for line. A line that cannot be read is answered with
// an error in its place, so that nothing is lost and the order holds.

import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { diagnose } from '../../src/diagnose.ts'
import type { Lang } from '../../src/words/text.ts'
import { readInput } from './input.ts'
import { type Surroundings, status } from './surroundings.ts'

type Request = { id: unknown; text?: string }

function parse(line: string): Request {
  try {
    const { id = null, text }: { id?: unknown; text?: unknown } = JSON.parse(line.replace(/^\ufeff/, '')) ?? {}
    return typeof text === 'string' ? { id, text } : { id }
  } catch {
    return { id: null }
  }
}

export async function batch(
  file: string | undefined,
  { lang }: { lang?: Lang },
  around: Surroundings,
): Promise<number> {
  const lines = createInterface({
    input: Readable.from(await readInput(file, around)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let number = 0
  let unread = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    const { id, text } = parse(line)
    if (text === undefined) {
      unread++
      const message = `line ${number} is not a JSON object with a string "text": write {"id": ..., "text": "..."}`
      around.stderr.write(`acr-check: ${message}\n`)
      around.stdout.write(`${JSON.stringify({ id, error: { code: 'bad-line', message } })}\n`)
    } else if (!around.stdout.write(`${JSON.stringify({ id, ...diagnose(text, { lang }) })}\n`))
      await new Promise((resolve) => around.stdout.once('drain', resolve))
  }
  return unread === 0 ? status.ok : status.misuse
}
