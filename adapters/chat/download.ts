// Fetches a text file from a platform's own host, and from no other: what a chat says about where a file lies is not to
// be believed. Read piece by piece, so that a large log costs no memory, and its secrets are out before it is a string.
import { type Paste, pasteReader } from '../../src/diagnose.ts'
import type { FileProblem } from '../../src/words/chat.ts'
import { inUtf8 } from '../text.ts'
import type { Failed } from './platform.ts'

const mostBytes = 20 * 1024 * 1024
const timeoutMs = 30_000

export type ReadFile = { ok: true; paste: Paste } | { ok: false; why: FileProblem } | Failed

/** @param headers go to `url` alone: a redirect is not followed */
export async function download(
  url: string,
  { mayFetch, headers = {} }: { mayFetch: (url: URL) => boolean; headers?: Record<string, string> },
): Promise<ReadFile> {
  const parsed = URL.parse(url)
  if (!parsed || !mayFetch(parsed)) return { ok: false, why: 'foreign-host' }
  try {
    const response = await fetch(parsed, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    const { status, body } = response
    if (status === 429 || status >= 500) {
      await body?.cancel()
      return { ok: false, why: 'later', ...after(response) }
    }
    if (status !== 200 || !body) {
      await body?.cancel()
      return { ok: false, why: 'unreachable' }
    }
    if (Number(response.headers.get('content-length') ?? 0) > mostBytes) {
      await body.cancel()
      return { ok: false, why: 'too-large' }
    }
    return await read(body)
  } catch {
    return { ok: false, why: 'later' }
  }
}

function after({ headers }: Response): { afterMs?: number } {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { afterMs: seconds * 1000 } : {}
}

async function read(body: AsyncIterable<Uint8Array>): Promise<ReadFile> {
  const reader = pasteReader()
  let bytes = 0
  let first = true
  for await (const piece of inUtf8(body)) {
    bytes += piece.length
    if (bytes > mostBytes) return { ok: false, why: 'too-large' }
    if (first && piece.subarray(0, 1000).includes(0)) return { ok: false, why: 'not-text' }
    first = false
    reader.push(piece)
  }
  return { ok: true, paste: reader.end() }
}
