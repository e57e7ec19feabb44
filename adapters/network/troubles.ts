// What goes wrong with sockets, by the names of src/ports.ts.
import type { Failed, Trouble } from '../../src/ports.ts'

const byCode: Readonly<Record<string, Trouble>> = {
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
  UND_ERR_ABORTED: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'closed',
  ENOTCONN: 'closed',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
}

const codeOf = (error: unknown): string | undefined => {
  const { code, name, cause } = (error ?? {}) as { code?: unknown; name?: unknown; cause?: unknown }
  if (name === 'TimeoutError' || name === 'AbortError') return 'ABORT_ERR'
  if (code === 'UND_ERR_SOCKET' && cause) return codeOf(cause) ?? code
  return typeof code === 'string' ? code : undefined
}

export function failed(error: unknown): Failed {
  const code = codeOf(error)
  return { ok: false, why: byCode[code ?? ''] ?? 'broken', ...(code && code !== 'ABORT_ERR' && { code }) }
}

export const silent: Failed = { ok: false, why: 'timeout' }

/** Resolves with `otherwise` once the signal fires, whatever the work goes on to do. */
export async function before<Value>(signal: AbortSignal, work: Promise<Value>, otherwise: Value): Promise<Value> {
  if (signal.aborted) return otherwise
  let end = () => {}
  const ended = new Promise<Value>((resolve) => {
    end = () => resolve(otherwise)
    signal.addEventListener('abort', end, { once: true })
  })
  try {
    return await Promise.race([work, ended])
  } finally {
    signal.removeEventListener('abort', end)
  }
}
