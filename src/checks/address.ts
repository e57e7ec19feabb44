// What kind of address a name led to, before anything connects to it: a name under our suffixes may be made to lead
// anywhere, and a server that checks names for strangers must not be a way into its own machine or cloud.
import ipaddr from 'ipaddr.js'

/** `forbidden` is never connected to. */
export type AddressKind = 'public' | 'private' | 'forbidden'

/** Azure's own services inside every virtual machine. */
const wireServer = '168.63.129.16'
const forbidden = new Set(['loopback', 'linkLocal', 'unspecified', 'multicast', 'broadcast'])
const inside = new Set(['private', 'uniqueLocal', 'carrierGradeNat'])

export function addressKind(address: string): AddressKind {
  if (!ipaddr.isValid(address)) return 'forbidden'
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (forbidden.has(range) || parsed.toString() === wireServer) return 'forbidden'
  // An address that carries another one inside it is judged by no table: nothing of ours has one.
  if (['rfc6145', 'rfc6052', '6to4', 'teredo', 'ipv4Mapped'].includes(range)) return 'forbidden'
  return inside.has(range) ? 'private' : 'public'
}
