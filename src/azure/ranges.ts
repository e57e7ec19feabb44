// Is an address in a range? Undefined where that cannot be told, as of a tag or of what is no address at all.
import ipaddr from 'ipaddr.js'

export const isIPv4 = (address: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(address)

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

function rangeOf(text: string): Range | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)
  if (!ipaddr.isValid(text)) return undefined
  const address = ipaddr.process(text)
  return [address, address.toByteArray().length * 8]
}

/** @param range an address or a range, such as `10.1.0.0/16` */
export function isIn(address: string, range: string): boolean | undefined {
  const known = rangeOf(range)
  if (!known || !ipaddr.isValid(address)) return undefined
  const own = ipaddr.process(address)
  return own.kind() === known[0].kind() && own.match(known as [ipaddr.IPv4, number])
}

/** How a range lies to another; undefined where one of them is none. */
export function liesIn(range: string, other: string): 'within' | 'apart' | 'partly' | undefined {
  const [own, its] = [rangeOf(range), rangeOf(other)]
  if (!own || !its) return undefined
  if (own[0].kind() !== its[0].kind()) return 'apart'
  const [small, large] = own[1] >= its[1] ? [own, its] : [its, own]
  if (!small[0].match(large as [ipaddr.IPv4, number])) return 'apart'
  return small === own ? 'within' : 'partly'
}

/** How long a range's prefix is; undefined where it is none. */
export const lengthOf = (range: string): number | undefined => rangeOf(range)?.[1]

export const isInAny = (address: string, ranges: readonly string[]): boolean =>
  ranges.some((range) => isIn(address, range) === true)
