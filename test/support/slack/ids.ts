// Slack's identifiers and timestamps: unique, ascending, and of the form that Slack gives them.
export type Ids = {
  /** `U0A…`, `C0A…`: any prefix */
  id(prefix: string): string
  /** A message's timestamp, which is also its name: no two are alike */
  ts(): string
  hex(): string
}

export function makeIds(): Ids {
  let count = 0
  let last = 0
  return {
    id(prefix) {
      count += 1
      const rest = (25_559_408_112 + count * 104_729).toString(36).toUpperCase()
      return `${prefix}0A${rest.padStart(8, '0')}`
    },
    ts() {
      last = Math.max(Date.now() * 1000, last + 1)
      const digits = String(last)
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`
    },
    hex() {
      count += 1
      return `${count.toString(16).padStart(8, '0')}${Math.random().toString(16).slice(2, 12).padEnd(10, '0')}`
    },
  }
}

/** Puts into a map that forgets its oldest entries. */
export function putCapped<K, V>(map: Map<K, V>, key: K, value: V, most: number) {
  map.set(key, value)
  if (map.size <= most) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
