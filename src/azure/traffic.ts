// Which way traffic to port 443 takes, by security groups and routes. What cannot be evaluated, such as an unknown tag, makes the
// answer unknown, never a verdict.
import { addressKind } from '../checks/address.ts'
import { isIn, isInAny, lengthOf, liesIn } from './ranges.ts'
import type { Route, SecurityRule } from './view.ts'

/** The far end of a flow. `registry`: public addresses in these regions, known by their tag alone; undefined: in any. */
export type End = { address: string } | { registry: readonly string[] | undefined }
export type Flow = {
  direction: 'Inbound' | 'Outbound'
  /** Private ranges: from somewhere in these. None: from anywhere. */
  from: readonly string[]
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
/** An application security group: which machines are in it is not read. */
const isGroup = (written: string) => written.startsWith('/')
const isAnywhere = (written: string) => written === '*' || written === '0.0.0.0/0'

/** Whether all of these regions are the one that a tag is for; a tag without one is for all. */
function regionMatches(region: string | undefined, regions: readonly string[] | undefined): Matches {
  if (region === undefined) return 'yes'
  if (!regions) return 'maybe'
  if (regions.every((it) => it === region)) return 'yes'
  return regions.includes(region) ? 'maybe' : 'no'
}

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
  if (name === 'azurecontainerregistry') return regionMatches(region, end.registry)
  // Its regions have short names of their own: another word may be the same region.
  return name === 'azurecloud' && regionMatches(region, end.registry) === 'yes' ? 'yes' : 'maybe'
}

function endMatches(written: string, end: End, inside: readonly string[]): Matches {
  if (isAnywhere(written)) return 'yes'
  if (isGroup(written)) return 'maybe'
  if (lengthOf(written) === undefined) return tagMatches(written, end, inside)
  if ('registry' in end) return addressKind(written.split('/')[0] ?? '') === 'private' ? 'no' : 'maybe'
  return isIn(end.address, written) ? 'yes' : 'no'
}

function startMatches(written: string, from: readonly string[], inside: readonly string[]): Matches {
  if (isAnywhere(written)) return 'yes'
  if (from.length === 0 || isGroup(written)) return 'maybe'
  const isTag = lengthOf(written) === undefined
  if (isTag && written.toLowerCase() !== 'virtualnetwork') return 'no'
  const ranges = isTag ? inside : [written]
  const lies = from.map((it) => ranges.map((range) => liesIn(it, range)))
  if (lies.every((each) => each.includes('within'))) return 'yes'
  return !isTag && lies.flat().every((it) => it === 'apart') ? 'no' : 'maybe'
}

/** Of alternatives. */
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
    any(rule.sources.map((it) => startMatches(it, from, inside))),
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

function byTag(prefix: string, regions: readonly string[] | undefined): Matches {
  const [name = '', region] = prefix.toLowerCase().split('.')
  return name === 'azurecontainerregistry' ? regionMatches(region, regions) : 'no'
}

/**
 * The route of a table that is taken: the longest prefix that holds the address. Public registries go by their tag, else by the default
 * route; undefined too where that depends on the region.
 */
export function routeTo(routes: readonly Route[], to: End): Route | undefined {
  const fits = routes.filter(({ prefix }) =>
    'address' in to ? isIn(to.address, prefix) === true : prefix === '0.0.0.0/0' || byTag(prefix, to.registry) !== 'no',
  )
  const length = ({ prefix }: Route) => lengthOf(prefix) ?? 33
  const [first] = fits.toSorted((a, b) => length(b) - length(a))
  return first && 'registry' in to && byTag(first.prefix, to.registry) === 'maybe' ? undefined : first
}
