// A request that failed: may it have arrived all the same? Then to send it again may be to say it twice.

/** Before these, nothing leaves. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** The code of the system's error at the bottom of what a library made of it. */
export function codeOf(error: unknown): string | undefined {
  const { code, cause, original } = (error ?? {}) as { code?: unknown; cause?: unknown; original?: unknown }
  return codeIn(original) ?? codeIn(cause) ?? (typeof code === 'string' ? code : undefined)
}
const codeIn = (error: unknown) => (error ? codeOf(error) : undefined)

export const mayHaveArrived = (error: unknown): boolean => !neverLeft.has(codeOf(error) ?? '')
