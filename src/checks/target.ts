// Which registry is meant, and is it one at all? Nothing is asked of the network for a name that cannot be one.
import { readRegistryName } from '../chat/request.ts'
import { grammar } from '../paste/grammar.ts'
import { acrHosts, misspeltHost } from '../paste/hosts.ts'

export type Target = {
  ok: true
  /** The resource's name. */
  registry: string
  loginServer: string
  /** The first label of the login server, with its hash. */
  label: string
  suffix: Suffix
}
/** `likely`: the login server that was probably meant. */
export type NoTarget = {
  ok: false
  given: string
  why: 'typo' | 'privatelink' | 'other-endpoint' | 'no-name'
  likely?: string
}

const suffixes = ['azurecr.io', 'azurecr.cn', 'azurecr.us'] as const
type Suffix = (typeof suffixes)[number]

/** Where the layers of each cloud lie when the registry has no data endpoint of its own. */
const blobSuffix = {
  'azurecr.io': 'blob.core.windows.net',
  'azurecr.cn': 'blob.core.chinacloudapi.cn',
  'azurecr.us': 'blob.core.usgovcloudapi.net',
} as const satisfies Record<Suffix, string>

const longestName = 253
export function readTarget(name: string): Target | NoTarget {
  const given = name.trim().slice(0, longestName)
  const read = readRegistryName(given)
  const suffix = suffixes.find((it) => read?.loginServer.endsWith(`.${it}`))
  if (read && suffix) return { ok: true, ...read, label: read.loginServer.slice(0, -suffix.length - 1), suffix }
  const host = given
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/\.$/, '')
  const [ours] = acrHosts(host)
  if (ours && ours.host === host)
    return {
      ok: false,
      given,
      why: ours.kind === 'privatelink' ? 'privatelink' : 'other-endpoint',
      ...likely(ours.loginServer),
    }
  const slip = misspeltHost(host)
  if (slip && host.endsWith(`.${slip}`)) {
    const meant = suffixes.find((it) => it.endsWith(slip.slice(-3))) ?? suffixes[0]
    return { ok: false, given, why: 'typo', ...likely(`${host.slice(0, -slip.length - 1)}.${meant}`) }
  }
  return { ok: false, given, why: 'no-name' }
}

const likely = (loginServer: string) => (grammar.loginServer.test(loginServer) ? { likely: loginServer } : {})

/** A host where layers of this registry may lie; nothing else is followed to. */
export function isLayerHost(host: string, { label, suffix }: Target): boolean {
  const data = new RegExp(`^${label}\\.[a-z0-9]{2,40}\\.data\\.${suffix.replace('.', '\\.')}$`)
  const blob = new RegExp(`^[a-z0-9]{3,24}(?:\\.z\\d{1,2})?\\.${blobSuffix[suffix].replaceAll('.', '\\.')}$`)
  return data.test(host) || blob.test(host)
}

export const dataHostOf = ({ label, suffix }: Target, region: string): string => `${label}.${region}.data.${suffix}`
