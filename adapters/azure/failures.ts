// What went wrong on the way to Azure, as values: why something could not be read, and why there is no identity. Of an error only its
// kind and Azure's short code are kept: what else it carries can hold headers and tokens.
import type { Permission } from '../../src/azure/permissions.ts'
import type { Until } from '../../src/azure/port.ts'
import type { Fact, NoIdentity, Read, Unread, WhyUnread } from '../../src/azure/view.ts'

/** What a reading needs, and on what. */
export type Needed = { permission: Permission; scope: string }

/** The deadline came first. */
class Late extends Error {
  override name = 'Late'
}

/** An answer without what it must have. */
export class Incomplete extends Error {
  override name = 'Incomplete'
}

/** What Azure must have said. */
export function told<Value>(value: Value | null | undefined): Value {
  if (value === undefined || value === null) throw new Incomplete()
  return value
}

/** Answers when the signal fires, also where what is waited for does not know of it. */
export async function within<Value>(signal: Until, work: () => Promise<Value>): Promise<Value> {
  if (signal.aborted) throw new Late()
  const late = Promise.withResolvers<never>()
  const stop = () => late.reject(new Late())
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work(), late.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** As the SDKs and the REST client throw it. */
type Thrown = { name?: string; code?: unknown; statusCode?: number; message?: string; errors?: readonly unknown[] }

const codeOf = ({ code }: Thrown): { code?: string } =>
  typeof code === 'string' && /^[A-Za-z][\w.-]{1,60}$/.test(code) ? { code } : {}

const byStatus: Readonly<Record<number, WhyUnread>> = { 403: 'forbidden', 404: 'not-found', 429: 'throttled' }

/** A RestError of the SDKs for an answer that they cannot make sense of: it came, so no status speaks of a failure. */
const isSenseless = ({ name, code, statusCode }: Thrown) =>
  name === 'RestError' && (code === 'PARSE_ERROR' || (code === undefined && statusCode === undefined))

export function whyOf(error: unknown): { why: WhyUnread; code?: string } {
  // The SDKs read answers without a look: what lacks a field of theirs is a TypeError.
  if (error instanceof TypeError || error instanceof SyntaxError || error instanceof Incomplete)
    return { why: 'incomplete' }
  if (!(error instanceof Error)) return { why: 'failed' }
  const thrown: Thrown = error
  if (thrown.name === 'Late' || thrown.name === 'AbortError') return { why: 'late' }
  if (isSenseless(thrown)) return { why: 'incomplete' }
  const signIn = aadsts(error)
  if (signIn) return { why: 'failed', code: signIn }
  const why = byStatus[thrown.statusCode ?? 0] ?? 'failed'
  return { why, ...codeOf(thrown) }
}

/** @param source the resource id or the query that is read */
export async function read<Value>(
  needed: Needed,
  source: string,
  { now, signal }: { now: () => Date; signal: Until },
  ask: () => Promise<Value>,
): Promise<Read<Value>> {
  try {
    const value = await within(signal, ask)
    return { ok: true, value, source, at: now().toISOString() }
  } catch (error) {
    return { ok: false, ...needed, ...whyOf(error) }
  }
}

/** Several readings as one: what was found is a fact although others failed; that nothing is there is one only if none did. */
export function joined<Value>(parts: readonly Read<readonly Value[]>[], now: Date): Read<readonly Value[]> {
  const read = parts.filter((part): part is Fact<readonly Value[]> => part.ok)
  const failed = parts.find((part): part is Unread => !part.ok)
  const value = read.flatMap((part) => part.value)
  if (failed && value.length === 0) return failed
  return { ok: true, value, source: read.map(({ source }) => source).join(' '), at: now.toISOString() }
}

export const isForbidden = ({ why }: { why: WhyUnread }): boolean => why === 'forbidden'

/** Every message of an error, those that it stands for included. */
function* messages(error: unknown, depth = 0): Generator<string> {
  if (!(error instanceof Error) || depth > 4) return
  yield error.message
  const { errors, cause } = error as Thrown & { cause?: unknown }
  for (const each of [...(errors ?? []), cause]) yield* messages(each, depth + 1)
}

/** What Entra calls the reason, such as `AADSTS7000222`. */
const aadsts = (error: unknown): string | undefined =>
  messages(error)
    .map((message) => /\bAADSTS\d{4,8}\b/.exec(message)?.[0])
    .find((it) => it !== undefined)

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const signIn: Readonly<Record<string, Exclude<NoIdentity['why'], 'none' | 'late'>>> = {
  AADSTS7000222: 'expired',
  AADSTS700082: 'expired',
  AADSTS70043: 'expired',
  AADSTS50173: 'expired',
  AADSTS50076: 'needs-person',
  AADSTS50079: 'needs-person',
  AADSTS50074: 'needs-person',
  AADSTS50158: 'needs-person',
  AADSTS53003: 'needs-person',
  AADSTS65001: 'needs-person',
  AADSTS7000215: 'refused',
}

const neverAvailable = new Set(['CredentialUnavailableError', 'AuthenticationRequiredError'])

export function whyNoIdentity(error: unknown): NoIdentity {
  const code = aadsts(error)
  if (code) return { ok: false, why: signIn[code] ?? 'refused', code }
  const { name = '', errors, ...thrown } = error as Thrown
  if (name === 'Late' || name === 'AbortError') return { ok: false, why: 'late' }
  const all = name === 'AggregateAuthenticationError' ? (errors ?? []) : [error]
  if (all.every((it) => neverAvailable.has((it as Thrown).name ?? ''))) return { ok: false, why: 'none' }
  return { ok: false, why: 'failed', ...codeOf(thrown) }
}
