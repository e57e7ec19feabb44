// Which way traffic to port 443 takes, by security groups and routes. What cannot be evaluated, such as an unknown tag, makes the
// answer unknown, never a verdict.
import { addressKind } from '../checks/address.ts'
import { isIn, isInAny, lengthOf } from './ranges.ts'
import type { Route, SecurityRule } from './view.ts'

/** The far end of a flow. `registry`: the public addresses of registries in a region, which are known by their tag alone. */
export type End = { address: string } | { registry: string }
export type Flow = {
  direction: 'Inbound' | 'Outbound'
  /** Undefined: anywhere. */
  from?: End
  to: End
  /** Prefixes that are surely in the tag `VirtualNetwork`: of the network and of those peered with it. */
  inside: readonly string[]
}

type Matches = 'yes' | 'no' | 'maybe'
const https = 443

function portMatches(port: string): Matches {
  if (port === '*') return 'yes'
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port) ?? []
  if (first === undefined) return 'maybe'
  return Number(first) <= https && https <= Number(last) ? 'yes' : 'no'
}

const isPrivate = (end: End) => 'address' in end && addressKind(end.address) === 'private'

function tagMatches(tag: string, end: End, inside: readonly string[]): Matches {
  const [name = '', region] = tag.toLowerCase().split('.')
  if (name === 'virtualnetwork') {
    if ('registry' in end) return 'no'
    return isInAny(end.address, inside) ? 'yes' : 'maybe'
  }
  // Tags hold public addresses alone.
  if (isPrivate(end)) return 'no'
  if (name === 'internet') return 'yes'
  if ('address' in end) return 'maybe'
  if (name === 'azurecontainerregistry') return region === undefined || region === end.registry ? 'yes' : 'no'
  return name === 'azurecloud' && (region === undefined || region === end.registry) ? 'yes' : 'maybe'
}

function endMatches(written: string, end: End | undefined, inside: readonly string[]): Matches {
  if (written === '*' || written === '0.0.0.0/0') return 'yes'
  if (!end) return 'maybe'
  if (lengthOf(written) === undefined) return tagMatches(written, end, inside)
  if ('registry' in end) return addressKind(written.split('/')[0] ?? '') === 'private' ? 'no' : 'maybe'
  return isIn(end.address, written) ? 'yes' : 'no'
}

/** Of alternatives. None is written where application security groups stand, which are not read. */
function any(found: readonly Matches[]): Matches {
  if (found.includes('yes')) return 'yes'
  return found.length === 0 || found.includes('maybe') ? 'maybe' : 'no'
}

function all(found: readonly Matches[]): Matches {
  if (found.includes('no')) return 'no'
  return found.includes('maybe') ? 'maybe' : 'yes'
}

const matches = (rule: SecurityRule, { from, to, inside }: Flow): Matches =>
  all([
    ['*', 'tcp'].includes(rule.protocol.toLowerCase()) ? 'yes' : 'no',
    any(rule.ports.map(portMatches)),
    any(rule.sources.map((it) => endMatches(it, from, inside))),
    any(rule.destinations.map((it) => endMatches(it, to, inside))),
  ])

/** The rule that decides; undefined when that depends on what is not known. */
export function deciding(rules: readonly SecurityRule[], flow: Flow): SecurityRule | undefined {
  const perhaps: SecurityRule[] = []
  const inOrder = rules
    .filter(({ direction }) => direction === flow.direction)
    .toSorted((a, b) => a.priority - b.priority)
  for (const rule of inOrder) {
    const found = matches(rule, flow)
    if (found === 'maybe') perhaps.push(rule)
    if (found === 'yes') return perhaps.every(({ access }) => access === rule.access) ? rule : undefined
  }
  return undefined
}

/** The route of a table that is taken: the longest prefix that holds the address. Tags and public registries go by the default route. */
export function routeTo(routes: readonly Route[], to: End): Route | undefined {
  const fits = routes.filter(({ prefix }) =>
    'address' in to
      ? isIn(to.address, prefix) === true
      : prefix === '0.0.0.0/0' || /^AzureContainerRegistry(?:\.|$)/i.test(prefix),
  )
  const length = ({ prefix }: Route) => lengthOf(prefix) ?? 33
  return fits.toSorted((a, b) => length(b) - length(a))[0]
}
