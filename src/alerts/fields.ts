// Reads what others send, field by field: whatever is missing, of another type or too long is as if it were not there.
import { type RegistryName, readRegistryName } from '../chat/request.ts'
import { acrHosts } from '../paste/hosts.ts'
import { prepare } from '../paste/prepare.ts'
import type { Text } from '../words/text.ts'
import type { Fact } from './alert.ts'

export type Fields = Readonly<Record<string, unknown>>

const longest = 300
const longestUrl = 1000
export const mostOfThem = 20

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, mostOfThem) : [])

/** One line without secrets; numbers and truths as text. Shortened last, so that no secret is cut until it looks like none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  const { text } = prepare(String(value))
  // Control characters and line breaks would draw another line than ours.
  const line = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .replace(/\p{Cs}/gu, '')
  return line === '' ? undefined : line
}

/** What identifies, compared whatever its case. */
export const idOf = (value: unknown): string | undefined => textOf(value)?.toLowerCase()

export const hasSecret = (text: string): boolean => Object.keys(prepare(text).counts).length > 0

/** A link without its secret leads nowhere, so one with a secret is none. */
export function urlOf(value: unknown): string | undefined {
  const url = typeof value === 'string' && value.length <= longestUrl ? URL.parse(value) : null
  if (url?.protocol !== 'https:' || url.username !== '') return undefined
  return url.href.length <= longestUrl && !hasSecret(url.href) ? url.href : undefined
}

/** As Azure Monitor writes it (`Sev2`), or the number alone. */
export function severityOf(value: unknown): number | undefined {
  const [, digit] = /^(?:sev)?([0-4])$/i.exec(textOf(value) ?? '') ?? []
  return digit === undefined ? undefined : Number(digit)
}

export function factOf(label: Text, value: unknown): Fact[] {
  const text = textOf(value)
  return text ? [{ label, value: text }] : []
}

const resource = /\/providers\/microsoft\.containerregistry\/registries\/([a-z0-9]{5,50})(?:\/|$)/i

/** The registry of a resource's id. */
export function registryOfResource(value: unknown): RegistryName | undefined {
  const id = typeof value === 'string' && value.length <= 2000 ? value : ''
  return readRegistryName(resource.exec(id)?.[1] ?? '')
}

/** A resource's id, a host of the registry in any region, or a name. */
export function registryIn(value: unknown): RegistryName | undefined {
  if (typeof value !== 'string' || value.length > 2000) return undefined
  return registryOfResource(value) ?? readRegistryName(acrHosts(value)[0]?.loginServer ?? value)
}

/** Each once. */
export const eachOnce = (names: readonly (RegistryName | undefined)[]): RegistryName[] => [
  ...new Map(names.flatMap((it) => (it ? [[it.loginServer, it] as const] : []))).values(),
]
