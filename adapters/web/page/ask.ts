// Asks the server. Failures are values with a stable code, so that the page can say them in its own language.
import type { Diagnosis } from '../../../src/diagnosis.ts'
import type { Lang } from '../../../src/words/text.ts'

export type Trouble = { code: string; message: string }
export type Asked = { diagnosis: Diagnosis } | { trouble: Trouble }

export const maxBytes = 1_048_576
export const byteLength = (text: string) => new TextEncoder().encode(text).length

export async function ask(text: string, lang: Lang, token: string, signal: AbortSignal): Promise<Asked> {
  try {
    const response = await fetch('/api/diagnose', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ text, lang }),
      signal,
    })
    const answer = await response.json()
    return response.ok ? { diagnosis: answer } : { trouble: answer.error }
  } catch (error) {
    return { trouble: { code: signal.aborted ? 'cancelled' : 'unreachable', message: String(error) } }
  }
}
