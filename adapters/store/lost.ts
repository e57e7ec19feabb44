// What tells that PostgreSQL gave something up or was away, rather than that it was asked for something wrong.

const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''
const messageOf = (error: unknown) => (error instanceof Error ? error.message : '')

/** There is no connection, or no longer, as while it restarts. */
export const isAway = (error: unknown): boolean =>
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[123]|53300)$/.test(codeOf(error)) ||
  /^Connection terminated unexpectedly|is not queryable/.test(messageOf(error))

/** The transaction left nothing behind: its connection was lost, or it lost against another one. */
export const wasGivenUp = (error: unknown): boolean => isAway(error) || /^40(?:001|P01)$/.test(codeOf(error))

/** It did not answer in time: nothing more is to be asked on this connection. */
export const isStuck = (error: unknown): boolean => messageOf(error) === 'Query read timeout'
