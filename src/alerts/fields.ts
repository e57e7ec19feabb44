// Reads what others send, field by field: whatever is missing, of another type or too long is as if it were not there.
import { type RegistryName, readRegistryName } from '../chat/request.ts'
import { prepare } from '../paste/prepare.ts'

export type Fields = Readonly<Record<string, unknown>>

const longest = 300
export const mostOfThem = 20

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, mostOfThem) : [])

/** One line without secrets; numbers and truths as text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  const { text } = prepare(String(value).slice(0, 10 * longest))
  // Control characters and line breaks would draw another line than ours.
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line === '' ? undefined : line.slice(0, longest)
}

/** What identifies, compared whatever its case. */
export const idOf = (value: unknown): string | undefined => textOf(value)?.toLowerCase()

export function urlOf(value: unknown): string | undefined {
  const url = typeof value === 'string' && value.length <= 1000 ? URL.parse(value) : null
  return url?.protocol === 'https:' && url.username === '' ? url.href : undefined
}

const resource = /\/providers\/microsoft\.containerregistry\/registries\/([a-z0-9]{5,50})(?:\/|$)/i

/** A resource's id, a login server or a name. */
export function registryIn(value: unknown): RegistryName | undefined {
  if (typeof value !== 'string' || value.length > 2000) return undefined
  return readRegistryName(resource.exec(value)?.[1] ?? value)
}

/** Each once. */
export const eachOnce = (names: readonly (RegistryName | undefined)[]): RegistryName[] => [
  ...new Map(names.flatMap((it) => (it ? [[it.loginServer, it] as const] : []))).values(),
]
