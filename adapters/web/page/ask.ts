// Asks the server. Failures are values with a stable code, so that the page can say them in its own language.
import type { Check, CheckStep } from '../../../src/check.ts'
import type { Diagnosis } from '../../../src/diagnosis.ts'
import type { Lang } from '../../../src/words/text.ts'

export type Trouble = { code: string; message: string }
export type Asked = { diagnosis: Diagnosis } | { trouble: Trouble }
export type Checked = { check: Check } | { trouble: Trouble }

export const maxBytes = 1_048_576
export const byteLength = (text: string) => new TextEncoder().encode(text).length

const post = (path: string, body: object, token: string, signal: AbortSignal, accept = 'application/json') =>
  fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept, ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    signal,
  })

export async function ask(text: string, lang: Lang, token: string, signal: AbortSignal): Promise<Asked> {
  try {
    const response = await post('/api/diagnose', { text, lang }, token, signal)
    const answer = await response.json()
    return response.ok ? { diagnosis: answer } : { trouble: answer.error }
  } catch (error) {
    return { trouble: lost(error, signal) }
  }
}

const lost = (error: unknown, signal: AbortSignal): Trouble => ({
  code: signal.aborted ? 'cancelled' : 'unreachable',
  message: String(error),
})

type CheckQuestion = { registry: string; paste?: string; azure?: true; lang: Lang }

/** @param onStep called with each step as it ends */
export async function askCheck(
  question: CheckQuestion,
  token: string,
  signal: AbortSignal,
  onStep: (step: CheckStep) => void,
): Promise<Checked> {
  try {
    const response = await post('/api/check', question, token, signal, 'text/event-stream')
    if (!response.ok || !response.body) return { trouble: (await response.json()).error }
    let waiting = ''
    for await (const piece of response.body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
      waiting += piece
      const events = waiting.split('\n\n')
      waiting = events.pop() ?? ''
      for (const event of events) {
        const [, kind, data = ''] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? []
        if (kind === 'step') onStep(JSON.parse(data))
        if (kind === 'check') return { check: JSON.parse(data) }
        if (kind === 'error') return { trouble: JSON.parse(data).error }
      }
    }
    return { trouble: { code: 'unreachable', message: 'the answer ended early' } }
  } catch (error) {
    return { trouble: lost(error, signal) }
  }
}
